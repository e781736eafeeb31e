"""A row of the list of contracts, with the few words that the table says of it."""

from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.categories.catalogue import Catalogue
from aktsom.contracts.rules import over_by_date
from aktsom.contracts.states import ContractState
from aktsom.risk.kept import listed
from aktsom.risk.queries import OVER, ContractRow
from aktsom.web.base.jinja import write_date
from aktsom.web.base.risk_words import stage_words

SOON_DAYS = 120
NAMED = 2  # products of a row


@dataclass(frozen=True, slots=True)
class ListRow:
    row: ContractRow
    bought: str  # the products it matched, or the groups
    stages: str  # those at the gravest level
    ends_note: str
    late: bool
    pick: str = ""  # what the row's box is sent as, empty when the row has none


def list_row(row: ContractRow, catalogue: Catalogue, today: date, pick: str = "") -> ListRow:
    match state_on(row.state, row.runs_until, today):
        case ContractState.RUNNING:
            note, late = ends_note(row.ends_on, today, row.runs_until), False
        case state:
            note, late = state_word(state), state == OVER
    return ListRow(row, bought(row, catalogue), gravest_stages(row), note, late, pick)


def bought(row: ContractRow, catalogue: Catalogue) -> str:
    """Two products, those that give the row its level first, and how many others."""
    language = translation.get_language() or "nb"
    products = [catalogue.product[one] for one in listed(row.products) if one in catalogue.product]
    products.sort(key=lambda one: row.level not in {stage.level.value for stage in one.stages.values()})
    groups = [catalogue.group[one] for one in listed(row.groups) if one in catalogue.group]
    found = [one.name for one in products or groups]
    names = [name.within(language) if at else name.in_language(language) for at, name in enumerate(found)]
    said = ("; " if any("," in name for name in names[:NAMED]) else ", ").join(names[:NAMED])
    if len(names) <= NAMED:
        return said
    rest = len(names) - NAMED
    return ngettext("%(names)s og %(count)s til", "%(names)s og %(count)s til", rest) % {"names": said, "count": rest}


def gravest_stages(row: ContractRow) -> str:
    """Where in the chain the level of the row is, as "råvare og komponent"; empty where no level is known."""
    levels = {"raw": row.level_raw, "component": row.level_component, "final": row.level_final}
    if row.level in ("", "unknown"):
        return ""
    named = [name.lower() for stage, name in stage_words().items() if levels[stage] == row.level]
    return _("hele kjeden") if len(named) == len(levels) else _(" og ").join(named)


def ends_note(ends_on: date | None, today: date, runs_until: date | None = None) -> str:
    """How near the end is, said only when it is near; after it, how long options run on."""
    days = (ends_on - today).days if ends_on else None
    if days is None or days > SOON_DAYS:
        return ""
    if days < 0:
        return _("opsjon til %(day)s") % {"day": write_date(runs_until, "medium")} if runs_until else ""
    if days == 0:
        return _("i dag")
    return ngettext("om %(days)s dag", "om %(days)s dager", days) % {"days": days}


def state_word(state: str) -> str:
    words = {"running": _("Løper"), OVER: _("Gått ut på dato"), "ended": _("Avsluttet"), "struck": _("Strøket")}
    return words.get(state, state)


def state_on(state: str, runs_until: date | None, today: date) -> str:
    """The state as the list's filter has it: OVER for what nobody ended though its last day has gone by."""
    return OVER if state == ContractState.RUNNING and over_by_date(runs_until, today) else state


def risk_state_words() -> dict[str, str]:
    return {
        "screened": _("Ikke bekreftet"),
        "confirmed": _("Bekreftet"),
        "overridden": _("Rettet av dere"),
        "contested": _("Nytt forslag"),
    }
