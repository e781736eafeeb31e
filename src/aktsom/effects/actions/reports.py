"""Writing reports: begun, written section by section, fetched anew, dropped."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Refusal, Refused, Stale, stop_if
from aktsom.core.journal import record
from aktsom.core.papers.paper import LANGUAGES
from aktsom.effects.actions.report_loading import act_of, keys_of, report_for_change, saved, text_of
from aktsom.effects.models import Report, ReportSection
from aktsom.effects.permissions import reports as permissions
from aktsom.effects.queries.reports import compared
from aktsom.effects.report_states import OF_MEMBER, REPORT, ReportKind, ReportState
from aktsom.effects.reports.drafting import drafted
from aktsom.effects.reports.parts import checksum, stored, stored_sources
from aktsom.members.models import Member
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.models import CategoryTeam
from aktsom.teams.problems import Wrong

YEARS_BACK, SHORTEST_REASON = 5, 10


@transaction.atomic
def start_report(*, by: Actor, at: datetime, kind: str, key: str, year: int, language: str) -> tuple[Report, bool]:
    """Drafted from what stands now. `key` is the public id of the member or team, empty for that of all. Where a draft
    of the same stands already, that one, and False."""
    member, team = _whose(by, kind, key)
    stop_if(permissions.write_for(by, member.pk if member else None, team.pk if team else None))
    if language not in LANGUAGES:
        raise Wrong("language", _("Velg et språk."))
    if not day_of(at).year - YEARS_BACK <= year <= day_of(at).year:
        raise Wrong("year", _("Velg et år som er begynt, høyst fem år tilbake."))
    usual = {"kind": kind, "member": member, "team": team, "year": year, "language": language}
    if (standing := _standing(usual)) is not None:
        return standing, False
    made = Report(
        **usual, seen_by=keys_of(member.pk if member else None, team.pk if team else None),
        made_at=at, made_by_id=by.person_id, drafted_at=at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:  # somebody else began it at the same moment
        if (standing := _standing(usual)) is None:
            raise
        return standing, False
    _lay_sections(by, made, at)
    record(by=by, at=at, acts=[act_of("report_begun", made)])
    return made, True


def _whose(by: Actor, kind: str, key: str) -> tuple[Member | None, CategoryTeam | None]:
    if kind in OF_MEMBER:
        member = Member.objects.filter(public_id=key).first()
        if member is None or not (by.is_platform or member.pk in by.member_ids):
            raise NotVisible
        return member, None
    if kind == ReportKind.CATEGORY:
        team = CategoryTeam.objects.filter(public_id=key).first()
        if team is None or not (by.is_platform or team.pk in by.case_team_ids):
            raise NotVisible
        return None, team
    if kind != ReportKind.COOPERATION:
        raise Wrong("kind", _("Velg hva slags rapport det er."))
    return None, None


def _standing(usual: Mapping[str, Any]) -> Report | None:
    """The draft of the same. Raises Refused where one is adopted: that one is corrected instead."""
    rows = {one.state: one for one in Report.objects.filter(**usual, state__in=["draft", "adopted"])}
    if "draft" not in rows and "adopted" in rows:
        raise Refused(Refusal(_("Rapporten for dette året og språket er vedtatt. Rett den i stedet.")))
    return rows.get("draft")


def _lay_sections(by: Actor, one: Report, at: datetime) -> None:
    ReportSection.objects.bulk_create(
        ReportSection(
            report=one, seen_by=one.seen_by, key=each.key, position=position, drafted=stored(each.parts),
            sources=stored_sources(each.sources), drafted_at=at,
        )
        for position, each in enumerate(drafted(by, one, at))
    )  # fmt: skip


@transaction.atomic
def write_section(
    *, by: Actor, at: datetime, report_id: str, key: str, revision: int, text: str, shown: bool, looked: str = ""
) -> ReportSection:
    """`revision` is the section's: two people may write in different sections at once. Raises Stale, Leaks and
    LookAgain."""
    one = report_for_change(by, report_id)
    stop_if(permissions.write(by, one))
    row = ReportSection.objects.select_for_update().filter(report=one, key=key).first()
    if row is None:
        raise NotVisible
    if row.revision != revision:
        raise Stale
    row.text = text_of(by, one, "text", text, looked)
    row.text_on = checksum(row.drafted) if row.text else ""
    row.shown, row.written_at, row.written_by_id = shown, at, by.person_id
    row.revision += 1
    row.save()
    record(by=by, at=at, acts=[act_of("report_section_written", one, section=key, shown=shown)])
    return row


@transaction.atomic
def fetch_anew(*, by: Actor, at: datetime, report_id: str, revision: int, keys: Collection[str]) -> list[str]:
    """What is drafted of these sections becomes what stands now; what people have written stays as it is. Returns the
    sections that changed."""
    one = report_for_change(by, report_id, revision)
    stop_if(permissions.write(by, one))
    changed = []
    for each in compared(by, one, at):
        if each.section.key not in keys:
            continue
        row = each.section
        row.drafted, row.sources = stored(each.fresh.parts), stored_sources(each.fresh.sources)
        row.drafted_at = at
        row.revision += 1
        row.save()
        if each.change is not None:
            changed.append(row.key)
    one.drafted_at = min(each.drafted_at for each in one.sections.all())
    saved(one, by, at, act_of("report_fetched_anew", one, sections=changed))
    return changed


@transaction.atomic
def drop_report(*, by: Actor, at: datetime, report_id: str, revision: int) -> Report:
    one = report_for_change(by, report_id, revision)
    stop_if(permissions.write(by, one))
    one.state = REPORT.after(one.state, "drop")
    saved(one, by, at, act_of("report_dropped", one))
    return one


@transaction.atomic
def begin_correction(*, by: Actor, at: datetime, report_id: str, reason: str, looked: str = "") -> Report:
    """A new version with what the adopted one says, to be changed; that one stands until this is adopted."""
    one = report_for_change(by, report_id)
    stop_if(permissions.correct(by, one))
    usual = {"kind": one.kind, "member": one.member, "team": one.team, "year": one.year, "language": one.language}
    if Report.objects.filter(**usual, state=ReportState.DRAFT).exists():
        raise Stale(_("Noen har alt begynt på en ny utgave."))
    why = text_of(by, one, "reason", reason, looked)
    if len(why) < SHORTEST_REASON:
        raise Wrong("reason", _("Skriv en begrunnelse, minst {count} tegn.").format(count=SHORTEST_REASON))
    rows = list(one.sections.all())
    made = Report.objects.create(
        **usual, number=one.number + 1, replaces=one, corrects=why, made_at=at, made_by_id=by.person_id,
        drafted_at=one.drafted_at, seen_by=keys_of(one.member_id, one.team_id),
    )  # fmt: skip
    for row in rows:
        row.pk, row.report, row.seen_by, row.revision = None, made, made.seen_by, 1
        row._state.adding = True
    ReportSection.objects.bulk_create(rows)
    record(by=by, at=at, acts=[act_of("report_correction_begun", made, corrects=one.public_id)])
    return made
