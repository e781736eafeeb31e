"""A member says what it knows, what it wants and how much it can carry."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.categories.queries import current_catalogue
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.members.models import Member
from aktsom.members.permissions import reaches
from aktsom.teams.models import TeamCapacity, TeamWish
from aktsom.teams.permissions import planning as permissions
from aktsom.teams.queries.wishes import Said, mark, said_by, share_of, taking_part

COMPETENCE = range(4)
WISHES = (-1, 0, 1)
LARGEST_SHARE = Decimal(10)


@transaction.atomic
def say_wishes(*, by: Actor, at: datetime, member: Member, seen: str, said: Sequence[Said], share: Decimal) -> bool:
    """The whole sheet at once: what `said` does not name stays as it was. The same again changes nothing and leaves no
    trace. Returns whether anything changed.

    Raises Stale when somebody has changed the sheet since its mark was `seen`.
    """
    if not reaches(by, member.pk) or member.pk not in {one.pk for one in taking_part()}:
        raise NotVisible
    stop_if(permissions.say_wishes(by, member.pk))
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    _stop_if_wrong(said, share)
    before, share_before = said_by(member.pk), share_of(member.pk)
    told = _changes(before, said, share_before, share)
    if not told:
        return False
    if mark(before, share_before) != seen:
        raise Stale
    for one in said:
        _keep(member, one)
    TeamCapacity.objects.update_or_create(member=member, defaults={"share": share})
    record(by=by, at=at, acts=[Act("team_wishes_said", member.public_id, member.pk, changes=told)])
    return True


def _stop_if_wrong(said: Sequence[Said], share: Decimal) -> None:
    groups = current_catalogue().group
    for one in said:
        if one.group not in groups or one.competence not in COMPETENCE or one.wish not in WISHES:
            raise DomainError(_("Velg blant svarene i skjemaet."))
        if one.barred and one.wish > 0:
            raise DomainError(_("Dere kan ikke både ønske en kategori og ikke kunne sitte der."))
    if not 0 <= share <= LARGEST_SHARE:
        raise DomainError(_("Velg blant svarene i skjemaet."))


def _changes(
    before: dict[str, Said], said: Sequence[Said], share_before: Decimal | None, share: Decimal
) -> dict[str, Any]:
    """By group, what was said and what is; only numbers."""
    told: dict[str, Any] = {}
    for one in said:
        old = before.get(one.group, Said(one.group))
        if old != one:
            told[one.group] = [[old.competence, old.wish, old.barred], [one.competence, one.wish, one.barred]]
    if share_before is None or share != share_before:
        told["share"] = [None if share_before is None else f"{share_before:.2f}", f"{share:.2f}"]
    return told


def _keep(member: Member, said: Said) -> None:
    if said.says_something:
        facts = {"competence": said.competence, "wish": said.wish, "barred": said.barred}
        TeamWish.objects.update_or_create(member=member, group_id=said.group, defaults=facts)
    else:
        TeamWish.objects.filter(member=member, group_id=said.group).delete()
