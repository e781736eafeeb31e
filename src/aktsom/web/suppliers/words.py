"""What is known of a company, in words."""

from collections.abc import Sequence

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktsom.suppliers.queries.facts import EventRow, SupplierFacts
from aktsom.suppliers.rules.size import Ground, SizeClass
from aktsom.suppliers.states import CompanyState, Covered, EventKind, NameKind, RegisterAnswer, Scheme
from aktsom.suppliers.tables import size_limits
from aktsom.web.base.jinja import write_date, write_number

SCHEMES: dict[str, str | Promise] = {
    Scheme.NO_ORG: gettext_lazy("Organisasjonsnummer"),
    Scheme.LEI: gettext_lazy("LEI"),
    Scheme.VAT: gettext_lazy("Mva-nummer"),
    Scheme.DUNS: gettext_lazy("D-U-N-S"),
    Scheme.OTHER: gettext_lazy("Nummer i et annet register"),
}
NAME_KINDS: dict[str, str | Promise] = {
    NameKind.LEGAL: gettext_lazy("Registrert navn"),
    NameKind.FORMER: gettext_lazy("Tidligere navn"),
    NameKind.LOCAL: gettext_lazy("Navn i en annen skrift"),
    NameKind.ALIAS: gettext_lazy("Slik innkjøpere skriver det"),
}
STATES: dict[str, str | Promise] = {
    CompanyState.ACTIVE: gettext_lazy("I drift"),
    CompanyState.BANKRUPT: gettext_lazy("Konkurs"),
    CompanyState.WINDING_UP: gettext_lazy("Under avvikling"),
    CompanyState.DELETED: gettext_lazy("Slettet"),
}
# What has happened, as the first words people read.
TROUBLE: dict[str, str | Promise] = {
    CompanyState.BANKRUPT: gettext_lazy("Leverandøren er slått konkurs"),
    CompanyState.WINDING_UP: gettext_lazy("Leverandøren er under avvikling"),
    CompanyState.DELETED: gettext_lazy("Leverandøren er slettet"),
}
COVERED: dict[str, str | Promise] = {
    Covered.YES: gettext_lazy("Omfattet"),
    Covered.NO: gettext_lazy("Ikke omfattet"),
    Covered.UNKNOWN: gettext_lazy("Ikke kjent"),
}
SIZES: dict[str, str | Promise] = {
    SizeClass.LARGE: gettext_lazy("Stor leverandør"),
    SizeClass.SMALLER: gettext_lazy("Mindre leverandør"),
    SizeClass.UNKNOWN: gettext_lazy("Ikke kjent"),
}
MEASURES: dict[str, str | Promise] = {
    "turnover": gettext_lazy("omsetning"),
    "balance_sum": gettext_lazy("balansesum"),
    "employees": gettext_lazy("årsverk"),
}


def state_word(state: str, *, checked: bool) -> str:
    """Nobody has asked the register: then the state is not known, and not "in business"."""
    return _("ikke sjekket") if state == CompanyState.ACTIVE and not checked else str(STATES[state])


def event_text(event: EventRow) -> str:
    other = event.other_name or event.after
    texts = {
        EventKind.NAME_CHANGED: _("Skiftet navn fra %(before)s til %(after)s"),
        EventKind.BANKRUPT: _("Slått konkurs"),
        EventKind.WINDING_UP: _("Under avvikling"),
        EventKind.DELETED: _("Slettet fra registeret"),
        EventKind.REVIVED: _("I drift igjen"),
        EventKind.MERGED_INTO: _("Slått sammen med %(other)s"),
        EventKind.PARENT_CHANGED: _("Hører nå under %(other)s"),
        EventKind.ADDRESS_CHANGED: _("Flyttet til %(after)s"),
    }
    return texts[EventKind(event.kind)] % {"before": event.before, "after": event.after, "other": other}


def event_note(event: EventRow) -> str:
    if event.on is None:
        told = _("Registeret sier ikke dagen. Vi fikk vite det %(day)s. Kilde: %(source)s")
    elif event.learned_at.date() == event.on:
        told = _("Kilde: %(source)s")
    else:
        told = _("Vi fikk vite det %(day)s. Kilde: %(source)s")
    return told % {"day": write_date(event.learned_at.date(), "medium"), "source": event.source}


def coverage_reason(facts: SupplierFacts) -> str:
    """One sentence on why åpenhetsloven § 3 covers the company, does not, or why we cannot say."""
    texts = {
        Ground.FORM: _("Allmennaksjeselskap er alltid omfattet."),
        Ground.ABOVE: _("Over grensen for %(measures)s. To av tre grenser er nok."),
        Ground.BELOW: _("Ikke over grensen for %(measures)s. Da kan ikke to av tre være passert."),
        Ground.GROUP: _("Selskapet selv er under grensene, men det har datterselskaper, og da teller hele konsernet."),
        Ground.MISSING: _("Vi vet ikke %(measures)s, og kan derfor ikke si det."),
        Ground.ABROAD: _("Utenlandske selskaper er omfattet hvis de er skattepliktige i Norge. Det vet vi ikke."),
        Ground.UNIT: _("Dette er en underenhet. Det er foretaket over som er omfattet eller ikke."),
    }
    return texts[Ground(facts.ground)] % {"measures": _measures(facts.ground, facts.measures)}


def _measures(ground: str, measures: Sequence[str]) -> str:
    limits = size_limits()["transparency_act"]
    named = [str(MEASURES[one]) for one in measures if one in MEASURES]
    if ground in (Ground.ABOVE, Ground.BELOW):
        named = [f"{name} ({_limit(one, limits[one])})" for one, name in zip(measures, named, strict=True)]
    return in_a_row(named)


def in_a_row(names: Sequence[str]) -> str:
    """Names as a sentence has them: "a, b og c"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(some)s og %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}


def _limit(measure: str, limit: int) -> str:
    if measure == "employees":
        return write_number(limit)
    return _("%(sum)s mill. kr") % {"sum": write_number(limit // 1_000_000)}


def checked_sentence(facts: SupplierFacts) -> str:
    """When the company register said it, or why it has not."""
    supplier = facts.supplier
    if not facts.in_register:
        return _("Uten et norsk organisasjonsnummer kan vi ikke spørre Enhetsregisteret.")
    day = write_date(supplier.checked_at.date(), "medium") if supplier.checked_at else ""
    if supplier.register_answer == RegisterAnswer.MISSING:
        return _("Enhetsregisteret kjente ikke nummeret %(day)s. Se om det er skrevet riktig.") % {"day": day}
    if supplier.register_answer == RegisterAnswer.FAILED and day:
        return _("Enhetsregisteret svarte ikke sist. Det som står her, er fra %(day)s.") % {"day": day}
    if supplier.register_answer == RegisterAnswer.FAILED:
        return _("Enhetsregisteret svarte ikke sist. Vi prøver igjen.")
    if day:
        return _("Fra Enhetsregisteret %(day)s.") % {"day": day}
    return _("Ikke hentet fra Enhetsregisteret ennå.")


def asks_register() -> bool:
    return bool(settings.COMPANY_REGISTER)
