"""A report is adopted: frozen with checksums, and put away byte for byte as it was read."""

import re
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal, Refused, Stale, stop_if
from aktsom.core.papers import pdf_of, word_of
from aktsom.effects.actions.report_loading import act_of, keys_of, report_for_change, saved, stop_if_leaking
from aktsom.effects.models import Report, ReportSection
from aktsom.effects.permissions import reports as permissions
from aktsom.effects.report_states import REPORT, ReportKind, ReportState
from aktsom.effects.reports.kinds import section
from aktsom.effects.reports.parts import checksum
from aktsom.effects.reports.setting import paper_of
from aktsom.members.models import Person
from aktsom.sanctions.actions.letter_keeping import put_away


@transaction.atomic
def adopt_report(*, by: Actor, at: datetime, report_id: str, revision: int, read: str) -> Report:
    """`read` is the checksum (`content_of`) of what the person has read: where a section has been written in since,
    Stale is raised. The version that it corrects stays, as replaced."""
    one = report_for_change(by, report_id)
    if one.state == ReportState.ADOPTED:
        raise Stale(_("Rapporten er vedtatt allerede."))
    if one.revision != revision:
        raise Stale
    stop_if(permissions.adopt(by, one))
    rows = list(one.sections.select_for_update())
    if content_of(rows) != read:
        raise Stale(_("Noen har skrevet i rapporten siden du leste den. Les den på nytt før du vedtar den."))
    if lacking := missing(one, rows):
        raise Refused(Refusal(_("Skriv i «%(section)s» først.") % {"section": lacking[0]}))
    stop_if_leaking(by, one, {row.key: row.text for row in rows})
    name = _signer(by)
    if not name:
        raise Refused(Refusal(_("Skriv navnet ditt under «Min konto» først.")))
    if one.replaces is not None:
        _replace(one.replaces, by, at)
    one.state = REPORT.after(one.state, "adopt")
    one.adopted_at, one.adopted_by_id, one.adopted_name = at, by.person_id, name
    one.content_sha256 = read
    one.seen_by = keys_of(one.member_id, one.team_id, adopted=True)
    _put_away(one, rows)
    ReportSection.objects.filter(report=one).update(seen_by=one.seen_by)
    sums = {"content": one.content_sha256, "pdf": one.pdf_sha256, "word": one.word_sha256}
    saved(one, by, at, act_of("report_adopted", one, **sums))
    return one


def content_of(rows: Sequence[ReportSection]) -> str:
    """The checksum of all that the report says, whatever its layout."""
    told = [[row.key, row.text, row.shown, row.drafted, row.sources] for row in rows]
    return checksum(told)


def missing(one: Report, rows: Sequence[ReportSection]) -> list[str]:
    """The sections that a person has to write in before the report is adopted, by title."""
    asked = [(row, section(one.kind, row.key)) for row in rows]
    return [str(said.title) for row, said in asked if said.needed and not row.text]


def _replace(before: Report, by: Actor, at: datetime) -> None:
    locked = Report.objects.select_for_update().get(pk=before.pk)
    locked.state = REPORT.after(locked.state, "replace")
    saved(locked, by, at, act_of("report_replaced", locked))


def _put_away(one: Report, rows: Sequence[ReportSection]) -> None:
    paper = paper_of(one, rows)
    pdf, word = pdf_of(paper), word_of(paper)
    if one.kind == ReportKind.MANAGEMENT and _pages(pdf) > 1:
        raise Refused(
            Refusal(
                _("Rapporten får ikke plass på én side. Kort ned teksten, eller la noe av det som er hentet, stå ute.")
            )
        )
    one.pdf_sha256, one.pdf_size = put_away(pdf), len(pdf)
    one.word_sha256, one.word_size = put_away(word), len(word)


def _pages(pdf: bytes) -> int:
    """As the file itself says in its head, which our own setting writes plainly."""
    found = re.search(rb"/Type\s*/Pages\s*/Count\s+(\d+)", pdf)
    return int(found[1]) if found else 1


def _signer(by: Actor) -> str:
    person = Person.objects.filter(pk=by.person_id or 0).first()
    return (person.name if person is not None else by.name).strip()
