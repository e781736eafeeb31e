"""The board's page: what the address chooses, whole numbers, words for who reads it, and what is kind when empty."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from aktsom.findings.models import Finding
from aktsom.follow_up.models import FollowUp
from tests import commons
from tests.beginnings import beginning
from tests.cast import days_ago, person
from tests.findings.made import accepted, noted, shown, standing
from tests.follow_up.concluded import followed_up
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db


@beginning(after=commons.terms)
def one() -> FollowUp:
    person("nora"), person("aksel")
    return followed_up(sets={"oslo": "T4", "bergen": "T1"})


def counts(page: str) -> list[int]:
    nav = re.findall(r'<nav class="choices-in".*?</nav>', page, re.S)[0]
    return [int(text) for text in re.findall(r'class="count">(\d+)<', nav)]


def rows(page: str) -> list[str]:
    return re.findall(r'href="/(?:funn/fnd|tiltaksplaner/pln)-[^"]+"', page)


def test_empty_is_a_kind_sentence_and_a_way_on(one: FollowUp, visit: Visit) -> None:
    assert "Ingenting er åpent" in visit("bjarne").get("/funn/").text
    assert "dere får et brev" in visit("nora").get("/funn/").text
    assert visit("revi").get("/funn/").status_code == 404


def test_the_numbers_are_the_rows_and_the_address_chooses(one: FollowUp, visit: Visit) -> None:
    for number in range(3):
        noted(one, title=f"Notert {number}")
    shown(one, at=days_ago(40), found_on=days_ago(50).date(), title="Over fristen")
    bjarne = visit("bjarne")
    page = bjarne.get("/funn/").text
    assert counts(page) == [4, 1, 0, 3]
    assert len(rows(page)) == 4
    for number, term in enumerate(("", "over", "snart", "uten")):
        assert len(rows(bjarne.get(f"/funn/?frist={term}").text)) == counts(page)[number]
    narrowed = bjarne.get("/funn/?hva=plan&venter=leverandor")
    assert "Ingenting passer med valget" in narrowed.text
    for odd in ("frist=x", "venter=x", "hva=<script>", "fra=abc", "fra=%FF", "leverandor=" + "x" * 500):
        assert bjarne.get(f"/funn/?{odd}").status_code == 200
    assert bjarne.get("/funn/?leverandor=%00").status_code == 404  # the null character leads nowhere


def test_an_ended_case_stays_in_sight_while_findings_are_open(one: FollowUp, visit: Visit) -> None:
    found = standing(one)
    FollowUp.objects.filter(pk=one.pk).update(state="concluded")
    case, title = f'href="/saker/{one.public_id}/"', "Avsluttet, men funn er åpne"
    page = visit("bjarne").get("/saker/").text
    assert page.index(title) < page.index(case)
    assert "1 åpent funn" in page
    assert "avsluttet sak" not in page
    for who in ("stina", "bjarne"):  # one who sees the case and no finding, then one who sees that nothing is open
        if who == "bjarne":
            Finding.objects.filter(pk=found.pk).update(state="withdrawn", withdrawn_reason="Feil sted.")
        page = visit(who).get("/saker/").text
        assert title not in page
        assert page.index("1 avsluttet sak") < page.index(case)


def test_pages_go_on_and_back(one: FollowUp, visit: Visit) -> None:
    first_one = noted(one, title="Notert 0")
    Finding.objects.bulk_create([_like(first_one, number) for number in range(1, 52)])
    bjarne = visit("bjarne")
    first = bjarne.get("/funn/").text
    assert len(rows(first)) == 50
    following = re.findall(r'rel="next" href="([^"]+)"', first)[0].replace("&amp;", "&")
    second = bjarne.get(following).text
    assert len(rows(second)) == 2
    assert not set(rows(first)) & set(rows(second))
    back = re.findall(r'rel="prev" href="([^"]+)"', second)[0].replace("&amp;", "&")
    assert rows(bjarne.get(back).text) == rows(first)


def test_each_reads_who_moves_in_its_own_words(one: FollowUp, visit: Visit) -> None:
    accepted(one, standing(one, title="Gebyr"))
    assert "<td" in visit("bjarne").get("/funn/").text
    page = visit("nora").get("/funn/").text
    assert "Dere" in page
    assert "Leverandør</" not in page.split("<table")[1]
    assert "Gebyr" in visit("rita").get("/funn/").text
    assert "Gebyr" not in visit("stina").get("/funn/").text


def test_the_story_of_a_case_says_who_reads_each_event(one: FollowUp, visit: Visit) -> None:
    noted(one, title="Bare vårt")
    accepted(one, standing(one, title="Gebyr"))
    page = visit("bjarne").get(f"/saker/{one.public_id}/").text
    assert "Bare vårt" in page
    assert "bare de som følger opp" in page
    assert "også leverandøren og avtaleeierne" in page
    assert "Bare vårt" not in visit("rita").get(f"/saker/{one.public_id}/").text
    plan = visit("nora").get(f"/tiltaksplaner/{one.plan.public_id}/").text
    assert "Tiltaksplanen er godtatt" in plan
    assert "Bare vårt" not in plan


def test_a_case_of_200_findings_asks_no_more_than_one_of_one(one: FollowUp, visit: Visit) -> None:
    first = standing(one, title="Funn 0")
    bjarne = visit("bjarne")
    paths = (f"/funn/i/{one.public_id}/", "/funn/", f"/saker/{one.public_id}/", "/")
    counted = [asked(bjarne, path) for _ in range(2) for path in paths][len(paths) :]
    Finding.objects.bulk_create([_like(first, number) for number in range(1, 200)])
    assert [asked(bjarne, path) for path in paths] == counted


def asked(browser: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as questions:
        assert browser.get(path).status_code == 200
    return len(questions)


def _like(one: Finding, number: int) -> Finding:
    fields = {f.attname: getattr(one, f.attname) for f in Finding._meta.concrete_fields if not f.primary_key}
    fields.pop("public_id")
    return Finding(**{**fields, "title": f"Funn {number}"})
