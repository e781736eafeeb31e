"""Letting people in: an invitation is sent, sent again, withdrawn, or taken up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.core import outbox
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, LeftAlone, NotVisible, stop_if
from aktsom.core.journal import Act, record
from aktsom.members import permissions
from aktsom.members.actions.people import lock_members
from aktsom.members.actions.roles import laid_down
from aktsom.members.limits import limit
from aktsom.members.models import Invitation, Member, Membership, Person
from aktsom.members.roles import MEMBER_ROLES
from aktsom.members.rules import name_in, stands
from aktsom.members.secrets import hash_of, secret_of
from aktsom.members.states import INVITATION, InvitationState

LETTER = "invitation_letter"


class InvitationGone(DomainError):
    """Used, withdrawn, too old, somebody else's, or never sent: answered alike."""

    def __init__(self) -> None:
        super().__init__(
            _("Lenken virker ikke. Den kan være brukt, trukket tilbake, for gammel eller sendt til en annen adresse.")
        )


class HasAccount(DomainError):
    """Told only to those who hold the link that was sent to the address."""

    def __init__(self) -> None:
        super().__init__(_("Det finnes allerede en konto med denne adressen. Logg inn, så får du rollen."))


@dataclass(frozen=True)
class Invited:
    sent: tuple[Invitation, ...]
    left_alone: tuple[LeftAlone, ...]


@transaction.atomic
def invite(
    *,
    by: Actor,
    at: datetime,
    member: str,
    addresses: Sequence[str],
    roles: Sequence[str],
    language: str,
    link: str,
) -> Invited:
    """Send each of the addresses a link to take up the roles for the member. `link` is the address of the page where
    invitations are taken up; the secret is added to its end. Who waits already or has the roles is left alone."""
    found = Member.objects.filter(public_id=member).first()
    if found is None or not (permissions.belongs(by, found.pk) or permissions.keeps_network(by)):
        raise NotVisible
    chosen = tuple(code for code in MEMBER_ROLES if code in roles)
    if not chosen or len(chosen) != len(set(roles)):
        raise DomainError(_("Velg minst én rolle."))
    for role in chosen:
        stop_if(permissions.give_role(by, found.pk, role))
    stop_if_too_many(addresses)
    lock_members({found.pk})
    held, waiting = _held(found, addresses), _waiting(found, addresses)
    sent, left, acts = [], [], []
    for address in addresses:
        if set(chosen) <= held.get(address, set()):
            left.append(LeftAlone("", address, _("Har allerede tilgangen.")))
        elif address in waiting and stands(waiting[address].state, waiting[address].expires_at, at):
            left.append(LeftAlone("", address, _("Venter allerede på svar. Du kan sende lenken på nytt.")))
        else:
            if address in waiting:
                acts.append(_answered(waiting[address], "withdraw", at))
            invitation = written(
                by=by, at=at, member=found, address=address, roles=chosen, language=language, link=link
            )
            sent.append(invitation)
            told = {"roles": [None, invitation.roles]}
            acts.append(Act("invitation_sent", invitation.public_id, found.pk, changes=told))
    record(by=by, at=at, acts=acts)
    return Invited(tuple(sent), tuple(left))


def stop_if_too_many(addresses: Sequence[str]) -> None:
    if not addresses:
        raise DomainError(_("Skriv minst én e-postadresse."))
    if len(addresses) > limit("invitations_at_once"):
        raise DomainError(_("Inviter høyst {count} om gangen.").format(count=limit("invitations_at_once")))


def _held(member: Member, addresses: Sequence[str]) -> dict[str, set[str]]:
    rows = Membership.objects.filter(member=member, person__email__in=addresses).values_list("person__email", "role")
    held: dict[str, set[str]] = {}
    for email, role in rows:
        held.setdefault(email, set()).add(role)
    return held


def _waiting(member: Member, addresses: Sequence[str]) -> dict[str, Invitation]:
    waiting = Invitation.objects.filter(member=member, email__in=addresses, state=InvitationState.SENT)
    return {invitation.email: invitation for invitation in waiting.select_for_update()}


def written(
    *,
    by: Actor,
    at: datetime,
    member: Member | None,
    address: str,
    roles: Sequence[str],
    language: str,
    link: str,
    body: str = "",
    name: str = "",
    letter: str = LETTER,
) -> Invitation:
    """A new invitation with its letter on the way. `body` is the supplier's name where it is for no member, `letter`
    the kind of message that brings the link, where it is another than the usual one."""
    invitation = Invitation(
        member=member, email=address, name=name, roles=";".join(roles), language=language, sent_by_id=by.person_id
    )
    return _sent(invitation, at, link, body, letter)


def _sent(invitation: Invitation, at: datetime, link: str, body: str = "", kind: str = LETTER) -> Invitation:
    invitation.sent_at, invitation.expires_at = at, _last_moment(at)
    invitation.secret_hash = hash_of(secret_of(invitation.public_id, at))
    invitation.save()
    letter = {"invitation": invitation.public_id, "sent_at": at.isoformat(), "link": link, "body": body}
    outbox.send(kind=kind, payload=letter, at=at)
    return invitation


def _last_moment(at: datetime) -> datetime:
    """The end of the last day, which is what the letter says."""
    last_day = timezone.localdate(at) + timedelta(days=limit("invitation_days"))
    return timezone.make_aware(datetime.combine(last_day, time.max))


@transaction.atomic
def send_again(*, by: Actor, at: datetime, invitation: str, link: str) -> Invitation:
    """A new link with a new last day; the one sent before is void."""
    found = _for_change(by, invitation)
    return sent_again(found, by, at, link)


def sent_again(
    found: Invitation, by: Actor, at: datetime, link: str, body: str = "", *, letter: str = LETTER
) -> Invitation:
    """A locked invitation that the actor may send, with its journal. Sent by the platform it stays its sender's."""
    found.state = INVITATION.after(found.state, "send_again")
    found.sent_by_id = found.sent_by_id if by.is_platform else by.person_id
    _sent(found, at, link, body, letter)
    record(by=by, at=at, acts=[Act("invitation_sent_again", found.public_id, found.member_id)])
    return found


@transaction.atomic
def withdraw_invitation(*, by: Actor, at: datetime, invitation: str) -> Invitation:
    """The link no longer works."""
    return withdrawn(_for_change(by, invitation), by, at)


def withdrawn(found: Invitation, by: Actor, at: datetime) -> Invitation:
    """A locked invitation that the actor may withdraw, with its journal."""
    record(by=by, at=at, acts=[_answered(found, "withdraw", at)])
    return found


def _for_change(by: Actor, public_id: str) -> Invitation:
    """An invitation of a member whose people the actor may invite, locked."""
    found = Invitation.objects.select_for_update().filter(public_id=public_id, member__isnull=False).first()
    if found is None or found.member_id is None:
        raise NotVisible
    if permissions.run_people(by, found.member_id) and not permissions.keeps_network(by):  # as the list of them
        raise NotVisible
    for role in found.roles.split(";"):
        stop_if(permissions.give_role(by, found.member_id, role))
    return found


_TOLD = {"withdraw": "invitation_withdrawn", "take_up": "invitation_taken_up"}


def _answered(invitation: Invitation, verb: str, at: datetime) -> Act:
    invitation.state = INVITATION.after(invitation.state, verb)
    invitation.answered_at = at
    invitation.save(update_fields=["state", "answered_at", "person"])
    return Act(_TOLD[verb], invitation.public_id, invitation.member_id)


@dataclass(frozen=True)
class TakenUp:
    person: Person
    invitation: Invitation
    new: bool  # a log-in was made


@transaction.atomic
def take_up_invitation(
    *, by: Actor | None, at: datetime, secret: str, name: str = "", password: str | None = None
) -> TakenUp:
    """The person behind the link has the roles from now on.

    Signed in (`by`), it must be the one the letter was sent to. Not signed in, a log-in is made, at home with the
    member; without a password the person has to choose another way in before it leaves.

    Raises InvitationGone, or HasAccount when the address has a log-in that is to be used.
    """
    invitation = Invitation.objects.select_for_update(of=("self",)).filter(secret_hash=hash_of(secret)).first()
    if invitation is None or not stands(invitation.state, invitation.expires_at, at):
        raise InvitationGone
    person, acts = _person(by, invitation, name, password)
    invitation.person = person
    acts.append(_answered(invitation, "take_up", at))
    if invitation.member is not None:
        for role in invitation.roles.split(";"):
            _membership, act = laid_down(person, invitation.member, role, at)
            acts += [act] if act else []
    record(by=as_oneself(person), at=at, acts=acts)
    return TakenUp(person, invitation, new=by is None)


def as_oneself(person: Person) -> Actor:
    """Whoever takes up an invitation acts before any role is held."""
    return Actor(person_id=person.pk, name=person.name, member_id=person.home_id)


def _person(by: Actor | None, invitation: Invitation, name: str, password: str | None) -> tuple[Person, list[Act]]:
    if by is not None:
        known = Person.objects.filter(pk=by.person_id or 0, email=invitation.email, is_active=True).first()
        if known is None:
            raise InvitationGone
        return known, []
    if Person.objects.filter(email=invitation.email).exists():
        raise HasAccount
    if not (called := name_in(name)):
        raise DomainError(_("Skriv navnet ditt."))
    try:
        with transaction.atomic():
            person = Person.objects.create_user(
                invitation.email,
                password,
                name=called,
                home=invitation.member,
                language=invitation.language,
            )
    except IntegrityError:  # the same person, invited elsewhere, came in at this very moment
        raise HasAccount from None
    told = {"home": [None, invitation.member.public_id]} if invitation.member else {}
    return person, [Act("person_added", person.public_id, invitation.member_id, changes=told)]
