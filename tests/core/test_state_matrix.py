"""Each pair of state and act of the workflows of findings, sanctions and reports, against the documents that people
read: what `docs/states` does not show is refused, and what it shows leads where it says."""

import re
from pathlib import Path

import pytest

from aktsom.core.errors import Refused
from aktsom.core.workflow import TransitionTable
from aktsom.effects import report_states
from aktsom.findings import signal_states
from aktsom.findings import states as finding_states
from aktsom.sanctions import letter_states, step_states
from aktsom.sanctions import states as sanction_states

DOCS = Path(__file__).parents[2] / "docs" / "states"
_EDGE = re.compile(r"^  (\w+) --> (\w+): (\w+) \(([\w ]+)\)$", re.MULTILINE)
_START = re.compile(r"^  \[\*\] --> (\w+)$", re.MULTILINE)
_OWNER = re.compile(r"^\| (\w+) \| (\S+) \|$", re.MULTILINE)

MODULES = (finding_states, signal_states, sanction_states, letter_states, step_states, report_states)
TABLES = {
    table.name: table
    for module in MODULES
    for table in vars(module).values()
    if isinstance(table, TransitionTable)
}  # fmt: skip
# Written by hand, an act with the states that it may be done in: the documents are made of the tables, and a change of
# a table that changes them too is noticed here, as is a table that is lost or comes to be.
MAY = {
    "Finding": "hear: noted; stand: noted hearing; close: stands; reopen: closed; stop: hearing; lift: stands;"
    " withdraw: noted hearing stands",
    "Kind of a finding": "see: allegation; prove: allegation observation; ease: deviation",
    "Action plan": "propose: wanted changes; take_back: proposed; ask_changes: proposed; accept: proposed;"
    " open: accepted ended; end: accepted; resume: ended",
    "Measure in an action plan": "prove: open insufficient blocked proved; find_sufficient: proved;"
    " find_insufficient: proved; block: open insufficient; unblock: blocked; doubt: sufficient",
    "Version of a publication": "show: draft; take_back: shown proposed; propose: shown; propose_unshown: draft;"
    " send_back: proposed; publish: proposed; replace: published; withdraw: published corrected;"
    " drop: draft shown proposed",
    "Signal": "look: received; join: received looked_at set_aside; set_aside: received looked_at;"
    " forward: received looked_at; take_up: set_aside forwarded",
    "Joint inquiry": "close: open",
    "Branch of a joint inquiry": "ask: waiting; answer: asked; ask_again: answered",
    "Recommendation": "replace: made; withdraw: made",
    "Sanction decision": "decide: draft; supersede: decided; withdraw: draft decided superseded",
    "Letter": "send: draft; receive: sent; prove: sent; answer: received answered; note_answer: received answered;"
    " withdraw: sent received answered",
    "Suspension": "begin: drafted; show: in_force; find_short: in_force shown; lift: in_force shown;"
    " prolong: in_force shown; end: in_force shown; drop: drafted in_force shown",
    "Replacement of a sub-supplier": "demand: drafted; propose: demanded; take_back: proposed; assess: proposed;"
    " refuse: proposed assessed; confirm: assessed; drop: drafted demanded proposed assessed",
    "Termination": "begin: drafted; settle: standing; drop: drafted standing",
    "Condition for ordering": "find_met: waits; waive: waits; doubt: met waived",
    "Written report": "adopt: draft; replace: adopted; drop: draft",
    "Use in a new competition": "hear: noted hearing; use: hearing; leave: noted hearing",
}
NAMES = set(MAY)


def may(name: str) -> set[tuple[str, str]]:
    acts = (act.split(": ") for act in MAY[name].split("; "))
    return {(state, verb.strip()) for verb, states in acts for state in states.split()}


def written(table: TransitionTable) -> str:
    return (DOCS / f"{table.name.lower().replace(' ', '-')}.md").read_text(encoding="utf-8")


def edges(table: TransitionTable) -> dict[tuple[str, str], tuple[str, str]]:
    """(state, act): where it leads, and whose act it is."""
    found = {}
    for before, after, verb, who in _EDGE.findall(written(table)):
        assert (before, verb) not in found, "one act from one state leads to one place"
        found[before, verb] = (after, who)
    return found


def pairs() -> list[tuple[str, str, str]]:
    return [
        (name, state.value, verb)
        for name, table in TABLES.items()
        for state in table.states
        for verb in sorted({move.verb for move in table.moves})
    ]


def test_all_the_tables_are_looked_at() -> None:
    assert set(TABLES) == NAMES
    tried = pairs()
    assert len(tried) == len(set(tried)) == 385
    assert {name for name, _state, _verb in tried} == NAMES


@pytest.mark.parametrize("name", sorted(NAMES))
def test_what_may_be_done_is_what_was_meant(name: str) -> None:
    assert {(s, v) for whose, s, v in pairs() if whose == name and TABLES[name].refusal(s, v) is None} == may(name)


@pytest.mark.parametrize(("name", "state", "verb"), pairs())
def test_each_act_in_each_state_is_as_the_documents_say(name: str, state: str, verb: str) -> None:
    table, told = TABLES[name], edges(TABLES[name])
    if (state, verb) in told:
        assert table.refusal(state, verb) is None
        assert table.after(state, verb) == told[state, verb][0]
        assert {move.who for move in table.moves if move.verb == verb and state in move.before} == {
            told[state, verb][1]
        }
    else:
        assert table.refusal(state, verb) is not None
        with pytest.raises(Refused):
            table.after(state, verb)


@pytest.mark.parametrize("name", sorted(NAMES))
def test_the_documents_tell_all_states_and_where_it_begins(name: str) -> None:
    table, text = TABLES[name], written(TABLES[name])
    owners = {state: who for state, who in _OWNER.findall(text) if state != "state"}
    assert owners == {state.value: table.owners[state.value] or "–" for state in table.states}
    assert _START.findall(text) == [table.start]
    verbs = {verb for _state, verb in edges(table)}
    assert verbs == {move.verb for move in table.moves}


@pytest.mark.parametrize("name", ["Sanction decision", "Suspension", "Replacement of a sub-supplier", "Termination"])
def test_no_act_on_a_step_is_a_teams_or_the_platforms(name: str) -> None:
    whose = {who for _after, who in edges(TABLES[name]).values()}
    assert any("owner" in who for who in whose)
    assert whose & {"team", "platform"} == set()
