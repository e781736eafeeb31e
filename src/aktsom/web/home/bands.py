"""The three bands of home, put together from what each area has for the person: what others wait for first, then the
register's own."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from aktsom.categories.queries import current_catalogue
from aktsom.contracts.queries.troubled import suppliers_in_trouble
from aktsom.core.actor import Actor
from aktsom.risk.queries.home import Home
from aktsom.teams.queries.memos import due_for_review
from aktsom.teams.queries.waiting import waiting
from aktsom.web.base.jinja import write_date, write_quoted
from aktsom.web.cases import methods, relying_home
from aktsom.web.findings import steps as findings
from aktsom.web.home.words import Row, due_row, import_row, over_row, step_row, trouble_row, vanished_row, wait_row
from aktsom.web.inquiries import home as inquiries
from aktsom.web.knowledge import beside as known
from aktsom.web.mandates import home as mandates
from aktsom.web.organisation import home as organisation
from aktsom.web.publications import steps as publications
from aktsom.web.records import home as records
from aktsom.web.reports import home as reports
from aktsom.web.sanctions import steps as sanctions
from aktsom.web.steps import home as decided
from aktsom.web.teams import home as teams


@dataclass(frozen=True)
class Bands:
    decide: list[Row]
    wait: list[Row]
    due: list[Row]

    def __bool__(self) -> bool:
        return bool(self.decide or self.wait or self.due)


def bands(actor: Actor, today: date, register: Home | None = None) -> Bands:
    """`register` is what the contracts ask for; none for those who have no register to keep or read."""
    of_teams = waiting(actor, today)
    alerts = inquiries.rows(actor, today)  # what bears no waiting stands before all else
    others = [*mandates.rows(actor, today), *teams.rows(of_teams), *organisation.rows(actor, today)]
    asked, awaited = methods.home_rows(actor, today)
    moved, stopped = decided.rows(actor, today)
    told = moved + publications.secretariat_rows(actor)
    decide = (
        records.rows(actor, today) + others + told + asked + relying_home.rows(actor, today) + _passages(actor, today)
    )
    decide += known.home_rows(actor, today)
    wait = stopped + teams.waits(of_teams) + awaited
    if register is None:
        return Bands(alerts + decide, wait, findings.due_rows(actor, today))
    trouble = [trouble_row(found) for found in suppliers_in_trouble(actor, today)]
    first = alerts + sanctions.urgent_rows(actor, today) + trouble
    due = findings.due_rows(actor, today) + reports.due_rows(actor, today)
    return Bands(
        first + reports.late_rows(actor, today) + decide + _decisions(register),
        wait + [wait_row(row) for row in register.waits],
        sorted(due + [due_row(row) for row in register.due_soon], key=_day),
    )


def _day(row: Row) -> date:
    return row.on or date.max


def _decisions(found: Home) -> list[Row]:
    groups, language = current_catalogue().group, translation.get_language() or "nb"
    rows = [import_row(waiting) for waiting in found.needs_decision.imports]
    rows += [vanished_row(vanished) for vanished in found.needs_decision.vanished]
    rows += [over_row(over) for over in found.needs_decision.over]
    return rows + [step_row(step, groups, language) for step in found.needs_decision.steps]


def _passages(actor: Actor, today: date) -> list[Row]:
    return [
        Row(
            title=_("Må dette fortsatt holdes tilbake?"),
            text=_("Et avsnitt i notatet %(title)s skal vurderes på nytt.") % {"title": write_quoted(title)},
            href=reverse("memos_memo", kwargs={"public_id": memo}),
            due=write_date(on, "short"),
            act=_("Les og vurder"),
        )
        for memo, title, on in due_for_review(actor, today)
    ]
