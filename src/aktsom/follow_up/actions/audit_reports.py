"""A report is written by its auditor, or carried over from another scheme, and handed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refusal, Refused, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.follow_up.actions.audits import audit_for_change
from aktsom.follow_up.actions.method_start import begun, to_change
from aktsom.follow_up.audit_states import AUDIT, REPORT, AuditState, RowKind, Severity
from aktsom.follow_up.method_tables import audit_schemes, method_limit
from aktsom.follow_up.methods import runner_keys
from aktsom.follow_up.models import Audit, AuditRecheck, AuditReport, AuditRow, Evidence
from aktsom.follow_up.models.audit_reports import LONGEST_TITLE
from aktsom.follow_up.permissions import audits as permissions
from aktsom.follow_up.queries.audit_reports import earlier_deviations, report
from aktsom.follow_up.states import WorkersChosenBy
from aktsom.follow_up.telling import tell
from aktsom.follow_up.wording import line_in, text_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.sharing.audiences import auditor_key, member_key, team_key
from aktsom.teams.problems import Wrong

LONGEST_TEXT = 10_000


@dataclass(frozen=True)
class Facts:
    """What stands above the rows. Saved as it is written; what is missing is told when it is handed in."""

    started_on: date | None = None
    ended_on: date | None = None
    auditors: str = ""
    observers: str = ""
    independence: str = ""
    interviews: int | None = None
    chosen_by: str = ""
    not_seen: str = ""
    summary: str = ""


@dataclass(frozen=True)
class RowSaid:
    """`site` is the id of a place in the scope, none for the supplier as a whole; `looked` the mark of what somebody
    has looked at again."""

    kind: str
    point: str
    title: str
    site: str = ""
    severity: str = ""
    text: str = ""
    shown_by: str = ""
    people: int | None = None
    looked: str = ""


@transaction.atomic
def begin_report(*, by: Actor, at: datetime, audit_id: str) -> AuditReport:
    """By the auditor; the one that is begun already, if there is one."""
    one = audit_for_change(by, audit_id)
    known = AuditReport.objects.filter(audit=one).first()
    if known is not None:
        return known
    if not permissions.is_auditor(by, one):
        raise Refused(Refusal(_("Bare revisoren skriver rapporten.")))
    if one.state != AuditState.ORDERED:
        raise Refused(Refusal(_("Oppdraget er ikke åpent.")))
    made = AuditReport.objects.create(
        audit=one,
        follow_up_id=one.follow_up_id,
        begun_at=at,
        seen_by=frozenset({auditor_key(one.owner_id, by.person_id or 0)}),
    )
    record(by=by, at=at, acts=[act_of("audit_report_begun", made)])
    return made


@transaction.atomic
def carry_over(
    *, by: Actor, at: datetime, audit_id: str, revision: int, scheme: str, grade: str, evidence_id: str,
    through_seller: bool,
) -> AuditReport:  # fmt: skip
    """A report of another scheme, as the file it came in: a person maps it to the points of the terms, row by row."""
    one = audit_for_change(by, audit_id, revision)
    stop_if(permissions.move(by, one, "report"))
    if AuditReport.objects.filter(audit=one).exists():
        raise Stale
    known = audit_schemes().get(scheme)
    if known is None:
        raise Wrong("scheme", _("Velg hvilken ordning rapporten er fra."))
    if known.grades and grade and grade not in known.grades:
        raise Wrong("grade", _("Velg en av ordningens egne karakterer."))
    evidence = Evidence.objects.visible_to(by).filter(public_id=evidence_id).first()
    if evidence is None:
        raise Wrong("file", _("Legg ved rapporten."))
    made = AuditReport.objects.create(
        audit=one, follow_up_id=one.follow_up_id, begun_at=at, seen_by=runner_keys(one.follow_up), scheme=scheme,
        grade=line_in("grade", grade, 60), evidence=evidence, through_seller=through_seller,
    )  # fmt: skip
    told = act_of("audit_report_carried_over", made)
    record(by=by, at=at, acts=[told])
    return made


@transaction.atomic
def save_facts(
    *, by: Actor, at: datetime, report_id: str, revision: int, facts: Facts, looked: str = ""
) -> AuditReport:
    one = report_to_write(by, report_id, revision)
    if facts.started_on and facts.ended_on and facts.ended_on < facts.started_on:
        raise Wrong("ended_on", _("Siste dag kan ikke være før første dag."))
    if facts.chosen_by and facts.chosen_by not in list(WorkersChosenBy):
        raise Wrong("chosen_by", _("Velg et av svarene."))
    texts = {name: text_in(name, getattr(facts, name), LONGEST_TEXT) for name in _TEXTS}
    stop_if_unlooked({name: texts[name] for name in ("not_seen", "summary")}, looked)
    for name, text in texts.items():
        setattr(one, name, text)
    one.started_on, one.ended_on, one.chosen_by = facts.started_on, facts.ended_on, facts.chosen_by
    one.interviews = facts.interviews
    saved(one, by, at, act_of("audit_report_written", one))
    return one


_TEXTS = ("auditors", "observers", "independence", "not_seen", "summary")


@transaction.atomic
def save_row(
    *, by: Actor, at: datetime, report_id: str, revision: int, said: RowSaid, row_id: str = "", evidence_id: str = ""
) -> AuditRow:
    """A new row, or with `row_id` one that is there. Raises LookAgain while nobody has looked again at what may tell
    who a worker is."""
    one = report_to_write(by, report_id, revision)
    row = _row(one, row_id) if row_id else AuditRow(report=one)
    if not row_id and one.rows.count() >= method_limit("most_rows"):
        raise DomainError(_("Rapporten har for mange rader."))
    _take_in(row, one.audit, said)
    if evidence_id:
        row.evidence = Evidence.objects.visible_to(by).filter(public_id=evidence_id).first()
    row.save()
    saved(one, by, at, act_of("audit_row_written", one, row=row.public_id, kind=row.kind, severity=row.severity))
    return row


@transaction.atomic
def remove_row(*, by: Actor, at: datetime, report_id: str, revision: int, row_id: str) -> None:
    one = report_to_write(by, report_id, revision)
    row = _row(one, row_id)
    act = act_of("audit_row_removed", one, row=row.public_id, kind=row.kind)
    row.delete()
    saved(one, by, at, act)


@transaction.atomic
def recheck(
    *, by: Actor, at: datetime, report_id: str, revision: int, answers: Mapping[str, tuple[bool, str]]
) -> AuditReport:
    """Of a re-audit: whether each earlier deviation is closed, by the rows' public ids, with a note. Those left out
    stay as they were said."""
    one = report_to_write(by, report_id, revision)
    earlier = {row.public_id: row for row in earlier_deviations(by, one.audit)}
    for row_id, (closed, note) in answers.items():
        if row_id not in earlier:
            raise NotVisible
        told = {"closed": closed, "note": text_in("note", note)}
        AuditRecheck.objects.update_or_create(report=one, row=earlier[row_id], defaults=told)
    saved(one, by, at, act_of("audit_rechecked", one, closed=sum(closed for closed, _note in answers.values())))
    return one


@transaction.atomic
def hand_in(*, by: Actor, at: datetime, report_id: str, revision: int) -> AuditReport:
    """From now on it is what was reported: seen by those who follow up, and unless it is stopped or still to be
    confirmed by those who have a contract covered."""
    one = report_to_write(by, report_id, revision)
    if missing := what_is_missing(by, one):
        raise DomainError(missing)
    one.state, one.handed_in_at, one.handed_in_by_id = REPORT.after(one.state, "hand_in"), at, by.person_id
    one.seen_by = one.seen_by | _runners(one.audit)
    if one.blocked_at is None and not one.through_seller:
        one.shared_at = at
    saved(one, by, at, act_of("audit_report_handed_in", one, rows=one.rows.count()))
    _reported(one, by, at)
    return one


def what_is_missing(by: Actor, one: AuditReport) -> str:
    """The first thing that it cannot be handed in without, in words; nothing when it can."""
    done = set(one.rechecks.values_list("row_id", flat=True))
    unchecked = [row for row in earlier_deviations(by, one.audit) if row.pk not in done]
    lacking = {
        _("Skriv når revisjonen var."): not (one.started_on and one.ended_on),
        _("Skriv hvem som reviderte, og hvem som var observatør."): not one.auditors.strip(),
        _("Skriv hvem revisoren er uavhengig av, og hvordan."): not one.scheme and not one.independence.strip(),
        _("Skriv hvor mange arbeidere som ble intervjuet. Skriv 0 om ingen."): one.interviews is None,
        _("Si hvem som valgte arbeiderne."): bool(one.interviews) and not one.chosen_by,
        _("Skriv hva revisjonen ikke så."): not one.not_seen.strip(),
        _("Si om hvert avvik fra forrige revisjon er lukket."): bool(unchecked),
    }
    return next((words for words, lacks in lacking.items() if lacks), "")


def report_to_write(by: Actor, report_id: str, revision: int) -> AuditReport:
    one = report_for_change(by, report_id, revision)
    stop_if(permissions.write_report(by, one))
    return one


def report_for_change(by: Actor, report_id: str, revision: int) -> AuditReport:
    """Locked. Raises NotVisible and Stale."""
    report(by, report_id)
    rows = AuditReport.objects.select_related("audit__owner", "audit__team", "audit__supplier")
    return to_change(by, rows, report_id, revision)


def saved(one: AuditReport, by: Actor, at: datetime, *acts: Act) -> None:
    one.revision += 1
    one.save()
    record(by=by, at=at, acts=acts)


def act_of(verb: str, one: AuditReport, **told: object) -> Act:
    """Ids, codes and counts; never what the report says."""
    return Act(verb, one.public_id, one.audit.owner_id, changes={"audit": one.audit.public_id, **told})


def _runners(one: Audit) -> frozenset[int]:
    """Of those who follow up; the auditor, who hands in, does not see the follow-up itself."""
    return frozenset({team_key(one.team_id) if one.team_id else member_key(one.owner_id)})


def _reported(one: AuditReport, by: Actor, at: datetime) -> None:
    audit = Audit.objects.select_for_update(of=("self",)).get(pk=one.audit_id)
    before, audit.state = audit.state, AUDIT.after(audit.state, "report")
    audit.revision += 1
    audit.shared_at = one.shared_at
    audit.save(update_fields=["state", "revision", "shared_at"])
    if before == AuditState.DRAFT:
        record(by=by, at=at, acts=begun(audit.follow_up))
    tell("audit_reported", one.public_id, at)


def _row(one: AuditReport, row_id: str) -> AuditRow:
    row = one.rows.filter(public_id=row_id).first()
    if row is None:
        raise NotVisible
    return row


def _take_in(row: AuditRow, audit: Audit, said: RowSaid) -> None:
    if said.kind not in list(RowKind):
        raise Wrong("kind", _("Velg påstand, observasjon eller avvik."))
    if said.kind == RowKind.DEVIATION and said.severity not in list(Severity):
        raise Wrong("severity", _("Velg hvor alvorlig avviket er."))
    if said.point not in audit.points:
        raise Wrong("point", _("Velg et punkt i vilkårene som revisjonen gjelder."))
    site = audit.sites.filter(public_id=said.site).first() if said.site else None
    if said.site and site is None:
        raise Wrong("site", _("Velg et sted som revisjonen gjelder."))
    row.kind, row.point, row.site, row.people = said.kind, said.point, site, said.people
    row.severity = said.severity if said.kind == RowKind.DEVIATION else ""
    row.title = line_in("title", said.title, LONGEST_TITLE, needed=_("Skriv hva det er, kort."))
    row.text = text_in("text", said.text, LONGEST_TEXT)
    row.shown_by = text_in("shown_by", said.shown_by, LONGEST_TEXT)
    texts = {"title": row.title, "text": row.text, "shown_by": row.shown_by}
    stop_if_unlooked(texts, said.looked, said.people)
