"""One figure: what it means, how it has been, what is aimed at, and the records that it counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aktsom.core.errors import NotVisible
from aktsom.effects.part_names import JOINT, part_names
from aktsom.effects.permissions.ambitions import aim
from aktsom.effects.queries.ambitions import ambitions
from aktsom.effects.queries.described import Described
from aktsom.effects.queries.figures import Figure, figure
from aktsom.effects.queries.opened import Opened, Side, every_row, opened
from aktsom.effects.queries.scopes import Scope, member_of, named
from aktsom.effects.queries.trends import trend
from aktsom.effects.rules.folding import Number
from aktsom.effects.tables import Cut, Kind
from aktsom.interop.spreadsheets.writing import Column, Item, Style
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.addresses import number_in
from aktsom.web.base.excel import excel
from aktsom.web.base.jinja import write_date
from aktsom.web.effects import charts, words
from aktsom.web.effects.addresses import address, page_of, scope_from, year_from
from aktsom.web.effects.rows import figure_rows

FURTHEST = 100_000  # rows that a list is turned to


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: a figure, and which of its records."""

    scope: Scope
    year: int
    one: Figure
    side: Side
    part: str

    def here(self, *, side: Side | None = None, part: str | None = None, skip: int = 0) -> str:
        """The address of these records, or of others of the same figure."""
        said = {
            "side": (side or self.side).value,
            "del": self.part if part is None else part,
            "fra": str(skip) if skip else "",
        }
        return address("effect_figure", self.scope, self.year, indicator=self.one.indicator.id, more=said)


@takes_part
@require_safe
def shown(request: SignedInRequest, kind: str, key: str, indicator: str) -> HttpResponse:
    asked = _asked(request, kind, key, indicator)
    scope, year, one = asked.scope, asked.year, asked.one
    found = _opened(request, asked, _skip(request))
    points = trend(request.actor, scope, one.indicator, timezone.now())
    said, of_this = ("definition", "counted", "of", "unknown"), {"side": asked.side.value, "del": asked.part}
    context = {
        "scope": scope,
        "year": year,
        "title": words.name_of(one.indicator),
        "whose": named(request.actor, scope),
        "back": address("effect_of", scope, year),
        "row": figure_rows(one, scope, year)[0],
        "said": {name: one.indicator.said(name, words.language()) for name in said},
        "indicator": one.indicator,
        "source": words.source_of(one.indicator),
        "reckoned_at": one.reckoned_at,
        "rounded": one.rounded,
        "line": charts.line(points) if one.indicator.kind in (Kind.SHARE, Kind.DAYS) and len(points) > 1 else [],
        "scale": charts.scale(points),
        "opened": found,
        "rows": [_row(asked, described, weight) for described, weight in found.rows],
        "sides": _sides(asked),
        "parts": _parts(asked),
        "next": asked.here(skip=found.next) if found.next else "",
        "excel": address("effect_figure_excel", scope, year, indicator=indicator, more=of_this),
        "picture": address("effect_picture", scope, year, chart="trend", more={"tall": indicator}),
        **_aims(request, one, scope, year),
    }
    return render(request, "effects/figure.html", context)


def _asked(request: SignedInRequest, kind: str, key: str, indicator: str) -> Asked:
    scope, at = scope_from(kind, key, request.GET.get("kategori", "")), timezone.now()
    year = year_from(request, timezone.localdate(at))
    one = figure(request.actor, scope, year, at, indicator)
    if one is None:
        raise NotVisible
    side, part = request.GET.get("side", ""), request.GET.get("del", "")
    known = part if part in {each.part for each in one.parts} else ""
    return Asked(scope, year, one, Side(side) if side in list(Side) else Side.COUNTED, known)


def _skip(request: SignedInRequest) -> int:
    return min(number_in(request.GET, "fra", 6) or 0, FURTHEST)


def _opened(request: SignedInRequest, asked: Asked, skip: int) -> Opened:
    return opened(
        request.actor, asked.scope, asked.year, timezone.now(), indicator=asked.one.indicator.id, side=asked.side,
        part=asked.part, skip=skip,
    )  # fmt: skip


def _row(asked: Asked, described: Described, weight: Number) -> dict[str, Any]:
    """In a list of all parts a record stands once for each that it counts in, and says which."""
    part = "" if asked.part else part_names(asked.one.indicator).get(described.part, "")
    note = dict.fromkeys([part, described.note, str(JOINT.get(described.kind, "")), write_date(described.on)])
    return {
        "title": described.title or _("Noe du ikke har tilgang til"),
        "href": page_of(described),
        "note": " · ".join(text for text in note if text),
        "weight": weight,
    }


def _sides(asked: Asked) -> list[tuple[str, str, bool]]:
    """[(text, address, whether it is shown now)]: what counts, what does not, what is unknown."""
    kind = asked.one.indicator.kind
    texts = {Side.COUNTED: _("Teller med"), Side.NOT: _("Teller ikke med"), Side.UNKNOWN: _("Vet ikke")}
    if kind is Kind.DAYS:
        texts = {Side.COUNTED: _("Ferdige"), Side.UNKNOWN: _("Venter")}
    if kind in (Kind.PARTS, Kind.FUNNEL):
        texts = {Side.COUNTED: _("Kjent"), Side.UNKNOWN: _("Vet ikke")}
    if kind is Kind.RANGE:
        texts = {Side.COUNTED: _("Minst"), Side.UNKNOWN: _("Vet ikke")}
    return [(text, asked.here(side=each), each is asked.side) for each, text in texts.items()]


def _parts(asked: Asked) -> list[tuple[str, str, bool]]:
    """The same of its parts, where it has several."""
    if len(asked.one.parts) < 2:
        return []
    names = part_names(asked.one.indicator)
    named_parts = [(each.part, names.get(each.part, each.part)) for each in asked.one.parts]
    return [(text, asked.here(part=each), each == asked.part) for each, text in [("", _("Alle")), *named_parts]]


def _aims(request: SignedInRequest, one: Figure, scope: Scope, year: int) -> dict[str, Any]:
    if scope.cut is not Cut.MEMBER or one.indicator.kind not in (Kind.SHARE, Kind.DAYS) or not one.indicator.better:
        return {"may_aim": False, "ambitions": []}
    member = member_of(request.actor, scope.key)
    return {
        "may_aim": aim(request.actor, member.pk) is None,
        "aim": address("effect_aim", scope, indicator=one.indicator.id),
        "ambitions": ambitions(request.actor, scope.key, one.indicator.id, year),
    }


@takes_part
@require_safe
def export(request: SignedInRequest, kind: str, key: str, indicator: str) -> HttpResponse:
    """The records that the viewer may see, all of them."""
    asked = _asked(request, kind, key, indicator)
    found = every_row(
        request.actor, asked.scope, asked.year, timezone.now(), indicator=asked.one.indicator.id, side=asked.side,
        part=asked.part,
    )  # fmt: skip
    rows: Iterator[list[Item]] = (
        [row["title"], row["note"], described.public_id, weight]
        for described, weight in found
        for row in (_row(asked, described, weight),)
    )
    columns = [Column(_("Hva")), Column(_("Hos")), Column(_("Id"), Style.CODE), Column(_("Teller"), Style.NUMBER)]
    return excel(f"{words.name_of(asked.one.indicator)} {asked.year}", columns, rows)
