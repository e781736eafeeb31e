"""The letter on the page of the decision that it goes with, before anybody has written it."""

import re

import pytest
from django.utils import timezone

from aktsom.follow_up.methods import runner_keys
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.actions.letters import send_letter
from aktsom.sanctions.models import Letter, LetterTemplate
from tests.cast import NOON, actor
from tests.sanctions.lettered import WHY, case, decided, sent, written
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(small_list: object) -> FollowUp:
    return case()


def letter_in(page: str) -> str:
    found = re.findall(r'<details class="more" id="brevet-blir">(.*?)</details>', page, re.DOTALL)
    return found[0] if found else ""


@pytest.mark.parametrize(("language", "unknown"), [
    ("nb", "[nettadressen, når brevet er skrevet]"), ("nn", "[nettadressa, når brevet er skrive]"),
])  # fmt: skip
def test_the_letter_is_read_as_it_will_be_and_what_nobody_knows_yet_is_marked(
    visit: Visit, one: FollowUp, language: str, unknown: str
) -> None:
    decision = decided(one, state="draft", decided_at=None, decided_by_id=None)
    if language == "nn":
        Letter.objects.create(
            contract=decision.contract, follow_up=one, owner=decision.owner, kind="correction", language="nn",
            seen_by=decision.seen_by, recipient="x", written_at=NOON,
        )  # fmt: skip
    shown = letter_in(visit("olga").get(f"/avgjorelser/{decision.public_id}/").text)
    assert WHY in shown
    assert "Gebyr for å få jobben" in shown  # the finding
    assert unknown in shown
    assert "/brev/ltr-" not in shown
    assert "Nummer og dato kommer når det sendes." in shown
    assert not Letter.objects.filter(decision=decision).exists()  # to read is not to write


def test_what_is_lacking_is_said_also_there(visit: Visit, one: FollowUp) -> None:
    decision = decided(one, "suspension-partial", state="draft", decided_at=None, decided_by_id=None)
    assert "Det mangler: varer" in letter_in(visit("olga").get(f"/avgjorelser/{decision.public_id}/").text)


def test_what_the_owner_has_changed_in_the_draft_is_in_it_and_what_is_sent_is_not_foretold(
    visit: Visit, one: FollowUp
) -> None:
    decision = decided(one)
    at = f"/avgjorelser/{decision.public_id}/"
    written(decision, said={"reasons": "Vi har ikke fått svar."})
    assert "Vi har ikke fått svar." in letter_in(visit("olga").get(at).text)
    sent(decision)
    assert letter_in(visit("olga").get(at).text) == ""


def test_who_only_reads_and_whom_it_is_shared_with_see_no_letter_that_nobody_has_written(
    visit: Visit, one: FollowUp
) -> None:
    decision = decided(one)
    decision.shared_at, decision.seen_by = NOON, decision.seen_by | runner_keys(one)
    decision.save()
    for who in ("rita", "bjarne"):
        page = visit(who).get(f"/avgjorelser/{decision.public_id}/")
        assert page.status_code == 200
        assert letter_in(page.text) == ""


def test_a_wording_that_is_no_longer_whole_says_so_and_the_decision_is_taken_all_the_same(
    visit: Visit, one: FollowUp
) -> None:
    decision = decided(one)
    LetterTemplate.objects.create(
        member=decision.owner, kind=decision.step, language="nb", version=1, subject="Brev", body="{{finnes ikke}}",
        made_at=NOON,
    )  # fmt: skip
    page = visit("olga").get(f"/avgjorelser/{decision.public_id}/")
    assert page.status_code == 200
    assert "vi kjenner ikke feltet" in letter_in(page.text)


def test_until_the_letter_is_sent_it_is_the_next_act_on_home_and_on_the_decision(visit: Visit, one: FollowUp) -> None:
    decision = decided(one, "suspension-partial", decided_at=timezone.now())
    at = f"/avgjorelser/{decision.public_id}/"
    kind = f"Brevet «Midlertidig stans av deler av leveransen» til {one.supplier.name}"
    for who in ("olga", "mons"):
        home, page = visit(who).get("/").text, visit(who).get(at).text
        assert f"{kind} er ikke skrevet" in home
        assert f'href="{at}"' in home
        assert f"{kind} er ikke skrevet" in page
        assert page.count(f'action="/brev/skriv/{decision.public_id}/"') == 1
    for who in ("berit", "rita"):
        assert kind not in visit(who).get("/").text
    assert "er ikke skrevet" not in visit("rita").get(at).text
    letter = written(decision)
    for page in (visit("olga").get("/").text, visit("olga").get(at).text):
        assert f"{kind} er ikke sendt" in page
        assert "Det mangler: varer, vilkår for å oppheve." in page
        assert f'href="/brev/{letter.public_id}/"' in page
    Letter.objects.update(said={"products": "Hansker", "lift_test": "Revisjon viser det."})
    assert "Det er klart til å leses og sendes." in visit("olga").get("/").text
    send_letter(letter=Letter.objects.get(), by=actor("olga"), at=NOON)
    assert kind not in visit("olga").get("/").text
    assert "er ikke sendt" not in visit("olga").get(at).text


def test_a_step_that_has_no_letter_asks_for_none(visit: Visit, one: FollowUp) -> None:
    decision = decided(one, "action-plan")
    assert "er ikke skrevet" not in visit("olga").get("/").text
    assert "er ikke skrevet" not in visit("olga").get(f"/avgjorelser/{decision.public_id}/").text
