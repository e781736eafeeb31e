"""Each pair of state and act of the workflows of findings and sanctions, against the documents that people read: what
`docs/states` does not show is refused, and what it shows leads where it says."""

import re
from pathlib import Path

import pytest

from aktsom.core.errors import Refused
from aktsom.core.workflow import TransitionTable
from aktsom.findings import signal_states
from aktsom.findings import states as finding_states
from aktsom.sanctions import letter_states, step_states
from aktsom.sanctions import states as sanction_states

DOCS = Path(__file__).parents[2] / "docs" / "states"
_EDGE = re.compile(r"^  (\w+) --> (\w+): (\w+) \(([\w ]+)\)$", re.MULTILINE)
_START = re.compile(r"^  \[\*\] --> (\w+)$", re.MULTILINE)
_OWNER = re.compile(r"^\| (\w+) \| (\S+) \|$", re.MULTILINE)

MODULES = (finding_states, signal_states, sanction_states, letter_states, step_states)
TABLES = {
    table.name: table
    for module in MODULES
    for table in vars(module).values()
    if isinstance(table, TransitionTable)
}  # fmt: skip
# Read by hand, so that a table that is lost or comes to be is noticed.
NAMES = {
    "Finding", "Kind of a finding", "Action plan", "Measure in an action plan", "Version of a publication", "Signal",
    "Joint inquiry", "Branch of a joint inquiry", "Recommendation", "Sanction decision", "Letter", "Suspension",
    "Replacement of a sub-supplier", "Termination", "Condition for ordering", "Use in a new competition",
}  # fmt: skip


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
    assert {who for _after, who in edges(TABLES[name]).values()} & {"team", "platform"} == set()
