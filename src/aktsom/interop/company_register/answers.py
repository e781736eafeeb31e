"""The register's own words (Enhetsregisteret's `enheter` and `underenheter`) understood as facts.

An entity as JSON, the fields we read (all others are passed over):

    organisasjonsnummer, navn, organisasjonsform {kode}, antallAnsatte, overordnetEnhet, konkurs, konkursdato,
    underAvvikling, underAvviklingDato, underTvangsavviklingEllerTvangsopplosning, slettedato,
    forretningsadresse or (of a sub-unit) beliggenhetsadresse, postadresse {adresse [lines], postnummer, poststed,
    landkode}

A deleted entity is answered with number, name and `slettedato` alone. In CSV the names of inner fields stand with a
dot, `forretningsadresse.postnummer`, and truth is written "J" or "true".
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from aktsom.suppliers.rules import is_organisation_number
from aktsom.suppliers.rules.register import Place, RegisterFacts
from aktsom.suppliers.states import CompanyState

_UNIT_FORMS = frozenset({"BEDR", "AAFY"})  # sub-units of businesses, and of bodies that do no business
_FORCED = (
    "tvangsavvikletPgaManglendeSlettingDato",
    "tvangsopplostPgaManglendeDagligLederDato",
    "tvangsopplostPgaManglendeRevisorDato",
    "tvangsopplostPgaManglendeRegnskapDato",
    "tvangsopplostPgaMangelfulltStyreDato",
)
_LONGEST_NAME = 200
_MOST_PEOPLE = 10_000_000


class NotUnderstood(ValueError):
    """The answer is not about a company."""


def facts_of(said: Mapping[str, Any]) -> RegisterFacts:
    """Raises NotUnderstood without a right number, or where a field holds something that it cannot."""
    number = _text(said, "organisasjonsnummer")
    if not is_organisation_number(number):
        raise NotUnderstood("organisasjonsnummer")
    form = _text(_part(said, "organisasjonsform"), "kode")
    above = _text(said, "overordnetEnhet")
    state, since = _state(said)
    return RegisterFacts(
        number=number,
        name=" ".join(_text(said, "navn").split())[:_LONGEST_NAME],
        legal_form=form[:20],
        is_unit=form in _UNIT_FORMS or _text(said, "respons_klasse") == "Underenhet",
        above=above if is_organisation_number(above) else "",
        state=state,
        state_since=since,
        employees=_people(said.get("antallAnsatte")),
        visiting=_place(_part(said, "forretningsadresse")) or _place(_part(said, "beliggenhetsadresse")),
        postal=_place(_part(said, "postadresse")),
    )


def _state(said: Mapping[str, Any]) -> tuple[CompanyState, date | None]:
    """The gravest counts: what is deleted is not bankrupt any more, what is bankrupt is being wound up besides."""
    if deleted := _day(said, "slettedato"):
        return CompanyState.DELETED, deleted
    if _text(said, "respons_klasse") == "SlettetEnhet":
        return CompanyState.DELETED, None
    if _true(said.get("konkurs")) or _day(said, "konkursdato"):
        return CompanyState.BANKRUPT, _day(said, "konkursdato")
    forced = [day for name in _FORCED if (day := _day(said, name))]
    if _true(said.get("underAvvikling")) or _true(said.get("underTvangsavviklingEllerTvangsopplosning")) or forced:
        return CompanyState.WINDING_UP, _day(said, "underAvviklingDato") or (min(forced) if forced else None)
    return CompanyState.ACTIVE, None


def _part(said: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The inner fields: as JSON has them, or as columns with a dot."""
    inner = said.get(name)
    if isinstance(inner, Mapping):
        return inner
    if inner is not None and inner != "":
        raise NotUnderstood(name)
    start = f"{name}."
    return {key.removeprefix(start): value for key, value in said.items() if key.startswith(start)}


def _place(said: Mapping[str, Any]) -> Place | None:
    lines = said.get("adresse") or ""
    if isinstance(lines, list):
        lines = ", ".join(str(line).strip() for line in lines if line)
    if not isinstance(lines, str):
        raise NotUnderstood("adresse")
    place = Place(lines.strip()[:300], _text(said, "postnummer")[:12], _text(said, "poststed")[:100])
    country = _text(said, "landkode").upper()
    if not place.lines and not place.town:
        return None
    return Place(place.lines, place.postcode, place.town, country if len(country) == 2 else "NO")


def _text(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name)
    if value is None:
        return ""
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise NotUnderstood(name)
    return str(value).replace("\0", "").strip()


def _true(value: Any) -> bool:
    return value is True or (isinstance(value, str) and value.strip().casefold() in ("true", "j", "ja"))


def _day(said: Mapping[str, Any], name: str) -> date | None:
    text = _text(said, name)
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise NotUnderstood(name) from None


def _people(value: Any) -> int | None:
    if value is None or value == "":
        return None
    try:
        people = int(value)
    except (TypeError, ValueError):
        raise NotUnderstood("antallAnsatte") from None
    if not 0 <= people <= _MOST_PEOPLE:
        raise NotUnderstood("antallAnsatte")
    return people
