"""What a company register tells of a company, and what of it is news."""

from dataclasses import dataclass
from datetime import date

from aktsom.suppliers.rules.words import name_key
from aktsom.suppliers.states import CompanyState, EventKind


@dataclass(frozen=True, slots=True)
class Place:
    """An address in parts; `lines` joined by commas, country as two letters."""

    lines: str
    postcode: str = ""
    town: str = ""
    country: str = "NO"

    def __str__(self) -> str:
        return ", ".join(part for part in (self.lines, f"{self.postcode} {self.town}".strip()) if part)


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """One company as the register has it. Empty or None is "not said", and changes nothing: a company that was deleted
    is told of by number, name and day alone. `above` is the number of the entity it belongs to: of a sub-unit its
    legal entity, of other entities the one above."""

    number: str
    name: str = ""
    legal_form: str = ""
    is_unit: bool = False
    above: str = ""
    state: CompanyState = CompanyState.ACTIVE
    state_since: date | None = None
    employees: int | None = None
    visiting: Place | None = None
    postal: Place | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What we have of the company. `checked`: the register has been asked before, so that what differs has changed
    since; before that it is only how a buyer wrote it."""

    name: str
    state: CompanyState
    above: str
    visiting: Place | None
    checked: bool


@dataclass(frozen=True, slots=True)
class Happened:
    """`on` is None where the register does not say the day."""

    kind: EventKind
    before: str = ""
    after: str = ""
    on: date | None = None


_STATES = {
    CompanyState.BANKRUPT: EventKind.BANKRUPT,
    CompanyState.WINDING_UP: EventKind.WINDING_UP,
    CompanyState.DELETED: EventKind.DELETED,
    CompanyState.ACTIVE: EventKind.REVIVED,
}


def happened(known: Known, told: RegisterFacts) -> list[Happened]:
    """What is news. Told the same again nothing is: the answer follows from what is known alone. A state is news also
    the first time, a name, an address or an entity above only from the second time on."""
    found = []
    if told.state != known.state:
        found.append(Happened(_STATES[told.state], known.state, told.state, told.state_since))
    if not known.checked:
        return found
    if told.name and name_key(told.name) != name_key(known.name):
        found.append(Happened(EventKind.NAME_CHANGED, known.name, told.name))
    if told.visiting and known.visiting and str(told.visiting).casefold() != str(known.visiting).casefold():
        found.append(Happened(EventKind.ADDRESS_CHANGED, str(known.visiting), str(told.visiting)))
    if told.above and told.above != known.above:
        found.append(Happened(EventKind.PARENT_CHANGED, known.above, told.above))
    return found


def name_to_show(known: str, told: str) -> str:
    """The register writes in capitals; a name that says the same in ordinary letters is kept as it is."""
    return known if not told or name_key(known) == name_key(told) else told
