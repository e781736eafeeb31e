"""Laws of the keys: a wider audience carries all keys of the narrower, and a key opens to whom it names alone."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from aktsom.core.actor import PLATFORM, Actor
from aktsom.sharing.audiences import (
    NETWORK_KEY,
    PUBLIC_KEY,
    Audience,
    keys_carried,
    keys_held,
    leaders_key,
    member_key,
    post_key,
    seat_key,
    supplier_key,
    team_key,
)

IDS = st.integers(1, 6)
SOME = st.frozensets(IDS, max_size=4)
ROLES = st.frozensets(
    st.sampled_from(["contract_owner", "reader", "secretariat", "auditor", "supplier_respondent"]), max_size=3
)
THINGS = st.fixed_dictionaries(
    {
        "owner_id": IDS,
        "author_id": st.none() | IDS,
        "team_id": st.none() | IDS,
        "linked_ids": SOME,
        "supplier_id": st.none() | IDS,
    }
)
AUDIENCES = st.sampled_from(list(Audience))


@st.composite
def actors(draw: st.DrawFn) -> Actor:
    teams = draw(SOME)
    return Actor(
        person_id=draw(IDS),
        name="Noen",
        member_ids=draw(SOME),
        roles=draw(ROLES),
        team_ids=teams,
        led_team_ids=draw(st.frozensets(st.sampled_from(sorted(teams)))) if teams else frozenset(),
        supplier_ids=draw(SOME),
        closed_team_ids=draw(SOME),
        inherited_team_ids=draw(SOME),
    )


def sees(viewer: Actor | None, carried: Iterable[int]) -> bool:
    return bool(keys_held(viewer) & set(carried))


@given(THINGS, AUDIENCES, AUDIENCES, actors())
def test_who_sees_the_narrower_sees_the_wider(thing: dict, one: Audience, other: Audience, viewer: Actor) -> None:
    narrow, wide = sorted((one, other), key=lambda audience: audience.width)
    inner, outer = keys_carried(narrow, **thing), keys_carried(wide, **thing)
    assert inner <= outer
    assert sees(viewer, outer) or not sees(viewer, inner)


@given(THINGS, AUDIENCES, SOME, actors())
def test_a_link_never_takes_sight_away(thing: dict, audience: Audience, more: frozenset[int], viewer: Actor) -> None:
    linked = {**thing, "linked_ids": thing["linked_ids"] | more}
    assert keys_carried(audience, **thing) <= keys_carried(audience, **linked)


@given(THINGS, AUDIENCES, actors())
def test_a_suppliers_key_lets_no_other_supplier_see(thing: dict, audience: Audience, viewer: Actor) -> None:
    """Of two suppliers' people who hold nothing else, only those of the supplier that was shown it see it."""
    only = Actor(person_id=viewer.person_id, name="", supplier_ids=viewer.supplier_ids, roles=frozenset())
    shown = thing["supplier_id"] in viewer.supplier_ids and audience is not Audience.WORKER_PROTECTED
    assert sees(only, keys_carried(audience, **thing)) == (shown or audience is Audience.PUBLIC)


@given(THINGS, AUDIENCES)
def test_who_has_not_signed_in_sees_what_is_public(thing: dict, audience: Audience) -> None:
    assert sees(None, keys_carried(audience, **thing)) == (audience is Audience.PUBLIC)


@given(THINGS, actors())
def test_within_a_team_a_body_is_no_reason_to_see(thing: dict, viewer: Actor) -> None:
    """forvaltningsloven § 13: need in the case, not a place in the body."""
    thing = {**thing, "team_id": 1, "supplier_id": None}
    outsider = Actor(person_id=viewer.person_id, name="", member_ids=viewer.member_ids, roles=viewer.roles)
    for audience in (Audience.WORKER_PROTECTED, Audience.CASE_TEAM):
        assert not sees(outsider, keys_carried(audience, **thing))


@given(THINGS, AUDIENCES, actors())
def test_the_linked_and_the_network_see_as_far_as_the_audience_says(
    thing: dict, audience: Audience, viewer: Actor
) -> None:
    thing = {**thing, "team_id": 9, "supplier_id": None}
    buyer = Actor(person_id=viewer.person_id, name="", member_ids=frozenset({4}), roles=frozenset({"auditor"}))
    linked = 4 in {thing["owner_id"], *thing["linked_ids"]}
    expected = (linked and audience.width >= Audience.LINKED_BUYERS.width) or audience is Audience.PUBLIC
    assert sees(buyer, keys_carried(audience, **thing)) == expected
    anyone = Actor(person_id=viewer.person_id, name="", roles=frozenset({"secretariat"}))
    assert sees(anyone, keys_carried(audience, **thing)) == (audience.width >= Audience.MEMBERS.width)


def test_no_two_kinds_of_key_are_alike() -> None:
    keys = [PUBLIC_KEY, NETWORK_KEY]
    keys += [make(id_) for make in (member_key, team_key, leaders_key, supplier_key) for id_ in range(1, 50)]
    keys += [make(a, b) for make in (post_key, seat_key) for a in range(1, 50) for b in range(1, 50)]
    assert len(set(keys)) == len(keys)
    assert seat_key(2**29, 2**30 - 1) < 2**63


def test_the_platform_holds_no_keys_and_does_not_ask() -> None:
    assert keys_held(PLATFORM) == {PUBLIC_KEY}
