"""The open pages beside the results: who follows up, figures, the map, the notices and the described data."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from aktsom.effects.actions.publishing_figures import publish_figures
from aktsom.effects.actions.reckoning import reckon_all
from aktsom.findings.models import PublicArea
from aktsom.follow_up.models import FollowUp
from aktsom.sharing.audiences import PUBLIC_KEY
from aktsom.teams.actions.telling_all import tell_who_follows_up
from tests.cast import NOON, actor
from tests.findings.published import let_out
from tests.risk.purchases import bought
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db
MAP = "/resultater/omrader/kart/"
PAGES = (
    "/om/", "/om/hvem/", "/om/tall/", "/om/si-fra/", "/om/personvern/", "/om/tilgjengelighet/", "/resultater/",
    "/resultater/omrader/", "/resultater/data/",
)  # fmt: skip
SETS = ("resultater", "omrader", "hvem", "tall")
FILES = (
    *(f"/resultater/data/v1/{name}.{kind}" for name in SETS for kind in ("csv", "json")),
    *("/resultater/data/v1/datapackage.json", "/robots.txt", "/sitemap.xml"),
)
VOID = {"meta", "link", "input", "br", "path", "use", "circle", "rect", "img", "hr"}


def told_areas() -> None:
    for group, country, region, places in (
        ("medical", "MY", "Perak", 7),
        ("food", "MY", "", 2),
        ("food", "BR", "", 30),
    ):
        PublicArea.objects.create(
            group_id=group, country=country, region=region, places=places, published_at=NOON,
            seen_by=frozenset({PUBLIC_KEY}),
        )  # fmt: skip


def told_figures() -> None:
    for owner in ("oslo", "bergen", "stavanger", "uio"):
        for _ in range(5):
            bought(owner)
    reckon_all(NOON)
    publish_figures(by=actor("sekka"), at=NOON, year=2026, number=1)


class Tags(HTMLParser):
    """Every tag is closed, no id stands twice, and what labels name is there."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.named: set[str] = set()
        self.wrong: list[str] = []
        self.headings: list[int] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.ids += [said["id"] or ""] if "id" in said else []
        for name in ("for", "aria-labelledby", "aria-describedby"):
            self.named |= set((said.get(name) or "").split())
        if tag == "a" and (said.get("href") or "").startswith("#"):
            self.named.add((said["href"] or "")[1:])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_open_page_holds_together(one: FollowUp, client: Client, language: str) -> None:
    told_areas(), told_figures(), tell_who_follows_up(at=NOON)
    page = let_out(one)
    titles, descriptions = set(), set()
    for address in (*PAGES, MAP, f"/resultater/{page.page}/"):
        answer = client.get(f"{address}?sprak={language}")
        assert answer.status_code == 200
        tags = Tags(answer.text)
        assert (tags.open, tags.wrong) == ([], [])
        assert len(tags.ids) == len(set(tags.ids))
        assert tags.named <= set(tags.ids)
        assert tags.headings[0] == 1
        assert tags.headings.count(1) == 1
        assert all(after <= before + 1 for before, after in zip(tags.headings, tags.headings[1:], strict=False))
        assert f'<html lang="{language}"' in answer.text
        titles.add(re.findall("<title>(.*?)</title>", answer.text)[0])
        if address != MAP:
            descriptions |= set(re.findall('<meta name="description" content="(.*?)">', answer.text))
            assert len(re.findall('rel="alternate" hreflang=', answer.text)) == 4
            assert f'<link rel="canonical" href="{settings.SITE}{address}?sprak={language}">' in answer.text
            assert "/om/personvern/" in answer.text
            assert "/om/tilgjengelighet/" in answer.text
    assert len(titles) >= len(PAGES)
    assert len(descriptions) >= 6


def test_nothing_follows_a_reader(one: FollowUp, client: Client, visit: Visit) -> None:
    """No cookie, no script, nothing asked of anybody else, and the same for whoever is signed in."""
    told_areas(), told_figures()
    known = visit("bjarne")
    for address in (*PAGES, MAP, *FILES):
        answer, as_known = client.get(address), known.get(address)
        assert not answer.cookies
        assert not as_known.cookies
        assert "Set-Cookie" not in answer.headers
        assert answer.content == as_known.content
        text = answer.text
        assert not re.search(r"<script|<iframe|\bon\w+=\"|javascript:|@import", text)
        for loaded in re.findall(
            r'<(?:link rel="(?:stylesheet|icon|preload)"|img|use|source)[^>]*(?:href|src)="([^"]+)"', text
        ):
            assert loaded.startswith("/static/")


def test_only_the_map_may_be_framed(one: FollowUp, client: Client) -> None:
    told_areas()
    page = let_out(one)
    answer = client.get(MAP)
    policy = answer["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "X-Frame-Options" not in answer
    for address in (
        *PAGES,
        f"/resultater/{page.page}/",
        "/si-fra/",
        "/si-fra/en/",
        "/konto/inn/",
        "/",
        "/resultater/nei/",
    ):
        other = client.get(address)
        assert "frame-ancestors 'none'" in other["Content-Security-Policy"], address
        assert other["X-Frame-Options"] == "DENY", address


def test_the_map_draws_what_is_published_with_its_table(small_list: object, client: Client) -> None:
    assert "Ingen områder er publisert ennå" in client.get(f"{MAP}?sprak=nb").text
    told_areas()
    text = client.get(f"{MAP}?sprak=nb").text
    assert text.count('class="told"') == 2
    assert re.findall(r'<th scope="row">(\w+)</th><td>(\d+)</td>', text) == [("Brasil", "30"), ("Malaysia", "9")]
    assert "Perak" not in text
    assert 'href="/' in text.replace("/static/", "") or f'href="{settings.SITE}/resultater/omrader/' in text
    assert "Brazil" in client.get(f"{MAP}?sprak=en").text
    code = client.get("/resultater/omrader/?sprak=nn").text
    assert f'&lt;iframe src="{settings.SITE}{MAP}?sprak=nn"' in code
    assert "sandbox=" in code


@pytest.mark.parametrize("name", SETS)
def test_open_data_is_as_it_is_described(one: FollowUp, client: Client, name: str) -> None:
    let_out(one), told_areas(), told_figures(), tell_who_follows_up(at=NOON)
    described = json.loads(client.get("/resultater/data/v1/datapackage.json").content)
    assert described["licenses"][0]["name"] == "NLOD-2.0"
    [resource] = [row for row in described["resources"] if row["name"] == name]
    assert resource["encoding"] == "utf-8"
    names = [field["name"] for field in resource["schema"]["fields"]]
    assert all(field["description"] for field in resource["schema"]["fields"])
    answer = client.get(resource["path"].removeprefix(settings.SITE))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")))
    assert header == names
    assert rows
    ids = [row[0] for row in rows]
    assert len(ids) == len(set(ids))
    told = json.loads(client.get(f"/resultater/data/v1/{name}.json").content)
    assert told["licence"]["url"].startswith("https://")
    assert [row["id"] for row in told.get("rows", told.get("results"))] == ids


def test_data_may_be_kept_and_asked_for_again(small_list: object, client: Client) -> None:
    told_areas()
    for address in ("/resultater/data/v1/omrader.csv", "/resultater/data/v1/omrader.json", MAP, "/om/personvern/"):
        answer = client.get(address)
        assert answer["Cache-Control"] == "public, max-age=300"
        again = client.get(address, headers={"if-none-match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert client.get("/resultater/data/v1/finnes-ikke.csv").status_code == 404
    assert client.post("/resultater/data/v1/omrader.csv").status_code == 405


def test_an_area_that_is_a_formula_is_text_in_the_file(small_list: object, client: Client) -> None:
    PublicArea.objects.create(
        group_id="food", country="BR", region="=cmd|'/C calc'!A0", places=3, published_at=NOON,
        seen_by=frozenset({PUBLIC_KEY}),
    )  # fmt: skip
    assert "\"'=cmd" in client.get("/resultater/data/v1/omrader.csv").text


def test_figures_are_read_with_what_they_are_and_an_old_edition_leads_on(one: FollowUp, client: Client) -> None:
    assert "Ingen tall er publisert ennå" in client.get("/om/tall/?sprak=nb").text
    assert client.get("/om/tall/1900/").status_code == client.get("/om/tall/2026/utgave/1/").status_code == 404
    told_figures()
    text = client.get("/om/tall/?sprak=nb").text
    assert "Avtaler som følges opp" in text
    assert re.search(r'class="whole">\d+–\d+ av \d+–\d+<', text)
    publish_figures(by=actor("sekka"), at=NOON, year=2026, number=2, reason="Et register var lest to ganger.")
    assert "Et register var lest to ganger." in client.get("/om/tall/2026/?sprak=nb").text
    assert "Det finnes en nyere utgave" in client.get("/om/tall/2026/utgave/1/?sprak=nb").text
    assert client.get("/om/tall/2026/utgave/3/").status_code == client.get("/om/tall/2020/").status_code == 404


def test_programs_find_the_pages(one: FollowUp, client: Client) -> None:
    page = let_out(one)
    sitemap = client.get("/sitemap.xml")
    assert sitemap["Content-Type"].startswith("application/xml")
    places = re.findall("<loc>(.*?)</loc>", sitemap.text)
    assert f"{settings.SITE}/resultater/{page.page}/" in places
    for place in places:
        assert client.get(place.removeprefix(settings.SITE)).status_code == 200
    assert f"Sitemap: {settings.SITE}/sitemap.xml" in client.get("/robots.txt").text
    searched = client.get("/resultater/?q=x").text
    assert '<meta name="robots" content="noindex">' in searched
    assert "canonical" not in searched


def test_whom_to_tell_of_holes(client: Client, settings: Any) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "hull@aktsom.example"
    text = client.get("/.well-known/security.txt").text
    assert "Contact: mailto:hull@aktsom.example" in text
    assert re.search(r"^Expires: \d{4}-\d\d-\d\dT00:00:00Z$", text, re.MULTILINE)


def test_notices_say_who_runs_the_place_or_that_nobody_has_said(client: Client, settings: Any) -> None:
    settings.RUN_BY = settings.CONTACT = ""
    assert "har ikke sagt hvem de er ennå" in client.get("/om/personvern/?sprak=nb").text
    settings.RUN_BY, settings.CONTACT = "Etisk handel Norge", "personvern@aktsom.example"
    for address in ("/om/personvern/", "/om/tilgjengelighet/"):
        text = client.get(f"{address}?sprak=nb").text
        assert "mailto:personvern@aktsom.example" in text
        assert "har ikke sagt" not in text
    told = client.get("/om/tilgjengelighet/?sprak=nb").text
    assert "uutilsynet.no" in told
    assert "Egen, automatisk prøve" in told
    assert "::test_" not in told
    assert "datatilsynet.no" in client.get("/om/personvern/").text


def test_sign_in_and_the_form_lead_to_the_notices(client: Client) -> None:
    for address in ("/konto/inn/", "/si-fra/", "/si-fra/bn/", "/si-fra/nb/"):
        text = client.get(address).text
        assert "/om/personvern/" in text
        assert "/om/tilgjengelighet/" in text


def test_nothing_of_people_in_who_follows_up(one: FollowUp, client: Client) -> None:
    tell_who_follows_up(at=NOON)
    for address in ("/om/hvem/", "/resultater/data/v1/hvem.csv", "/resultater/data/v1/hvem.json"):
        text = client.get(address).text
        assert "kommune" in text
        assert not re.search("Bjarne|Olga|Uma|@", text.replace("@media", ""))
