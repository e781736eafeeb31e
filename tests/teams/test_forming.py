"""A team is formed, and its frame set."""

from datetime import date, timedelta

import pytest

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.teams.actions.forming import SizeUnexplained, Wanted, change_period, form_team, set_fallback
from aktsom.teams.models import CategoryTeam, TeamTask
from aktsom.teams.states import SeatPart, TeamState
from tests.cast import NOON, PEOPLE, actor, member, person
from tests.factories.teams import promise, task, team

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]
REASON = "Bare to medlemmer kjøper dette."


def wanted(name: str, part: SeatPart = SeatPart.MEMBER, sits_for: str | None = None) -> Wanted:
    return Wanted(person(name), member(sits_for or PEOPLE[name][0][0]), part)


def three() -> list[Wanted]:
    return [wanted("olga", SeatPart.LEAD), wanted("berit", SeatPart.DEPUTY), wanted("stina")]


def formed(by: str = "sekka", **said: object) -> CategoryTeam:
    usual = {"group_id": "medical", "seats": three(), "fallback": member("oslo"), "starts_on": date(2026, 11, 1)}
    return form_team(by=actor(by), at=NOON, **{**usual, **said})


def verbs(of: CategoryTeam) -> list[str]:
    return list(JournalEntry.objects.filter(subject=of.public_id).order_by("number").values_list("verb", flat=True))


def test_formed_team_acts_at_once_and_the_journal_tells() -> None:
    of = formed()
    assert of.state == TeamState.ACTIVE
    assert of.pk in actor("olga").led_team_ids
    assert of.pk in actor("stina").team_ids
    assert verbs(of) == ["team_formed", "seat_taken", "seat_taken", "seat_taken"]
    told = JournalEntry.objects.filter(verb="seat_taken").last()
    assert told.changes["person"] == person("stina").public_id
    assert told.member_id == member("stavanger").pk
    assert told.person_id == person("sekka").pk
    assert "Stina" not in str(told.changes)


@pytest.mark.parametrize("name", ["olga", "mons", "rita", "ada"])
def test_only_the_secretariat_forms(name: str) -> None:
    with pytest.raises(Refused):
        formed(name)
    assert CategoryTeam.objects.count() == 0


@pytest.mark.parametrize("name", ["nora", "revi"])
def test_outside_the_network_there_is_nothing_to_form(name: str) -> None:
    with pytest.raises(NotVisible):
        formed(name)


def test_unknown_group() -> None:
    with pytest.raises(NotVisible):
        formed(group_id="no-such-group")


def test_one_live_team_a_category_also_at_a_double_click() -> None:
    formed()
    with pytest.raises(DomainError, match="allerede en gruppe"):
        formed()
    assert CategoryTeam.objects.count() == 1


def test_another_may_follow_a_closed_one() -> None:
    team(state=TeamState.CLOSED)
    assert formed().state == TeamState.ACTIVE


def test_size_is_explained_and_the_reason_kept() -> None:
    two = three()[:2]
    with pytest.raises(SizeUnexplained):
        formed(seats=two)
    assert formed(seats=two, size_reason=REASON).size_reason == REASON


def test_reason_of_a_usual_size_is_not_kept() -> None:
    assert formed(size_reason=REASON).size_reason == ""


@pytest.mark.parametrize(
    "seats",
    [
        lambda: [wanted("olga"), wanted("berit"), wanted("stina")],
        lambda: [*three(), wanted("olga")],
        lambda: [wanted("olga", SeatPart.LEAD), wanted("berit", SeatPart.LEAD), wanted("stina")],
        lambda: [*three()[:2], wanted("stina", sits_for="bott")],  # holds no role there
        lambda: [*three(), wanted("revi")],  # an auditor is not inside
        lambda: [*three(), wanted("sekka")],  # nor is the secretariat
    ],
)
def test_wrong_seats(seats) -> None:
    with pytest.raises(DomainError):
        formed(seats=seats(), size_reason=REASON)
    assert CategoryTeam.objects.count() == 0


def test_a_role_for_the_cooperation_sits_for_its_member() -> None:
    assert formed(seats=[*three(), wanted("uma", sits_for="uio")]).seats.count() == 4


def test_fallback_owner_has_somebody_who_can_act() -> None:
    with pytest.raises(DomainError, match="ingen avtaleeier"):
        formed(fallback=member("secretariat"))


def test_period_in_order() -> None:
    with pytest.raises(DomainError, match="slutter før"):
        formed(ends_on=date(2026, 10, 1))


def test_what_the_team_before_left_open_comes_with_it() -> None:
    before = team(state=TeamState.CLOSED)
    kept, done = promise(before), task(before)
    TeamTask.objects.filter(pk=done.pk).update(done_at=NOON)
    other = promise(team(group="textile", state=TeamState.CLOSED))
    of = formed()
    assert list(of.tasks.values_list("public_id", flat=True)) == [kept.public_id]
    assert verbs(of)[-1] == "task_taken_over"
    assert TeamTask.objects.get(pk=other.pk).team_id == other.team_id


# Fallback owner and period


def test_fallback_is_set_and_told() -> None:
    of = team()
    berit = person("berit")
    set_fallback(by=actor("sekka"), at=NOON, public_id=of.public_id, revision=1, fallback=berit.home)
    of.refresh_from_db()
    assert (of.fallback, of.revision) == (berit.home, 2)
    told = JournalEntry.objects.get(verb="fallback_set")
    assert told.changes == {"fallback": [member("oslo").public_id, member("bergen").public_id]}
    set_fallback(by=actor("sekka"), at=NOON, public_id=of.public_id, revision=2, fallback=berit.home)
    assert JournalEntry.objects.filter(verb="fallback_set").count() == 1
    with pytest.raises(Stale):
        set_fallback(by=actor("sekka"), at=NOON, public_id=of.public_id, revision=1, fallback=berit.home)
    with pytest.raises(DomainError):
        set_fallback(by=actor("sekka"), at=NOON, public_id=of.public_id, revision=2, fallback=member("secretariat"))


def test_period_is_changed_and_told() -> None:
    of = team()
    how = {"at": NOON, "public_id": of.public_id, "starts_on": of.starts_on}
    ends = of.starts_on + timedelta(days=365)
    change_period(by=actor("sekka"), revision=1, ends_on=ends, **how)
    assert JournalEntry.objects.get(verb="period_changed").changes == {"ends_on": [None, ends.isoformat()]}
    change_period(by=actor("sekka"), revision=2, ends_on=ends, **how)
    assert JournalEntry.objects.filter(verb="period_changed").count() == 1
    with pytest.raises(DomainError):
        change_period(by=actor("sekka"), revision=2, ends_on=of.starts_on - timedelta(days=1), **how)
    with pytest.raises(Stale):
        change_period(by=actor("sekka"), revision=1, ends_on=None, **how)


@pytest.mark.parametrize("name", ["olga", "berit", "stina", "mons"])
def test_only_the_secretariat_sets_the_frame(name: str) -> None:
    of, oslo = team(), member("oslo")
    with pytest.raises(Refused):
        set_fallback(by=actor(name), at=NOON, public_id=of.public_id, revision=1, fallback=oslo)
    with pytest.raises(Refused):
        change_period(by=actor(name), at=NOON, public_id=of.public_id, revision=1, starts_on=of.starts_on, ends_on=None)


def test_a_closed_team_keeps_its_frame() -> None:
    of = team(state=TeamState.CLOSED)
    person("olga")
    with pytest.raises(Refused, match="avsluttet"):
        set_fallback(by=actor("sekka"), at=NOON, public_id=of.public_id, revision=1, fallback=member("oslo"))
