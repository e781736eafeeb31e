"""One follow-up as a workbook, a sheet for each part: for whoever does it, or goes through it without an account. What
a supplier holds to be a trade secret is told as such."""

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO

from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.follow_up.audit_states import ReportState
from aktsom.follow_up.meeting_states import Side
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.audit_reports import report_view, reports_for
from aktsom.follow_up.queries.conclusions import conclusions_of
from aktsom.follow_up.queries.document_reviews import reviews_of, row_views
from aktsom.follow_up.queries.meetings import meetings_of
from aktsom.follow_up.queries.packages import asked_for
from aktsom.follow_up.queries.planning import covered_contracts
from aktsom.follow_up.queries.reliance import relying
from aktsom.follow_up.queries.submissions import ReadAnswer, reading_of, submissions_of
from aktsom.interop.spreadsheets.writing import LONGEST_CELL, Item, write_sheets
from aktsom.web.answers import words as answer_words
from aktsom.web.audits import words as audit_words
from aktsom.web.cases import conclusion_words, words
from aktsom.web.meetings import words as meeting_words
from aktsom.web.packages import finding_sheets
from aktsom.web.packages.sheet import Sheet, columns
from aktsom.web.reviews import words as review_words
from aktsom.web.teams.words import group_name


def workbook(viewer: Actor, one: FollowUp, today: date) -> bytes:
    """Bytes of an .xlsx, in the language that is active."""
    target = BytesIO()
    sheets = [
        _plan(one),
        _contracts(one),
        _answers(viewer, one),
        _meetings(viewer, one),
        _documents(viewer, one, today),
    ]
    sheets += [_audits(viewer, one), finding_sheets.found(viewer, one), finding_sheets.measures(viewer, one)]
    write_sheets(target, [*sheets, _conclusions(viewer, one, today), _relying(one)])
    return target.getvalue()


def _plan(one: FollowUp) -> Sheet:
    name = group_name(one.group_id)
    rows: list[tuple[Item, Item]] = [
        (_("Leverandør"), one.supplier.name),
        (_("Kategori"), name),
        (_("Hvem gjør det"), words.by_whom(one, name)),
        (_("Tilstand"), str(words.STATES[one.state])),
        (_("Fra"), one.starts_on),
        (_("Til"), one.ends_on),
        (_("Hvordan"), ", ".join(str(words.METHODS[method]) for method in one.methods)),
    ]
    return _("Planen"), columns(_("Hva"), _("Står slik")), rows


def _contracts(one: FollowUp) -> Sheet:
    asked = asked_for(one)
    rows = [
        (row.contract.title, row.member.name, row.contract.term_set_id or "", timezone.localdate(row.joined_at))
        + ((told.due_on, told.ticked_on) if (told := asked.get(row.contract_id)) else (None, None))
        for row in covered_contracts(one)
    ]
    headings = (_("Avtale"), _("Medlem"), _("Vilkår"), _("Med fra"), _("Frist"), _("Svart"))
    return _("Avtaler"), columns(*headings), rows


def _answers(viewer: Actor, one: FollowUp) -> Sheet:
    rows: list[Sequence[Item]] = [
        (made.number, answer.question.code, answer_words.text_of(answer.question), *part)
        for made in submissions_of(viewer, one)
        for step in reading_of(viewer, made)
        for answer in step.answers
        for part in _in_cells(*_answer(answer))
    ]
    headings = (_("Innsending"), _("Nr."), _("Spørsmål"), _("Svar"), _("Forklaring"), _("Vist til"), _("Filer"))
    return _("Egenrapport"), columns(*headings, _("Holdt som forretningshemmelighet")), rows


def _in_cells(*texts: str) -> Iterator[Sequence[str]]:
    """What no cell can hold goes on in the rows below."""
    room = LONGEST_CELL - 1  # for the sign that keeps a text from being a formula
    for start in range(0, max(map(len, texts)) or 1, room):
        yield [text[start : start + room] for text in texts]


def _answer(answer: ReadAnswer) -> tuple[str, str, str, str, str]:
    said, choices = answer.said, dict(answer_words.choices_of(answer.question))
    lines = ["; ".join(f"{answer_words.column_name(key)}: {text}" for key, text in row.items()) for row in said.rows]
    value = "\n".join(filter(None, [choices.get(said.value, said.value), *lines]))
    pointed = ", ".join(filter(None, [said.statement, said.place]))
    files = ", ".join(file.title for file in answer.files)
    return value, said.explanation, pointed, files, "\n".join(answer.secrets)


def _meetings(viewer: Actor, one: FollowUp) -> Sheet:
    rows: list[Sequence[Item]] = []
    for met in meetings_of(viewer, [one]):
        head = (timezone.localdate(met.starts_at), str(meeting_words.KINDS[met.kind]))
        rows.append((*head, str(meeting_words.STATES[met.state]), "", "", None))
        there = ((str(meeting_words.SIDES[Side.OURS]), met.ours), (met.supplier.name, met.theirs))
        rows += [(*head, _("Hvem var med"), names, side, None) for side, names in there if names]
        rows += [(*head, point.title, point.minutes, "", None) for point in met.points.all()]
        rows += [
            (*head, task.text, task.done_note, str(meeting_words.SIDES[task.side]), task.due_on)
            for task in met.tasks.all()
        ]
        said = met.comments.all()
        rows += [(*head, _("Leverandørens kommentarer"), one.text, met.supplier.name, None) for one in said]
    told = _("Referat, eller hva som ble gjort")
    headings = (_("Dag"), _("Møte"), _("Sak eller avtale"), told, _("Hvem"), _("Innen"))
    return _("Møter"), columns(*headings), rows


def _documents(viewer: Actor, one: FollowUp, today: date) -> Sheet:
    rows = [
        (
            view.row.title,
            view.evidence.title if view.evidence else view.row.absent_reason,
            str(review_words.VERDICTS[view.standing.first]) if view.standing.first else "",
            "\n".join(said.reason for said in view.history if said.reason),
        )
        for review in reviews_of(viewer, [one])
        for view in row_views(viewer, review, today)
    ]
    return _("Dokumenter"), columns(_("Dokument"), _("Lagt fram"), _("Vurdering"), _("Hvorfor")), rows


def _audits(viewer: Actor, one: FollowUp) -> Sheet:
    headings = (_("Revisjon"), _("Sted"), _("Punkt"), _("Hva"), _("Alvor"), _("Funn"), _("Bygger på"))
    return _("Revisjoner"), columns(*headings), _audit_rows(viewer, one)


def _audit_rows(viewer: Actor, one: FollowUp) -> Iterator[Sequence[Item]]:
    for report in reports_for(viewer).filter(follow_up=one, state=ReportState.HANDED_IN).select_related("audit"):
        number = report.audit.number
        for row in report_view(viewer, report.public_id).rows:
            site, said = row.site.name if row.site else "", "\n".join(filter(None, [row.title, row.text]))
            severity = str(audit_words.SEVERITIES.get(row.severity, ""))
            yield number, site, row.point, str(audit_words.ROW_KINDS[row.kind]), severity, said, row.shown_by
        yield number, "", "", _("Sammendrag"), "", report.summary, ""
        yield number, "", "", _("Ikke sett"), "", report.not_seen, ""


def _conclusions(viewer: Actor, one: FollowUp, today: date) -> Sheet:
    rows = [
        (row.number, row.term_set, conclusion_words.sentence(row), row.reason, row.left_open, row.stands_until)
        for row in conclusions_of(viewer, one, today)
    ]
    headings = (_("Punkt"), _("Vilkår"), _("Konklusjon"), _("Hvorfor"), _("Ikke utelukket"), _("Kan brukes til"))
    return _("Konklusjoner"), columns(*headings), rows


def _relying(one: FollowUp) -> Sheet:
    rows = [(row.member, row.contracts, row.newest) for row in relying(one)]
    return _("Hvem som bygger på"), columns(_("Medlem"), _("Avtaler"), _("Sist avgjort")), rows
