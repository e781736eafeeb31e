"""What the notices say, from tables that can be corrected: what is kept of whom, and how accessible the pages are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aktsom.findings.signal_tables import signal_limit
from aktsom.follow_up.tables import evidence_limit
from aktsom.members.limits import limit as access_limit
from aktsom.members.sign_in_limits import LIMITS as SIGN_IN
from aktsom.records.tables import record_limit
from aktsom.sharing.limits import limit as release_limit
from aktsom.terms.tables import rows

REFERENCE = Path(__file__).parent / "reference"
AUDIENCES: Mapping[str, str | Promise] = {
    "visitor": _("Deg som leser de åpne sidene"),
    "says_from": _("Deg som sier fra"),
    "asker": _("Deg som ber om innsyn"),
    "officer": _("Deg som er innkjøper, eller arbeider i sekretariatet"),
    "supplier": _("Deg som svarer for en leverandør"),
    "auditor": _("Deg som reviderer"),
    "worker": _("Deg som saken handler om"),
}
TITLES: Mapping[str, str | Promise] = {
    "reading": _("Når du leser"),
    "signal": _("Det du forteller"),
    "throttle": _("Vern mot gjetting"),
    "account": _("Brukeren din"),
    "sign_ins": _("Innlogginger"),
    "cookies": _("Informasjonskapsler og det nettleseren husker"),
    "invited": _("Invitasjoner"),
    "acts": _("Det du gjør"),
    "effort": _("Timer og kostnader"),
    "convenience": _("Kalender, pakker og brev"),
    "notices": _("Beskjeder"),
    "competence": _("Det du kan"),
    "archived": _("Navn i arkiv og rapporter"),
    "access": _("Det du ber om"),
    "search": _("Ord i søket"),
    "contact": _("Kontaktpersoner"),
    "named": _("Navn i møter, tiltak og brev"),
    "auditor": _("Revisjoner"),
    "worker": _("Arbeidere"),
}
STANDINGS: Mapping[str, tuple[str, str | Promise]] = {
    "met": ("ok", _("Oppfylt")),
    "partly": ("wait", _("Delvis oppfylt")),
    "not": ("late", _("Ikke oppfylt")),
    "na": ("none", _("Gjelder ikke")),
    "unchecked": ("none", _("Ikke kontrollert")),
}
CHECKS: Mapping[str, str | Promise] = {
    "axe": _("Automatisk kontroll (axe, alvorlige funn) på telefon og skjerm, lyst og mørkt, på tre språk"),
    "test": _("Egen, automatisk prøve i programmet"),
    "reason": _("Gått gjennom i koden"),
    "none": _("Ikke gjort"),
}


@dataclass(frozen=True, slots=True)
class Basis:
    code: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of fact about people, in the reader's language. `bases` are what the law is said to allow it by."""

    id: str
    title: str | Promise
    what: str
    why: str
    bases: tuple[Basis, ...]
    kept: str
    readers: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """`mark` and `standing` say how far it is met; `checks` how that is known, `tests` which of our tests shows it."""

    number: str
    level: str
    name: str
    mark: str
    standing: str | Promise
    checks: tuple[str | Promise, ...]
    test: str
    note: str
    code: str
    checked_on: date


def limits() -> Mapping[str, object]:
    """What stands in the tables that the code itself goes by, so that the notice cannot say anything else."""
    return {
        **{row["name"]: row["value"] for row in rows(SIGN_IN)},
        "invitation_days": access_limit("invitation_days"),
        "package_days": evidence_limit("package_days"),
        "export_days": record_limit("export_days"),
        "notices_kept_days": access_limit("notices_kept_days"),
        "throttle_minutes": signal_limit("throttle_minutes"),
        "small_group_below": release_limit("small_group_below"),
    }


def kept_of_people() -> dict[str, list[Kept]]:
    """By audience, in the order of the page."""
    language, basis, known = _language(), bases(), limits()
    found: dict[str, list[Kept]] = {audience: [] for audience in AUDIENCES}
    for row in rows(REFERENCE / "privacy.csv"):
        said = {name: row[f"{name}_{language}"].format_map(known) for name in ("what", "why", "kept", "readers")}
        grounds = tuple(basis[code] for code in row["basis"].split())
        found[row["audience"]].append(Kept(id=row["id"], title=TITLES[row["id"]], bases=grounds, **said))
    return found


def bases() -> dict[str, Basis]:
    language = _language()
    return {
        row["code"]: Basis(row["code"], row[f"name_{language}"], row[f"text_{language}"])
        for row in rows(REFERENCE / "legal_bases.csv")
    }


def criteria() -> list[Criterion]:
    """Of WCAG 2.2, A and AA, in order."""
    language, known = _language(), limits()
    return [
        Criterion(
            number=row["number"],
            level=row["level"],
            name=row[f"name_{language}"],
            mark=STANDINGS[row["standing"]][0],
            standing=STANDINGS[row["standing"]][1],
            checks=tuple(CHECKS[how] for how in row["how"].split()),
            test=row["test"],
            note=row[f"note_{language}"].format_map(known),
            code=row["standing"],
            checked_on=date.fromisoformat(row["checked_on"]),
        )
        for row in rows(REFERENCE / "accessibility.csv")
    ]


def _language() -> str:
    return translation.get_language() or "nb"
