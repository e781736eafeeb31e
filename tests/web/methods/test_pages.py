"""The methods of a follow-up as people meet them: from the follow-up's page to the supplier's and the auditor's."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from aktsom.core.actor import PLATFORM
from aktsom.follow_up.models import Audit, AuditReport, DocumentReview, Meeting
from aktsom.terms.actions import load_terms
from aktsom.web.evidence.words import QUALITY
from tests.cast import NOON, person
from tests.follow_up.audits import asked, begun, consented, drafted, offered, ordered, told, wrote
from tests.follow_up.evidence import places_in
from tests.follow_up.methods import followed
from tests.follow_up.storage.samples import PDF
from tests.risk.counting import queries
from tests.web.conftest import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def ready(small_list: object, settings: Any, tmp_path: Path) -> None:
    load_terms(by=PLATFORM, at=NOON)
    places_in(settings, tmp_path)


def day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def sent(client: Client, address: str, status: int = 302, page: str = "", **fields: Any) -> str:
    """The answer's text, and where it leads. `page` is where the form stood, whose revision is sent."""
    if page:
        found = re.search(r'name="revision" value="(\d+)"', client.get(page).text)
        fields["revision"] = found.group(1) if found else ""
    answer = client.post(address, fields)
    assert answer.status_code == status, answer.text
    return answer.headers.get("Location", answer.text)


def test_a_meeting_over_its_pages(visit: Visit) -> None:
    one, mons, nora = followed(), visit("mons"), visit("nora")
    assert "Planlegg et møte" in mons.get(f"/saker/{one.public_id}/").text
    form = {"on": day(10), "at": "13:00", "minutes_long": "60", "place": "", "agenda": f"Lønn\n{SCRIPT}"}
    wrong = sent(mons, f"/moter/ny/{one.public_id}/", 422, **form)
    assert "Skriv hvor møtet er" in wrong
    assert SCRIPT not in wrong
    page = sent(mons, f"/moter/ny/{one.public_id}/", **{**form, "place": "Rådhuset"})
    assert nora.get(page).status_code == 404
    sent(mons, f"{page}inviter/", page=page)
    shown = nora.get(page).text
    assert "Lønn" in shown
    assert SCRIPT not in shown
    assert "Oppfølgingsmøte" in nora.get("/").text
    event = nora.get(f"{page}kalender.ics")
    assert "DTSTART:" in event.text
    assert all(len(line.encode()) <= 75 for line in event.content.decode().split("\r\n"))
    made = Meeting.objects.get()
    point = made.points.first()
    assert point is not None
    minutes = {"ours": "Mons", "theirs": "Nora", point.public_id: "Lønnen er for lav."}
    sent(mons, f"{page}referat/", page=f"{page}referat/", **minutes)
    assert "Lønnen er for lav" not in nora.get(page).text
    agreed = {"text": "Send lønnslister", "side": "supplier", "due_on": day(20), "who": "", "point": ""}
    sent(mons, f"{page}oppgave/", page=f"{page}referat/", **agreed)
    sent(mons, f"{page}send-referat/", page=page, confirm_by="")
    assert "Lønnen er for lav" in nora.get(page).text
    assert "Bekreft referatet fra møtet" in nora.get("/").text
    assert "Skriv hva som ikke stemmer." in sent(nora, f"{page}kommenter/", 422, page=page, text="")
    sent(nora, f"{page}kommenter/", page=page, text="Den er høyere nå.")
    assert "Den er høyere nå." in mons.get(page).text
    assert "Leverandøren har kommentert det" in mons.get("/").text
    sent(mons, f"{page}la-sta/", page=page)
    assert visit("olga").get(page).status_code == 200
    task = made.tasks.get()
    sent(nora, f"{page}oppgave/{task.public_id}/gjort/", note="Sendt.")
    assert "Send lønnslister" not in nora.get("/").text
    assert mons.post(f"{page}finnes-ikke/", {"revision": "1"}).status_code == 404


def test_a_review_of_documents_over_its_pages(visit: Visit) -> None:
    one, mons, nora = followed(), visit("mons"), visit("nora")
    form = {"kinds": [], "own": "", "due_on": day(30), "message": "Vi trenger disse."}
    assert "Velg minst ett dokument" in sent(mons, f"/dokumenter/ny/{one.public_id}/", 422, **form)
    page = sent(mons, f"/dokumenter/ny/{one.public_id}/", **{**form, "own": "Lønnsslipper\nTimelister"})
    sent(mons, f"{page}send/", page=page)
    assert "Legg fram dokumenter" in nora.get("/").text
    first, second = DocumentReview.objects.get().rows.all()
    row = f"{page}rad/{first.public_id}/"
    assert "Velg en fil." in sent(nora, row, 422)
    sent(nora, row, file=SimpleUploadedFile("l.pdf", PDF), dated_on="2020-01-01", reach="generic")
    assert "l.pdf" in mons.get(page).text
    assert str(QUALITY["reach"]["generic"]) in mons.get(page).text
    assert "Revidert for lenge siden" in mons.get(page).text
    assert "Revidert for lenge siden" not in nora.get(page).text
    absent = f"{page}rad/{second.public_id}/mangler/"
    assert "minst 10 tegn" in sent(nora, absent, 422, reason="nei")
    sent(nora, absent, reason="Vi har ikke skift der.")
    sent(nora, f"{page}lever/", page=page)
    judge = {"verdict": "partly", "reason": "kort"}
    came_back = sent(mons, f"{row}vurder/", 422, page=page, **judge)
    assert "kort</textarea>" in came_back
    sent(mons, f"{row}vurder/", page=page, **{**judge, "reason": "Bare tre av fem måneder."})
    assert "Bare tre av fem måneder." not in nora.get(page).text
    assert "er ikke vurdert ennå" in sent(mons, f"{page}avslutt/", 422, page=page)
    sent(mons, f"{page}rad/{second.public_id}/vurder/", page=page, verdict="not_relevant", reason="Har ingen skift.")
    sent(mons, f"{page}avslutt/", page=page)
    assert "Bare tre av fem måneder." in nora.get(page).text
    assert visit("olga").get(page).status_code == 200


ORDER = {
    "points": ["1.1", "1.2"],
    "other_sites": "Hanskefabrikken",
    "announced": "unannounced",
    "method_note": "Intervjuer uten ledelsen kan vise tvang.",
    "payer_rule": "regions",
    "payer": "",
    "payer_reason": "",
    "season": "",
    "language": "",
    "independence": "",
    "observers": "Bergen kommune, innkjøper",
}


def test_an_order_over_its_pages(visit: Visit) -> None:
    one, mons, olga = followed(), visit("mons"), visit("olga")
    person("revi")
    wrong = sent(mons, f"/revisjoner/ny/{one.public_id}/", 422, **{**ORDER, "due_on": day(60), "points": []})
    assert "Velg minst ett punkt i vilkårene." in wrong
    page = sent(mons, f"/revisjoner/ny/{one.public_id}/", **ORDER, due_on=day(60))
    offer = {"name": "Revisorene AS", "email": "revi@example.org", "price": "100000.01", "received_on": day(0)}
    sent(mons, f"{page}tilbud/", page=page, **offer, days="2", independence="")
    made = Audit.objects.get()
    chosen = f"{page}tilbud/{made.offers.get().public_id}/"
    assert "minst 10 tegn" in sent(mons, chosen, 422, page=page, text="ja")
    sent(mons, chosen, page=page, text="Uavhengig, og snakker språket.")
    assert "100 prosent" in sent(mons, f"{page}fordeling/", 422, page=page, key="own")
    sent(mons, f"{page}fordeling/", page=page, key="equal")
    assert olga.get(page).status_code == 404
    sent(mons, f"{page}spor/", page=page)
    assert "sagt ja" in mons.get(page).text
    consent = f"/revisjoner/samtykke/{made.consents.get(member__slug='oslo-kommune').public_id}/"
    assert consent in olga.get("/").text
    assert "Revisorene AS" not in olga.get(page).text
    assert "minst 10 tegn" in sent(olga, consent, 422, svar="nei", reason="nei")
    sent(olga, consent, svar="ja", reason="")
    assert visit("mons").post(consent, {"svar": "nei", "reason": "Vi vil ikke dette nå."}).status_code == 403
    consented(made, "berit")
    sent(mons, f"{page}bestill/", page=page)
    assert "Se oppdraget" in visit("revi").get("/").text
    assert "100" not in re.sub(r"\D+", " ", "".join(re.findall(r"kr[^<]*", visit("revi").get(page).text)))


def test_an_auditor_that_has_not_come_in_gets_a_new_link(visit: Visit) -> None:
    one, mons = drafted(), visit("mons")
    offered(one, email="ny@revisor.example")
    consented(asked(one))
    page = f"/revisjoner/{one.public_id}/"
    assert "Send lenken på nytt" not in mons.get(page).text
    sent(mons, f"{page}bestill/", page=page)
    assert "Send lenken på nytt" in mons.get(page).text
    assert "Send lenken på nytt" not in visit("olga").get(page).text
    sent(mons, f"{page}lenke/", page=page)
    assert "Revisoren får en ny lenke." in mons.get(page).text


def test_a_report_over_its_pages(visit: Visit) -> None:
    one, mons, revi, nora = ordered(), visit("mons"), visit("revi"), visit("nora")
    page = f"/revisjoner/{one.public_id}/"
    report = sent(revi, f"{page}rapport/", page=page)
    assert mons.get(report).status_code == 404
    row = {"kind": "deviation", "point": "1.1", "severity": "major", "title": SCRIPT, "people": "3", "site": "",
           "text": "Arbeideren Fatima Begum betalte.", "shown_by": ""}  # fmt: skip
    back = sent(revi, f"{report}rad/", 422, page=report, **row)
    mark = re.search(r'name="looked" value="(\w+)"', back)
    assert mark
    assert SCRIPT not in back
    sent(revi, f"{report}rad/", page=report, **row, looked=mark.group(1), file=SimpleUploadedFile("b.pdf", PDF))
    facts = {"started_on": day(-2), "ended_on": day(-1), "auditors": "R", "observers": "Bergen kommune",
             "interviews": "9",
             "independence": "Av alle.", "chosen_by": "auditor", "not_seen": "Sovesalen.", "summary": ""}  # fmt: skip
    assert "Siste dag" in sent(revi, f"{report}om/", 422, page=f"{report}om/", **{**facts, "ended_on": day(-3)})
    sent(revi, f"{report}om/", page=f"{report}om/", **facts)
    sent(revi, f"{report}lever/", page=report)
    team_reads = mons.get(report).text
    assert "Observatører, som ikke reviderte" in team_reads
    case = f'<a href="/saker/{one.follow_up.public_id}/">'
    assert case in team_reads
    assert case not in revi.get(report).text
    assert '<a href="/saker/" aria-current="page">' in team_reads
    assert '<a href="/" aria-current="page">' in revi.get(report).text
    assert SCRIPT not in mons.get(report).text
    assert visit("olga").get(report).status_code == 200
    assert nora.get(report).status_code == 404
    sent(mons, f"{report}stans/", page=report, text="De som snakket, er truet.")
    assert visit("olga").get(report).status_code == 404
    assert "De som snakket, er truet." in mons.get(report).text
    sent(mons, f"{report}opphev/", page=report, text="Fagforeningen sier det er trygt.")
    sent(mons, f"{report}vis/", page=report)
    shown = nora.get(report).text
    assert "er truet" not in shown
    assert "b.pdf" not in shown
    assert nora.get(page).status_code == 404
    assert "Rapport fra revisjon" in nora.get("/").text
    again = f"/revisjoner/ny/{one.follow_up.public_id}/?ny={one.public_id}"
    assert "Revisjon nummer 2" in mons.get(again).text


def test_another_schemes_report_over_its_pages(visit: Visit) -> None:
    one, mons = followed(), visit("mons")
    page = sent(mons, f"/revisjoner/ny/{one.public_id}/", **ORDER, due_on=day(60))
    carry = f"{page}rapport-fra-andre/"
    said = {"scheme": "amfori_bsci", "grade": "Z", "through_seller": "on"}
    wrong = sent(mons, carry, 422, page=carry, **said, file=SimpleUploadedFile("a.pdf", PDF))
    held = re.search(r'name="file_upload" value="(upl-\w+)"', wrong)
    assert held
    report = sent(mons, carry, page=carry, **{**said, "grade": "C"}, file_upload=held.group(1))
    assert "amfori BSCI, C" in mons.get(report).text
    told(AuditReport.objects.get(), "mons")
    sent(mons, f"{report}lever/", page=report)
    assert "Revisoren har ikke bekreftet den." in mons.get(report).text
    assert visit("olga").get(report).status_code == 404
    sent(mons, f"{report}bekreft/", page=report, text="Revisoren svarte på e-post.")
    assert visit("olga").get(report).status_code == 200


def test_more_rows_ask_the_database_no_more(visit: Visit) -> None:
    report = begun(ordered())
    wrote(report)
    revi, address = visit("revi"), f"/revisjoner/rapport/{report.public_id}/"
    revi.get(address)
    one = queries(lambda: revi.get(address))
    for number in range(4):
        wrote(report, title=f"Rad {number}")
    assert queries(lambda: revi.get(address)) == one
