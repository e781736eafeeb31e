"""Log-ins: made by whoever runs the platform."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, Refusal, stop_if
from aktsom.core.journal import Act, record
from aktsom.members.models import Member, Person


@transaction.atomic
def make_person(
    *,
    by: Actor,
    at: datetime,
    email: str,
    name: str,
    home: Member | None,
    password: str | None = None,
    language: str = "",
) -> Person:
    """A log-in, at home with a member, or with none when it answers for a supplier. Without a password nobody can sign
    in with it yet."""
    stop_if(only_platform(by))
    if Person.objects.filter(email=email.lower()).exists():
        raise DomainError(_("Det finnes allerede en bruker med denne e-postadressen."))
    person = Person.objects.create_user(email, password, name=name, home=home, language=language)
    told = {"home": [None, home.public_id]} if home else {}
    record(by=by, at=at, acts=[Act("person_added", person.public_id, home.pk if home else None, changes=told)])
    return person


def only_platform(actor: Actor) -> Refusal | None:
    """Others let people in by invitation."""
    return None if actor.is_platform else Refusal(_("Bare den som driver plattformen, kan gjøre dette."))


def lock_members(ids: set[int]) -> None:
    """So that whoever else gives or takes roles there waits. In one order, so that two never wait for each other."""
    list(Member.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"))
