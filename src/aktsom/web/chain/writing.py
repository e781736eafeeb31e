"""A supplier's people write their chain: a row at a time, or a spreadsheet out and in again."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.interop.chains.declaring import CellTooLong, take_sheet, write_row
from aktsom.interop.chains.problems import FILE_MENDS
from aktsom.interop.chains.workbook import write_workbook
from aktsom.interop.spreadsheets.problems import FileProblem, describe
from aktsom.supply_chain import permissions
from aktsom.supply_chain.actions.declaring import remove_row
from aktsom.supply_chain.queries import declarations as queries
from aktsom.supply_chain.queries.asked import products_of
from aktsom.supply_chain.queries.declarations import RowView
from aktsom.supply_chain.rules.rows import FIELDS
from aktsom.supply_chain.states import DeclarationState
from aktsom.supply_chain.tables import limit
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.excel import EXCEL
from aktsom.web.base.jinja import country_name
from aktsom.web.chain import words
from aktsom.web.chain.ours import askers_of, told

PAGE = 40
TABS = ("galt", "alle")


@dataclass(frozen=True)
class Card:
    """A row with its cells; the wrong ones and the most important are `first`."""

    row: RowView
    first: list[words.FormCell]
    rest: list[words.FormCell]
    title: str
    note: str


@dataclass(frozen=True)
class Typed:
    """A row that was refused, as it was typed: a new one without a number. `field` is the one that `error` is about."""

    number: int | None
    said: dict[str, str]
    error: str
    field: str = ""

    @property
    def place(self) -> str:
        """Where in the page it stands."""
        row = "ny" if self.number is None else f"rad{self.number}"
        return f"{row}-{self.field}" if self.field else row if self.number is None else f"rad-{self.number}"


@signed_in
@require_safe
def write(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = queries.own_declaration(request.actor, public_id)
    if found.state != DeclarationState.DRAFT:
        return redirect("chain_declaration", public_id=public_id)
    return render(request, "chain/write.html", _page(request, public_id))


def _page(request: SignedInRequest, public_id: str, typed: Typed | None = None, **more: Any) -> dict[str, Any]:
    found = queries.own_declaration(request.actor, public_id)
    shown, products = told(request.actor, found), products_of(found)
    wrong = [row for row in shown.rows if row.problems]
    asked = request.POST if request.method == "POST" else request.GET
    tab = asked.get("vis", "") if asked.get("vis") in TABS else "galt" if shown.blocked else "alle"
    rows = wrong if tab == "galt" else shown.rows
    after = asked.get("etter", "")
    start = int(after) if after.isascii() and after.isdigit() and len(after) < 6 else 0
    cards = [_card(row, products) for row in rows[start : start + PAGE]]
    if typed is not None and typed.number is not None:
        cards = _with_typed(cards, shown.rows, typed, products)
    return {
        "found": found,
        "told": shown,
        "askers": askers_of(found) if found.message else "",
        "wrong": len(wrong),
        "tab": tab,
        "cards": cards,
        "next": start + PAGE if len(rows) > start + PAGE else 0,
        "start": start,
        "blank": _blank(products, typed if typed is not None and typed.number is None else None),
        "refusal": permissions.fill_in(request.actor, found),
        "rows_limit": limit("declaration_rows"),
        "megabytes": limit("declaration_megabytes"),
        "typed": typed,
        **more,
    }


def _with_typed(cards: list[Card], rows: list[RowView], typed: Typed, products: list[str]) -> list[Card]:
    """The row as typed in its place, or on top when the page shows others."""
    row = next(one for one in rows if one.number == typed.number)
    first, rest = _typed_cells(typed, products)
    written = replace(_card(row, products), first=first, rest=rest)
    there = [written if card.row.number == typed.number else card for card in cards]
    return there if any(card is written for card in there) else [written, *cards]


def _card(row: RowView, products: list[str]) -> Card:
    cells = words.form_cells(row.words, row.problems, products)
    first = [cell for cell in cells if cell.complaints or cell.name in words.FIRST]
    rest = [cell for cell in cells if cell not in first]
    title = row.facts.name or row.words.get("name", "") or (_("Vi vet ikke") if row.facts.unknown else _("Uten navn"))
    stage = words.stage_words().get(row.facts.stage, "")
    country = country_name(row.facts.country) if row.facts.country else ""
    return Card(row, first, rest, title, " · ".join(p for p in (stage, row.facts.material, country) if p))


def _blank(products: list[str], typed: Typed | None = None) -> Card:
    """A row that is not there yet; with one product asked about, it is chosen."""
    said = {"product": words.product_words(products)[0]} if len(products) == 1 else {}
    first, rest = _typed_cells(typed or Typed(None, said, ""), products)
    # A row not there yet has no facts, and its card asks for none.
    return Card(RowView(0, {}, None, []), first, rest, "", "")  # type: ignore[arg-type]


def _typed_cells(typed: Typed, products: list[str]) -> tuple[list[words.FormCell], list[words.FormCell]]:
    """Those to be shown at once, which are the most important and all that somebody has typed in; and the rest."""
    cells = [
        replace(cell, complaints=[(typed.error, "", True)]) if cell.name == typed.field else cell
        for cell in words.form_cells(typed.said, [], products)
    ]
    first = [cell for cell in cells if cell.name in words.FIRST or cell.text]
    return first, [cell for cell in cells if cell not in first]


def _typed(request: SignedInRequest) -> dict[str, str]:
    return {name: request.POST[f"cell-{name}"] for name in FIELDS if request.POST.get(f"cell-{name}", "").strip()}


def _back(request: SignedInRequest, public_id: str, place: str = "rader") -> HttpResponse:
    tab, after = request.POST.get("vis", ""), request.POST.get("etter", "")
    at = f"?vis={tab}" if tab in TABS else ""
    at += f"&etter={after}" if at and after.isascii() and after.isdigit() and after != "0" else ""
    return redirect(f"{reverse('chain_write', kwargs={'public_id': public_id})}{at}#{place}")


@signed_in
@require_POST
def new_row(request: SignedInRequest, public_id: str) -> HttpResponse:
    said = _typed(request)
    if not said:
        queries.own_declaration(request.actor, public_id)
        messages.info(request, _("Raden er tom, så vi la ikke til noe."))
        return _back(request, public_id, "ny")
    return _written(request, public_id, None, said)


@signed_in
@require_POST
def row(request: SignedInRequest, public_id: str, number: int) -> HttpResponse:
    """Keep the row as typed, or take it out."""
    if request.POST.get("act") == "remove":
        remove_row(by=request.actor, at=timezone.now(), declaration_id=public_id, number=number)
        messages.success(request, _("Rad %(number)s er fjernet.") % {"number": number})
        return _back(request, public_id)
    found = queries.own_declaration(request.actor, public_id)
    now = next((one for one in queries.rows_of(request.actor, found) if one.number == number), None)
    if now is None:
        raise Stale  # somebody took it out; what was typed is given back
    ours = {
        name: now.words[name] for name in words.HIDDEN if now.words.get(name) and f"cell-{name}" not in request.POST
    }
    said = {**ours, **_typed(request)}
    if request.POST.get("mark", now.mark) != now.mark and said != now.words:
        return _given_back(request, public_id, Typed(number, said, _between(now)))
    return _written(request, public_id, number, said)


def _between(now: RowView) -> str:
    """A colleague saved the row meanwhile: what stands there now, so that the two can be held together."""
    stands = ", ".join(f"{cell.label}: {cell.text}" for cell in words.form_cells(now.words, [], []) if cell.text)
    told = _(
        "En kollega lagret raden mens du skrev. Der står det nå: {stands}. Lagre igjen for å beholde det du skrev."
    )
    return told.format(stands=stands)


def _given_back(request: SignedInRequest, public_id: str, typed: Typed) -> HttpResponse:
    return render(request, "chain/write.html", _page(request, public_id, typed), status=422)


def _written(request: SignedInRequest, public_id: str, number: int | None, said: dict[str, str]) -> HttpResponse:
    try:
        saved = write_row(by=request.actor, at=timezone.now(), declaration_id=public_id, number=number, words=said)
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        typed = Typed(number, said, str(error), error.field if isinstance(error, CellTooLong) else "")
        return _given_back(request, public_id, typed)
    at = number or saved.new[0]
    found = queries.own_declaration(request.actor, public_id)
    now = next(one for one in queries.rows_of(request.actor, found) if one.number == at)
    if now.blocked:
        messages.warning(request, _("Rad %(number)s er lagret, men trenger deg fortsatt.") % {"number": at})
    else:
        messages.success(request, _("Rad %(number)s er lagret.") % {"number": at})
    return _back(request, public_id)


@signed_in
@require_safe
def workbook(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The form to fill in, with what is known already."""
    found = queries.own_declaration(request.actor, public_id)
    rows = [(row.number, row.words) for row in queries.rows_of(request.actor, found)]
    title = _("Kjeden til %(supplier)s") % {"supplier": found.supplier.name}
    content = write_workbook(title, rows, products_of(found), words.language())
    name = f"{slugify(title, allow_unicode=True) or 'aktsom'}-{found.version}.xlsx"
    disposition = str(content_disposition_header(True, name))
    return HttpResponse(content, content_type=EXCEL, headers={"Content-Disposition": disposition})


@signed_in
@require_POST
def upload(request: SignedInRequest, public_id: str) -> HttpResponse:
    queries.own_declaration(request.actor, public_id)
    file = request.FILES.get("file")
    if file is None:
        return _refused(request, public_id, _("Velg en fil først."))
    if (file.size or 0) > limit("declaration_megabytes") * 1_000_000:
        told = _("Filen er større enn %(limit)s MB. En kjede på %(rows)s rader er langt mindre.")
        sizes = {"limit": limit("declaration_megabytes"), "rows": limit("declaration_rows")}
        return _refused(request, public_id, told % sizes)
    try:
        taken = take_sheet(
            by=request.actor,
            at=timezone.now(),
            declaration_id=public_id,
            content=file.read(),
            filename=file.name or "",
        )
    except FileProblem as problem:
        described = describe(problem, _, FILE_MENDS)
        return _refused(request, public_id, f"{described.what} {described.mend}")
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        return _refused(request, public_id, str(error))
    _tell(request, taken.rows, taken.wrong, len(taken.saved.untouched), taken.unused)
    return _back(request, public_id)


def _refused(request: SignedInRequest, public_id: str, why: str) -> HttpResponse:
    return render(request, "chain/write.html", _page(request, public_id, file_error=why), status=422)


def _tell(request: SignedInRequest, rows: int, wrong: int, untouched: int, unused: tuple[str, ...]) -> None:
    said = ngettext("%(count)s rad er lest og lagret.", "%(count)s rader er lest og lagret.", rows) % {"count": rows}
    if wrong:
        said += " " + ngettext("%(count)s trenger deg.", "%(count)s trenger deg.", wrong) % {"count": wrong}
    (messages.warning if wrong else messages.success)(request, said)
    if untouched:
        left = ngettext(
            "%(count)s rad her sto ikke i filen. Den er beholdt.",
            "%(count)s rader her sto ikke i filen. De er beholdt.",
            untouched,
        )
        messages.info(request, left % {"count": untouched})
    if unused:
        messages.info(request, _("Vi kjente ikke disse kolonnene: %(names)s.") % {"names": ", ".join(unused[:5])})
