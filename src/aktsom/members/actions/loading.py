"""The members of the pilot from their table."""

import csv
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from aktsom.core.actor import Actor
from aktsom.core.errors import stop_if
from aktsom.core.journal import Act, record
from aktsom.members.actions.people import only_platform
from aktsom.members.models import Member

PILOT_MEMBERS = Path(__file__).parents[1] / "reference" / "pilot_members.csv"
_FIELDS = ("name", "name_en", "kind", "organisation_number", "parent_id")


@dataclass(frozen=True)
class MembersLoaded:
    added: int
    changed: int
    same: int


@transaction.atomic
def load_pilot_members(*, by: Actor, at: datetime, path: Path = PILOT_MEMBERS) -> MembersLoaded:
    """The members of the pilot from their table; run again it changes only what the table changed. A parent stands
    above its children in the table. The secretariat is a member without contracts."""
    stop_if(only_platform(by))
    known = {member.slug: member for member in Member.objects.all()}
    acts, added, changed, same = [], 0, 0, 0
    with path.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            member = known.setdefault(row["slug"], Member(slug=row["slug"]))
            new = member.pk is None
            before = {name: getattr(member, name) for name in _FIELDS}
            _set(member, row, known)
            told = {
                n: [None if new else before[n], getattr(member, n)] for n in _FIELDS if before[n] != getattr(member, n)
            }
            if not told:
                same += 1
                continue
            member.save()
            added, changed = added + new, changed + (not new)
            acts.append(Act("member_added" if new else "member_changed", member.public_id, member.pk, changes=told))
    record(by=by, at=at, acts=acts)
    return MembersLoaded(added, changed, same)


def _set(member: Member, row: dict[str, str], known: dict[str, Member]) -> None:
    member.name, member.name_en = row["name_nb"], row["name_en"]
    member.kind, member.organisation_number = row["kind"], row["organisation_number"]
    member.parent_id = known[row["parent_slug"]].pk if row["parent_slug"] else None
