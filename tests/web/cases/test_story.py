"""The page of a follow-up tells whose move it is, what to do next, and the whole story to whoever may know it."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aktsom.follow_up.actions import reading as reads
from aktsom.follow_up.actions.planning import announce, drop_follow_up
from aktsom.follow_up.models import FollowUp, ReportLetter, SelfReport
from aktsom.follow_up.states import FollowUpState, ReportState
from tests.cast import NOON, actor
from tests.factories.mandates import granted, team
from tests.factories.reports import asked, handed_in
from tests.follow_up.concluded import concluded, followed_up, report
from tests.follow_up.test_document_reviews import closed as documents_read
from tests.follow_up.test_planning import gloves, planned
from tests.web.conftest import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]


@pytest.fixture
def one() -> FollowUp:
    granted(team(), gloves("oslo", term_set="T4"))
    gloves("stavanger", term_set="T4")
    return planned(methods=["self_report"])


def seen(visit: Visit, who: str, one: FollowUp) -> str:
    return visit(who).get(f"/saker/{one.public_id}/").text


def told(page: str) -> str:
    return page.split('id="historien"')[1].split("</section>", maxsplit=1)[0] if 'id="historien"' in page else ""


def filled(page: str) -> str:
    """The words on the one filled button."""
    parts = page.split('data-variant="primary"')
    assert len(parts) <= 2
    return parts[1].split(">", 1)[1].split("<")[0] if len(parts) == 2 else ""


def test_the_filled_button_is_the_next_act_of_each_state(one: FollowUp, visit: Visit) -> None:
    assert filled(seen(visit, "bjarne", one)) == "Varsle oppfølgingen"
    announce(by=actor("bjarne"), at=NOON, follow_up_id=one.public_id, revision=1)
    assert filled(seen(visit, "bjarne", one)) == "Spør om egenrapport"
    made = asked(one)
    waits = seen(visit, "bjarne", one)
    assert filled(waits) == ""
    assert "Dere venter på Nordhav Medisinsk AS: Egenrapport" in waits
    handed_in(made)
    assert filled(seen(visit, "bjarne", one)) == "Les egenrapporten"
    SelfReport.objects.filter(pk=made.pk).update(state=ReportState.JUDGED, ended_at=NOON)
    assert filled(seen(visit, "bjarne", one)) == "Vurder punktene"
    FollowUp.objects.filter(pk=one.pk).update(state=FollowUpState.CONCLUDED, ended_at=NOON)
    assert filled(seen(visit, "bjarne", one)) == ""
    assert filled(seen(visit, "stina", one)) == ""


def test_without_mandates_the_next_act_is_to_ask_for_them(visit: Visit) -> None:
    team()
    gloves("oslo")
    one = planned(methods=["self_report"])
    announce(by=actor("bjarne"), at=NOON, follow_up_id=one.public_id, revision=1)
    assert filled(seen(visit, "bjarne", one)) == "Be om fullmakter"


def test_the_heavier_methods_come_after_the_self_report(visit: Visit) -> None:
    granted(team(), gloves("oslo", term_set="T4"))
    one = planned(methods=["self_report", "meeting"])
    made = asked(one)
    assert filled(seen(visit, "bjarne", one)) == ""
    handed_in(made)
    SelfReport.objects.filter(pk=made.pk).update(state=ReportState.JUDGED, ended_at=NOON)
    assert filled(seen(visit, "bjarne", one)) == "Planlegg et møte"


def test_each_reads_as_much_of_the_story_as_it_may(one: FollowUp, visit: Visit) -> None:
    announce(by=actor("bjarne"), at=NOON, follow_up_id=one.public_id, revision=1)
    made = asked(one)
    handed_in(made)
    ReportLetter.objects.create(self_report=made, kind="reminder_1", about=NOON.date(), at=NOON)
    reads.take_place(by=actor("mons"), at=NOON, report_id=made.public_id, place=1)
    team_reads, owner, other = (told(seen(visit, who, one)) for who in ("bjarne", "olga", "stina"))
    for words in ("Planlagt", "Varslet til alle medlemmer", "1 avtale ble med", "Fikk fullmakt for 1 avtale",
                  "spurt om egenrapport", "Egenrapporten kom", "påminnet", "Første leser er klar", "Mons"):  # fmt: skip
        assert words in team_reads, words
    for words in ("Varslet til alle medlemmer", "1 avtale ble med", "Egenrapporten kom", "påminnet"):
        assert words in owner, words
    for words in ("Første leser", "Mons", "Bjarne", "Planlagt", "fullmakt"):
        assert words not in owner, words
    assert "Varslet til alle medlemmer" in other
    for words in ("ble med", "Egenrapport", "egenrapport", "leser", "Bjarne"):
        assert words not in other, words
    assert "Aksel" not in team_reads  # the supplier's people are told of as the supplier
    assert visit("nora").get(f"/saker/{one.public_id}/").status_code == 404


def test_what_comes_stands_above_what_has_been(one: FollowUp, visit: Visit) -> None:
    shown = told(seen(visit, "bjarne", one))
    assert shown.index("Oppfølgingen skal være ferdig") < shown.index("I dag") < shown.index("Planlagt")


def test_what_is_dropped_says_why(one: FollowUp, visit: Visit) -> None:
    announce(by=actor("bjarne"), at=NOON, follow_up_id=one.public_id, revision=1)
    drop_follow_up(
        by=actor("bjarne"), at=NOON, follow_up_id=one.public_id, revision=2, reason="Leverandøren er slått konkurs."
    )
    shown = told(seen(visit, "stina", one))
    assert "Avlyst" in shown
    assert "slått konkurs" in shown
    assert "I dag" not in shown


def test_a_long_story_is_folded_and_asks_no_more(visit: Visit) -> None:
    one = followed_up(sets={"oslo": "T4"})
    made = asked(one)
    concluded(one, cited=(report(one),))
    bjarne = visit("bjarne")

    def asks() -> int:
        bjarne.get(f"/saker/{one.public_id}/")
        with CaptureQueriesContext(connection) as found:
            assert bjarne.get(f"/saker/{one.public_id}/").status_code == 200
        return len(found)

    def reminded(*days: int) -> None:
        for day in days:
            about: Any = NOON.date().replace(day=day)
            ReportLetter.objects.create(self_report=made, kind="reminder_1", about=about, at=NOON)

    reminded(1)
    short = asks()
    assert "hendelser før det" not in seen(visit, "bjarne", one)
    reminded(*range(2, 20))
    assert asks() == short
    assert "hendelser før det" in seen(visit, "bjarne", one)


def test_the_proof_tells_what_was_done_and_when_to_whom_it_was_done_for(visit: Visit) -> None:
    review = documents_read()
    own = next(
        row.contract for row in review.follow_up.covered.select_related("contract") if row.member.name == "Oslo kommune"
    )
    proof = visit("rita").get(f"/saker/rutine/{own.public_id}/").text
    assert "Leverandøren ble bedt om dokumenter" in proof
    assert "Avsluttet en gjennomgang av dokumenter" in proof
    assert review.public_id in proof
    assert visit("stina").get(f"/saker/rutine/{own.public_id}/").status_code == 404
