"""Every pair of states of every workflow, against the tables as a lawyer reads them."""

from itertools import product

import pytest

from aktsom.contracts.states import CONTRACT, IMPORT
from aktsom.core.errors import Refused
from aktsom.core.workflow import Move, TransitionTable
from aktsom.members.roles import ROLES
from aktsom.risk.states import RISK

TABLES = {table.name: table for table in (CONTRACT, IMPORT, RISK)}

# (verb, from, to): what may happen, and nothing else.
ALLOWED = {
    "Contract": {
        ("end", "running", "ended"),
        ("strike", "running", "struck"),
        ("strike", "ended", "struck"),
        ("reopen", "ended", "running"),
        ("reopen", "struck", "running"),
    },
    "Register import": {
        ("start_reading", "received", "reading"),
        ("start_reading", "reading", "reading"),
        ("finish_reading", "reading", "read"),
        ("fail", "received", "failed"),
        ("fail", "reading", "failed"),
        ("correct_columns", "read", "received"),
        ("correct_columns", "failed", "received"),
        ("mend_row", "read", "read"),
        ("confirm", "read", "taking_in"),
        ("take_in", "taking_in", "taken_in"),
        ("return", "taking_in", "read"),
        ("drop", "received", "dropped"),
        ("drop", "reading", "dropped"),
        ("drop", "read", "dropped"),
        ("drop", "failed", "dropped"),
    },
    "Risk of a contract": {
        ("confirm", "screened", "confirmed"),
        ("confirm", "contested", "confirmed"),
        ("confirm", "overridden", "confirmed"),
        ("override", "screened", "overridden"),
        ("override", "contested", "overridden"),
        ("override", "confirmed", "overridden"),
        ("override", "overridden", "overridden"),
        ("contest", "confirmed", "contested"),
        ("contest", "overridden", "contested"),
        ("contest", "contested", "contested"),
        ("screen_again", "screened", "screened"),
        ("agree_with_confirmed", "contested", "confirmed"),
        ("agree_with_overridden", "contested", "overridden"),
    },
}


def triples():
    for name, table in TABLES.items():
        states = [state.value for state in table.states]
        verbs = sorted({move.verb for move in table.moves})
        yield from ((name, *triple) for triple in product(verbs, states, states))


@pytest.mark.parametrize(("name", "verb", "before", "after"), list(triples()))
def test_every_pair_of_states(name, verb, before, after):
    table = TABLES[name]
    if table.refusal(before, verb) is None:
        assert (table.after(before, verb) == after) is ((verb, before, after) in ALLOWED[name])
    else:
        assert (verb, before, after) not in ALLOWED[name]
        with pytest.raises(Refused):
            table.after(before, verb)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_state_has_somebody_whose_move_it_is(table):
    known = {"platform", "", *ROLES}
    assert {*table.owners.values(), *(move.who for move in table.moves)} <= known
    assert set(table.owners) == {state.value for state in table.states}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_state_can_be_reached(table):
    reached = {table.start}
    for _round in table.states:
        reached |= {move.after for move in table.moves if reached & set(move.before)}
    assert reached == {state.value for state in table.states}


def test_the_diagram_tells_the_whole_table():
    assert CONTRACT.diagram() == (
        "# Contract\n\n```mermaid\nstateDiagram-v2\n"
        "  [*] --> running\n"
        "  running --> ended: end (contract_manager)\n"
        "  running --> struck: strike (contract_manager)\n"
        "  ended --> struck: strike (contract_manager)\n"
        "  ended --> running: reopen (contract_manager)\n"
        "  struck --> running: reopen (contract_manager)\n"
        "```\n\n| state | whose move |\n|---|---|\n"
        "| running | contract_manager |\n| ended | – |\n| struck | – |\n"
    )


@pytest.mark.parametrize(
    ("owners", "moves"),
    [
        ({"running": "", "ended": ""}, ()),
        ({"running": "", "ended": "", "struck": ""}, (Move("lose", ("running",), "lost", "platform"),)),
    ],
)
def test_a_table_with_a_hole_is_refused(owners, moves):
    with pytest.raises(ValueError, match="states"):
        TransitionTable("Contract", CONTRACT.states, owners, moves, "running")
