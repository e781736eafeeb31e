"""What a stranger reads: exactly the fields that results are published by, without a cookie or a script."""

import csv
import io
import json
import re
from datetime import timedelta

import pytest
from django.test import Client

from aktsom.findings.models import Finding, PublicResult
from aktsom.findings.rules.published import FIELDS
from aktsom.follow_up.models import FollowUp
from aktsom.web.public.open_data import MARKS, safe_cell
from tests.cast import NOON
from tests.findings import made
from tests.findings.published import corrected, drafted, let_out, shown, withdrawn, written
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
# As the sister collaboration's record has them: supplier, audit date, risk area, sample product, buyers with contract
# (with what the spend data cannot tell), outcome.
OF_THE_RECORD = ["supplier", "audited_on", "risk_area", "sample_product", "buyers", "outcome"]


def page_of(client: Client, page: str, query: str = "") -> str:
    answer = client.get(f"/resultater/{page}/{query}", headers={"accept-language": "nb"})
    assert answer.status_code == 200
    return answer.text


def test_exactly_the_fields_on_the_page_in_csv_and_in_json(one: FollowUp, client: Client) -> None:
    page = let_out(one)
    assert list(FIELDS) == OF_THE_RECORD
    assert re.findall(r'data-field="(\w+)"', page_of(client, page.page)) == OF_THE_RECORD
    table = list(csv.reader(io.StringIO(client.get("/resultater/data/resultater.csv").text.removeprefix("\ufeff"))))
    assert table[0] == [*MARKS, *OF_THE_RECORD]
    told = json.loads(client.get("/resultater/data/resultater.json").content)
    assert [row["name"] for row in told["fields"]] == OF_THE_RECORD
    assert list(told["results"][0]) == [*MARKS, *OF_THE_RECORD]
    assert all((row["title"], row["description"]) for row in told["fields"])
    assert told["licence"]["url"].startswith("https://")
    assert told["date"]


def test_what_it_says(one: FollowUp, client: Client) -> None:
    text = page_of(client, let_out(one).page)
    assert "Ingen avvik funnet i revisjonen mot punkt 1.1 i T4 30. oktober 2026." in text
    assert "Bergen kommune, Oslo kommune" in text
    assert "Listen bygger på avtaleregistre fra 2025." in text
    assert "kan ha med kjøp uten avtale" in text
    assert re.search(r"Grønn: ingen åpne avvik</span> Gjelder .+ etter T4, siden", text)
    assert "Vi retter det som er funnet." in text
    assert "compliant" not in text


def test_without_cookie_or_script_and_the_same_for_everybody(one: FollowUp, client: Client, visit: Visit) -> None:
    page, bjarne = let_out(one), visit("bjarne")
    for address in ("/om/", "/resultater/", f"/resultater/{page.page}/", "/resultater/data/", "/resultater/ukjent/"):
        answer, known = client.get(address), bjarne.get(address)
        assert not answer.cookies
        assert not known.cookies
        assert answer.content == known.content
        assert answer["Vary"] == "Accept-Language"
        assert "<script" not in answer.text
        assert "csrf" not in answer.text
        outside = re.findall(r'(?:src|href)="(https?://(?!aktsom\.example/)[^"]+)"', answer.text)
        assert outside in ([], ["https://data.norge.no/nlod/no/2.0"])


def test_anybody_may_keep_it_a_while(one: FollowUp, client: Client) -> None:
    address = f"/resultater/{let_out(one).page}/"
    answer = client.get(address)
    assert answer["Cache-Control"] == "public, max-age=300"
    assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304


@pytest.mark.parametrize(("language", "words"), [("nb", "Leverandør"), ("nn", "Leverandør"), ("en", "Supplier")])
def test_in_three_languages_with_peoples_own_marked(one: FollowUp, client: Client, language: str, words: str) -> None:
    page = let_out(one, statement="Vi såg på pengane.", language="nn")
    answer = client.get(f"/resultater/{page.page}/?sprak={language}")
    assert answer["Content-Language"] == language
    assert f'<html lang="{language}"' in answer.text
    assert words in answer.text
    assert ('lang="nn">Vi såg på pengane.' in answer.text) == (language != "nn")
    assert client.get("/resultater/", headers={"accept-language": "en"})["Content-Language"] == "en"
    assert client.get("/resultater/?sprak=xx", headers={"accept-language": "en"})["Content-Language"] == "en"


def test_found_by_words_area_and_colour(one: FollowUp, client: Client) -> None:
    page = let_out(one)
    link = f"/resultater/{page.page}/"
    for query in ("q=nordhav", "omrade=medical", "farge=green", "q=NORDHAV+medisinsk&omrade=medical&farge=green"):
        assert link in client.get(f"/resultater/?{query}").text
    for query in ("q=sørhav", "omrade=food", "farge=red", "q=%27+or+1", "omrade=finnes-ikke"):
        answer = client.get(f"/resultater/?{query}", headers={"accept-language": "nb"})
        assert link not in answer.text
        assert "Ingen resultater passer" in answer.text
    assert client.get("/resultater/?side=99").status_code == 200


def test_as_many_questions_for_many_as_for_one(one: FollowUp, client: Client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    page = let_out(one)
    client.get("/resultater/")
    with CaptureQueriesContext(connection) as before:
        client.get("/resultater/")
    for number in range(2):
        PublicResult.objects.create(
            page=f"pub_{number}aaaaaaaaaaa", number=1, seen_by=page.seen_by, language="nb", supplier_name="X",
            group_id="medical", colour="green", content=page.content, published_at=NOON,
        )  # fmt: skip
    with CaptureQueriesContext(connection) as after:
        assert "3 resultater" in client.get("/resultater/", headers={"accept-language": "nb"}).text
    assert len(after) == len(before)


def test_a_corrected_version_stays_and_leads_to_the_newest(one: FollowUp, client: Client) -> None:
    page = let_out(one)
    corrected(page, NOON + DAY, "Dagen for kontrollen var feil.")
    newest = page_of(client, page.page)
    assert "utgave 2" in newest
    old = page_of(client, f"{page.page}/utgave/1")
    for text in (newest, old):
        assert "Dagen for kontrollen var feil." in text
    assert "Denne utgaven er rettet 3. november 2026" in old
    told = json.loads(client.get("/resultater/data/resultater.json").content)
    assert [row["version"] for row in told["results"]] == [2]
    assert client.get(f"/resultater/{page.page}/utgave/3/").status_code == 404


def test_what_is_withdrawn_says_when_and_why_and_nothing_more(one: FollowUp, client: Client) -> None:
    page = let_out(one)
    withdrawn(page, NOON + DAY)
    for address in (f"/resultater/{page.page}/", f"/resultater/{page.page}/utgave/1/"):
        answer = client.get(address, headers={"accept-language": "nb"})
        assert answer.status_code == 200
        assert "3. november 2026" in answer.text
        assert "Det bygde på en rapport som er trukket." in answer.text
        assert "Nordhav" not in answer.text
        assert answer["X-Robots-Tag"] == "noindex"
    assert "Nordhav" not in client.get("/resultater/").text
    told = json.loads(client.get("/resultater/data/resultater.json").content)
    assert (told["results"], [row["id"] for row in told["withdrawn"]]) == ([], [page.page])


def test_what_is_not_out_is_not_there(one: FollowUp, client: Client) -> None:
    version = shown(drafted(one))
    for address in (version.publication.public_id, "pub_000000000000", one.public_id):
        assert client.get(f"/resultater/{address}/").status_code == 404
    assert not PublicResult.objects.exists()


PLANTED = {
    "site_name": "Dongguan Yifan Garments Ltd",
    "title": "Tittel som røper Zhejiang Plante",
    "text": "Fortalt av Wang Planted i hall 4",
    "severity_reason": "Grunnen nevner 1 234 567 kr",
    "buyers_part_text": "Vi presset prisen til NOK 7654321",
    "stopped_reason": "Verneombud Planted ble truet",
}


def test_nothing_that_was_planted_in_the_case_comes_out(one: FollowUp, client: Client) -> None:
    """Planted in the findings, the conclusions, the plan and the versions' own decisions."""
    found = made.standing(one)
    made.accepted(one, found, who="Personalsjef Planted Li", cause="Årsaken Planted", text="Tiltaket Planted")
    Finding.objects.filter(pk=found.pk).update(
        site_key="sit_x", buyers_part="price", **{n: v for n, v in PLANTED.items() if n != "stopped_reason"}
    )
    one.conclusions.update(
        site_key="sit_planted", site_name="Hanoi Planted Co", reason="Grunn Planted", left_open="Åpent Planted"
    )
    version = drafted(one)
    [row] = version.passages.filter(kind="deviation")
    row.text = "Arbeidere betalte for jobben"
    row.save()
    from aktsom.findings.actions import drafting
    from tests.findings.published import answered, by, proposed, published

    conclusion = version.passages.filter(kind="conclusion")[0]
    drafting.redact(
        **by(version), passage_id=conclusion.public_id, text="", ground="offl-24-3", reason="Kilde Planted er i fare."
    )
    answered(shown(version), "Vi retter det.")
    proposed(version)
    page = published(version)
    everything = [
        client.get(address).text
        for address in (
            "/om/", "/resultater/", f"/resultater/{page.page}/", "/resultater/data/resultater.csv",
            "/resultater/data/resultater.json",
        )
    ]  # fmt: skip
    whole = "\n".join([*everything, json.dumps(page.content), str(page.__dict__)])
    assert "Arbeidere betalte for jobben" in whole
    for planted in ("lanted", "Yifan", "Zhejiang", "1 234 567", "7654321", "sit_", found.public_id, "Bjarne", "Nora"):
        assert planted not in whole


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r", " =", "\n+", "＝"])
def test_no_cell_is_a_formula(start: str) -> None:
    assert safe_cell(f"{start}cmd|' /C calc'!A0").startswith("'")


def test_ordinary_cells_are_as_they_are() -> None:
    assert [safe_cell(cell) for cell in ("Nordhav AS", 3, "")] == ["Nordhav AS", "3", ""]


def test_a_name_that_is_a_formula_is_text_in_the_file(one: FollowUp, client: Client) -> None:
    page = let_out(one)
    page.content["supplier"] = '=HYPERLINK("http://x")'
    page.save()
    assert "\"'=HYPERLINK" in client.get("/resultater/data/resultater.csv").text


def test_html_is_text(one: FollowUp, client: Client) -> None:
    page = let_out(one, statement="<script>alert(1)</script> Sett i papirene.")
    assert "<script" not in page_of(client, page.page)


def test_the_next_version_in_work_is_nobodys(one: FollowUp, client: Client) -> None:
    from aktsom.findings.actions import drafting
    from aktsom.findings.models import Publication
    from tests.cast import actor

    page = let_out(one)
    version = drafting.begin_correction(
        by=actor("bjarne"), at=NOON, publication_id=page.page, reason="Noe er nytt siden sist."
    )
    written(version, statement="Dette er ikke ute ennå.")
    assert Publication.objects.count() == 1
    assert "ikke ute ennå" not in page_of(client, page.page)
    assert client.get(f"/resultater/{page.page}/utgave/2/").status_code == 404
