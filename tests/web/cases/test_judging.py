"""The pages on which a self-report is read, points are judged, and others decide what to build on it."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aktsom.follow_up.actions import reading as acts
from aktsom.follow_up.actions.examples import add_example
from aktsom.follow_up.models import Conclusion, FollowUp, RelianceDecision, Score, SelfReport, SentBack
from aktsom.follow_up.queries.reading import reading
from aktsom.follow_up.states import Method
from tests.cast import NOON, actor, now
from tests.factories.links import link, site
from tests.factories.mandates import granted, placed, team
from tests.factories.reports import LEADS, asked, handed_in
from tests.follow_up.concluded import concluded, followed_up, report
from tests.follow_up.test_planning import gloves, planned
from tests.web.conftest import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
SCRIPT = "<script>alert(1)</script> Ikke vist i dokumentene."


@pytest.fixture
def one() -> FollowUp:
    return followed_up(sets={"oslo": "T4", "bergen": "T1"})


def page(one: FollowUp, rest: str = "") -> str:
    return f"/saker/{one.public_id}/konklusjoner/{rest}"


def judged(**said: Any) -> dict[str, Any]:
    usual = {"method": "meeting", "done_on": "2026-11-01", "verdict-0": "not_shown", "reason-0": SCRIPT, "seen": ""}
    return usual | said


def test_a_point_is_judged_beside_its_wordings(one: FollowUp, visit: Visit) -> None:
    bjarne = visit("bjarne")
    shown = bjarne.get(page(one, "1.1/")).text
    assert "T1, T4" in shown
    wrong = bjarne.post(page(one, "1.1/"), judged(**{"reason-0": "kort"}))
    assert wrong.status_code == 422
    assert "minst 10 tegn" in wrong.text
    assert 'value="not_shown"' in wrong.text
    assert bjarne.post(page(one, "1.1/"), judged()).status_code == 302
    assert set(Conclusion.objects.values_list("term_set", "verdict")) == {("T1", "not_shown"), ("T4", "not_shown")}
    overview = bjarne.get(page(one)).text
    assert "<script>alert" not in overview
    assert "Ikke vist" in overview
    assert bjarne.post(page(one, "1.1/"), judged()).status_code == 409  # seen beside what has been judged since
    assert bjarne.get(page(one, "9.9/")).status_code == 404


def test_audits_need_what_they_rest_on(one: FollowUp, visit: Visit) -> None:
    said = judged(method="audit", **{"verdict-0": "met", "left_open-0": "Ingen har sett råvaren."})
    wrong = visit("bjarne").post(page(one, "1.1/"), said)
    assert wrong.status_code == 422
    assert "Velg dokumentasjonen som dette bygger på." in wrong.text
    evidence = report(one, from_supplier=True)
    said |= {"cited": [evidence.public_id], "confirmed": [evidence.public_id], "risks": ["FL-final", "x"]}
    assert visit("bjarne").post(page(one, "1.1/"), said).status_code == 422  # a risk that nobody placed
    said["risks"] = []
    assert visit("bjarne").post(page(one, "1.1/"), said).status_code == 302
    assert Conclusion.objects.first().qualities[0]["confirmed"] is True


def test_a_point_is_judged_place_by_place(one: FollowUp, visit: Visit) -> None:
    places = [site(name) for name in ("Lembayung", "Sungai")]
    for place in places:
        link(place, one.supplier, stage="final", product_id="gloves")
    bjarne = visit("bjarne")
    assert "Leverandøren som helhet" in bjarne.get(page(one, "1.1/")).text
    said = judged(sites=[places[0].public_id])
    assert bjarne.post(page(one, "1.1/"), said | {"sites": ["sit-none"]}).status_code == 422
    assert bjarne.post(page(one, "1.1/"), said).status_code == 302
    whole = said | {"sites": ["whole"], "seen": Conclusion.objects.latest("id").public_id}
    assert bjarne.post(page(one, "1.1/"), whole).status_code == 302
    assert set(Conclusion.objects.values_list("site_name", flat=True)) == {"Lembayung", ""}
    assert "Lembayung: Det som ble lagt fram i møtet" in bjarne.get(page(one)).text
    contract = gloves("stavanger", term_set="T4")
    rely = visit("stina").get(f"/saker/{one.public_id}/bygg-pa/{contract.public_id}/").text
    assert "Det gjelder andre steder enn deres" in rely
    assert "Ingen har sett på Sungai" in rely


def test_the_rest_is_left_with_a_reason_and_the_whole_concluded(one: FollowUp, visit: Visit) -> None:
    bjarne = visit("bjarne")
    bjarne.post(page(one, "1.1/"), judged())
    one.refresh_from_db()
    assert bjarne.post(page(one, "avslutt/"), {"revision": one.revision}).status_code == 403
    wrong = bjarne.post(page(one, "resten/"), {"revision": one.revision, "reason": "kort"})
    assert wrong.status_code == 422
    assert ">kort</textarea>" in wrong.text
    said = {"revision": one.revision, "reason": "Ikke en del av planen for i år."}
    assert bjarne.post(page(one, "resten/"), said).status_code == 302
    one.refresh_from_db()
    assert bjarne.post(page(one, "avslutt/"), {"revision": one.revision}).status_code == 302
    one.refresh_from_db()
    assert one.state == "concluded"


def test_what_each_reads_of_it(one: FollowUp, visit: Visit) -> None:
    gloves("stavanger", term_set="T4")
    concluded(one, cited=(report(one),), reason="Hemmelig begrunnelse her.")
    assert "Hemmelig begrunnelse" in visit("olga").get(page(one)).text
    buyer = visit("stina").get(page(one)).text
    assert "Hemmelig begrunnelse" not in buyer
    assert "Ingen avvik funnet i revisjonen" in buyer
    other = visit("uma").get(page(one)).text
    assert "Ingen avvik funnet" not in other
    assert "er vurdert i revisjonen" in other
    for who in ("stina", "uma"):
        assert visit(who).get(page(one, "1.1/")).status_code == 403


def test_an_owner_decides_and_the_proof_tells_of_it(one: FollowUp, visit: Visit) -> None:
    theirs = gloves("stavanger", term_set="T4")
    concluded(one, cited=(report(one),))
    stina = visit("stina")
    address = f"/saker/{one.public_id}/bygg-pa/{theirs.public_id}/"
    assert address not in stina.get("/").text
    FollowUp.objects.update(state="concluded", ended_at=now())
    assert address in stina.get("/").text
    shown = stina.get(address).text
    assert "Dette taler mot" in shown
    assert 'value="fully"' not in shown
    said = {"choice": "fully", "reason": "Det holder for oss, tror vi.", "seen": ""}
    assert stina.post(address, said).status_code == 422
    assert stina.post(address, said | {"choice": "partly"}).status_code == 302
    assert stina.post(address, said | {"choice": "own"}).status_code == 409
    assert RelianceDecision.objects.count() == 1
    assert address not in stina.get("/").text
    assert "Stavanger kommune: 1 avtale" in visit("uma").get(page(one)).text
    assert "Det holder for oss" not in visit("uma").get(page(one)).text
    proof = stina.get(f"/saker/rutine/{theirs.public_id}/").text
    assert "Bygger delvis på konklusjonene" in proof
    assert "avtaleeier" in proof
    placed(one.team, theirs, "refused", answered_by_id=actor("stina").person_id, reason="Vi gjør det selv.")
    proof = stina.get(f"/saker/rutine/{theirs.public_id}/").text
    assert "avslått" in proof
    assert "Vi gjør det selv." in proof
    assert f"/saker/rutine/{theirs.public_id}/" in stina.get(f"/avtaler/{theirs.public_id}/").text


def test_the_same_questions_for_few_conclusions_and_for_many(one: FollowUp, visit: Visit) -> None:
    concluded(one, cited=(report(one),))
    bjarne = visit("bjarne")

    def asked_for() -> int:
        bjarne.get(page(one))
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert bjarne.get(page(one)).status_code == 200
        return len(found)

    few = asked_for()
    for number in ("1.2", "1.3", "2.1"):
        concluded(one, number, cited=(report(one),))
    assert asked_for() == few


@pytest.fixture
def handed() -> SelfReport:
    granted(team(), gloves("oslo", term_set="T4"))
    made = asked(planned())
    handed_in(made)
    return made


def test_two_read_apart_and_the_key_scores(handed: SelfReport, visit: Visit) -> None:
    at = f"/saker/lesing/{handed.public_id}/"
    bjarne, mons = visit("bjarne"), visit("mons")
    mark = reading(actor("bjarne"), handed).line("F-1.1").mark
    assert "Meld deg som leser først." in bjarne.get(f"{at}F-1.1/").text
    bjarne.post(f"{at}gjor/les/", {"place": "1"})
    mons.post(f"{at}gjor/les/", {"place": "2"})
    assert mons.post(f"{at}gjor/les/", {"place": "x"}).status_code in (403, 422)
    assert mons.post(f"{at}gjor/finnes-ikke/").status_code == 404
    shown = bjarne.get(f"{at}F-1.1/").text
    assert 'data-key="2"' in shown
    answer = bjarne.post(f"{at}F-1.1/", {"mark": mark, "score": "2"})
    assert answer.status_code == 302
    assert answer["Location"] == f"{at}F-2.1/"  # the next that waits
    assert "Første leser: 2" not in mons.get(f"{at}F-1.1/").text
    assert mons.post(f"{at}F-1.1/", {"mark": mark, "score": "7"}).status_code == 422
    assert mons.post(f"{at}F-1.1/", {"mark": "x", "score": "1"}).status_code == 409
    mons.post(f"{at}F-1.1/", {"mark": mark, "score": "1"})
    assert "Første leser: 2" in mons.get(f"{at}F-1.1/").text
    said = {"mark": mark, "act": "settle", "score": "1", "reason": "kort"}
    assert bjarne.post(f"{at}F-1.1/", said).status_code == 409  # settled beside scores that the page did not show
    said["weighed"] = reading(actor("bjarne"), handed).line("F-1.1").weighed
    assert bjarne.post(f"{at}F-1.1/", said).status_code == 422
    assert bjarne.post(f"{at}F-1.1/", said | {"reason": SCRIPT}).status_code == 302
    assert "<script>alert" not in bjarne.get(f"{at}F-1.1/").text
    assert Score.objects.count() == 2


def test_advice_stands_when_the_reading_is_over(handed: SelfReport, visit: Visit) -> None:
    at, mons = f"/saker/lesing/{handed.public_id}/", visit("mons")
    line = reading(actor("mons"), handed).line("F-1.1")
    said = {"mark": line.mark, "act": "advice", "before": line.remark_mark("advice"), "text": "Legg ved vedtaket."}
    assert mons.post(f"{at}F-1.1/", said).status_code == 302
    SelfReport.objects.update(state="judged", ended_at=NOON)
    shown = mons.get(f"{at}F-1.1/").text
    assert "Legg ved vedtaket." in shown
    assert "<textarea" not in shown
    assert "<kbd>S</kbd>" not in shown  # nothing can be scored or sent back any more
    assert "med råd" in mons.get(at).text


def test_what_is_missing_goes_back_alone(handed: SelfReport, visit: Visit) -> None:
    at = f"/saker/lesing/{handed.public_id}/"
    mons = visit("mons")
    line = reading(actor("mons"), handed).line("F-1.1")
    said = {"mark": line.mark, "act": "missing", "before": line.remark_mark("missing")}
    wrong = mons.post(f"{at}F-1.1/", said | {"text": "kort"})
    assert wrong.status_code == 422
    assert f'name="before" value="{said["before"]}"' in wrong.text
    mons.post(f"{at}F-1.1/", said | {"text": "Datoen for vedtaket mangler."})
    over = visit("bjarne").post(f"{at}F-1.1/", said | {"text": "Signaturen mangler også."})
    assert over.status_code == 409  # over what a colleague has written since
    assert "Signaturen mangler også." in over.text
    shown = mons.get(at).text
    assert "Send 1 svar tilbake" in shown
    handed.refresh_from_db()
    assert mons.post(f"{at}gjor/send-tilbake/", {"revision": handed.revision}).status_code == 302
    assert SentBack.objects.get().code == "F-1.1"
    assert mons.post(f"{at}gjor/send-tilbake/", {"revision": handed.revision}).status_code == 409


def test_the_same_questions_for_few_answers_read_and_many(handed: SelfReport, visit: Visit) -> None:
    at = f"/saker/lesing/{handed.public_id}/"
    acts.take_place(by=actor("mons"), at=NOON, report_id=handed.public_id, place=1)
    mons = visit("mons")
    marks = {line.code: line.mark for line in reading(actor("mons"), handed).lines}

    def asked_for() -> int:
        mons.get(at)
        with CaptureQueriesContext(connection) as found:
            assert mons.get(at).status_code == 200
        return len(found)

    few = asked_for()
    for code in LEADS:
        acts.give_score(by=actor("mons"), at=NOON, report_id=handed.public_id, code=code, mark=marks[code], score=1)
    assert asked_for() == few


def test_examples_are_added_and_taken_away(handed: SelfReport, visit: Visit) -> None:
    assert handed.team is not None
    mons = visit("mons")
    said = {"team": handed.team.public_id, "code": "F-1.1", "text": SCRIPT, "score": "1", "why": "Sagt, og ikke vist."}
    assert mons.post("/saker/eksempler/", said | {"why": "kort"}).status_code == 422
    assert mons.post("/saker/eksempler/", said).status_code == 302
    shown = mons.get("/saker/eksempler/").text
    assert "Sagt, og ikke vist." in shown
    assert "<script>alert" not in shown
    for_all = add_example(
        by=actor("sekka"), at=NOON, team_id="", code="F-1.1", text=SCRIPT, score=0, why="Det svarer ikke på det."
    )
    assert mons.post("/saker/eksempler/", {"withdraw": for_all.public_id}).status_code == 403
    assert "Det svarer ikke på det." in visit("stina").get("/saker/eksempler/").text


def test_a_reading_is_opened_again_with_a_reason(one: FollowUp, visit: Visit) -> None:
    made = asked(one)
    handed_in(made)
    SelfReport.objects.update(state="judged", ended_at=NOON)
    concluded(one, method=Method.SELF_REPORT)
    bjarne, page_ = visit("bjarne"), f"/saker/lesing/{made.public_id}/"
    assert "Åpne lesingen igjen" in bjarne.get(page_).text
    made.refresh_from_db()
    wrong = bjarne.post(f"{page_}gjor/les-igjen/", {"revision": made.revision, "reason": "<b>kort"})
    assert wrong.status_code == 422
    assert "&lt;b&gt;kort" in wrong.text
    said = {"revision": made.revision, "reason": SCRIPT}
    assert bjarne.post(f"{page_}gjor/les-igjen/", said).status_code == 302
    again = bjarne.get(page_).text
    assert "Ikke vist i dokumentene." in again
    assert "<script>alert" not in again
    assert "Åpne lesingen igjen" not in again
    assert "leses på nytt" in bjarne.get(page(one)).text


def test_what_may_tell_who_a_worker_is_comes_back_with_all_that_was_typed(one: FollowUp, visit: Visit) -> None:
    bjarne, tells = visit("bjarne"), "Tre arbeidere fortalte at de betalte for jobben."
    said = judged(**{"reason-0": tells, "left_open-0": "Det andre skiftet."})
    asked_again = bjarne.post(page(one, "1.1/"), said)
    assert asked_again.status_code == 422
    assert "færre enn fem personer" in asked_again.text
    assert tells in asked_again.text
    assert "Det andre skiftet." in asked_again.text
    assert not Conclusion.objects.exists()
    found = re.search(r'name="looked" value="(\w+)"', asked_again.text)
    assert found
    assert bjarne.post(page(one, "1.1/"), said | {"looked": found[1]}).status_code == 302
    assert set(Conclusion.objects.values_list("reason", flat=True)) == {tells}
    one.refresh_from_db()
    rest = bjarne.post(page(one, "resten/"), {"revision": one.revision, "reason": tells})
    assert 'name="looked"' in rest.text
    assert tells in rest.text
