"""What the supplier was asked, met about and audited on, as documents of the case."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.core.papers import Heading, Part, Text
from aktsom.follow_up.audit_states import ReportState
from aktsom.follow_up.meeting_states import MeetingState, Side
from aktsom.follow_up.models import AuditReport, Meeting
from aktsom.follow_up.queries.audit_reports import reports_for, rows_of
from aktsom.follow_up.queries.document_reviews import reviews_of, row_views
from aktsom.follow_up.queries.meetings import meetings_of, reads_minutes, with_minutes
from aktsom.follow_up.queries.submissions import ReadAnswer, reading_of, submissions_of
from aktsom.follow_up.review_states import ReviewState
from aktsom.records.documents import CaseDocument
from aktsom.records.states import Way
from aktsom.web.answers import words as answer_words
from aktsom.web.audits import words as audit_words
from aktsom.web.meetings import words as meeting_words
from aktsom.web.records.making import Found, Reading, day_of, document, drafts, facts, moving, protected, table
from aktsom.web.reviews import words as review_words


def self_reports(reading: Reading) -> Iterator[CaseDocument]:
    for made in submissions_of(reading.viewer, reading.case):
        parts: list[Part] = [facts((_("Sendt inn"), day_of(made.at)), (_("Signert av"), made.signed_as))]
        answers = [answer for step in reading_of(reading.viewer, made) for answer in step.answers]
        for answer in answers:
            parts += [
                Heading(f"{answer.question.code} {answer_words.text_of(answer.question)}", 2),
                *_answer(answer),
            ]
        shown = any(answer.shown for answer in answers)
        secrets = [one.text for one in made.secret_passages.all()] if shown else []
        title = _("Egenrapport, innsending %(number)s") % {"number": made.number}
        yield document(
            reading, "self_report", made.public_id, title, day_of(made.at), (Way.IN, made.self_report.supplier.name),
            parts=tuple(parts), secrets=tuple(secrets), supplier_id=made.self_report.supplier_id,
        )  # fmt: skip


def _answer(answer: ReadAnswer) -> Iterator[Part]:
    said, choices = answer.said, dict(answer_words.choices_of(answer.question))
    lines = ["; ".join(f"{answer_words.column_name(key)}: {text}" for key, text in row.items()) for row in said.rows]
    for text in (choices.get(said.value, said.value), said.explanation, *lines):
        if text:
            yield Text(str(text))
    pointed = ", ".join(filter(None, [said.statement, said.place]))
    files = ", ".join(file.title for file in answer.files)
    secret = "; ".join(answer.secrets)
    if any((pointed, files, secret)):
        yield facts((_("Vist til"), pointed), (_("Filer"), files), (_("Holdt som forretningshemmelighet"), secret))


def meetings(reading: Reading) -> Found:
    """Those whose minutes the member reads; a meeting that is only planned is no document yet."""
    waiting = 0
    for met in with_minutes(meetings_of(reading.viewer, [reading.case])):
        if met.state in (MeetingState.PLANNED, MeetingState.INVITED):
            waiting += 1
        elif met.state != MeetingState.CANCELLED and reads_minutes(reading.viewer, met, supplier=False):
            sent = met.minutes_sent_at is not None
            way = reading.way_to(met.owner) if sent else reading.way_from(met.owner)
            yield document(
                reading, "meeting", met.public_id, _("Referat fra møte"), timezone.localtime(met.starts_at).date(), way,
                parts=tuple(_minutes(met)), supplier_id=met.supplier_id if sent else None, maker=met.owner.name,
                moving=moving(meeting_words.STATES, _("Innen")),
            )  # fmt: skip
    yield from drafts(_("Møter som ikke er holdt"), waiting)


def _minutes(met: Meeting) -> Iterator[Part]:
    yield facts(
        (_("Møte"), meeting_words.KINDS[met.kind]),
        (_("Dag"), timezone.localtime(met.starts_at).date()),
        (_("Sted"), met.place),
        (meeting_words.SIDES[Side.OURS], met.ours),
        (meeting_words.SIDES[Side.SUPPLIER], met.theirs),
        (_("Tilstand"), meeting_words.STATES[met.state]),
    )
    for point in met.points.all():
        yield Heading(point.title, 2)
        if point.minutes:
            yield Text(point.minutes)
    agreed = [(task.text, meeting_words.SIDES[task.side], task.due_on, task.done_note) for task in met.tasks.all()]
    yield from table(_("Avtalt"), (_("Hva"), _("Hvem"), _("Innen"), _("Gjort")), agreed)
    said = [(one.text,) for one in met.comments.all()]
    yield from table(_("Leverandørens kommentarer"), (_("Kommentar"),), said)


def reviews(reading: Reading) -> Found:
    unsent, verdicts = 0, tuple(map(str, review_words.VERDICTS.values()))
    for one in reviews_of(reading.viewer, [reading.case]):
        if one.sent_at is None:
            unsent += 1
            continue
        rows = [
            (
                view.row.title,
                view.evidence.title if view.evidence else view.row.absent_reason,
                review_words.VERDICTS[view.standing.first] if view.standing.first else "",
                "\n".join(said.reason for said in view.history if said.reason),
            )
            for view in row_views(reading.viewer, one, timezone.localdate(one.sent_at))
        ]
        columns = (_("Dokument"), _("Lagt fram"), _("Vurdering"), _("Hvorfor"))
        told = facts((_("Sendt"), day_of(one.sent_at)), (_("Tilstand"), review_words.STATES[one.state]))
        yield document(
            reading, "review", one.public_id, _("Gjennomgang av dokumenter"), day_of(one.sent_at),
            reading.way_to(one.owner) if one.state != ReviewState.CLOSED else reading.way_from(one.owner),
            parts=(told, *([Text(one.message)] if one.message else []), *table(_("Dokumentene"), columns, rows)),
            maker=one.owner.name, moving={_("Vurdering"): verdicts, **moving(review_words.STATES)},
        )  # fmt: skip
    yield from drafts(_("Forespørsler om dokumenter"), unsent)


def audits(reading: Reading) -> Found:
    """A report whose telling would endanger workers is not taken out before it is lifted."""
    unfinished = stopped = 0
    for report in reports_for(reading.viewer).filter(follow_up=reading.case).order_by("id"):
        if report.blocked_at is not None:
            stopped += 1
        elif report.state != ReportState.HANDED_IN:
            unfinished += 1
        else:
            yield _audit(reading, report)
    yield from drafts(_("Revisjonsrapporter som ikke er levert"), unfinished)
    yield from protected(stopped)


def _audit(reading: Reading, one: AuditReport) -> CaseDocument:
    audit = one.audit
    rows = [
        (
            row.site.name if row.site else "", row.point, audit_words.ROW_KINDS[row.kind],
            audit_words.SEVERITIES.get(row.severity, ""), "\n".join(filter(None, [row.title, row.text])), row.shown_by,
        )
        for row in rows_of(one)
    ]  # fmt: skip
    columns = (_("Sted"), _("Punkt"), _("Hva"), _("Alvor"), _("Funn"), _("Bygger på"))
    told = facts((_("Levert"), day_of(one.handed_in_at)), (_("Nummer"), audit.number))
    parts = [told, *table(_("Funn i rapporten"), columns, rows)]
    for heading, text in ((_("Sammendrag"), one.summary), (_("Ikke sett"), one.not_seen)):
        parts += [Heading(heading, 2), Text(text)] if text else []
    return document(
        reading, "audit", one.public_id, audit_words.title(audit.number), day_of(one.handed_in_at),
        (Way.IN, _("Revisoren")), parts=tuple(parts), supplier_id=audit.supplier_id if one.shown_at else None,
    )  # fmt: skip
