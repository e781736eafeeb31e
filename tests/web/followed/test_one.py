"""The supplier's own page of what it is followed up for, and what the one story tells members of the same."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from aktsom.findings.actions import inquiries
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.actions import letters, showing, suspensions
from aktsom.sanctions.models import Letter, SanctionDecision, Suspension
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, days_ago, person
from tests.findings.made import noted, shown
from tests.findings.published import corrected, let_out, withdrawn
from tests.findings.signalled import delivers, opened, place
from tests.findings.signalled import noted as signal
from tests.follow_up.concluded import concluded, followed_up, report
from tests.sanctions import lettered
from tests.sanctions.steps_made import (
    confirmed,
    demanded,
    judged,
    proposed,
    suspended,
    suspension_drafted,
    terminated,
    weighed,
)
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db
WHY = "Vi har lest rapporten og snakket med fagforeningen."


@beginning(after=commons.terms)
def one() -> FollowUp:
    person("nora"), person("aksel")
    return followed_up(sets={"oslo": "T4", "bergen": "T4"})


def page(visit: Visit, who: str, one: FollowUp) -> str:
    part = "for-leverandor" if who == "nora" else "saker"
    answer = visit(who).get(f"/{part}/{one.public_id}/")
    assert answer.status_code == 200, who
    return answer.text


def told(visit: Visit, who: str, one: FollowUp) -> str:
    text = page(visit, who, one)
    return text.split('id="historien"')[1] if 'id="historien"' in text else ""


def shown_and_lifted(one: FollowUp) -> Suspension:
    made = suspended(one, days_ago(9))
    suspensions.prolong(
        by=actor("olga"), at=days_ago(5), suspension_id=made.public_id, revision=made.revision,
        until=days_ago(-200).date(), reason=WHY,
    )  # fmt: skip
    made.refresh_from_db()
    showing.show_test(
        by=actor("nora"), at=days_ago(4), suspension_id=made.public_id, revision=made.revision, text="Alt er betalt."
    )
    made.refresh_from_db()
    return judged(made, at=days_ago(3))


WORDS = ("forlenget stansen fra", "viste Oslo kommune hva som er gjort", "opphevet stansen")


def test_a_suspension_is_told_to_its_owner_and_the_supplier_and_to_others_when_it_is_shared(
    one: FollowUp, visit: Visit
) -> None:
    made = shown_and_lifted(one)
    for who in ("olga", "nora"):
        found = told(visit, who, one)
        assert [words in found for words in WORDS] == [True] * 3, who
        assert f"/stans/{made.public_id}/" in found
    assert "Oslo kommune stanset leveranser fra" in told(visit, "nora", one)  # who reads no decision
    assert "stanset leveranser" not in told(visit, "olga", one)
    assert "også leverandøren og de andre avtaleeierne" not in told(visit, "olga", one)
    assert [words in told(visit, "berit", one) for words in WORDS] == [False] * 3
    SanctionDecision.objects.update(shared_at=days_ago(2))
    assert [words in told(visit, "berit", one) for words in WORDS] == [True] * 3
    assert "også leverandøren og de andre avtaleeierne" in told(visit, "olga", one)


def test_what_waits_for_the_supplier_stands_on_its_page_and_its_home_leads_there(one: FollowUp, visit: Visit) -> None:
    assert visit("nora").get(f"/for-leverandor/{one.public_id}/").status_code == 404  # nothing is shown to it yet
    noted(one)
    assert visit("nora").get(f"/for-leverandor/{one.public_id}/").status_code == 404
    at = f'href="/for-leverandor/{one.public_id}/"'
    assert at not in visit("nora").get("/").text
    made = shown(one, title="Lange dager")
    assert at in visit("nora").get("/").text
    found = page(visit, "nora", one)
    waits = found.split('id="venter"')[1].split("</section>")[0]
    assert f"/funn/{made.public_id}/" in waits
    assert "Gebyr for å få jobben" not in found  # noted, and not shown
    assert "Lange dager" in told(visit, "nora", one)
    for who in ("bjarne", "olga", "odd", "sekka"):
        assert visit(who).get(f"/for-leverandor/{one.public_id}/").status_code == 404, who


def test_what_is_set_in_motion_waits_on_the_page_of_its_own_follow_up(one: FollowUp, visit: Visit) -> None:
    made = suspended(one, days_ago(3))
    found = page(visit, "nora", one)
    assert f"/stans/{made.public_id}/" in found.split('id="venter"')[1].split("</section>")[0]


def test_a_replacement_is_proposed_refused_and_confirmed_in_the_story(one: FollowUp, visit: Visit) -> None:
    days = [days_ago(each) for each in (6, 5, 4, 3)]
    made = confirmed(weighed(proposed(demanded(one, days[0]), at=days[1]), days[2]), days[3])
    for who in ("olga", "nora"):
        found = told(visit, who, one)
        assert f"/bytte/{made.public_id}/" in found
        assert "Et nytt sted er foreslått for Oslo kommune" in found
        assert "Oslo kommune bekreftet det nye stedet, som leverer fra" in found
    assert "krevde at et sted byttes ut innen" in told(visit, "nora", one)
    assert "nytt sted" not in told(visit, "berit", one)
    assert "Vi har sett revisjonen" not in page(visit, "nora", one)  # what the owner weighs


def test_a_termination_is_told_to_both_sides(one: FollowUp, visit: Visit) -> None:
    made = terminated(one, days_ago(3))
    assert "Oslo kommune hevet avtalen fra" in told(visit, "nora", one)
    assert f"/heving/{made.public_id}/" in told(visit, "nora", one)


def test_what_was_only_a_draft_and_is_dropped_is_told_to_nobody(one: FollowUp, visit: Visit) -> None:
    made = suspension_drafted(one, days_ago(3))
    suspensions.drop_suspension(made, actor("olga"), days_ago(2), "Trukket.")
    assert "stansen" not in told(visit, "olga", one)
    assert visit("nora").get(f"/for-leverandor/{one.public_id}/").status_code == 404


def test_a_publication_is_corrected_and_withdrawn_in_the_story(one: FollowUp, visit: Visit) -> None:
    concluded(one, cited=(report(one),))
    first = let_out(one, days_ago(9))
    second = corrected(first, days_ago(6))
    withdrawn(second, days_ago(2))
    for who in ("bjarne", "nora"):
        found = told(visit, who, one)
        for words in ("skal publiseres etter T4", "etter T4 er publisert", "er rettet", "er trukket tilbake"):
            assert words in found, (who, words)


def test_a_letter_is_answered_and_withdrawn_in_the_story(visit: Visit) -> None:
    one = lettered.case()
    made = lettered.sent(lettered.decided(one))
    Letter.objects.filter(pk=made.pk).update(answered_at=days_ago(2))
    for who in ("olga", "nora"):
        found = told(visit, who, one)
        assert f"sendte brev {made.number}" in found
        assert f"svarte på brev {made.number}" in found
    assert made.number not in told(visit, "berit", one)
    made.refresh_from_db()
    letters.withdraw_letter(
        by=actor("olga"), at=timezone.now(), letter_id=made.public_id, revision=made.revision, reason=WHY
    )
    for who in ("olga", "nora"):
        assert f"trakk brev {made.number}" in told(visit, who, one)


def test_an_inquiry_and_its_alert_are_told_to_those_who_are_touched(one: FollowUp, visit: Visit) -> None:
    person("sekka")
    shown(one)
    site = place()
    delivers(site, one.supplier)
    made = opened(signal(), site)
    at, late = f"/undersokelser/{made.public_id}/", {"by": actor("sekka"), "at": NOON, "inquiry_id": made.public_id}
    for who in ("bjarne", "olga"):
        found = told(visit, who, one)
        assert "Felles undersøkelse: Pass holdes tilbake ved en fabrikk" in found
        assert at in found
        assert "nulltoleranse" not in found
    assert "undersøkelse" not in told(visit, "nora", one)  # it is not asked yet
    inquiries.raise_alert(**late, revision=made.revision, text="Slutt å bestille derfra til vi vet mer.")
    made.refresh_from_db()
    inquiries.ask_suppliers(**late, revision=made.revision)
    assert "Varsel om nulltoleranse til alle som er berørt" in told(visit, "olga", one)
    found = told(visit, "nora", one)
    assert "Leverandøren ble spurt i en felles undersøkelse" in found
    assert "nulltoleranse" not in found  # must not: suppliers are not told that others are alerted
    assert at not in found


def test_a_long_story_asks_no_more_of_the_database(one: FollowUp, visit: Visit) -> None:
    made = suspended(one, days_ago(30))
    olga, nora = visit("olga"), visit("nora")

    def moved(day: int) -> None:
        made.refresh_from_db()
        suspensions.prolong(
            by=actor("olga"), at=days_ago(day), suspension_id=made.public_id, revision=made.revision,
            until=days_ago(-200 + day).date(), reason=WHY,
        )  # fmt: skip

    def asks() -> tuple[int, int]:
        counts = []
        for client, part in ((olga, "saker"), (nora, "for-leverandor")):
            client.get(f"/{part}/{one.public_id}/")
            with CaptureQueriesContext(connection) as found:
                assert client.get(f"/{part}/{one.public_id}/").status_code == 200
            counts.append(len(found))
        return counts[0], counts[1]

    moved(25)
    few = asks()
    for day in range(24, 8, -1):
        moved(day)
    assert asks() == few
