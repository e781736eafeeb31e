"""What a member's archive calls a case, and which of its documents it keeps from the public."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.wording import line_in
from aktsom.members.models import Member
from aktsom.records import permissions
from aktsom.records.models import AccessMark, CaseNumber
from aktsom.records.models.case_files import LONGEST_CLASS, LONGEST_UNIT
from aktsom.records.queries.cases import case_of, own_member
from aktsom.sharing.grounds import secrecy_ground
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong

FIRST_YEAR, LAST_YEAR, LARGEST = 1990, 2199, 9_999_999
LONGEST_COVERS = 200


@dataclass(frozen=True)
class NumberSaid:
    year: int
    serial: int
    class_code: str
    class_title: str
    unit: str
    responsible: str


@transaction.atomic
def number_case(
    *, by: Actor, at: datetime, member_id: str, follow_up_id: str, said: NumberSaid, revision: int = 0
) -> CaseNumber:
    """`revision` is of the number that the page showed, 0 for none. Raises Wrong and Stale."""
    member, case = _case(by, member_id, follow_up_id)
    one = CaseNumber.objects.select_for_update(of=("self",)).filter(member=member, follow_up=case).first()
    if (one.revision if one else 0) != revision:
        raise Stale
    before = one.number if one else ""
    one = one or CaseNumber(member=member, follow_up=case, revision=0)
    one.year, one.serial = _series(said)
    one.class_code = line_in("class_code", said.class_code, LONGEST_CLASS, needed=_("Skriv koden fra arkivnøkkelen."))
    one.class_title = line_in("class_title", said.class_title, 200, needed=_("Skriv hva klassen heter."))
    one.unit = line_in("unit", said.unit, LONGEST_UNIT, needed=_("Skriv hvilken enhet som har saken."))
    one.responsible = line_in("responsible", said.responsible, LONGEST_UNIT, needed=_("Skriv hvem som har saken."))
    one.given_at, one.given_by_id, one.revision = at, by.person_id, one.revision + 1
    taken = _("Dere har en annen sak med dette nummeret.")
    if CaseNumber.objects.filter(member=member, year=one.year, serial=one.serial).exclude(pk=one.pk).exists():
        raise Wrong("serial", taken)
    try:
        with transaction.atomic():
            one.save()
    except IntegrityError:  # another case got the number, or this one another number, in the same moment
        raise Wrong("serial", taken) from None
    changes = {"number": [before, one.number], "class": one.class_code}
    record(by=by, at=at, acts=[Act("case_numbered", case.public_id, member.pk, changes=changes)])
    return one


def _series(said: NumberSaid) -> tuple[int, int]:
    if not FIRST_YEAR <= said.year <= LAST_YEAR:
        raise Wrong("year", _("Skriv året med fire sifre."))
    if not 1 <= said.serial <= LARGEST:
        raise Wrong("serial", _("Skriv nummeret i serien, fra 1."))
    return said.year, said.serial


@transaction.atomic
def mark_access(
    *, by: Actor, at: datetime, member_id: str, follow_up_id: str, subject: str, ground: str, covers: str = "",
    review_on: date | None = None,
) -> AccessMark:  # fmt: skip
    """Of a document that the viewer sees: whoever calls has found it in the case. Without a ground it is open. Raises
    Wrong, and UnknownGround."""
    member, case = _case(by, member_id, follow_up_id)
    known = secrecy_ground(ground)
    said = line_in("covers", covers, LONGEST_COVERS, needed=_("Skriv hva i dokumentet det gjelder.") if known else "")
    if known and (review_on is None or review_on <= day_of(at)):
        raise Wrong("review_on", _("Skriv en dag fram i tid, da dere ser på det igjen."))
    values = {
        "ground": ground, "covers": said if known else "", "review_on": review_on if known else None,
        "follow_up": case, "marked_at": at, "marked_by_id": by.person_id,
    }  # fmt: skip
    one, _made = AccessMark.objects.update_or_create(member=member, subject=subject, defaults=values)
    changes = {"document": subject, "ground": ground}
    record(by=by, at=at, acts=[Act("document_access_marked", case.public_id, member.pk, changes=changes)])
    return one


@transaction.atomic
def mark_access_of(
    *, by: Actor, at: datetime, member_id: str, follow_up_id: str, subjects: Sequence[str], ground: str,
    covers: str = "", review_on: date | None = None,
) -> list[AccessMark]:  # fmt: skip
    """The same of several documents of one case, each journalled as it would be alone: all of them or none. Raises
    Wrong, and UnknownGround."""
    if not subjects:
        raise Wrong("ground", _("Velg minst ett dokument."))
    return [
        mark_access(
            by=by, at=at, member_id=member_id, follow_up_id=follow_up_id, subject=subject, ground=ground,
            covers=covers, review_on=review_on,
        )
        for subject in sorted(set(subjects))
    ]  # fmt: skip


def _case(by: Actor, member_id: str, follow_up_id: str) -> tuple[Member, FollowUp]:
    member = own_member(by, member_id)
    stop_if(permissions.keep(by, member.pk))
    return member, case_of(by, member, follow_up_id)
