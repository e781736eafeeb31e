"""What `aktsom screen` shows in the terminal: how many, of what, which first and why, and who shares what."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from aktsom.interop.registers.unread import NOT_READ
from aktsom.interop.screening.summary import category_name, kroner
from aktsom.interop.spreadsheets.problems import Translate, _, describe_note
from aktsom.risk.outcomes import Outcome
from aktsom.risk.screening.result import Verdict
from aktsom.risk.shares import Sum, shared

if TYPE_CHECKING:
    from aktsom.cli.screening import Job
    from aktsom.interop.screening.large import ScreenedLedger
    from aktsom.interop.screening.registers import ScreenedRegister, Teller
    from aktsom.interop.screening.summary import Summary, TopPurchase

_VERDICTS = {
    Verdict.HIGH_RISK: ("▲", _("Høy risiko"), "bold red"),
    Verdict.INSUFFICIENT_INFORMATION: ("?", _("For lite opplysninger"), "yellow"),
    Verdict.NOT_ON_LIST: ("·", _("Ikke på listen"), ""),
}
_LEVELS = {
    "low": _("lav"),
    "medium": _("middels"),
    "medium_high": _("middels høy"),
    "high": _("høy"),
    "very_high": _("svært høy"),
    "unknown": _("ukjent"),
}
_STAGES = (_("råvare"), _("komponent"), _("sluttprodukt"))
_FEW = 15


class Report:
    def __init__(self, summary: Summary, teller: Teller, job: Job) -> None:
        self._summary, self._teller, self._job = summary, teller, job
        self._say: Translate = job.translate
        self._console = Console(stderr=job.output == "-", highlight=False, width=_width(job.output == "-"))
        self._catalogue = teller.catalogue

    def read(self, screened: Sequence[ScreenedRegister | ScreenedLedger]) -> None:
        catalogue = self._catalogue
        text = self._say(_("{count} kjøp i {files}, vurdert mot høyrisikolisten, utgave {version} ({as_of})."))
        named = list(dict.fromkeys(one.file for one in screened))
        files = ", ".join(named[:4]) + (" …" if len(named) > 4 else "")
        count = _number(self._summary.purchases)
        self._console.print(
            text.format(count=count, files=files, version=catalogue.version, as_of=catalogue.as_of), style="bold"
        )
        for one in screened:
            for note in one.notes:
                unread = note.code == NOT_READ
                self._console.print(
                    f"{one.file}: {describe_note(note, self._say)}", style="yellow" if unread else "dim", markup=False
                )
                if unread:
                    self._console.print(self._say(_("Velg ark med --sheet.")), style="yellow")

    def verdicts(self) -> None:
        table = self._table(_("Vurdering"), _("Avtaler"), _("Andel"), _("Verdi i kroner"), right=(1, 2, 3))
        for verdict, (glyph, words, style) in _VERDICTS.items():
            found = self._summary.by_verdict[verdict]
            share = 100 * found.purchases / max(self._summary.purchases, 1)
            cells = (f"{glyph} {self._say(words)}", _number(found.purchases), f"{share:.0f} %", _money(found))
            table.add_row(*cells, style=style)
        self._console.print(table)

    def groups(self) -> None:
        if not self._summary.by_group:
            return
        names = (_("Gruppe på høyrisikolisten"), _("Høy risiko"), _("For lite opplysninger"), _("Verdi i kroner"))
        table = self._table(*names, right=(1, 2, 3))
        for group in sorted(self._summary.by_group, key=self._group_order):
            found = self._summary.by_group[group]
            high, unclear = found.get(Verdict.HIGH_RISK, Sum()), found.get(Verdict.INSUFFICIENT_INFORMATION, Sum())
            whole = Sum(high.purchases + unclear.purchases, high.cents + unclear.cents)
            name = self._catalogue.group[group].name.in_language(self._job.language)
            table.add_row(name, _number(high.purchases), _number(unclear.purchases), _money(whole))
        self._console.print(table)

    def _group_order(self, group: str) -> tuple[int, int]:
        found = self._summary.by_group[group]
        return -found.get(Verdict.HIGH_RISK, Sum()).purchases, -self._summary.ranks[group]

    def top(self) -> None:
        first = self._summary.top[: self._job.top]
        if not first:
            return
        self._console.print(Text(self._say(_("Se på disse først")), style="bold"))
        for place, purchase in enumerate(first, 1):
            self._console.print(self._purchase(place, purchase))
        self._console.print()

    def _purchase(self, place: int, purchase: TopPurchase) -> Text:
        text = Text(f"{place:>3}. ")
        text.append(purchase.title or "–", style="bold")
        who = [purchase.supplier.name, purchase.buyer, _kroner(purchase.cents)]
        where = self._say(_("{file} rad {row}")).format(file=purchase.register, row=purchase.row)
        text.append("\n     " + " · ".join(part for part in (*who, where) if part), style="dim")
        text.append("\n     " + self._levels(purchase.outcome))
        for sentence in self._teller.sentences(purchase.screening)[:3]:
            text.append(f"\n     – {sentence}")
        return text

    def _levels(self, outcome: Outcome) -> str:
        glyph, words, _style = _VERDICTS[outcome.verdict or Verdict.NOT_ON_LIST]
        stages = [
            f"{self._say(stage)} {self._say(_LEVELS[level])}"
            for stage, level in zip(_STAGES, outcome.levels, strict=True)
            if level
        ]
        return f"{glyph} {self._say(words)}: " + ", ".join(stages)

    def shared(self) -> None:
        if len(self._summary.buyers) < 2:
            return
        self._shared_categories()
        self._shared_suppliers()

    def _shared_categories(self) -> None:
        names = (_("Samme kategori"), _("Virksomheter"), _("Hvem"), _("Leverandører"), _("Avtaler"))
        table = self._table(*names, right=(1, 3, 4))
        found = [share for share in self._summary.shares.categories() if len(share.buyers) > 1]
        for share in found[:_FEW]:
            name = category_name(share.category, self._catalogue, self._job.language)
            counts = (_number(len(share.suppliers)), _number(share.total.purchases))
            table.add_row(name, _number(len(share.buyers)), self._some(list(share.buyers)), *counts)
        self._print_some(table, len(found))

    def _shared_suppliers(self) -> None:
        names = (_("Samme leverandør"), _("Org.nr."), _("Virksomheter"), _("Hvem"), _("Avtaler"), _("Verdi i kroner"))
        table = self._table(*names, right=(2, 4, 5))
        found = shared(self._summary.shares.suppliers())
        for share in found[:_FEW]:
            total = share.total
            table.add_row(
                share.supplier.name,
                share.supplier.number,
                _number(len(share.buyers)),
                self._some(list(share.buyers)),
                _number(total.purchases),
                _money(total),
            )
        self._print_some(table, len(found))

    def _print_some(self, table: Table, count: int) -> None:
        if not count:
            return
        self._console.print(table)
        if count > _FEW:
            more = self._say(_("og {count} til; alle står i resultatfilen (-o).")).format(count=count - _FEW)
            self._console.print(more, style="dim")

    def _some(self, names: Sequence[str]) -> str:
        shown = ", ".join(names[:4])
        return (
            shown
            if len(names) < 5
            else self._say(_("{names} og {count} til")).format(names=shown, count=len(names) - 4)
        )

    def silent(self) -> None:
        for file, (rows, count) in self._summary.silent.items():
            numbers = ", ".join(str(row) for row in rows[:8]) + (" …" if count > 8 else "")
            text = self._say(_("{file}: {count} rader sier ikke hva som er kjøpt (rad {rows})."))
            self._console.print(text.format(file=file, count=_number(count), rows=numbers), style="yellow")

    def written(self, paths: Sequence[Path]) -> None:
        for path in paths:
            self._console.print(self._say(_("Skrev {file}.")).format(file=path))

    def _table(self, *headings: str, right: Sequence[int]) -> Table:
        from rich.box import SIMPLE_HEAD

        table = Table(box=SIMPLE_HEAD, pad_edge=False)
        for place, heading in enumerate(headings):
            table.add_column(self._say(heading), justify="right" if place in right else "left", overflow="fold")
        return table


def report(
    screened: Sequence[ScreenedRegister | ScreenedLedger],
    summary: Summary,
    teller: Teller,
    job: Job,
    written: Sequence[Path],
) -> None:
    shown = Report(summary, teller, job)
    shown.read(screened)
    shown.verdicts()
    shown.groups()
    shown.top()
    shown.shared()
    shown.silent()
    shown.written(written)


def _width(to_stderr: bool) -> int | None:
    """As wide as the terminal; in a file or pipe wide enough for the tables."""
    return None if (sys.stderr if to_stderr else sys.stdout).isatty() else 120


def _number(count: int) -> str:
    return f"{count:,}".replace(",", "\u00a0")


def _money(found: Sum) -> str:
    return _number(round(kroner(found))) if found.cents else ""


def _kroner(cents: int | None) -> str:
    return "" if cents is None else f"{_number(round(cents / 100))}\u00a0kr"
