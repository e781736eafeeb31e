"""The journal of a contract as a timeline: each act in words, with what changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from aktsom.categories.queries import current_catalogue
from aktsom.contracts.queries import HistoryRow
from aktsom.risk.kept import listed
from aktsom.web.base.risk_words import verdict_words
from aktsom.web.contracts.words import change_lines


@dataclass(frozen=True, slots=True)
class Event:
    """As the part `timeline` takes it."""

    on: datetime
    text: str
    note: str


def events(history: list[HistoryRow]) -> list[Event]:
    return [Event(row.at, _text(row), _note(row)) for row in history]


def _text(row: HistoryRow) -> str:
    who = row.person or "Aktsom"
    texts = {
        "contract_registered": _("%(who)s la avtalen i registeret"),
        "contract_amended": _("%(who)s endret avtalen"),
        "contract_ended": _("%(who)s avsluttet avtalen"),
        "contract_struck": _("%(who)s strøk avtalen"),
        "contract_reopened": _("%(who)s åpnet avtalen igjen"),
        "risk_confirmed": _("%(who)s bekreftet risikoen"),
        "risk_overridden": _("%(who)s rettet risikoen"),
        "risk_contested": _("Listen gir et nytt forslag til risiko"),
        "contract_screened": _("Avtalen ble holdt opp mot høyrisikolisten"),
        "vanished_decided": _("%(who)s avgjorde hva som gjelder, etter at avtalen ikke sto i en ny fil"),
    }
    return texts.get(row.verb, row.verb.replace("_", " ")) % {"who": who}


def _note(row: HistoryRow) -> str:
    said = [str(row.changes["reason"])] if row.changes.get("reason") else []
    if row.verb == "contract_registered":
        return _("Fra en registerfil") if row.changes.get("import") else ""
    if isinstance(verdict := row.changes.get("verdict"), list):
        said.insert(0, _verdicts(verdict))
    said += [_change(what, old, new) for what, old, new in change_lines(_named(row))]
    return ". ".join([*(text.rstrip(".") for text in said[:-1]), *said[-1:]])


def _named(row: HistoryRow) -> Mapping[str, Any]:
    """The changes with the list's products by name. Decisions keep ids; that none are left, the verdict says."""
    products = row.changes.get("products")
    if not row.verb.startswith("risk_") or not isinstance(products, list):
        return row.changes
    known, language = current_catalogue().product, translation.get_language() or "nb"
    old, new = ([known[one].name.in_language(language) for one in listed(ids) if one in known] for ids in products)
    return {**row.changes, "products": [old, new] if new else None}


def _verdicts(change: list[Any]) -> str:
    names: Mapping[str, str] = verdict_words()
    return " → ".join(names.get(str(one), str(one)) for one in change)


def _change(what: str, old: str, new: str) -> str:
    if not old:
        return f"{what}: {new}"
    emptied = _("tømt")
    return f"{what}: {old} → {new or emptied}"
