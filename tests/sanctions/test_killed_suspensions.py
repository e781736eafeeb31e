"""A process killed while a suspension is decided or lifted, and the same button pressed once more: orders are stopped,
or go again, when the decision on it is there, and never without."""

import signal
from collections.abc import Iterator

import pytest

from tests.nursery import Nursery, nursery

pytestmark = pytest.mark.xdist_group("killed")
TOLD = "builtins:print"  # the act is done, and whoever pressed is about to be told
DECIDING, SUSPENSIONS = "aktsom.sanctions.actions.deciding", "aktsom.sanctions.actions.suspensions"
CASES = {
    "decide: row decided, not journalled": ("decide", f"{DECIDING}:record", 1, False),
    "decide: journalled, nothing stopped": (
        "decide", "aktsom.sanctions.actions.setting_in_motion:begin_suspension", 1, False,
    ),
    "decide: stopped, not written to the supplier": ("decide", f"{SUSPENSIONS}:tell", 1, False),
    "decide: all written, owner not told": ("decide", f"{DECIDING}:tell", 1, False),
    "decide: done": ("decide", TOLD, 1, True),
    "lift: judged, no row": ("lift", f"{SUSPENSIONS}:_step", 1, False),
    "lift: judgement written, still in force": ("lift", f"{SUSPENSIONS}:saved", 1, False),
    "lift: lifted, nobody written to": ("lift", f"{SUSPENSIONS}:tell", 1, False),
    "lift: done": ("lift", TOLD, 1, True),
}  # fmt: skip


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with nursery("tests.sanctions.dying_decider", tmp_path_factory.mktemp("suspensions")) as one:
        yield one


@pytest.fixture
def office(prepared: Nursery) -> Nursery:
    prepared.fresh()
    return prepared


Known = list[list[tuple[object, ...]]]


def known(office: Nursery) -> Known:
    """What stops orders, on which decision, what was judged, and who was told."""
    return [
        office.rows(query)
        for query in (
            "select s.public_id, s.state, s.starts_on, s.seen_by, d.state, d.decided_at from aktsom_suspension s"
            " join aktsom_sanctiondecision d on d.id = s.decision_id order by s.id",
            "select suspension_id, kind, result, text from aktsom_suspensionstep order by id",
            "select verb, subject, changes from aktsom_journalentry order by number",
            "select kind, payload from aktsom_outboxmessage order by id",
        )
    ]


@pytest.fixture(scope="module")
def after(prepared: Nursery) -> dict[str, Known]:
    """What is known when each act was done by a process that lives."""
    made = {}
    for act in ("decide", "lift"):
        prepared.fresh()
        assert prepared.run(act) == 0
        assert prepared.said().strip() == "done"
        made[act] = known(prepared)
    return made


@pytest.mark.parametrize("case", CASES)
def test_orders_are_stopped_and_go_again_with_their_decision(
    after: dict[str, Known], office: Nursery, case: str
) -> None:
    act, where, count, there = CASES[case]
    before, done = known(office), after[act]
    states = [row[1] for row in done[0]]
    assert states == (["in_force", "in_force"] if act == "decide" else ["drafted", "lifted"])
    assert [row[1] for row in before[0]] == ["drafted", "in_force"]
    assert office.run(act, where, str(count)) == -signal.SIGKILL
    assert known(office) == (done if there else before)
    assert office.run(act) == 0
    assert office.said().strip() == ("Stale" if there else "done")
    assert known(office) == done
