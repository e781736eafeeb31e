"""The pages of findings and plans, from what a report proposes to what a supplier has put right."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aktsom.findings.actions import findings as acts
from aktsom.findings.actions import hearing
from aktsom.findings.models import ActionPlan, Finding, Measure
from aktsom.follow_up.models import FollowUp
from aktsom.suppliers.models import SupplierRole
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, person
from tests.factories.chains import hidden_tier
from tests.factories.reports import asked, handed_in
from tests.findings.made import accepted, judged, noted, standing
from tests.follow_up.concluded import followed_up
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script> Sett i papirene."


@beginning(after=commons.terms)
def one() -> FollowUp:
    person("nora"), person("aksel")
    return followed_up(sets={"oslo": "T4", "bergen": "T1"})


def found(**said: Any) -> dict[str, Any]:
    usual = {
        "kind": "deviation", "title": "Gebyr for jobben", "text": SCRIPT, "number": "1.1", "found_on": "2026-11-01",
        "scale": "3", "scope": "2", "irremediable": "1", "severity_reason": "Mange har betalt over en månedslønn.",
    }  # fmt: skip
    return usual | said


def revision(page: str) -> str:
    return re.findall(r'name="revision" value="(\d+)"', page)[0]


def test_it_says_so_where_nobody_at_the_supplier_would_read_it(one: FollowUp, visit: Visit) -> None:
    made, told = noted(one), "Ingen svarer for leverandøren her ennå"
    assert told not in visit("bjarne").get(f"/funn/{made.public_id}/").text
    SupplierRole.objects.all().delete()
    assert told in visit("bjarne").get(f"/funn/{made.public_id}/").text


def test_what_a_report_proposes_becomes_a_finding_that_is_heard_and_stands(one: FollowUp, visit: Visit) -> None:
    handed_in(asked(one), lead="no")
    bjarne, nora, rita = visit("bjarne"), visit("nora"), visit("rita")
    page = bjarne.get(f"/funn/i/{one.public_id}/").text
    assert "Kan være funn" in page
    proposed = re.findall(r'href="(/funn/ny/[^"]+fra=[^"]+)"', page)
    assert proposed
    form = bjarne.get(proposed[0]).text
    assert re.search(r'value="deviation"[^>]*checked', form)
    code = re.findall(r'name="rests_on" value="([^"]+)"', form)[0]
    wrong = bjarne.post(f"/funn/ny/{one.public_id}/", found(rests_on=code, scale=""))
    assert wrong.status_code == 422
    assert "Velg hvor alvorlig det er." in wrong.text
    assert "Mange har betalt" in wrong.text  # nothing typed is lost
    made = bjarne.post(f"/funn/ny/{one.public_id}/", found(rests_on=code))
    assert made.status_code == 302
    assert bjarne.post(f"/funn/ny/{one.public_id}/", found(rests_on=code)).status_code == 409
    at = made["Location"]
    page = bjarne.get(at).text
    assert "<script>alert" not in page
    assert nora.get(at).status_code == rita.get(at).status_code == 404
    shown = {"revision": revision(page)}
    assert bjarne.post(f"{at}vis/", shown).status_code == 302
    assert bjarne.post(f"{at}vis/", shown).status_code == 409
    asked_of = nora.get("/").text
    assert "Uttal dere om et funn" in asked_of
    page = nora.get(at).text
    assert "Dere blir hørt først" in page
    told = {"revision": revision(page), "text": ""}
    assert nora.post(f"{at}kommenter/", told).status_code == 422
    assert nora.post(f"{at}kommenter/", told | {"text": "Vi er uenige i tallet.", "corrects": "1"}).status_code == 302
    page = bjarne.get(at).text
    assert "mener at noe er feil" in page
    assert "Funn hos Nordhav Medisinsk AS" in bjarne.get("/").text
    assert bjarne.post(f"{at}sta/", {"revision": revision(page)}).status_code == 302
    assert "Vi er uenige i tallet." in rita.get(at).text
    assert 'action="' + at not in rita.get(at).text  # who is only shown it has nothing to press


def test_why_it_stands_unheard_is_looked_at_again_and_shown_to_those_who_follow_up_alone(
    one: FollowUp, visit: Visit
) -> None:
    told, about, ours = noted(one), {"by": actor("bjarne"), "at": NOON, "reason": "Vakten slo."}, visit("bjarne")
    told = hearing.stop_finding(**about, finding_id=told.public_id, revision=told.revision)
    at, why = f"/funn/{told.public_id}/", "Arbeideren Siti Rahayu kan miste jobben."
    asked_again = ours.post(f"{at}sta/", {"revision": told.revision, "text": why})
    assert asked_again.status_code == 422
    mark = re.findall(r'name="looked" value="(\w+)"', asked_again.text)[0]
    assert ours.post(f"{at}sta/", {"revision": told.revision, "text": why, "looked": mark}).status_code == 302
    assert why in ours.get(at).text
    assert visit("nora").get(at).status_code == visit("rita").get(at).status_code == 404
    told.refresh_from_db()
    told = hearing.lift_finding(**about, finding_id=told.public_id, revision=told.revision)
    acts.show_to_supplier(by=actor("bjarne"), at=NOON, finding_id=told.public_id, revision=told.revision)
    page = visit("nora").get(at)
    assert (page.status_code, "Siti" in page.text) == (200, False)


def test_a_plan_is_written_answered_carried_out_and_judged(one: FollowUp, visit: Visit) -> None:
    finding = standing(one)
    bjarne, nora = visit("bjarne"), visit("nora")
    made = bjarne.post(f"/tiltaksplaner/be/{one.public_id}/")
    at = made["Location"]
    page = nora.get(at).text
    assert "Avvik uten tiltak" in page
    said = {"finding": finding.public_id, "text": "Betale tilbake", "cause": "Formidleren.", "who": "Daglig leder"}
    rev = {"revision": str(ActionPlan.objects.get().revision)}
    wrong = nora.post(f"{at}tiltak/", said | rev | {"due_on": "i morgen kanskje"})
    assert wrong.status_code == 422
    assert "Betale tilbake" in wrong.text
    assert nora.post(f"{at}tiltak/", said | rev | {"due_on": "2099-03-01"}).status_code == 302
    rev = {"revision": revision(nora.get(at).text)}
    assert nora.post(f"{at}foresla/", rev).status_code == 302
    page = bjarne.get(at).text
    assert "Godta planen" in page
    assert bjarne.post(f"{at}endringer/", {"revision": revision(page), "text": "kort"}).status_code == 422
    assert bjarne.post(f"{at}godta/", {"revision": revision(page)}).status_code == 302
    row = f"{at}tiltak/{Measure.objects.get().public_id}/"
    proof = {"revision": revision(nora.get(f"{row}vis/").text), "text": "Alle har fått pengene."}
    assert nora.post(f"{row}vis/", proof).status_code == 302
    assert "har vist hva som er gjort" in bjarne.get("/").text
    assert re.search(
        r"<dt>Hvem sin tur</dt><dd>Gruppen for [^<,]+</dd>", bjarne.get(at).text
    )  # nothing is left to show
    theirs = nora.get(at).text
    assert "også avtaleeierne" in theirs
    assert "også leverandøren" not in theirs  # it is read by the supplier itself
    form = bjarne.get(f"{row}vurder/").text
    assert "Alle har fått pengene." in form
    verdict = {"revision": revision(form), "sufficient": "ja", "checked_how": "audit", "reason": "Sett kvitteringene."}
    assert bjarne.post(f"{row}vurder/", verdict | {"reason": "kort"}).status_code == 422
    assert bjarne.post(f"{row}vurder/", verdict).status_code == 302
    assert "Vist at det er gjort" in visit("rita").get(at).text
    page = bjarne.get(f"/funn/{finding.public_id}/").text
    close = {"revision": revision(page), "text": "Kvitteringene viser det."}
    assert bjarne.post(f"/funn/{finding.public_id}/lukk/", close).status_code == 302
    assert Finding.objects.get().state == "closed"
    assert "Grønn: ingen åpne avvik" in bjarne.get(f"/funn/i/{one.public_id}/").text


def test_a_day_is_moved_and_a_measure_blocked_with_reasons(one: FollowUp, visit: Visit) -> None:
    accepted(one, standing(one))
    row = Measure.objects.get()
    at = f"/tiltaksplaner/{row.plan.public_id}/tiltak/{row.public_id}/"
    bjarne = visit("bjarne")
    rev = {"revision": revision(bjarne.get(f"{at}utsett/").text)}
    assert bjarne.post(f"{at}utsett/", rev | {"due_on": "2020-01-01", "reason": "Mer tid trengs."}).status_code == 422
    assert bjarne.post(f"{at}utsett/", rev | {"due_on": "2099-01-01", "reason": "Mer tid trengs."}).status_code == 302
    rev = {"revision": revision(bjarne.get(f"{at}blokker/").text)}
    told = {"reason": "Revisorer slipper ikke inn.", "alternative": "Samtaler på telefon med arbeiderne."}
    assert bjarne.post(f"{at}blokker/", rev | told).status_code == 302
    page = bjarne.get(f"/tiltaksplaner/{row.plan.public_id}/").text
    assert "Revisorer slipper ikke inn." in page
    assert "Mer tid trengs." in page
    assert visit("nora").get(f"{at}blokker/").status_code == 403
    assert bjarne.get(f"{at}finnes-ikke/").status_code == 404


def test_the_same_questions_for_one_finding_and_for_many(one: FollowUp, visit: Visit) -> None:
    bjarne = visit("bjarne")
    counts = []
    for _ in range(2):
        for number in range(1, 1 + len(counts) * 3 + 1):
            standing(one, title=f"Funn {number}")
        with CaptureQueriesContext(connection) as asked_for:
            assert bjarne.get(f"/funn/i/{one.public_id}/").status_code == 200
        counts.append(len(asked_for))
    assert counts[0] == counts[1]


def test_what_people_are_owed_is_said_paid_and_confirmed(one: FollowUp, visit: Visit) -> None:
    finding = standing(one)
    bjarne, nora = visit("bjarne"), visit("nora")
    at = f"/funn/{finding.public_id}/oppreisning/"
    assert "Ingen har skrevet noe ennå" in bjarne.get(at).text
    form = {
        "revision": revision(bjarne.get(f"{at}krav/").text),
        "kind": "fees",
        "people": "1000",
        "source": "Revisoren",
    }
    wrong = bjarne.post(f"{at}krav/", form | {"currency": "kroner", "amount": "900"})
    assert wrong.status_code == 422
    assert bjarne.post(f"{at}krav/", form | {"currency": "usd", "amount": "900,50"}).status_code == 302
    page = nora.get(at).text
    assert "900" in page
    line = re.findall(r"linje=(ent-[a-z0-9]+)", page)[0]
    paid = {"revision": revision(nora.get(f"{at}betalt/?linje={line}").text), "line": line, "source": "Lønnslister"}
    assert nora.post(f"{at}betalt/", paid | {"amount": "500000", "paid_on": "2026-11-01"}).status_code == 302
    assert nora.get(f"{at}bekreftet/?linje={line}").status_code == 403
    assert bjarne.get(f"{at}bekreftet/?linje=ent-finnes-ikke").status_code == 404
    told = {"revision": revision(bjarne.get(f"{at}bekreftet/?linje={line}").text), "line": line, "by_whom": "union"}
    told |= {"amount": "400000", "confirmed_on": "2026-11-01", "source": "Fagforeningen på stedet"}
    assert bjarne.post(f"{at}bekreftet/", told).status_code == 302
    total = {"revision": revision(bjarne.get(f"{at}sum/").text), "currency": "USD", "amount": "1", "source": "Avisen"}
    assert bjarne.post(f"{at}sum/", total).status_code == 302
    page = visit("rita").get(at).text
    assert "Summene stemmer ikke" in page
    assert "sagt av leverandøren" in page
    assert "/krav/" not in page  # who is only shown it has nothing to press
    payment = re.findall(rf"linje={line}&amp;for=(pay-[a-z0-9]+)", nora.get(at).text)[0]
    assert f"for={payment}" not in visit("rita").get(at).text
    assert nora.get(f"{at}betalt/?linje={line}&for=pay-finnes-ikke").status_code == 404
    form = nora.get(f"{at}betalt/?linje={line}&for={payment}").text
    assert f'name="instead_of" value="{payment}"' in form
    right = paid | {"revision": revision(form), "instead_of": payment, "amount": "50000", "paid_on": "2026-11-01"}
    named = nora.post(f"{at}betalt/", right | {"source": "Arbeideren Siti Rahma sier det."})
    assert named.status_code == 422
    assert 'name="looked"' in named.text
    assert nora.post(f"{at}betalt/", right).status_code == 302
    page = visit("rita").get(at).text
    assert "Byttet ut:" in page


def test_a_reason_that_names_a_worker_comes_back_and_is_stored_when_it_was_looked_at(
    one: FollowUp, visit: Visit
) -> None:
    finding = standing(one)
    plan = accepted(one, finding)
    bjarne, at = visit("bjarne"), f"/tiltaksplaner/{plan.public_id}/tiltak/{plan.measures.get().public_id}/"
    judged(plan.measures.get())
    assert "Det har ikke holdt" in bjarne.get(f"/tiltaksplaner/{plan.public_id}/").text
    for address, field in ((f"{at}tvil/", "reason"), (f"/funn/{finding.public_id}/lukk/", "text")):
        finding.refresh_from_db()
        before = revision(bjarne.get(address).text) if field == "reason" else str(finding.revision)
        said = {"revision": before, field: "Arbeideren Siti Rahma viste oss lønnsslippen."}
        again = bjarne.post(address, said)
        assert again.status_code == 422
        mark = re.findall(r'name="looked" value="([^"]+)"', again.text)[0]
        assert bjarne.post(address, said | {"looked": mark}).status_code == 302
        if field == "reason":
            judged(plan.measures.get())
    finding.refresh_from_db()
    assert finding.state == "closed"


def test_a_place_that_is_kept_from_the_supplier_is_said_so_on_the_page(terms: None, visit: Visit) -> None:
    person("nora"), person("aksel")
    made = noted(followed_up(sets={"oslo": "T4"}), site=hidden_tier().public_id)
    page = visit("bjarne").get(f"/funn/{made.public_id}/").text
    assert "leddet bak har holdt det for seg selv" in page
    assert "/vis/" not in page
    answer = visit("bjarne").post(f"/funn/{made.public_id}/vis/", {"revision": str(made.revision)})
    assert answer.status_code == 403
