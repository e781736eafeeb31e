"""Pairs of places that wait for a person: found, judged, undone; seen by those who see both, and never wider for it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.sharing.audiences import member_key
from aktsom.sharing.wall import behind
from aktsom.suppliers.states import Verdict
from aktsom.supply_chain.actions.judging import judge_pair, regroup, undo_site_judgement
from aktsom.supply_chain.analysis import compare_sites
from aktsom.supply_chain.gathering import node
from aktsom.supply_chain.models import Site, SiteJudgement, SitePair
from aktsom.supply_chain.queries.pairs import judged, judgement, pair, queue, waiting_about, waiting_count
from aktsom.supply_chain.queries.reaching import walk
from aktsom.supply_chain.queries.sites import site_view
from aktsom.supply_chain.queries.starts import Start, StartKind
from aktsom.supply_chain.rules.sameness import kept_apart, oldest_of_each
from tests.cast import NOON, actor, member
from tests.factories.links import link, site

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


def oslo(name: str, **said: object) -> Site:
    return site(name, "IN", keys={member_key(member("oslo").pk)}, **said)


def asked(one: Site, other: Site, weight: float = 3) -> SitePair:
    return SitePair.objects.create(one=one, other=other, weight=weight, evidence={"name": 3}, found_at=NOON)


def say(found: SitePair, verdict: str = "same", who: str = "olga", reason: str = "Samme port") -> SiteJudgement:
    by = actor(who)
    with behind(by):
        return judge_pair(by=by, at=NOON, pair=found.public_id, verdict=verdict, reason=reason)


def take_back(made: SiteJudgement, who: str = "olga", reason: str = "Trykket feil") -> SiteJudgement:
    by = actor(who)
    with behind(by):
        return undo_site_judgement(by=by, at=NOON, judgement=made.public_id, reason=reason)


def groups() -> list[int | None]:
    return list(Site.objects.order_by("id").values_list("same_as_id", flat=True))


def test_what_the_matching_is_unsure_of_waits_and_lapses_when_it_is_unsure_no_more() -> None:
    one = oslo("Kaveri Spinners", town="Coimbatore")
    other = site("Kaveri Spinning Mills", "IN", town="Coimbatore", address="Avinashi Road 12")
    found = compare_sites(at=NOON, about=[other.pk])
    assert (found.joined, found.unsure) == (0, 1)
    waiting = SitePair.objects.get()
    assert (waiting.one_id, waiting.other_id) == (one.pk, other.pk)
    assert waiting.evidence["town"] == 1.5
    compare_sites(at=NOON, about=[one.pk])
    assert SitePair.objects.get().public_id == waiting.public_id
    Site.objects.filter(pk=other.pk).update(town="Mumbai", name="Arabian Looms", name_key="arabian looms")
    compare_sites(at=NOON, about=[other.pk])
    assert SitePair.objects.count() == 0


def test_judged_same_and_undone_it_waits_again_and_both_are_journalled() -> None:
    one, other = oslo("Alfa"), oslo("Beta")
    found = asked(one, other)
    assert (waiting_count(actor("olga")), waiting_about(actor("olga"), [one.pk])) == (1, [(found.public_id, "Beta")])
    made = say(found)
    assert groups() == [None, one.pk]
    assert waiting_count(actor("olga")) == 0
    assert (made.member.slug, made.weight, made.evidence) == ("oslo-kommune", 3, {"name": 3})  # type: ignore[union-attr]
    take_back(made)
    assert groups() == [None, None]
    assert queue(actor("olga")).shown == found.public_id
    verbs = list(JournalEntry.objects.filter(subject=one.public_id).order_by("number").values_list("verb", flat=True))
    assert verbs == ["sites_judged", "site_judgement_undone"]
    rows, further = judged(actor("olga"))
    assert [(row.undone_why, row.undone_person, row.person) for row in rows] == [("Trykket feil", "Olga", "Olga")]
    assert (further, judgement(actor("olga"), made.public_id)) == ("", None)


def test_pressed_twice_or_come_late_is_refused_kindly() -> None:
    found = asked(oslo("Alfa"), oslo("Beta"))
    made = say(found)
    with pytest.raises(Refused, match="allerede avgjort"):
        say(found, "different")
    take_back(made)
    with pytest.raises(Refused, match="angret allerede"):
        take_back(made)
    for wrong in ({"verdict": "maybe"}, {"reason": "x" * 401}):
        with pytest.raises(DomainError):
            say(found, **wrong)
    with pytest.raises(DomainError):
        take_back(say(found), reason=" \x00")


def test_a_group_that_grew_meanwhile_is_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other, third = oslo("Alfa"), oslo("Beta"), oslo("Gamma")
    found, earlier = asked(other, third), asked(one, other)
    from aktsom.supply_chain.actions import judging

    lock = judging._lock

    def late(a: Site, b: Site) -> None:
        monkeypatch.setattr(judging, "_lock", lock)
        say(earlier)
        lock(a, b)

    monkeypatch.setattr(judging, "_lock", late)
    with pytest.raises(Stale):
        say(found)


def test_two_that_are_judged_apart_are_not_joined_through_others() -> None:
    one, other, third = oslo("Alfa"), oslo("Beta"), oslo("Gamma")
    say(asked(one, third), "different")
    say(asked(one, other))
    found = asked(other, third)
    assert waiting_count(actor("olga")) == 0  # the judgements have answered it
    with pytest.raises(Refused, match="ulike steder"):
        say(found)
    assert groups() == [None, one.pk, None]


@pytest.mark.parametrize("who", ["stina", "sekka", "berit", "nora"])
def test_a_pair_does_not_exist_for_who_does_not_see_both(who: str) -> None:
    public, hidden = site("Alfa", "IN"), oslo("Beta")
    found = asked(public, hidden)
    made = say(asked(public, oslo("Gamma")), "different")
    assert waiting_count(actor(who)) == 0
    assert judged(actor(who)) == ([], "")
    assert judgement(actor(who), made.public_id) is None
    for tried in (
        lambda: pair(actor(who), found.public_id, TODAY),
        lambda: say(found, who=who),
        lambda: take_back(made, who=who),
    ):
        with pytest.raises(NotVisible):
            tried()


def test_who_sees_both_and_has_no_contract_there_is_told_why_not() -> None:
    found = asked(site("Alfa", "IN"), site("Beta", "IN"))
    for who, told in (("olga", "Ingen avtale"), ("rita", "Bare sekretariatet")):
        with pytest.raises(Refused, match=told):
            say(found, who=who)
        assert pair(actor(who), found.public_id, TODAY).refusal is not None
    assert say(found, who="sekka").verdict == "same"


def test_a_merge_shows_nobody_more_of_either_place() -> None:
    """Bergen sees the one and Oslo both; after the judgement each sees the records, links and names that it saw."""
    both = {member_key(member(name).pk) for name in ("oslo", "bergen")}
    one, other, deeper = site("Alfa", "IN", keys=both), oslo("Beta"), oslo("Gamma")
    link(deeper, other, keys={member_key(member("oslo").pk)})
    starting = Start(StartKind.SITE, one.public_id, one.name, nodes=(node(one.pk, None),))

    def told() -> dict[str, tuple[set[str], int]]:
        return {who: (_seen(who), walk(actor(who), starting, TODAY).sites) for who in ("berit", "stina")}

    before = told()
    say(asked(one, other))
    assert told() == before
    assert [row.from_.name for row in site_view(actor("olga"), one.public_id, TODAY).receives] == ["Gamma"]
    view = site_view(actor("berit"), one.public_id, TODAY)
    assert (view.receives, view.records) == ([], 1)


def _seen(who: str) -> set[str]:
    with behind(actor(who)):
        return set(Site.objects.visible_to(actor(who)).values_list("name", flat=True))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda two: two[0] < two[1]), unique=True, max_size=6
    ),
    order=st.randoms(use_true_random=False),
)
def test_merging_is_order_free_and_undoing_all_restores(said: list[tuple[int, int]], order: object) -> None:
    SiteJudgement.objects.all().delete()
    Site.objects.all().delete()
    sites = [site(f"Sted {number}") for number in range(6)]
    made = [SiteJudgement.objects.create(one=sites[a], other=sites[b], verdict=Verdict.SAME, at=NOON) for a, b in said]
    shuffled = list(made)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    for each in shuffled:
        regroup({each.one_id, each.other_id})
    expected = oldest_of_each([(sites[a].pk, sites[b].pk) for a, b in said])
    assert groups() == [expected.get(one.pk) for one in sites]
    for each in shuffled:
        each.undone_at = NOON
        each.save()
        regroup({each.one_id, each.other_id})
    assert groups() == [None] * 6


def test_kept_apart_goes_through_the_groups() -> None:
    assert kept_apart(1, 4, same=[(1, 2), (3, 4)], different=[(2, 3)])
    assert not kept_apart(1, 5, same=[(1, 2), (3, 4)], different=[(2, 3)])
