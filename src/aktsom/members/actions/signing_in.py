"""How people sign in: what is told of it, who comes in through a member's identity provider, and sessions that end."""

from datetime import datetime
from typing import Any, NamedTuple

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.core.actor import PLATFORM, Actor
from aktsom.core.errors import DomainError, NotVisible, Refusal, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.wall import lowered
from aktsom.members.actions.people import make_person, only_platform
from aktsom.members.actions.roles import give_role
from aktsom.members.arrival import Arrival, Known, arrival, domain_of
from aktsom.members.models import Member, MemberDomain, Membership, Person, SignIn
from aktsom.members.own_access import own_passkey
from aktsom.members.rules import name_in
from aktsom.members.second_factor import remove_factor
from aktsom.members.sign_in_limits import lasts
from aktsom.members.states import SignInOutcome

_BROWSER_LENGTH = 200


def note_sign_in(
    *,
    at: datetime,
    person: Person | None,
    outcome: SignInOutcome,
    method: str = "",
    ip_address: str | None = None,
    browser: str = "",
) -> None:
    """A line in the sign-in journal. Nobody acts here: a try may be anybody's."""
    with lowered():
        SignIn.objects.create(
            at=at,
            person=person,
            outcome=outcome,
            method=method[:60],
            ip_address=ip_address,
            browser=browser.replace("\x00", "")[:_BROWSER_LENGTH],
        )


@transaction.atomic
def forget_old_sign_ins(*, by: Actor, at: datetime) -> int:
    """Deletes what is older than the limit, and what remains of sessions that are gone; returns how many sign-ins."""
    stop_if(only_platform(by))
    gone, _kinds = SignIn.objects.filter(at__lt=at - lasts("sign_in_journal")).delete()
    UserSession.objects.filter(last_seen_at__lt=at - 2 * lasts("session_age")).delete()
    return gone


def note_use(*, at: datetime, person_id: int) -> None:
    """The person is signed in today; a second time the same day nothing is written."""
    today = timezone.localdate(at)
    Membership.objects.filter(person_id=person_id).exclude(last_used_on=today).update(last_used_on=today)


def note_session(*, at: datetime, person_id: int, session_key: str, ip_address: str, browser: str) -> None:
    """In the list of the person's sessions, for those that the sign-in library did not begin itself."""
    UserSession.objects.update_or_create(
        session_key=session_key,
        defaults={
            "user_id": person_id,
            "ip": ip_address,
            "user_agent": browser.replace("\x00", "")[:_BROWSER_LENGTH],
            "created_at": at,
            "last_seen_at": at,
        },
    )


def note_seen(*, at: datetime, session_key: str) -> None:
    UserSession.objects.filter(session_key=session_key).update(last_seen_at=at)


class ComesFrom(NamedTuple):
    """What a provider says of somebody: `number` is the provider's own for the person, `verified` of the address is
    None when it says nothing of that."""

    provider: str
    number: str
    address: str
    name: str
    verified: bool | None
    authoritative: bool


class Arrived(NamedTuple):
    arrival: Arrival
    person: Person | None
    """Known also when refused, if the provider may speak for the person."""


@transaction.atomic
def come_in_by_provider(*, at: datetime, said: ComesFrom) -> Arrived:
    """Finds or makes the person, and links it to the provider's number. The decision is `members.arrival`."""
    with lowered():
        return _arrived(at, said)


def _arrived(at: datetime, said: ComesFrom) -> Arrived:
    domains = {row.domain: row for row in MemberDomain.objects.filter(provider=said.provider)}
    mapping = domains.get(domain_of(said.address))
    if mapping:  # one at a time a member, so that two windows do not make the same person twice
        Member.objects.select_for_update(no_key=True).get(pk=mapping.member_id)
    linked = SocialAccount.objects.filter(provider=said.provider, uid=said.number).select_related("user").first()
    by_number = linked.user if linked else None
    by_address = Person.objects.filter(email=said.address.strip().lower()).first()
    decided = arrival(
        address=said.address,
        verified=said.verified,
        authoritative=said.authoritative,
        mapped=frozenset(domains),
        by_number=_known(by_number, said.provider),
        by_address=_known(by_address, said.provider),
    )
    person = by_number or by_address
    if decided is Arrival.MAKE and mapping:
        person = _made(at, said, mapping)
    if decided in (Arrival.LINK, Arrival.MAKE) and person:
        _link(at, said, person)
    return Arrived(decided, None if decided is Arrival.DOMAIN_NOT_MAPPED else person)


def _known(person: Person | None, provider: str) -> Known | None:
    if person is None:
        return None
    linked = SocialAccount.objects.filter(user=person, provider=provider).exists()
    return Known(domain_of(person.email), person.is_active, linked)


def _made(at: datetime, said: ComesFrom, mapping: MemberDomain) -> Person:
    name = (said.name or said.address.split("@")[0]).strip()[:120]
    address = said.address.strip().lower()
    person = make_person(by=PLATFORM, at=at, email=address, name=name, home=mapping.member)
    if mapping.first_role:
        give_role(by=PLATFORM, at=at, person=person, member=mapping.member, role=mapping.first_role)
    return person


def _link(at: datetime, said: ComesFrom, person: Person) -> None:
    SocialAccount.objects.create(user=person, provider=said.provider, uid=said.number)
    told = {"provider": [None, said.provider]}
    record(by=_self(person), at=at, acts=[Act("sign_in_linked", person.public_id, person.home_id, changes=told)])


@transaction.atomic
def tell_password_changed(*, by: Actor, at: datetime, person: Person) -> None:
    _tell(by, at, person, "password_changed")


@transaction.atomic
def tell_second_factor_added(*, by: Actor, at: datetime, person: Person, kind: str) -> None:
    _tell(by, at, person, "second_factor_added", kind)


@transaction.atomic
def tell_recovery_codes_made(*, by: Actor, at: datetime, person: Person) -> None:
    _tell(by, at, person, "recovery_codes_made")


@transaction.atomic
def tell_second_factor_removed(*, by: Actor, at: datetime, person: Person, kind: str) -> None:
    _tell(by, at, person, "second_factor_removed", kind)


def may_remove_factor(by: Actor, factor: Authenticator) -> Refusal | None:
    """For removal inside a transaction: the person's row is locked, so that two windows cannot remove one each."""
    Person.objects.select_for_update(no_key=True).filter(pk=factor.user_id).first()
    others = Authenticator.objects.filter(user_id=factor.user_id).exclude(pk=factor.pk)
    return remove_factor(by.roles, others.exclude(type=Authenticator.Type.RECOVERY_CODES).count())


def _tell(by: Actor, at: datetime, person: Person, verb: str, kind: str = "") -> None:
    told = {"kind": kind} if kind else {}
    with lowered():  # a new password is chosen, and a factor laid down, before the person is signed in
        record(by=by, at=at, acts=[Act(verb, person.public_id, person.home_id, changes=told)])


@transaction.atomic
def name_own_passkey(*, by: Actor, at: datetime, factor_id: int, name: str) -> None:  # noqa: ARG001  as every act
    """What the person calls it is told to nobody."""
    found = own_passkey(by, factor_id)
    found.data["name"] = name
    found.save(update_fields=["data"])


@transaction.atomic
def change_own_details(
    *, by: Actor, at: datetime, name: str, language: str, wants_monthly_letter: bool | None = None
) -> None:
    """Of the person itself; the same again leaves no trace. What the name was is not told. `wants_monthly_letter` none
    leaves that choice as it stands."""
    person = Person.objects.select_for_update(no_key=True).filter(pk=by.person_id or 0).first()
    if person is None:
        raise NotVisible
    name = name_in(name)
    if not name:
        raise DomainError(_("Skriv navnet ditt."))
    said: dict[str, Any] = {"name": name, "language": language}
    if wants_monthly_letter is not None:
        said["wants_monthly_letter"] = wants_monthly_letter
    changed = [field for field, new in said.items() if getattr(person, field) != new]
    if not changed:
        return
    for field, new in said.items():
        setattr(person, field, new)
    person.save(update_fields=list(said))
    told = {"fields": changed}
    record(by=by, at=at, acts=[Act("own_details_changed", person.public_id, person.home_id, changes=told)])


@transaction.atomic
def end_session(*, by: Actor, at: datetime, session_id: int) -> None:
    """One of the person's own sessions; another's is answered as if it did not exist. Ended already it stays so."""
    session = UserSession.objects.filter(pk=session_id, user_id=by.person_id).first()
    if session is None:
        raise NotVisible
    session.end()
    _tell_of_own(by, at, "session_ended", 1)


@transaction.atomic
def end_other_sessions(*, by: Actor, at: datetime, person_id: int, kept: str | None) -> int:
    """All sessions of the person but the one with this key; returns how many ended. One's own; and by the platform
    every one (`kept` None) when a person is put out of use, so that an old session does not come to life again with
    the person."""
    if not by.is_platform and by.person_id != person_id:
        raise NotVisible
    sessions = list(UserSession.objects.filter(user_id=person_id).exclude(session_key=kept or ""))
    for session in sessions:
        session.end()
    if sessions and by.person_id == person_id:
        _tell_of_own(by, at, "session_ended", len(sessions))
    return len(sessions)


def _tell_of_own(by: Actor, at: datetime, verb: str, count: int) -> None:
    person = Person.objects.get(pk=by.person_id or 0)
    with lowered():  # a new password by mail ends them before the person is signed in
        record(by=by, at=at, acts=[Act(verb, person.public_id, person.home_id, changes={"count": count})])


def _self(person: Person) -> Actor:
    return Actor(person_id=person.pk, name=person.name, member_id=person.home_id)
