import pytest
from django.test import Client

from aktsom.core.actor import PLATFORM
from aktsom.follow_up.actions.questionnaires import load_questionnaires
from aktsom.members.actions import give_role, make_person
from aktsom.members.models import Person
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, member, person
from tests.web.conftest import sign_in


@beginning(after=commons.terms, autouse=True)
def loaded() -> None:
    load_questionnaires(by=PLATFORM, at=NOON)


@pytest.fixture
def colleague() -> Person:
    """Another at the secretariat."""
    person("sekka")
    made = make_person(by=PLATFORM, at=NOON, email="sol@secretariat.example", name="Sol Li", home=member("secretariat"))
    give_role(by=PLATFORM, at=NOON, person=made, member=member("secretariat"), role="secretariat")
    return made


@pytest.fixture
def other(colleague: Person) -> Client:
    client = Client()
    sign_in(client, colleague)
    return client
