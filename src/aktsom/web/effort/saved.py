"""Hours saved: a range for each kind, what it rests on, and the rows that it is made of."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aktsom.effects.part_names import JOINT
from aktsom.effects.queries.savings import member_savings
from aktsom.interop.spreadsheets.writing import Column, Style
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.excel import excel
from aktsom.web.effort import words
from aktsom.web.effort.choosing import chosen


@takes_part
@require_safe
def shown(request: SignedInRequest) -> HttpResponse:
    on = chosen(request)
    found = member_savings(request.actor, on.scope, timezone.localdate())
    return render(request, "effort/saved.html", {"on": on, "found": found, "joint": JOINT, "words": words})


@takes_part
@require_safe
def export(request: SignedInRequest) -> HttpResponse:
    """The activities that the figures are made of."""
    on = chosen(request)
    found = member_savings(request.actor, on.scope, timezone.localdate())
    columns = [
        Column(_("Dag"), Style.DAY),
        Column(_("Hva")),
        Column(_("Leverandør")),
        Column(_("Deres avtaler krysset av"), Style.NUMBER),
        Column(_("Alle avtaler krysset av"), Style.NUMBER),
        Column(_("Spart hos dere"), Style.NUMBER),
        Column(_("Én alene, minst timer"), Style.NUMBER),
        Column(_("Én alene, høyst timer"), Style.NUMBER),
        Column(_("Hva det bygger på"), Style.LONG_TEXT),
        Column(_("Kode"), Style.CODE),
    ]
    lines = (
        [
            one.on,
            str(JOINT[kind.kind]),
            one.supplier,
            one.ticked[on.member.pk],
            one.contracts,
            one.avoided_by_member[on.member.pk],
            kind.span.low if kind.span else None,
            kind.span.high if kind.span else None,
            words.ground_text(kind.span),
            one.public_id,
        ]
        for kind in found.kinds
        for one in kind.activities
    )
    return excel(_("Spart arbeid"), columns, lines)
