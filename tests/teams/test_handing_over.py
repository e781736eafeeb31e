"""A team changes hands, with everything that is open, promised and done."""

from datetime import timedelta

import pytest

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.members.models import Membership
from aktsom.teams.actions.handing_over import accept_handover, decline_handover, offer_handover, take_back_handover
from aktsom.teams.acts import MandateAct
from aktsom.teams.models import CategoryTeam, Handover, TeamSeat, TeamStep, TeamTask
from aktsom.teams.queries.handing_over import handover as handover_page
from aktsom.teams.states import HANDOVER, HandoverState, TeamState
from tests.cast import NOON, PEOPLE, actor, member, person, supplier
from tests.factories.teams import leave, promise, seat, task, team, without_role

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=2)


def offer(of: CategoryTeam, to: str = "berit", by: str = "olga", revision: int = 1, **said: object) -> Handover:
    sits_for = member(said.pop("sits_for", PEOPLE[to][0][0]))
    how = {"by": actor(by), "at": NOON, "public_id": of.public_id, "revision": revision}
    return offer_handover(**how, receiver=person(to), member=sits_for, **said)


def accept(given: Handover, by: str = "berit") -> Handover:
    return accept_handover(by=actor(by), at=LATER, handover_public_id=given.public_id)


def step(of: CategoryTeam) -> TeamStep:
    return TeamStep.objects.create(
        team=of, supplier=supplier(), act=MandateAct.MEET, what="Møte om hansker", done_on=NOON.date(), recorded_at=NOON
    )


def parts(of: CategoryTeam) -> dict[str, str]:
    return dict(TeamSeat.objects.filter(team=of, left_at=None).values_list("person__name", "part"))


def test_what_goes_with_it_is_listed_as_it_stood() -> None:
    earlier = step(team(state=TeamState.CLOSED))
    of = team()
    promised, open_, done, stepped = promise(of), task(of), task(of, "Gjort"), step(of)
    TeamTask.objects.filter(pk=done.pk).update(done_at=NOON)
    given = offer(of, note="Ring Nordhav først.\x00")
    task(of, "Kom til etterpå")
    assert given.listed["promise"] == [promised.public_id]
    assert given.listed["work"] == [open_.public_id]
    assert set(given.listed["steps"]) == {stepped.public_id, earlier.public_id}
    assert (given.giver_id, given.note) == (person("olga").pk, "Ring Nordhav først.")
    told = JournalEntry.objects.get(verb="handover_offered")
    assert told.changes["promise"] == 1
    assert "Ring" not in str(told.changes)


def test_nothing_changes_hands_before_the_answer() -> None:
    of = team()
    offer(of)
    assert parts(of)["Olga"] == "lead"


def test_receiver_leads_and_the_lead_before_stays() -> None:
    of = team()
    promise(of)
    given = accept(offer(of))
    of.refresh_from_db()
    assert parts(of) == {"Berit": "lead", "Olga": "member", "Stina": "member"}
    assert (given.state, given.answered_at) == (HandoverState.ACCEPTED, LATER)
    assert (of.lead_active_at, of.last_activity_at, of.revision) == (LATER, LATER, 2)
    assert of.pk not in actor("olga").led_team_ids
    verbs = set(JournalEntry.objects.filter(subject=of.public_id).values_list("verb", flat=True))
    assert {"handover_offered", "handover_accepted", "part_changed"} <= verbs


def test_somebody_new_gets_a_seat_with_the_lead() -> None:
    of = team()
    accept(offer(of, "bjarne"), "bjarne")
    assert parts(of) == {"Bjarne": "lead", "Olga": "member", "Berit": "deputy", "Stina": "member"}
    assert actor("bjarne").led_team_ids == {of.pk}


def test_a_lead_without_its_role_goes_out() -> None:
    of = team()
    without_role("olga")
    accept(offer(of, by="berit"))
    assert parts(of) == {"Berit": "lead", "Stina": "member"}
    assert JournalEntry.objects.filter(verb="seat_left").count() == 1


def test_a_dormant_team_wakes_with_its_new_lead() -> None:
    of = team(state=TeamState.DORMANT)
    given = offer(of, "berit", "mons")  # a keeper of the fallback owner
    assert given.giver_id is None
    accept(given)
    of.refresh_from_db()
    assert of.state == TeamState.ACTIVE
    assert JournalEntry.objects.get(verb="team_woken").changes == {"state": ["dormant", "active"]}
    assert of.pk not in actor("mons").team_ids


def test_the_secretariat_starts_it_only_when_nobody_leads() -> None:
    of = team()
    with pytest.raises(Refused, match="har en leder"):
        offer(of, "berit", "sekka")
    leave(of, "olga")
    assert offer(of, "berit", "sekka").giver_id is None


@pytest.mark.parametrize("by", ["stina", "mons", "rita"])
def test_others_do_not_hand_over(by: str) -> None:
    of = team()
    with pytest.raises(Refused):
        offer(of, "berit", by)


@pytest.mark.parametrize("by", ["nora", "revi"])
def test_outside_there_is_no_team(by: str) -> None:
    of = team()
    with pytest.raises(NotVisible):
        offer(of, "berit", by)


def test_stale_and_twice() -> None:
    of = team()
    with pytest.raises(Stale):
        offer(of, revision=4)
    offer(of)
    with pytest.raises(Refused, match="venter allerede på svar"):
        offer(of, "stina")


def test_a_deputy_does_not_take_the_team_from_a_lead_who_is_there() -> None:
    of = team()
    with pytest.raises(DomainError, match="deg selv"):
        offer(of, "berit", "berit")
    without_role("olga")
    accept(offer(of, "berit", "berit"))
    assert parts(of)["Berit"] == "lead"


@pytest.mark.parametrize(("to", "sits_for"), [("revi", "oslo"), ("sekka", "secretariat"), ("stina", "uio")])
def test_who_can_receive(to: str, sits_for: str) -> None:
    of = team(members=())
    with pytest.raises(DomainError, match="ingen rolle"):
        offer(of, to, sits_for=sits_for)


def test_a_receiver_who_lost_the_role_meanwhile_cannot_accept() -> None:
    of = team()
    given = offer(of)
    without_role("berit")
    with pytest.raises(DomainError):
        accept_handover(by=Actor(person("berit").pk, "Berit"), at=LATER, handover_public_id=given.public_id)
    assert parts(of)["Olga"] == "lead"


def test_a_fifth_member_is_seated_first() -> None:
    of = team(lead="berit", deputy=None, members=("stina", "uma"))
    seat(of, "sekka")  # however it came to sit there, it counts
    with pytest.raises(DomainError, match="flere medlemmer"):
        offer(of, "olga", "berit")
    assert offer(of, "bjarne", "berit")


def test_between_some_only_they_lead() -> None:
    of = team(state=TeamState.BILATERAL, parties=("oslo", "bergen"))
    with pytest.raises(DomainError, match="ikke et av dem"):
        offer(of, "stina")
    accept(offer(of))
    assert parts(of)["Berit"] == "lead"


# Answers


def test_only_the_receiver_answers() -> None:
    of = team()
    given = offer(of)
    for by in ("olga", "stina", "sekka"):
        with pytest.raises(Refused):
            accept(given, by)
        with pytest.raises(Refused):
            decline_handover(by=actor(by), at=LATER, handover_public_id=given.public_id)
    for by in ("mons", "nora", "uma"):
        with pytest.raises(NotVisible):
            accept(given, by)


def test_declined_changes_nothing_else() -> None:
    of = team()
    given = decline_handover(by=actor("berit"), at=LATER, handover_public_id=offer(of).public_id)
    assert given.state == HandoverState.DECLINED
    assert parts(of)["Olga"] == "lead"
    assert JournalEntry.objects.get(verb="handover_declined").changes == {"handover": given.public_id}
    assert offer(of, "stina")  # and another may be asked


@pytest.mark.parametrize("by", ["olga", "berit", "sekka"])
def test_taken_back(by: str) -> None:
    given = offer(team(), "stina")
    given = take_back_handover(by=actor(by), at=LATER, handover_public_id=given.public_id)
    assert given.state == HandoverState.TAKEN_BACK


def test_members_do_not_take_back() -> None:
    given = offer(team())
    with pytest.raises(Refused):
        take_back_handover(by=actor("stina"), at=LATER, handover_public_id=given.public_id)


ANSWERS = {"accept": (accept_handover, "berit"), "decline": (decline_handover, "berit")}
ANSWERS |= {"take_back": (take_back_handover, "olga")}


@pytest.mark.parametrize("state", list(HandoverState))
@pytest.mark.parametrize("verb", list(ANSWERS))
def test_every_state_and_verb(state: HandoverState, verb: str) -> None:
    given = offer(team())
    Handover.objects.filter(pk=given.pk).update(state=state)
    act, by = ANSWERS[verb]
    if HANDOVER.refusal(state, verb) is None:
        assert act(by=actor(by), at=LATER, handover_public_id=given.public_id).state == HANDOVER.after(state, verb)
    else:
        with pytest.raises(Refused):
            act(by=actor(by), at=LATER, handover_public_id=given.public_id)


# Who sees what is handed over


@pytest.mark.parametrize(
    ("name", "whole"), [("olga", True), ("berit", True), ("stina", True), ("bjarne", True), ("sekka", False)]
)
def test_who_sees_a_handover_that_waits(name: str, whole: bool) -> None:
    of = team()
    promise(of)
    given = offer(of, "bjarne", note="Ring først.")
    seen = handover_page(actor(name), given.public_id, NOON.date())
    assert seen.whole == whole
    assert (len(seen.promises), seen.note) == ((1, "Ring først.") if whole else (0, ""))
    assert seen.row.promises == 1


@pytest.mark.parametrize("name", ["mons", "uma", "nora", "revi"])
def test_who_does_not(name: str) -> None:
    given = offer(team(), "bjarne")
    with pytest.raises(NotVisible):
        handover_page(actor(name), given.public_id, NOON.date())


def test_a_receiver_without_its_role_no_longer_sees_it() -> None:
    of = team()
    promise(of)
    given = offer(of, "dag", sits_for="bergen")
    assert handover_page(actor("dag"), given.public_id, NOON.date()).whole
    Membership.objects.filter(person=person("dag"), member=member("bergen")).delete()
    assert not handover_page(actor("dag"), given.public_id, NOON.date()).whole
    without_role("dag")
    with pytest.raises(NotVisible):
        handover_page(actor("dag"), given.public_id, NOON.date())


def test_giver_who_has_left_sees_how_much_and_not_what() -> None:
    of = team()
    promise(of)
    given = accept(offer(of))
    leave(of, "olga")
    seen = handover_page(actor("olga"), given.public_id, NOON.date())
    assert (seen.whole, seen.promises, seen.row.promises) == (False, [], 1)
