import pytest
from django.test import Client
from django.urls import reverse

from aktsom.members.models import Person
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db


def test_language_is_kept_and_leads_back(client: Client) -> None:
    answer = client.post(reverse("set_language"), {"language": "nn", "next": "/konto/logg-inn/?a=1"})
    assert (answer.status_code, answer["Location"]) == (302, "/konto/logg-inn/?a=1")
    assert client.get("/konto/logg-inn/")["Content-Language"] == "nn"


def test_theme_is_kept(client: Client) -> None:
    client.post(reverse("set_theme"), {"theme": "dark", "next": "/konto/logg-inn/"})
    assert 'data-color-scheme="dark"' in client.get("/konto/logg-inn/").text


@pytest.mark.parametrize(("name", "field"), [("set_language", "language"), ("set_theme", "theme")])
def test_unknown_choice_changes_nothing(client: Client, name: str, field: str) -> None:
    assert dict(client.post(reverse(name), {field: "<b>"}).cookies) == {}


def test_another_host_is_not_followed(client: Client) -> None:
    assert client.post(reverse("set_theme"), {"theme": "dark", "next": "https://elsewhere.example/"})["Location"] == "/"


@pytest.mark.parametrize("name", ["set_language", "set_theme"])
def test_choosing_takes_a_post(client: Client, name: str) -> None:
    assert client.get(reverse(name)).status_code == 405


def test_a_person_meets_their_own_language_until_another_is_chosen(visit: Visit) -> None:
    client = visit("olga")
    Person.objects.update(language="nn")
    assert client.get("/kategorier/", headers={"accept-language": "en"})["Content-Language"] == "nn"

    client.post(reverse("set_language"), {"language": "en"})
    assert client.get("/kategorier/")["Content-Language"] == "en"


def test_a_person_without_a_language_meets_that_of_the_browser(visit: Visit) -> None:
    assert visit("olga").get("/kategorier/", headers={"accept-language": "en"})["Content-Language"] == "en"
