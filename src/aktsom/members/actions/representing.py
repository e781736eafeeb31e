"""One member acts for another: the mandate between bodies, given and withdrawn."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, stop_if
from aktsom.core.journal import Act, record
from aktsom.members import permissions
from aktsom.members.actions.people import lock_members
from aktsom.members.models import Member, Representation
from aktsom.members.rules import lent


@transaction.atomic
def let_act(
    *,
    by: Actor,
    at: datetime,
    represented: str,
    acting: str,
    roles: Sequence[str],
    starts_on: date,
    ends_on: date | None,
) -> Representation:
    """People of `acting` with one of the roles there hold it for `represented` too, from the first to the last day."""
    bodies = {one.public_id: one for one in Member.objects.filter(public_id__in=(represented, acting))}
    if represented not in bodies or acting not in bodies:
        raise NotVisible
    for_whom, who = bodies[represented], bodies[acting]
    stop_if(permissions.represent(by, for_whom.pk))
    if for_whom == who:
        raise DomainError(_("En virksomhet handler alltid for seg selv. Velg en annen."))
    if not roles or len(lent(roles)) != len(set(roles)):
        raise DomainError(_("Velg minst én rolle. Å styre folk og nettverk kan ikke lånes bort."))
    if ends_on is not None and ends_on < starts_on:
        raise DomainError(_("Siste dag kan ikke være før første dag."))
    lock_members({for_whom.pk})
    if _stands_already(for_whom, who, starts_on, ends_on):
        raise DomainError(_("Den andre handler allerede for dere i disse dagene. Trekk det tilbake først."))
    given = Representation.objects.create(
        acting=who,
        represented=for_whom,
        roles=";".join(lent(roles)),
        starts_on=starts_on,
        ends_on=ends_on,
        given_at=at,
        given_by_id=by.person_id,
    )
    told = {"acting": [None, who.public_id], "roles": [None, given.roles], "days": [starts_on, ends_on]}
    record(by=by, at=at, acts=[Act("representation_given", given.public_id, for_whom.pk, changes=told)])
    return given


def _stands_already(for_whom: Member, who: Member, starts_on: date, ends_on: date | None) -> bool:
    standing = Representation.objects.filter(represented=for_whom, acting=who, withdrawn_at__isnull=True)
    return any(
        (one.ends_on is None or one.ends_on >= starts_on) and (ends_on is None or one.starts_on <= ends_on)
        for one in standing
    )


@transaction.atomic
def withdraw_representation(*, by: Actor, at: datetime, representation: str) -> Representation:
    """The roles are gone with the next page that the other's people open."""
    found = (
        Representation.objects.select_for_update(of=("self",))
        .select_related("acting")
        .filter(public_id=representation)
        .first()
    )
    if found is None or not permissions.reads_network(by):  # a fact of the network alone
        raise NotVisible
    refusal = permissions.represent(by, found.represented_id)
    if refusal and permissions.run_people(by, found.acting_id):  # whoever acts may lay it down
        stop_if(refusal)
    if found.withdrawn_at is not None:
        return found
    found.withdrawn_at = at
    found.save(update_fields=["withdrawn_at"])
    told = {"acting": [found.acting.public_id, None]}
    record(by=by, at=at, acts=[Act("representation_withdrawn", found.public_id, found.represented_id, changes=told)])
    return found
