"""The colour where people meet the supplier: on its page, in the list of cases and on the ladder; a word with its icon,
and for those alone who may know it. And the pages of letters and competitions from where owners look."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aktsom.findings.models import ColourChange
from aktsom.follow_up.models import FollowUp
from aktsom.web.findings.words import COLOURS
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, person
from tests.findings.made import standing
from tests.follow_up.concluded import followed_up
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db


@beginning(after=commons.terms)
def one() -> FollowUp:
    person("nora"), person("uma")
    made = followed_up(sets={"oslo": "T4", "bergen": "T1"})
    standing(made)
    return made


def pages(one: FollowUp) -> tuple[str, str, str]:
    return "/saker/", f"/leverandorer/{one.supplier.public_id}/", f"/stigen/{one.public_id}/"


def test_it_stands_with_its_terms_where_people_meet_the_supplier(one: FollowUp, visit: Visit) -> None:
    rows = ColourChange.objects.filter(follow_up=one)
    assert {row.term_set_id for row in rows} <= {"T1", "T4"}
    word = str(COLOURS[rows.filter(term_set="T4").latest("id").colour])
    for at in pages(one):
        page = visit("olga").get(at)
        assert page.status_code == 200, at
        assert word in page.text, at
        assert "etter T4, siden" in page.text, at
    for at in pages(one)[1:]:
        assert f"/funn/i/{one.public_id}/" in visit("olga").get(at).text


def test_who_may_not_know_it_is_not_told(one: FollowUp, visit: Visit) -> None:
    for at in pages(one):
        page = visit("uma").get(at)
        assert page.status_code == (404 if "stigen" in at else 200), at
        assert "etter T4, siden" not in page.text


def test_as_many_questions_for_three_colours_as_for_one(one: FollowUp, visit: Visit) -> None:
    olga = visit("olga")

    def asked(at: str) -> int:
        olga.get(at)
        with CaptureQueriesContext(connection) as found:
            olga.get(at)
        return len(found)

    few = [asked(at) for at in pages(one)]
    row = ColourChange.objects.filter(follow_up=one).latest("id")
    for number, code in enumerate(("T1", "T2", "T4")):
        ColourChange.objects.create(
            follow_up=one, term_set_id=code, seen_by=row.seen_by, colour=row.colour, since=NOON.date(), at=NOON,
            flags=row.flags[:number],
        )  # fmt: skip
    assert [asked(at) for at in pages(one)] == few


def test_letters_and_competitions_are_found_from_the_cases(visit: Visit) -> None:
    person("olga")
    page = visit("olga").get("/saker/").text
    for at in ("/brev/", "/konkurranser/"):
        assert f'href="{at}"' in page
        assert visit("olga").get(at).status_code == 200
