"""What was written down: of the person's own members, as a list with its sums, and as a sheet."""

from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aktsom.core.actor import Actor
from aktsom.effects.models import EffortEntry
from aktsom.effects.permissions.effort import write
from aktsom.effects.queries.effort import (
    EffortScope,
    HoursSum,
    entries,
    hours_by_activity,
    own_facts,
    people_called,
    running,
)
from aktsom.interop.spreadsheets.writing import Column, Style
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.excel import excel
from aktsom.web.effort import words
from aktsom.web.effort.choosing import year_of, years

SHOWN = 200


def _own(actor: Actor, year: int) -> tuple[EffortScope, QuerySet[EffortEntry]]:
    """Of the person's members; who reads no register, such as the secretariat, has what it wrote itself."""
    scope = EffortScope(date(year, 1, 1), date(year, 12, 31))
    rows = entries(actor, scope)
    return scope, rows.filter(member__in=actor.member_ids) if actor.member_ids else rows.filter(
        made_by_id=actor.person_id
    )


def _sums(actor: Actor, scope: EffortScope) -> list[HoursSum]:
    mine = actor.member_ids or {actor.member_id}
    return [each for each in hours_by_activity(actor, scope) if each.member_id in mine]


@takes_part
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    actor, year = request.actor, year_of(request)
    scope, rows = _own(actor, year)
    shown = list(rows[:SHOWN])
    own = own_facts(actor, shown)
    sums = _sums(actor, scope)
    context = {
        "year": year,
        "years": years(),
        "rows": [(row, own.get(row.pk)) for row in shown],
        "people": people_called({facts.person_id for facts in own.values() if facts.person_id}),
        "more_rows": max(0, rows.count() - len(shown)),
        "sums": sums,
        "total": sum((each.hours for each in sums), Decimal(0)),
        "unchanged": sum(each.unchanged for each in sums),
        "several": len({row.member_id for row in shown}) > 1,
        "timer": running(actor),
        "writes": write(actor) is None,
        "registers": bool(actor.member_ids),
        "today": timezone.localdate(),
        "words": words,
    }
    return render(request, "effort/mine.html", context)


@takes_part
@require_safe
def export(request: SignedInRequest) -> HttpResponse:
    _scope, rows = _own(request.actor, year_of(request))
    found = list(rows)
    own = own_facts(request.actor, found)
    people = people_called({facts.person_id for facts in own.values() if facts.person_id})
    columns = [
        Column(_("Dag"), Style.DAY),
        Column(_("Virksomhet")),
        Column(_("Hvem")),
        Column(_("Hva tiden gikk til")),
        Column(_("Timer"), Style.NUMBER),
        Column(_("Hvordan tallet ble til")),
        Column(_("Kostnad"), Style.MONEY),
        Column(_("Valuta")),
        Column(_("Gjelder")),
        Column(_("Merknad"), Style.LONG_TEXT),
        Column(_("Linje"), Style.CODE),
    ]
    lines = (
        [
            row.on,
            row.member.name if row.member else "",
            people.get(facts.person_id or 0, "") if facts else "",
            str(words.ACTIVITIES[row.activity]),
            row.hours,
            str(words.BASES[row.basis]),
            facts.cost if facts else None,
            facts.currency if facts and facts.cost is not None else "",
            row.subject,
            facts.note if facts else "",
            row.public_id,
        ]
        for row in found
        for facts in (own.get(row.pk),)
    )
    return excel(_("Timer"), columns, lines)
