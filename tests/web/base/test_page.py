import pytest
from django.test import Client
from django.urls import reverse

from aktsom.web.base.page import initials, rooms
from tests.cast import actor
from tests.web.conftest import Visit


@pytest.mark.parametrize(("name", "short"), [("Ingrid Solheim", "IS"), ("Åse", "Å"), ("Ole Jakob Ås", "OÅ"), ("", "")])
def test_initials_are_of_the_first_and_last_name(name: str, short: str) -> None:
    assert initials(name) == short


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "keys"),
    [
        ("olga", ["home", "contracts", "categories", "suppliers", "cases", "effect"]),
        ("rita", ["home", "contracts", "categories", "suppliers", "cases", "effect"]),
        ("sekka", ["home", "categories", "suppliers", "cases", "effect", "network", "catalogue", "organisation"]),
        ("ada", ["home", "categories", "suppliers", "cases", "effect", "organisation"]),
        ("nora", ["home", "chain", "findings"]),
        ("revi", ["home"]),
    ],
)
def test_rooms_are_those_that_hold_something_for_the_role(who: str, keys: list[str]) -> None:
    assert [room.key for room in rooms(actor(who))] == keys


def test_the_catalogue_lights_categories_for_those_without_its_room(visit: Visit) -> None:
    lit = '<a href="/kategorier/" aria-current="page">'
    assert lit in visit("olga").get(reverse("catalogue_browse")).text
    assert lit not in visit("sekka").get(reverse("catalogue_browse")).text


@pytest.mark.parametrize(
    ("who", "page", "room"),
    [
        ("olga", "letters_list", "cases_list"),
        ("olga", "steps_bids", "cases_list"),
        ("sekka", "publications_list", "network_overview"),
        ("nora", "letters_list", "home"),
    ],
)
def test_every_page_lights_a_room(visit: Visit, who: str, page: str, room: str) -> None:
    assert f'<a href="{reverse(room)}" aria-current="page">' in visit(who).get(reverse(page)).text


def test_searched_words_stay_in_the_field(visit: Visit) -> None:
    assert 'value="han&lt;ske"' in visit("olga").get(reverse("search"), {"q": "han<ske"}).text


@pytest.mark.django_db
def test_a_page_that_is_not_there_is_kindly_missing(client: Client) -> None:
    answer = client.get("/finnes-ikke/")
    assert answer.status_code == 404
    assert "Vi finner ikke siden" in answer.text


@pytest.mark.django_db
def test_an_old_form_says_what_to_do() -> None:
    answer = Client(enforce_csrf_checks=True).post(reverse("set_theme"), {"theme": "dark"})
    assert answer.status_code == 403
    assert "Siden var for gammel" in answer.text


@pytest.mark.django_db
def test_robots_are_turned_away_and_the_mark_is_found(client: Client) -> None:
    told = client.get("/robots.txt").text.splitlines()
    assert told[:4] == ["User-agent: *", "Disallow: /", "Allow: /om/", "Allow: /resultater/"]
    assert client.get("/favicon.ico")["Location"] == "/static/favicon.svg"
