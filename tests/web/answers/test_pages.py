"""A supplier's people meet the self-report, answer it and hand it in."""

import json
from datetime import timedelta
from typing import Any

import pytest

from aktsom.follow_up.actions.reading import remark, send_back
from aktsom.follow_up.models import Answer, SelfReport
from aktsom.follow_up.queries.answers import form_of
from aktsom.follow_up.queries.reading import reading
from aktsom.follow_up.states import RemarkKind
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, person
from tests.factories.mandates import granted, team
from tests.factories.reports import LEADS, answered, asked, handed_in
from tests.follow_up.test_planning import gloves, planned
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db


@beginning(after=commons.terms)
def report() -> SelfReport:
    ours = team()
    for owner in ("oslo", "stavanger"):
        granted(ours, gloves(owner))
    return asked(planned(), message="Nitrilen mangler.", contact_id=person("olga").pk)


def page(report: SelfReport, rest: str = "") -> str:
    return f"/svar/{report.public_id}/{rest}"


def test_it_says_who_asks_for_what_until_when_and_whom_to_ask(visit: Visit, report: SelfReport) -> None:
    report.contracts.update(due_on=NOON.date() + timedelta(days=30))
    shown = visit("nora").get(page(report)).text
    for told in ("Oslo kommune", "Stavanger kommune", "Nitrilen mangler.", "olga@example.org", "Engangshansker"):
        assert told in shown


@pytest.mark.parametrize("who", ["odd", "olga", "stina", "sekka"])
def test_it_does_not_exist_for_others(visit: Visit, report: SelfReport, who: str) -> None:
    for rest in ("", "steg/2.1/", "se-over/", "skjema.xlsx"):
        assert visit(who).get(page(report, rest)).status_code == 404
    assert visit(who).post(page(report, "svar/F-1.4/"), {"F-1.4:value": "x"}).status_code == 404


def test_a_number_stands_as_people_write_it_in_the_language(visit: Visit, report: SelfReport) -> None:
    nora = visit("nora")
    nora.post(page(report, "steg/0/"), {"F-0.3b:revision": "0", "F-0.3b:value": "12 500,50"})
    assert Answer.objects.get(code="F-0.3b").value == "12500.50"
    assert 'value="12500,50"' in nora.get(page(report, "steg/0/")).text
    assert "12\xa0500,5" in nora.get(page(report, "se-over/")).text


def test_the_preview_says_what_keeps_it_from_being_sent(visit: Visit, report: SelfReport) -> None:
    row = {"question_id": "F-1.5", "passage": "Røde Tråd", "reason": "Konkurrenter", "until": ""}
    answered(report, "F-7.2", rows=(row,))
    shown = visit("nora").get(page(report, "se-over/")).text
    assert "hovedspørsmål mangler ja eller nei" in shown
    assert "1 hemmelighet blir ikke holdt tilbake" in shown
    assert "«Røde Tråd» står ikke i svaret." in shown


def test_a_step_is_saved_answer_by_answer(visit: Visit, report: SelfReport) -> None:
    nora = visit("nora")
    sent = {
        "F-1.1:revision": "0", "F-1.1:value": "yes", "F-1.1:explanation": "Styret vedtok den.",
        "F-1.4:revision": "0", "F-1.4:value": "Innkjøpssjefen",
        "F-1.2a:revision": "0", "F-1.2a:value": "i fjor",
    }  # fmt: skip
    answer = nora.post(page(report, "steg/2.1/"), sent)
    assert answer.status_code == 422
    assert "Skriv en dato" in answer.text
    assert 'value="i fjor"' in answer.text
    assert dict(Answer.objects.values_list("code", "value")) == {"F-1.1": "yes", "F-1.4": "Innkjøpssjefen"}
    sent |= {"F-1.1:revision": "1", "F-1.4:revision": "1", "F-1.2a:value": "2025-03-01", "on": "next"}
    assert nora.post(page(report, "steg/2.1/"), sent)["Location"] == page(report, "steg/2.2/")


def test_an_answer_is_saved_by_itself_and_tells_what_is_asked_now(visit: Visit, report: SelfReport) -> None:
    nora = visit("nora")
    nora.get(page(report))
    told = json.loads(nora.post(page(report, "svar/F-1.1/"), {"F-1.1:revision": "0", "F-1.1:value": "yes"}).content)
    assert (told["revision"], told["state"]) == (1, "ok")
    assert "F-1.2b" in told["asked"]
    assert nora.post(page(report, "svar/F-9.9/"), {}).status_code == 404


def test_two_who_write_at_once_both_see_it(visit: Visit, report: SelfReport) -> None:
    answered(report, "F-1.4", by="aksel", value="Aksels ord")
    sent = {"F-1.4:revision": "0", "F-1.4:value": "Noras ord"}
    told = visit("nora").post(page(report, "svar/F-1.4/"), sent)
    assert told.status_code == 409
    assert json.loads(told.content)["theirs"] == "Aksels ord"
    whole = visit("nora").post(page(report, "steg/2.1/"), sent)
    assert whole.status_code == 422
    assert "Aksels ord" in whole.text
    assert "Noras ord" in whole.text
    again = visit("nora").post(page(report, "steg/2.1/"), sent | {"F-1.4:revision": "1"})
    assert again.status_code == 302
    assert Answer.objects.get(code="F-1.4").value == "Noras ord"


@pytest.mark.parametrize("rest", ["svar/F-1.4/", "steg/alle/"])
def test_a_page_that_does_not_show_a_secret_leaves_it(visit: Visit, report: SelfReport, rest: str) -> None:
    nora = visit("nora")
    written = {
        "F-1.4:revision": "0", "F-1.4:value": "Anne leder. Prisen er 4.", "F-1.4:statement": "https://nordhav.example/aa",
        "F-1.4:place": "Side 3", "F-1.4:secret-0:text": "Prisen er 4.", "F-1.4:secret-0:reason": "Pris",
    }  # fmt: skip
    assert nora.post(page(report, "svar/F-1.4/"), written).status_code == 200
    nora.post(page(report, rest), {"F-1.4:revision": "1", "F-1.4:value": "Anders leder. Prisen er 4."})
    there = report.answers.get(code="F-1.4")
    assert (there.value, there.statement, there.place) == (
        "Anders leder. Prisen er 4.", "https://nordhav.example/aa", "Side 3",
    )  # fmt: skip
    assert [one["text"] for one in there.secret] == ["Prisen er 4."]
    cleared = written | {"F-1.4:revision": "2", "F-1.4:statement": "", "F-1.4:place": "", "F-1.4:secret-0:text": ""}
    nora.post(page(report, rest), cleared | {"F-1.4:secret-0:reason": ""})
    there.refresh_from_db()
    assert (there.statement, list(there.secret)) == ("", [])


def test_rows_are_typed_and_pasted(visit: Visit, report: SelfReport) -> None:
    sent = {
        "F-2.2:revision": "0",
        "F-2.2:row-0:tier": "Sluttprodukt", "F-2.2:row-0:site_name": "Rubber One", "F-2.2:row-0:country": "MY",
        "F-2.2:row-1:tier": "", "F-2.2:row-1:site_name": "",
        "F-2.2:paste": "Navn på stedet\tLand\tLedd\nNitril To\tTH\tRåvare\n",
    }  # fmt: skip
    assert visit("nora").post(page(report, "steg/2.2/"), sent).status_code == 302
    rows = Answer.objects.get(code="F-2.2").rows
    assert [(row["site_name"], row["country"], row["tier"]) for row in rows] == [
        ("Rubber One", "MY", "Sluttprodukt"),
        ("Nitril To", "TH", "Råvare"),
    ]


def test_what_is_written_is_never_markup(visit: Visit, report: SelfReport) -> None:
    answered(report, "F-1.4", value="<script>alert(1)</script>")
    for rest in ("steg/2.1/", "se-over/"):
        shown = visit("nora").get(page(report, rest)).text
        assert "<script>alert(1)" not in shown
        assert "&lt;script&gt;alert(1)" in shown


def test_a_text_of_a_megabyte_is_refused_and_stays_in_the_form(visit: Visit, report: SelfReport) -> None:
    answer = visit("nora").post(page(report, "steg/2.1/"), {"F-1.4:revision": "0", "F-1.4:value": "lang " * 200_000})
    assert answer.status_code == 422
    assert "for lang" in answer.text
    assert answer.text.count("lang lang") > 1_000


def test_it_is_seen_over_and_handed_in_once(visit: Visit, report: SelfReport) -> None:
    for code in LEADS:
        answered(report, code, value="no" if code == "F-6.1" else "yes")
    assert "Den som godkjenner" in visit("nora").get(page(report, "se-over/")).text
    aksel = visit("aksel")
    shown = aksel.get(page(report, "se-over/")).text
    assert "nei må rettes" in shown
    mark = form_of(report).revision_mark
    assert f'value="{mark}"' in shown
    said = {"mark": mark, "signed_as": "Aksel, daglig leder"}
    first = aksel.post(page(report, "se-over/"), said)
    assert first["Location"] == page(report, "sendt/1/")
    assert aksel.post(page(report, "se-over/"), said)["Location"] == page(report, "sendt/1/")
    assert report.submissions.count() == 1
    for who in ("nora", "bjarne", "stina"):
        assert "et brudd som skal rettes" in visit(who).get(page(report, "sendt/1/")).text
    for who in ("odd", "berit", "sekka"):
        assert visit(who).get(page(report, "sendt/1/")).status_code == 404
    assert aksel.post(page(report, "se-over/"), {"mark": "x"})["Location"] == page(report, "sendt/1/")


def test_a_stale_preview_hands_nothing_in(visit: Visit, report: SelfReport) -> None:
    for code in LEADS:
        answered(report, code, value="yes")
    answer = visit("aksel").post(page(report, "se-over/"), {"mark": "1-1-0-0", "signed_as": "Aksel, daglig leder"})
    assert answer.status_code == 409
    assert not report.submissions.exists()


def test_advice_is_the_first_one_meets_when_it_has_been_read(visit: Visit, report: SelfReport) -> None:
    handed_in(report)
    said(report, RemarkKind.ADVICE, "Legg ved vedtaket neste gang.")
    assert "Legg ved vedtaket" not in visit("nora").get(page(report)).text
    SelfReport.objects.all().update(state="judged")
    shown = visit("nora").get(page(report)).text
    assert "1 råd fra dem som har lest" in shown
    assert "Legg ved vedtaket neste gang." in shown
    assert "gjenstår" not in shown.lower()  # nothing is left to answer


def test_what_was_sent_back_is_what_one_is_led_to(visit: Visit, report: SelfReport) -> None:
    handed_in(report)
    said(report, RemarkKind.MISSING, "Datoen for vedtaket mangler.")
    report.refresh_from_db()
    send_back(by=actor("bjarne"), at=NOON, report_id=report.public_id, revision=report.revision)
    nora = visit("nora")
    shown = nora.get(page(report)).text
    assert "1 svar trenger mer" in shown
    assert "Datoen for vedtaket mangler." in shown
    assert f'href="{page(report, "steg/2.1/")}#F-1.1"' in shown
    answered(report, "F-1.1", value="yes", explanation="Vedtatt 3. mars.", at=NOON + timedelta(hours=1))
    shown = nora.get(page(report)).text
    assert "Se over, og send inn på nytt." in shown
    assert f'href="{page(report, "se-over/")}"' in shown


def said(report: SelfReport, kind: RemarkKind, text: str) -> None:
    line = reading(actor("bjarne"), report).line("F-1.1")
    remark(
        by=actor("bjarne"), at=NOON, report_id=report.public_id, code="F-1.1", mark=line.mark, kind=kind, text=text,
        before=line.remark_mark(kind),
    )  # fmt: skip


def test_what_stood_last_time_is_confirmed_in_one_press(visit: Visit, report: SelfReport) -> None:
    answered(report, "F-1.4", value="Innkjøpssjefen")
    handed_in(report)
    SelfReport.objects.all().update(state="judged")
    again = asked(report.follow_up, at=NOON + timedelta(days=300), previous=report)
    nora = visit("nora")
    assert "svar har vi allerede" in nora.get(page(again)).text
    assert "Slik svarte dere sist." in nora.get(page(again, "steg/2.1/")).text
    assert nora.post(page(again, "bekreft/2.1/"), {"which": "held"}).status_code == 302
    assert not again.answers.filter(code="F-1.4", is_carried=True).exists()


def test_a_question_is_handed_on(visit: Visit, report: SelfReport) -> None:
    sent = {"person": person("nora").public_id, "note": "Du kan dette"}
    assert visit("aksel").post(page(report, "svar/F-1.4/gi/"), sent).status_code == 302
    shown = visit("nora").get(page(report)).text
    assert "1 spørsmål er gitt til deg" in shown
    assert "Du kan dette" in shown


def test_the_form_asks_the_database_as_much_for_a_few_answers_as_for_many(
    visit: Visit, report: SelfReport, django_assert_max_num_queries: Any
) -> None:
    nora = visit("nora")
    nora.get(page(report, "steg/alle/"))
    for code in (*LEADS, "F-1.4", "F-1.6", "F-2.5"):
        answered(report, code, value="yes")
    with django_assert_max_num_queries(26):
        nora.get(page(report, "steg/alle/"))
