"""A self-report is read by two: each scores every answer, the lead settles where they disagree, single answers go back
to the supplier, and the reading ends when every answer has one score."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from aktsom.contracts.rules import storable
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refusal, Refused, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.outbox import send
from aktsom.follow_up.actions.planning import LONGEST_REASON, reason_of
from aktsom.follow_up.models import (
    AnswerRemark,
    FollowUp,
    ReportReader,
    Score,
    SelfReport,
    SentBack,
    Settlement,
)
from aktsom.follow_up.models.reading import HIGHEST
from aktsom.follow_up.permissions import reading as permissions
from aktsom.follow_up.queries.reading import AnswerLine, asked_by, reader_of, reading
from aktsom.follow_up.rules.reading import PLACES, ReadStanding
from aktsom.follow_up.states import REPORT, Method, RemarkKind
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.teams.actions.loading import note_activity
from aktsom.teams.problems import Wrong

RETURNED_MAIL = "report_returned"


@transaction.atomic
def take_place(*, by: Actor, at: datetime, report_id: str, place: int) -> ReportReader:
    """As first or second reader: two persons, one of each."""
    report = report_for_change(by, report_id)
    stop_if(permissions.judge(by, report))
    if place not in PLACES:
        raise Wrong("place", _("Velg første eller andre leser."))
    if reader_of(report, by) is not None or by.person_id is None:
        raise Refused(Refusal(_("Du leser den allerede. Den andre leseren må være en annen.")))
    try:
        with transaction.atomic():
            made = ReportReader.objects.create(self_report=report, place=place, person_id=by.person_id, taken_at=at)
    except IntegrityError:
        raise Refused(Refusal(_("En annen leser den allerede på den plassen."))) from None
    _note(report, by, at, "report_reader_taken", {"place": place})
    return made


@transaction.atomic
def give_score(*, by: Actor, at: datetime, report_id: str, code: str, mark: str, score: int) -> Score:
    """By a reader; may be changed until the reading ends. Raises Stale when the answer is another than the page showed
    (`mark`)."""
    report = report_for_change(by, report_id)
    stop_if(permissions.judge(by, report))
    reader = reader_of(report, by)
    if reader is None:
        raise Refused(Refusal(_("Meld deg som leser først.")))
    line = _line(by, report, code, mark)
    _on_scale(score)
    if line.standing is ReadStanding.EMPTY:
        raise Wrong("score", _("Svaret er tomt, og får 0 av seg selv."))
    report.scores.filter(code=code, place=reader.place, superseded_at__isnull=True).update(superseded_at=at)
    made = Score.objects.create(
        self_report=report, code=code, answer=mark, place=reader.place, score=score, person_id=by.person_id, at=at
    )
    _note(report, by, at, "answer_read", {"question": code})
    return made


@transaction.atomic
def settle_score(
    *,
    by: Actor,
    at: datetime,
    report_id: str,
    code: str,
    mark: str,
    weighed: str,
    score: int,
    reason: str,
    looked: str = "",
) -> Settlement:
    """Where the two disagree. Raises Stale when the scores or what was settled are others than the page showed
    (`weighed`), and LookAgain unless `looked` is the mark of the reason."""
    report = report_for_change(by, report_id)
    stop_if(permissions.settle(by, report))
    line = _line(by, report, code, mark)
    if line.weighed != weighed:
        raise Stale
    if line.standing not in (ReadStanding.DISAGREED, ReadStanding.SETTLED):
        raise Wrong("score", _("De to leserne er ikke uenige om dette."))
    _on_scale(score)
    why = reason_of("reason", reason)
    stop_if_unlooked({"reason": why}, looked)
    report.settlements.filter(code=code, superseded_at__isnull=True).update(superseded_at=at)
    made = Settlement.objects.create(
        self_report=report, code=code, answer=mark, score=score, reason=why, person_id=by.person_id, at=at
    )
    _note(report, by, at, "answer_settled", {"question": code})
    return made


@transaction.atomic
def remark(
    *,
    by: Actor,
    at: datetime,
    report_id: str,
    code: str,
    mark: str,
    kind: RemarkKind,
    text: str,
    before: str,
    looked: str = "",
) -> None:
    """What is missing, to be sent back for, or advice; without a text what stood is taken away. `before` is the mark of
    what stood on the page. Raises Stale when another stands now, LookAgain unless `looked` is the mark of the text."""
    report = report_for_change(by, report_id)
    stop_if(permissions.judge(by, report))
    line, said = _line(by, report, code, mark), storable(text).strip()
    if line.remark_mark(kind) != before:
        raise Stale
    if len(said) > LONGEST_REASON:
        raise Wrong("text", _("Skriv det med høyst {count} tegn.").format(count=LONGEST_REASON))
    stop_if_unlooked({"text": said}, looked)
    report.remarks.filter(code=code, kind=kind, superseded_at__isnull=True).update(superseded_at=at)
    if said:
        AnswerRemark.objects.create(
            self_report=report, code=code, kind=kind, text=reason_of("text", said), person_id=by.person_id, at=at
        )
    _note(report, by, at, "answer_remarked", {"question": code, "kind": kind.value, "taken_away": not said})


@transaction.atomic
def send_back(*, by: Actor, at: datetime, report_id: str, revision: int) -> list[SentBack]:
    """The answers that something is missing in, and those alone; the supplier is written to."""
    hold_follow_up(by, report_id)
    report = report_for_change(by, report_id, revision)
    stop_if(permissions.judge(by, report, "send_back"))
    found = reading(by, report)
    if not found.to_send_back:
        raise DomainError(_("Skriv først hva som mangler i minst ett svar."))
    made = [
        SentBack(
            self_report=report, submission=found.made, code=line.code, missing=line.missing, at=at,
            person_id=by.person_id,
        )
        for line in found.to_send_back
    ]  # fmt: skip
    SentBack.objects.bulk_create(made)
    report.remarks.filter(kind=RemarkKind.MISSING, superseded_at__isnull=True).update(superseded_at=at)
    doubt_conclusions(report, at)
    move(report, by, at, "send_back", told="answers_sent_back", changes={"questions": [one.code for one in made]})
    send(kind=RETURNED_MAIL, payload={"report": report.public_id}, at=at)
    return made


@transaction.atomic
def finish_reading(*, by: Actor, at: datetime, report_id: str, revision: int) -> SelfReport:
    """When every answer has one score, and nothing waits to be sent back."""
    report = report_for_change(by, report_id, revision)
    stop_if(permissions.judge(by, report, "judge"))
    found = reading(by, report)
    if not found.progress.is_done:
        raise DomainError(_("Noen svar er ikke lest av to, eller leserne er uenige om dem."))
    if found.to_send_back:
        raise DomainError(_("Noen svar venter på å bli sendt tilbake. Send dem, eller ta bort det som mangler."))
    report.ended_at = at
    move(report, by, at, "judge", told="report_judged", changes={"submission": found.made.number})
    return report


def doubt_conclusions(report: SelfReport, at: datetime) -> int:
    """Those drawn from self-reports in the follow-up stand, and say that what they rest on is read again; returns how
    many. A page on which somebody is about to conclude the whole is then old. The follow-up is held."""
    rest_on_it = report.follow_up.conclusions.filter(method=Method.SELF_REPORT, superseded_at__isnull=True)
    if doubted := rest_on_it.update(reread_at=at):
        FollowUp.objects.filter(pk=report.follow_up_id).update(revision=F("revision") + 1)
    return doubted


def move(report: SelfReport, by: Actor, at: datetime, verb: str, *, told: str, changes: Mapping[str, object]) -> None:
    report.state = REPORT.after(report.state, verb)
    report.revision += 1
    report.save(update_fields=["state", "revision", "ended_at"])
    _note(report, by, at, told, changes, in_names=True)


def hold_follow_up(by: Actor, report_id: str) -> None:
    """Before the report itself, in the order of those who conclude: nobody draws a conclusion from what is about to be
    read again."""
    report = asked_by(by, report_id)
    stop_if(permissions.read(by, report))
    FollowUp.objects.select_for_update(no_key=True).get(pk=report.follow_up_id)


def report_for_change(by: Actor, report_id: str, revision: int | None = None) -> SelfReport:
    """Locked, as those who ask see it. Raises NotVisible and Stale."""
    report = asked_by(by, report_id)
    locked = SelfReport.objects.select_for_update(of=("self",)).filter(pk=report.pk)
    locked = locked.select_related("follow_up__team", "follow_up__member", "supplier", "edition", "owner")
    stop_if(permissions.read(by, report))
    found = locked.first()
    if found is None:
        raise NotVisible
    if revision is not None and found.revision != revision:
        raise Stale
    return found


def _line(by: Actor, report: SelfReport, code: str, mark: str) -> AnswerLine:
    line = reading(by, report).line(code)
    if line.mark != mark:
        raise Stale
    return line


def _on_scale(score: int) -> None:
    if not 0 <= score <= HIGHEST:
        raise Wrong("score", _("Velg 0, 1, 2 eller 3."))


def _note(
    report: SelfReport, by: Actor, at: datetime, verb: str, changes: Mapping[str, object], *, in_names: bool = False
) -> None:
    """With `in_names` one act for each member in whose name it is done."""
    team = report.follow_up.team
    members = sorted(set(report.contracts.values_list("member_id", flat=True))) if in_names else []
    acts = [Act(verb, report.public_id, id_, id_ if team else None, changes) for id_ in members]
    record(by=by, at=at, acts=acts or [Act(verb, report.public_id, report.follow_up.member_id, changes=changes)])
    if team is not None:
        note_activity(team, by=by, at=at)
