"""What two people do at the very same moment, on a database where both get through to it."""

import threading
from collections.abc import Iterator

import pytest
from django.db import connection

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import Refused
from aktsom.members.actions import give_role, inviting, make_person
from aktsom.members.actions.inviting import InvitationGone
from aktsom.members.actions.roles import take_role
from aktsom.members.actions.use import deactivate_person
from aktsom.members.models import Membership, Person
from aktsom.members.secrets import secret_of
from aktsom.teams.queries import actor_of
from tests.cast import NOON, actor, member, person

pytestmark = pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")


@pytest.fixture
def _new_connection(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    yield
    with django_db_blocker.unblock():
        connection.close()


@pytest.fixture
def committed(_new_connection: None, transactional_db: None) -> Iterator[None]:
    """Rows that other connections see. The journal, which refuses to be emptied, is for once told not to."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")


def at_once(*acts) -> list[Exception]:
    """Runs the acts in threads that start together; returns what they raised."""
    start, raised = threading.Barrier(len(acts)), []

    def run(act):
        try:
            start.wait()
            act()
        except Exception as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize("way", ["take", "deactivate", "both"])
def test_two_administrators_cannot_remove_each_other(way):
    ada, oslo = person("ada"), member("oslo")
    ane = make_person(by=PLATFORM, at=NOON, email="ane@example.org", name="Ane", home=oslo)
    give_role(by=PLATFORM, at=NOON, person=ane, member=oslo, role="member_administrator")
    by_ada, by_ane = actor_of(ada), actor_of(ane)

    def take(by, whom):
        return lambda: take_role(by=by, at=NOON, person=whom, member=oslo, role="member_administrator")

    def deactivate(by, whom):
        return lambda: deactivate_person(by=by, at=NOON, person=whom.public_id)

    first = deactivate if way == "deactivate" else take
    other = take if way == "take" else deactivate
    raised = at_once(first(by_ada, ane), other(by_ane, ada))
    left = Membership.objects.filter(member=oslo, role="member_administrator", person__is_active=True)
    assert [type(error) for error in raised] == [Refused]
    assert left.count() == 1


@pytest.mark.usefixtures("committed")
def test_a_link_pressed_twice_lets_one_in():
    done = inviting.invite(
        by=actor("ada"), at=NOON, member=member("oslo").public_id, addresses=["kari@oslo.example"],
        roles=["reader"], language="nb", link="https://aktsom.example/",
    )  # fmt: skip
    secret = secret_of(done.sent[0].public_id, NOON)

    def take_up():
        inviting.take_up_invitation(by=None, at=NOON, secret=secret, name="Kari", password="en-lang-setning")

    assert [type(error) for error in at_once(take_up, take_up)] == [InvitationGone]
    assert Person.objects.filter(email="kari@oslo.example").count() == 1
