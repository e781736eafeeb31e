"""The records behind one number of the ledger."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aktsom.core.errors import NotVisible
from aktsom.effects.queries.described import Described, described_in_ledger
from aktsom.effects.queries.figures import OWN
from aktsom.effects.queries.ledger import KINDS, ledger_entries
from aktsom.effects.queries.scopes import named
from aktsom.effects.rules.ledger import Column
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.effects import words
from aktsom.web.effects.addresses import address, page_of, scope_from, year_from


@takes_part
@require_safe
def shown(request: SignedInRequest, kind: str, key: str, ledger: str, column: str) -> HttpResponse:
    scope, at = scope_from(kind, key, request.GET.get("kategori", "")), timezone.now()
    if ledger not in KINDS or column not in list(Column):
        raise NotVisible
    year = year_from(request, timezone.localdate(at))
    found = ledger_entries(request.actor, scope, year, at, kind=ledger, column=Column(column))
    told = described_in_ledger(request.actor, ledger, (entry.key for entry in found))
    rows = []
    for entry in found:
        one = told.get(entry.key, Described())
        marks = [_("åpnet igjen")] if entry.again else [_("trukket eller falt bort")] if entry.dropped else []
        rows.append(
            {
                "title": one.title or _("Noe du ikke har tilgang til"),
                "href": page_of(one),
                "note": " · ".join(text for text in (one.note, *marks) if text),
                "on": entry.at if Column(column) in (Column.ADDED, Column.CLOSED) else entry.since,
            }
        )
    context = {
        "title": f"{words.LEDGER[ledger]}: {words.columns(year)[Column(column)].lower()}",
        "whose": named(request.actor, scope),
        "note": words.LEDGER_NOTES[ledger],
        "year": year,
        "back": address("effect_of", scope, year),
        "rows": rows,
        "when": _("Når") if Column(column) in (Column.ADDED, Column.CLOSED) else _("Åpnet"),
        "own_only": scope.cut not in OWN,
    }
    return render(request, "effects/ledger.html", context)
