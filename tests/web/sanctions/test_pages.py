"""The case with a column for each owner, the recommendation's form, and the decision page, as people press them."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from aktsom.contracts.models import Contract
from aktsom.follow_up.models import FollowUp
from aktsom.members.models import Person
from aktsom.sanctions.models import Letter, Recommendation, SanctionDecision
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, person
from tests.follow_up.concluded import followed_up
from tests.sanctions.made import OWNERS, WHY, broken, contract_of
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script> Bruddet er dokumentert."


@beginning(after=commons.terms)
def one() -> FollowUp:
    """Three members' contracts, and a grave deviation that stands."""
    for name in (*OWNERS.values(), "dag", "rita", "nora"):
        person(name)
    made = followed_up(sets={"oslo": "T4", "bergen": "T4", "stavanger": "T4"})
    broken(made)
    return made


def revision(page: str) -> str:
    return re.findall(r'name="revision" value="(\d+)"', page)[0]


def advice(page: str, **said: Any) -> dict[str, Any]:
    usual = {
        "step": "notice-of-breach", "findings": re.findall(r'name="findings" value="([^"]+)"', page), "reasons": SCRIPT,
        "proportionality": WHY, "workers_interest": WHY,
        "replaces": re.findall(r'name="replaces" value="(.*?)"', page)[0],
    }  # fmt: skip
    return usual | said


def recommend(one: FollowUp, visit: Visit, **said: Any) -> Any:
    bjarne, at = visit("bjarne"), f"/stigen/{one.public_id}/anbefal/"
    return bjarne.post(at, advice(bjarne.get(at).text, **said))


def begin(one: FollowUp, visit: Visit, owner: str) -> str:
    contract = contract_of(one, owner)
    made = visit(OWNERS[owner]).post(f"/stigen/{one.public_id}/begynn/{contract.public_id}/")
    assert made.status_code == 302
    return str(made["Location"])


def decide(visit: Visit, owner: str, at: str, do: str = "avgjor", **said: Any) -> Any:
    page = visit(OWNERS[owner]).get(at).text
    told = {"revision": revision(page), "answer": "follow", "reason": WHY, "do": do} | said
    return visit(OWNERS[owner]).post(at, told)


def test_one_recommendation_becomes_three_decisions(one: FollowUp, visit: Visit) -> None:
    wrong = recommend(one, visit, reasons="Kort")
    assert wrong.status_code == 422
    assert "Kort" in wrong.text  # nothing typed is lost
    assert recommend(one, visit).status_code == 302
    case = f"/stigen/{one.public_id}/"
    for who in OWNERS.values():
        home = visit(who).get("/").text
        assert home.count("Anbefaling om Nordhav") == 1
        assert visit(who).get(case).text.count(">Begrunn og avgjør") == 2  # the next act, and in its own column
    follows, declines = begin(one, visit, "oslo"), begin(one, visit, "bergen")
    assert decide(visit, "oslo", follows, share="on").status_code == 302
    assert decide(visit, "bergen", declines, answer="decline").status_code == 302
    Contract.objects.filter(pk=contract_of(one, "stavanger").pk).update(starts_on=None, ends_on=date(2020, 1, 1))
    page = visit("stina").get(case).text
    assert "Ingen løpende avtale" in page
    assert "Påpekt brudd" in page
    assert "Innholdet er ikke delt" in page
    assert SCRIPT not in page
    assert "2 av 2 avtaler" in page
    assert visit("stina").get(follows).status_code == 200
    assert visit("stina").get(declines).status_code == 404
    assert "Gjør ikke noe nå" in visit("berit").get(case).text
    assert "Før steget" not in visit("berit").get(case).text  # in what is decided nothing lacks any more
    story = visit("stina").get(f"/saker/{one.public_id}/").text
    assert ("Anbefalt: Påpekt brudd" in story, "avgjorde: Påpekt brudd" in story) == (True, True)
    assert ("har avgjort" in story, "Gjør ikke noe nå" in story) == (True, False)  # kept by its owner
    assert "avgjorde: Gjør ikke noe nå" in visit("berit").get(f"/saker/{one.public_id}/").text
    for who in ("uma", "sekka", "nora"):
        assert visit(who).get(case).status_code == 404
    for who in ("olga", "berit", "stina"):
        assert "Anbefaling om Nordhav" not in visit(who).get("/").text


def test_the_number_on_home_equals_its_rows_and_each_leads_to_the_decision(one: FollowUp, visit: Visit) -> None:
    before = re.findall(r'class="count">(\d+)<', visit("olga").get("/").text)[0]
    recommend(one, visit)
    page = visit("olga").get("/").text
    assert int(re.findall(r'class="count">(\d+)<', page)[0]) == int(before) + 1
    assert f'href="/stigen/{one.public_id}/"' in page
    at = begin(one, visit, "oslo")
    assert f'href="{at}"' in visit("olga").get("/").text
    decide(visit, "oslo", at, answer="decline")
    assert re.findall(r'class="count">(\d+)<', visit("olga").get("/").text)[0] == before


@pytest.mark.parametrize(("language", "words"), [
    ("nb", "Dere ville vente til"), ("nn", "De ville vente til"), ("en", "You wanted to wait until"),
])  # fmt: skip
@pytest.mark.parametrize("asked", [True, False])
def test_what_was_awaited_is_back_on_home_on_its_day(
    one: FollowUp, visit: Visit, asked: bool, language: str, words: str
) -> None:
    if asked:
        recommend(one, visit)
    else:
        visit("mons")
    at = begin(one, visit, "oslo")
    assert decide(visit, "oslo", at, answer="await", await_until="2030-01-01", share="on").status_code == 302
    Person.objects.update(language=language)
    olga, case = visit("olga"), f'href="/stigen/{one.public_id}/"'
    assert words not in olga.get("/").text
    SanctionDecision.objects.update(await_until=timezone.localdate())
    page = olga.get("/").text
    assert page.count(words) == 1
    assert case in page
    assert words in visit("mons").get("/").text
    for other in ("berit", "rita", "nora"):
        assert words not in visit(other).get("/").text
    decide(visit, "oslo", begin(one, visit, "oslo"), answer="decline" if asked else "await", await_until="2030-01-01")
    assert words not in olga.get("/").text


def test_the_decision_page_ticks_what_is_known_and_says_what_is_missing(one: FollowUp, visit: Visit) -> None:
    recommend(one, visit, step="correction")
    at = begin(one, visit, "oslo")
    page = visit("olga").get(at).text
    assert "1 av 3 er på plass" in page
    assert re.search(r'href="/funn/fnd-[^"]+">Punkt 1.1, T4', page)  # what ticked it
    refused = decide(visit, "oslo", at, reason="Vi krever retting nå, dette er alvorlig.")
    assert refused.status_code == 422
    assert "Dette mangler: Påpekt brudd er sendt; Det er satt en rimelig frist" in refused.text
    assert "Vi krever retting nå" in visit("olga").get(at).text  # kept in the draft
    grave = {"aside-notice-sent": WHY, "deadline_on": "2030-01-01"}
    assert "Kryss av for at bruddet er så alvorlig" in decide(visit, "oslo", at, **grave).text
    assert decide(visit, "oslo", at, **grave, is_grave="on").status_code == 302
    page = visit("olga").get(at).text
    assert "Satt til side: Påpekt brudd er sendt" in page
    assert "Se grunnlaget" in page


@pytest.mark.parametrize(("language", "words"), [
    ("nb", ("Avgjør «Påpekt brudd» først, og send brevet.", "Skriv brevet «Påpekt brudd», og send det",
            "Send brevet «Påpekt brudd»")),
    ("nn", ("Avgjer «Påpeikt brot» først, og send brevet.", "Skriv brevet «Påpeikt brot», og send det",
            "Send brevet «Påpeikt brot»")),
    ("en", ("Decide on “Notice of breach” first, and send the letter.", "Write the letter “Notice of breach”, and send",
            "Send the letter “Notice of breach”")),
])  # fmt: skip
def test_it_says_what_to_do_about_a_notice_that_nobody_has_got(
    one: FollowUp, visit: Visit, language: str, words: tuple[str, str, str]
) -> None:
    recommend(one, visit)
    Person.objects.update(language=language)
    olga = visit("olga")
    first = begin(one, visit, "oslo")
    decide(visit, "oslo", first, "lagre", answer="other_step", step="correction")
    assert words[0] in olga.get(first).text
    decide(visit, "oslo", first)
    at = begin(one, visit, "oslo")
    decide(visit, "oslo", at, "lagre", answer="other_step", step="correction")
    assert re.search(rf'<a href="{first}#brev">{words[1]}', olga.get(at).text)
    olga.post(f"/brev/skriv/{first.split('/')[2]}/")
    letter = Letter.objects.get()
    assert f'<a href="/brev/{letter.public_id}/">{words[2]}</a>' in olga.get(at).text
    olga.post(f"/brev/{letter.public_id}/send/", {"revision": letter.revision})
    letter.refresh_from_db()
    page = olga.get(at).text
    assert re.search(rf'<a href="/brev/{letter.public_id}/">[^<]*{letter.number}, ', page)  # what ticked it
    assert all(word not in page for word in words)
    assert letter.public_id not in visit("berit").get(begin(one, visit, "bergen")).text


def test_another_step_shows_its_own_preconditions_without_script(one: FollowUp, visit: Visit) -> None:
    recommend(one, visit)
    at = begin(one, visit, "oslo")
    assert decide(visit, "oslo", at, "lagre", answer="other_step", step="termination").status_code == 302
    page = visit("olga").get(at).text
    assert "av 9 er på plass" in page
    assert 'name="written-legal-assessment"' in page
    refused = decide(visit, "oslo", at, answer="other_step", step="termination")
    assert "Juridisk vurdering foreligger" in refused.text
    assert SanctionDecision.objects.get().state == "draft"


def test_a_second_press_and_a_page_that_is_stale_are_told_kindly(one: FollowUp, visit: Visit) -> None:
    recommend(one, visit)
    at = begin(one, visit, "oslo")
    old = revision(visit("olga").get(at).text)
    assert decide(visit, "oslo", at).status_code == 302
    again = visit("olga").post(at, {"revision": old, "answer": "follow", "reason": WHY, "do": "avgjor"})
    assert again.status_code == 409
    at = begin(one, visit, "bergen")
    page = visit("bjarne").get(f"/stigen/{one.public_id}/anbefal/").text
    first = Recommendation.objects.get()
    assert recommend(one, visit, step="dialogue").status_code == 302
    assert decide(visit, "bergen", at).status_code == 409
    stale = visit("bjarne").post(f"/stigen/{one.public_id}/anbefal/", advice(page))
    assert stale.status_code == 409
    first.refresh_from_db()
    assert first.state == "replaced"


def test_an_owner_shares_takes_back_and_changes_its_mind(one: FollowUp, visit: Visit) -> None:
    recommend(one, visit)
    at = begin(one, visit, "oslo")
    decide(visit, "oslo", at)
    act = {"revision": revision(visit("olga").get(at).text)}
    assert visit("berit").get(at).status_code == 404
    assert visit("olga").post(f"{at}del/", act).status_code == 302
    assert visit("berit").get(at).status_code == 200
    assert visit("berit").post(f"{at}skjul/", {"revision": revision(visit("olga").get(at).text)}).status_code == 403
    again = begin(one, visit, "oslo")
    assert again != at
    decide(visit, "oslo", again, answer="await", await_until="2030-01-01")
    assert "En nyere avgjørelse gjelder" in visit("olga").get(at).text
    act = {"revision": revision(visit("olga").get(again).text)}
    assert visit("olga").post(f"{again}trekk/", {**act, "text": ""}).status_code == 422
    assert visit("olga").post(f"{again}trekk/", {**act, "text": WHY}).status_code == 302
    assert "Avgjørelsen er trukket" in visit("olga").get(again).text


def test_the_team_withdraws_with_a_reason_that_owners_read(one: FollowUp, visit: Visit) -> None:
    recommend(one, visit)
    made = Recommendation.objects.get()
    at = f"/anbefalinger/{made.public_id}/trekk/"
    assert visit("olga").post(at, {"revision": made.revision, "text": WHY}).status_code == 404
    assert visit("bjarne").post(at, {"revision": made.revision, "text": ""}).status_code == 422
    assert visit("bjarne").post(at, {"revision": made.revision, "text": WHY}).status_code == 302
    assert WHY in visit("olga").get(f"/stigen/{one.public_id}/").text


def test_the_case_asks_the_same_for_one_contract_and_for_three(one: FollowUp, visit: Visit) -> None:
    recommend(one, visit)
    visit("olga").get(f"/stigen/{one.public_id}/")
    with CaptureQueriesContext(connection) as three:
        visit("olga").get(f"/stigen/{one.public_id}/")
    one.covered.exclude(contract=contract_of(one, "oslo")).update(left_at=NOON)
    with CaptureQueriesContext(connection) as few:
        visit("olga").get(f"/stigen/{one.public_id}/")
    assert len(three) <= len(few)


NAMED = "Arbeideren Siti Rahman sa at det ikke stemte."


def looked(page: str) -> str:
    return re.findall(r'name="looked" value="([^"]+)"', page)[0]


def test_why_something_is_withdrawn_is_looked_at_first_and_nothing_typed_is_lost(one: FollowUp, visit: Visit) -> None:
    recommend(one, visit)
    at = begin(one, visit, "oslo")
    decide(visit, "oslo", at)
    pressed = {
        f"{at}trekk/": (visit("olga"), revision(visit("olga").get(at).text)),
        f"/anbefalinger/{Recommendation.objects.get().public_id}/trekk/": (
            visit("bjarne"), str(Recommendation.objects.get().revision),
        ),
    }  # fmt: skip
    for address, (who, shown) in pressed.items():
        told = {"revision": shown, "text": NAMED}
        again = who.post(address, told)
        assert again.status_code == 422
        assert "nevne en arbeider ved navn" in again.text
        assert NAMED in again.text
        assert who.post(address, {**told, "looked": looked(again.text)}).status_code == 302


@pytest.mark.parametrize(("language", "words"), [
    ("nb", ("Heving kan ikke gjøres om", "Bare avtaleeieren avgjør dette.", "eller kontraktsforvalteren")),
    ("nn", ("Heving kan ikkje gjerast om", "Berre avtaleeigaren avgjer dette.", "eller kontraktsforvaltaren")),
    ("en", ("Termination cannot be undone", "Only the contract owner decides this.", "or the contract manager")),
])  # fmt: skip
def test_who_decides_and_whether_it_can_be_undone_is_said_before_and_after(
    one: FollowUp, visit: Visit, language: str, words: tuple[str, str, str]
) -> None:
    for name in ("bjarne", "olga"):
        person(name)
    Person.objects.update(language=language)
    final, owner_alone, or_manager = words
    page = visit("bjarne").get(f"/stigen/{one.public_id}/anbefal/").text
    assert (page.count(final), page.count(owner_alone), page.count(or_manager)) == (1, 4, 5)
    recommend(one, visit, step="termination")
    assert final in visit("olga").get(f"/stigen/{one.public_id}/").text
    at = begin(one, visit, "oslo")
    draft = visit("olga").get(at).text
    warned = re.findall(r'<div class="ds-alert" data-color="danger">(.*?)</div>', draft, re.DOTALL)
    assert [(final in text, owner_alone in text) for text in warned] == [(True, True)]
    SanctionDecision.objects.update(answer="other_step", step="notice-of-breach")
    milder = visit("olga").get(at).text
    assert or_manager in milder
    assert 'data-color="danger"' not in milder
    SanctionDecision.objects.update(
        answer="follow", step="termination", state="decided", reason=WHY, decided_at=NOON, decided_by_id=1
    )
    assert final in visit("olga").get(at).text


def test_the_owner_cites_the_contracts_own_clause_where_the_platform_knows_none(one: FollowUp, visit: Visit) -> None:
    recommend(one, visit, step="termination")
    at = begin(one, visit, "oslo")
    page = visit("olga").get(at).text
    assert "Slik vi leser vilkårene, gir punkt 4.4, T4 retten" not in page  # this one has been read
    assert "Punkt 4.4, T4 gir retten" in page
    assert 'name="clause_number"' not in page
    Contract.objects.filter(pk=contract_of(one, "oslo").pk).update(term_set="T1")
    page = visit("olga").get(at).text
    assert "Plattformen kjenner ikke noe slikt punkt" in page
    refused = decide(visit, "oslo", at, clause_number="12.3")
    assert refused.status_code == 422
    assert "Skriv nummeret på punktet og hva det sier" in refused.text
    said = {"clause_number": "12.3", "clause_text": "Oppdragsgiver kan heve ved brudd på etiske krav."}
    assert decide(visit, "oslo", at, "lagre", **said).status_code == 302
    page = visit("olga").get(at).text
    assert "Eieren viser til punkt 12.3 i avtalen" in page
    assert "gir retten" not in page
    assert said["clause_text"] in page
    SanctionDecision.objects.update(state="decided", reason=WHY, decided_at=NOON, decided_by_id=1)
    page = visit("olga").get(at).text
    assert "Eieren viser til punkt 12.3 i avtalen." in page
    assert said["clause_text"] in page
