"""A buyer of the same supplier joins what others do, in place of asking the supplier once more."""

import pytest

from aktsom.contracts.models import Contract
from aktsom.core.errors import DomainError, NotVisible
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.follow_up.actions.joining import JOIN_MAIL, ask_to_join
from aktsom.follow_up.actions.planning import announce, cover_more
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.joining import joining
from aktsom.teams.acts import MandateAct
from aktsom.teams.models import Mandate
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, member
from tests.factories.mandates import granted, team
from tests.follow_up.test_planning import gloves, planned
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


@beginning(after=commons.terms)
def one() -> FollowUp:
    """The team's, announced: Oslo's contract is in, and Stavanger's is not."""
    granted(team(), gloves("oslo"))
    gloves("stavanger")
    made = planned()
    return announce(by=actor("bjarne"), at=NOON, follow_up_id=made.public_id, revision=made.revision)


def test_a_buyer_asks_to_join_once_and_the_team_is_written_to(one: FollowUp) -> None:
    for _press in range(2):
        assert ask_to_join(by=actor("stina"), at=NOON, follow_up_id=one.public_id) == 1
    told = JournalEntry.objects.filter(subject=one.public_id, verb="follow_up_join_asked")
    assert [entry.member_id for entry in told] == [member("stavanger").pk]
    assert OutboxMessage.objects.filter(kind=JOIN_MAIL).count() == 1
    there = joining(actor("stina"), one, TODAY)
    assert there is not None
    assert there.asked_on == NOON


def test_who_runs_it_and_who_has_nothing_to_bring_do_not_join(one: FollowUp) -> None:
    for who in ("bjarne", "olga"):
        assert joining(actor(who), one, TODAY) is None
        with pytest.raises(DomainError):
            ask_to_join(by=actor(who), at=NOON, follow_up_id=one.public_id)
    with pytest.raises(NotVisible):
        ask_to_join(by=actor("nora"), at=NOON, follow_up_id=one.public_id)


def test_who_is_in_has_no_more_to_ask(one: FollowUp) -> None:
    granted(one.team, gloves("stavanger"))  # type: ignore[arg-type]  # a team runs it
    assert cover_more(by=actor("bjarne"), at=NOON, follow_up_id=one.public_id) == 1
    there = joining(actor("stina"), one, TODAY)
    assert there is not None
    assert len(there.contracts) == 1


def test_one_press_asks_those_that_were_not_asked_before(one: FollowUp, visit: Visit) -> None:
    page, bjarne = f"/saker/{one.public_id}/", visit("bjarne")
    assert "Be om fullmakt for 1 avtale" in bjarne.get(page).text
    assert "Spurt om fullmakt for 1 avtale." in bjarne.post(f"{page}be-om-fullmakt/", follow=True).text
    asked = Mandate.objects.get(contract__member=member("stavanger"))
    assert (asked.state, MandateAct(asked.asked_acts)) == (
        "asked", MandateAct.ASK | MandateAct.MEET | MandateAct.PLAN | MandateAct.RECOMMEND,
    )  # fmt: skip
    shown = bjarne.get(page).text
    assert "spurt " in shown
    assert "Be om fullmakt for 1 avtale" not in shown
    bjarne.post(f"{page}be-om-fullmakt/")
    assert Mandate.objects.filter(contract__member=member("stavanger")).count() == 1


def test_who_said_no_is_left_in_peace(one: FollowUp, visit: Visit) -> None:
    page, bjarne = f"/saker/{one.public_id}/", visit("bjarne")
    bjarne.post(f"{page}be-om-fullmakt/")
    Mandate.objects.filter(contract__member=member("stavanger")).update(state="refused", answered_at=NOON, reason="Nei")
    assert "sa nei 2. nov. 2026" in bjarne.get(page).text
    bjarne.post(f"{page}be-om-fullmakt/")
    assert Mandate.objects.filter(contract__member=member("stavanger")).count() == 1
    visit("stina").post(f"{page}bli-med/")  # and has thought it over since
    bjarne.post(f"{page}be-om-fullmakt/")
    assert Mandate.objects.filter(contract__member=member("stavanger")).count() == 2


def test_a_mandate_given_since_is_shown_until_the_contract_is_taken_in(one: FollowUp, visit: Visit) -> None:
    granted(one.team, Contract.objects.get(member=member("stavanger")))  # type: ignore[arg-type]
    page = f"/saker/{one.public_id}/"
    assert joining(actor("stina"), one, TODAY) is None
    bjarne = visit("bjarne")
    assert "1 avtale til har fullmakt" in bjarne.get(page).text
    assert "1 avtale er tatt med." in bjarne.post(f"{page}ta-med/", follow=True).text
    assert "avtale til har fullmakt" not in bjarne.get(page).text


def test_the_page_offers_to_join_and_shows_the_team_who_wants_to(one: FollowUp, visit: Visit) -> None:
    page = f"/saker/{one.public_id}/"
    stina = visit("stina")
    assert "Be om å bli med" in stina.get(page).text
    assert "Gruppen har fått beskjed" in stina.post(f"{page}bli-med/", follow=True).text
    assert "Be om å bli med" not in stina.get(page).text
    bjarne = visit("bjarne").get(page).text
    assert "Vil være med: Stavanger kommune." in bjarne
    assert "Vil være med, med 1 avtale" in bjarne
    assert "Be om å bli med" not in bjarne


def test_a_second_plan_leads_to_the_one_that_is_there(one: FollowUp, visit: Visit) -> None:
    supplier = one.supplier.public_id
    told = visit("stina").get(f"/saker/egen/medical/{supplier}/").text
    assert f"/saker/{one.public_id}/#mangler" in told
    assert "Hvorfor trengs en til?" in told
    own = visit("bjarne").get(f"/saker/plan/{one.team.public_id}/{supplier}/").text  # type: ignore[union-attr]
    assert "Fortsett på den saken." in own
    assert "Lagre planen" not in own
