"""The columns of a register file as we took them, and a person's corrections to that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from aktsom.contracts.models import RegisterImport
from aktsom.core.errors import DomainError
from aktsom.interop.registers.columns import ColumnGuess, Reason
from aktsom.interop.registers.fields import LABELS, SEVERAL_COLUMNS, Field
from aktsom.interop.registers.problems import describe_reason
from aktsom.interop.spreadsheets.cells import Note
from aktsom.interop.spreadsheets.problems import describe_note


@dataclass(frozen=True, slots=True)
class ColumnLine:
    column: int
    letter: str
    header: str
    field: str
    reason: str
    samples: Sequence[str]


def options() -> list[tuple[str, str]]:
    return [("", _("Tas ikke med")), *((str(field), _(LABELS[field])) for field in Field)]


def lines(found: RegisterImport) -> list[ColumnLine]:
    return [
        ColumnLine(
            column["column"],
            column["letter"],
            column["header"],
            column["field"],
            _reason(column),
            column.get("samples", []),
        )
        for column in found.columns
    ]


def _reason(column: Mapping[str, Any]) -> str:
    reason = Reason(column["reason"])
    field = Field(column["field"]) if column["field"] else None
    guess = ColumnGuess(column["column"], column["header"], field, 1.0, reason, column.get("words", ""))
    return describe_reason(guess, _)


def missing(found: RegisterImport) -> list[str]:
    """What no column says although contracts are of little use without it."""
    fields = {column["field"] for column in found.columns}
    needed = (
        (_("hva som kjøpes"), {Field.TITLE, Field.DESCRIPTION, Field.PRODUCTS}),
        (_("leverandøren"), {Field.SUPPLIER_NAME, Field.SUPPLIER_ORG_NUMBER}),
    )
    return [name for name, any_of in needed if not fields & any_of]


def notes(found: RegisterImport) -> list[str]:
    """What the reader of the file noticed, and the rows it left aside."""
    noticed = found.noticed
    said = [describe_note(Note(note["code"], note["params"]), _) for note in noticed.get("notes", ())]
    aside = noticed.get("left_aside", {})
    named = {
        "total": _("Rader med summer, ikke tatt med: %(count)s."),
        "remark": _("Rader med bare en merknad, ikke tatt med: %(count)s."),
        "heading": _("Overskrifter som gjentas, ikke tatt med: %(count)s."),
        "repeated": _("Rader som er helt like en tidligere rad, tatt med bare én gang: %(count)s."),
    }
    return said + [named[kind] % {"count": count} for kind, count in aside.items() if kind in named]


def corrected(found: RegisterImport, chosen: Mapping[str, str]) -> list[dict[str, Any]]:
    """The columns that a person wants otherwise; {position as text: field}. Raises DomainError when two columns are
    chosen for what only one can say."""
    known = {str(field) for field in Field} | {""}
    changed = [
        {**column, "field": said}
        for column in found.columns
        if (said := chosen.get(str(column["column"]), column["field"])) in known and said != column["field"]
    ]
    once = [column["field"] for column in changed if column["field"] and column["field"] not in SEVERAL_COLUMNS]
    if len(once) != len(set(once)):
        twice = next(name for name in once if once.count(name) > 1)
        raise DomainError(
            _("To kolonner kan ikke begge være «%(field)s». Velg én av dem.") % {"field": _(LABELS[Field(twice)])}
        )
    return changed + [
        dict(column) for column in found.columns if not column["header"] and _kept_by_hand(column, changed)
    ]


def _kept_by_hand(column: Mapping[str, Any], changed: Sequence[Mapping[str, Any]]) -> bool:
    """A column without a heading cannot be remembered by it, so an earlier choice goes along."""
    return column["reason"] == Reason.REMEMBERED and all(one["column"] != column["column"] for one in changed)
