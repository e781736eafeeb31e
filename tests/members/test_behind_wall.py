"""The way to run actions behind their actor's wall does put it up, once, for whoever acts."""

from aktsom.core.actor import PLATFORM, Actor
from aktsom.core.wall import standing
from tests.behind_wall import actions, walled_in

SOMEBODY = Actor(7, "Kari", roles=frozenset({"reader"}))


@walled_in
def act(*, by: Actor | None) -> str:
    said = standing()
    return said.get("person", "nobody") if said is not None else "outside"


@walled_in
def act_in_turn(*, by: Actor) -> str:
    return act(by=PLATFORM)


def test_an_action_stands_behind_its_actors_wall_and_so_does_what_it_calls() -> None:
    assert [act(by=SOMEBODY), act(by=None), act(by=PLATFORM)] == ["7", "nobody", "outside"]
    assert act_in_turn(by=SOMEBODY) == "7"
    assert standing() is None


def test_actions_of_every_area_are_found() -> None:
    areas = {action.__module__.split(".")[1] for action in actions()}
    assert areas >= {"contracts", "members", "risk", "suppliers", "teams", "terms"}
