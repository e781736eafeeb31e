"""Evidence: what an upload becomes, a revision of it, removed while nothing rests on it, and found to be infected.

The file is put in its place before the row is written, and under its checksum: whoever is killed in between leaves a
file that no row names, and the same act again comes to the same end.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.contracts.rules import storable
from aktsom.core import outbox
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refusal, Refused, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.follow_up.actions.evidence_keys import buyers_now, keys_of
from aktsom.follow_up.actions.uploads import check_upload, own_upload
from aktsom.follow_up.files import part_file, place, scanned
from aktsom.follow_up.models import Evidence, SelfReport, Upload
from aktsom.follow_up.models.evidence import LONGEST_TITLE, QUALITY
from aktsom.follow_up.permissions import evidence as permissions
from aktsom.follow_up.queries.audits import audit
from aktsom.follow_up.resting import is_rested_on
from aktsom.follow_up.rules.evidence import audiences_for, title_of
from aktsom.follow_up.states import (
    OPEN_TO_SUPPLIER,
    UPLOAD,
    Announced,
    EvidenceKind,
    PaidBy,
    Reach,
    ScanState,
    Season,
    UploadState,
    WorkersChosenBy,
)
from aktsom.follow_up.storage.places import NotThere, PlaceAway, key_of
from aktsom.members.models import Member
from aktsom.members.permissions import reaches
from aktsom.sharing.audiences import Audience
from aktsom.sharing.viewing import sees_network
from aktsom.suppliers.models import Supplier
from aktsom.teams.actions.memo_loading import acting_body, team_to_write_in
from aktsom.teams.models import CategoryTeam

CHOICES: dict[str, type[StrEnum]] = {
    "paid_by": PaidBy,
    "announced": Announced,
    "season": Season,
    "workers_chosen_by": WorkersChosenBy,
    "reach": Reach,
}
SCAN = "evidence.scan"  # outbox: {"evidence": public id}


class EvidenceWrong(DomainError):
    """`field` is the field at fault."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.field = name


class StoreAway(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Lageret for filer svarer ikke akkurat nå. Prøv igjen om litt. Filen er ikke borte."))


class ScanUndone(Exception):
    """The scanner did not answer; the outbox asks again later."""


@dataclass(frozen=True)
class Whose:
    """Where evidence belongs: public ids as a form has them; of the two in the middle, none need be given. What comes
    with an answer belongs where the self-report does; an auditor brings it for its assignment alone."""

    owner_id: str = ""
    team_id: str = ""
    supplier_id: str = ""
    report_id: str = ""
    audit_id: str = ""


@dataclass(frozen=True)
class Said:
    """What is said of a file. `quality` by the names in QUALITY; a new revision keeps what it is about and whom it is
    for from the one it `replaces`."""

    kind: str
    title: str = ""
    whose: Whose = Whose()
    audience: str = Audience.LINKED_BUYERS
    quality: Mapping[str, str] = field(default_factory=dict)
    valid_until: date | None = None
    replaces: str = ""


def finish_upload(*, by: Actor, at: datetime, upload_id: str, said: Said) -> Evidence:
    """The upload becomes evidence; a second time it is the same evidence. Raises FileRefused, EvidenceWrong, StoreAway,
    and Stale when another has replaced the old revision."""
    upload = own_upload(by, upload_id)
    if upload.state == UploadState.DONE:
        return _became(by, upload)
    with transaction.atomic():
        _planned(by, at, said)  # refused before anything is moved
    upload = check_upload(by=by, at=at, upload_id=upload_id)
    if upload.state != UploadState.DONE and not _put(upload):
        return _begin_again(by, upload)
    made = _write(by, at, upload.pk, said)
    part_file(upload.public_id).unlink(missing_ok=True)
    return made


@transaction.atomic
def remove_evidence(*, by: Actor, at: datetime, evidence_id: str) -> None:
    """While nothing rests on it. The file goes with the next tidying, unless another row names it."""
    evidence = _for_change(by, evidence_id)
    if is_rested_on(evidence):
        raise Refused(Refusal(_("Noe bygger på dette. Last opp en ny utgave i stedet.")))
    record(by=by, at=at, acts=[_act("evidence_removed", evidence)])
    evidence.delete()


def scan_evidence(*, by: Actor, at: datetime, evidence_id: str) -> ScanState:
    """Of what waits for it. Raises ScanUndone when it waits still."""
    evidence = Evidence.objects.filter(public_id=evidence_id, scan_state=ScanState.WAITING).first()
    if evidence is None:
        return ScanState.CLEAN
    try:
        state = scanned(place().read(evidence.key, 0, evidence.size))
    except (PlaceAway, NotThere) as error:
        raise ScanUndone from error
    if state == ScanState.WAITING:
        raise ScanUndone
    with transaction.atomic():
        Evidence.objects.filter(pk=evidence.pk).update(scan_state=state, scanned_at=at)
        if state == ScanState.INFECTED:
            record(by=by, at=at, acts=[_act("evidence_found_infected", evidence)])
    return state


def _became(by: Actor, upload: Upload) -> Evidence:
    found = Evidence.objects.visible_to(by).filter(public_id=upload.became).first()
    if found is None:
        raise NotVisible
    return found


def _put(upload: Upload) -> bool:
    """Whether the file was still there to be put in its place."""
    try:
        place().put(key_of(upload.sha256), part_file(upload.public_id))
    except FileNotFoundError:
        return False
    except PlaceAway as error:
        raise StoreAway from error
    return True


def _begin_again(by: Actor, upload: Upload) -> Evidence:
    """Somebody was faster, the same person in another tab; or the disk has lost the file."""
    upload.refresh_from_db()
    if upload.state == UploadState.DONE:
        return _became(by, upload)
    Upload.objects.filter(pk=upload.pk).update(state=UploadState.RECEIVING, received=0, sha256="")
    raise DomainError(_("Filen må lastes opp på nytt."))


@dataclass(frozen=True)
class _Planned:
    owner_id: int
    team: CategoryTeam | None
    supplier: Supplier | None
    from_supplier: bool
    audience: str
    replaces: Evidence | None = None
    with_answer: bool = False


_PLANNED = ("owner_id", "team", "supplier", "from_supplier", "replaces", "with_answer")


@transaction.atomic
def _write(by: Actor, at: datetime, upload_pk: int, said: Said) -> Evidence:
    upload = Upload.objects.select_for_update().get(pk=upload_pk)
    if upload.state == UploadState.DONE:
        return _became(by, upload)
    planned = _planned(by, at, said)
    made = Evidence(
        kind=said.kind,
        title=_title(said.title, upload.file_name),
        **{name: getattr(upload, name) for name in ("file_name", "content_type", "size", "sha256", "scan_state")},
        **{name: getattr(planned, name) for name in _PLANNED},
        audience=planned.audience,
        uploaded_by_id=by.person_id,
        uploaded_at=at,
        **{name: said.quality.get(name, "") for name in QUALITY},
        valid_until=said.valid_until,
        scanned_at=at if upload.scan_state in (ScanState.CLEAN, ScanState.TOO_LARGE) else None,
    )
    if planned.replaces is not None:
        made.secrecy_ground, made.review_on = planned.replaces.secrecy_ground, planned.replaces.review_on
    made.seen_by = keys_of(made, buyers_now(made.supplier_id, timezone.localdate(at)))
    made.save()
    upload.state, upload.became = UPLOAD.after(upload.state, "finish"), made.public_id
    upload.save(update_fields=["state", "became"])
    verb = "evidence_added" if planned.replaces is None else "evidence_revised"
    record(by=by, at=at, acts=[_act(verb, made)])
    if made.scan_state == ScanState.WAITING:
        outbox.send(kind=SCAN, payload={"evidence": made.public_id}, at=at)
    return made


def _title(said: str, file_name: str) -> str:
    return (" ".join(storable(said).split()) or title_of(file_name))[:LONGEST_TITLE]


def _planned(by: Actor, at: datetime, said: Said) -> _Planned:
    if said.kind not in list(EvidenceKind):
        raise EvidenceWrong("kind", _("Velg hva slags dokumentasjon dette er."))
    for name in QUALITY:
        if (value := said.quality.get(name, "")) and value not in list(CHOICES[name]):
            raise EvidenceWrong(name, _("Velg et av svarene."))
    planned = _revision(by, said.replaces) if said.replaces else _new(by, at, said)
    if not said.replaces and planned.audience not in audiences_for(from_supplier=planned.from_supplier):
        raise EvidenceWrong("audience", _("Velg hvem som skal se det nå. Å gå til flere er en egen avgjørelse."))
    return planned


def _revision(by: Actor, old_id: str) -> _Planned:
    old = _for_change(by, old_id)
    if Evidence.objects.filter(replaces=old).exists():
        raise Stale
    return _Planned(old.owner_id, old.team, old.supplier, old.from_supplier, old.audience, old, old.with_answer)


def _new(by: Actor, at: datetime, said: Said) -> _Planned:
    whose = said.whose
    if whose.report_id:
        return _with_answer(by, whose.report_id)
    if whose.audit_id:
        return _for_assignment(by, whose.audit_id)
    supplier = _supplier(by, whose.supplier_id) if whose.supplier_id else None
    if whose.team_id:
        team = team_to_write_in(by, whose.team_id)
        return _Planned(acting_body(by, team), team, supplier, False, said.audience)
    owner = Member.objects.filter(public_id=whose.owner_id).first()
    if owner is None:
        raise NotVisible
    if supplier is not None and supplier.pk in by.supplier_ids:
        if owner.pk not in buyers_now(supplier.pk, timezone.localdate(at)).members:
            raise NotVisible
        return _Planned(owner.pk, None, supplier, True, said.audience)
    if not reaches(by, owner.pk):
        raise NotVisible
    stop_if(permissions.bring_for(by, owner.pk))
    return _Planned(owner.pk, None, supplier, False, said.audience)


def _with_answer(by: Actor, report_id: str) -> _Planned:
    own = SelfReport.objects.visible_to(by).filter(supplier_id__in=by.supplier_ids, state__in=OPEN_TO_SUPPLIER)
    report = own.select_related("team", "supplier").filter(public_id=report_id).first()
    if report is None:
        raise NotVisible
    return _Planned(report.owner_id, report.team, report.supplier, True, Audience.CASE_TEAM, with_answer=True)


def _for_assignment(by: Actor, audit_id: str) -> _Planned:
    """For those who ordered it: the team's case alone, until somebody decides otherwise."""
    one = audit(by, audit_id)
    stop_if(permissions.bring_for_assignment(by, one))
    return _Planned(one.owner_id, one.team, one.supplier, False, Audience.CASE_TEAM)


def _supplier(by: Actor, supplier_id: str) -> Supplier:
    found = Supplier.objects.filter(public_id=supplier_id).first()
    if found is None or not (sees_network(by) or found.pk in by.supplier_ids):
        raise NotVisible
    return found


def _for_change(by: Actor, evidence_id: str) -> Evidence:
    visible = Evidence.objects.visible_to(by).select_related("team", "supplier")
    found = visible.select_for_update(of=("self",)).filter(public_id=evidence_id).first()
    if found is None:
        raise NotVisible
    stop_if(permissions.change(by, found))
    return found


def _act(verb: str, one: Evidence) -> Act:
    """Ids, codes and checksums; never the name of a file or what it says."""
    told = {"kind": one.kind, "size": one.size, "sha256": one.sha256}
    return Act(verb, one.public_id, one.owner_id, changes=told)
