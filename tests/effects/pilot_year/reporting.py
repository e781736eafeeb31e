"""In January after: each kind of report is written for somebody, in one of the three languages, and adopted."""

from aktsom.core.actor import Actor
from aktsom.effects.actions.adopting import adopt_report, content_of
from aktsom.effects.actions.reports import start_report, write_section
from aktsom.effects.models import Report
from aktsom.effects.report_states import ReportKind
from aktsom.effects.reports.kinds import section
from aktsom.teams.models import CategoryTeam
from tests.effects.pilot_year.clock import YEAR, now
from tests.effects.pilot_year.people import actor, member, owner_of
from tests.effects.pilot_year.story import Story

WRITTEN = "Vi har gått gjennom det sammen, og gjør mer av det neste år."


def report_all(story: Story) -> None:
    textile = CategoryTeam.objects.get(group_id="textile").public_id
    for name, kind, who, key, language in (
        ("oslo", ReportKind.ROUTINE, owner_of("oslo"), member("oslo").public_id, "nb"),
        ("uib", ReportKind.ROUTINE, owner_of("uib"), member("uib").public_id, "nn"),
        ("flo", ReportKind.ROUTINE, owner_of("flo"), member("flo").public_id, "en"),
        ("account", ReportKind.ACCOUNT, owner_of("sykehus"), member("sykehus").public_id, "nb"),
        ("leaders", ReportKind.MANAGEMENT, owner_of("oslo"), member("oslo").public_id, "nb"),
        ("together", ReportKind.COOPERATION, actor("sekka"), "", "nb"),
        ("textile", ReportKind.CATEGORY, actor("marte"), textile, "nn"),
    ):
        made, _new = start_report(by=who, at=now(), kind=kind, key=key, year=YEAR, language=language)
        story.reports[name] = made.public_id
        _write(made, who)
        _adopt(made, who)


def _write(one: Report, by: Actor) -> None:
    for row in one.sections.all():
        if section(one.kind, row.key).needed:
            write_section(
                by=by, at=now(), report_id=one.public_id, key=row.key, revision=row.revision, text=WRITTEN, shown=True
            )


def _adopt(one: Report, by: Actor) -> None:
    one.refresh_from_db()
    read = content_of(list(one.sections.all()))
    adopt_report(by=by, at=now(), report_id=one.public_id, revision=one.revision, read=read)
