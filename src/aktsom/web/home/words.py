"""Home in words: the greeting, the sentence under it, and what each row says and leads to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.categories.entries import Group
from aktsom.contracts.queries.troubled import TroubledSupplier
from aktsom.contracts.states import ImportState
from aktsom.risk.queries.home import DueKind, DueRow, OverByDate, VanishedIn, WaitingImport
from aktsom.risk.queries.steps import Step, StepKind
from aktsom.web.base.addresses import contracts_address
from aktsom.web.base.jinja import write_date, write_number
from aktsom.web.suppliers.words import TROUBLE

MORNING, DAY, EVENING = 5, 10, 18
SOON_DAYS = 14


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a band, as its template takes it."""

    title: str
    text: str = ""
    href: str = ""
    due: str = ""
    due_note: str = ""
    act: str = ""
    on: date | None = None
    when: str = ""
    state: str = ""
    state_text: str = ""


def greeting(now: datetime, name: str) -> str:
    """By the hour where the person is; nobody is wished a good night at work."""
    first = name.split(maxsplit=1)[0] if name else ""
    if MORNING <= now.hour < DAY:
        return _("God morgen, %(name)s") % {"name": first}
    if DAY <= now.hour < EVENING:
        return _("God dag, %(name)s") % {"name": first}
    return _("God kveld, %(name)s") % {"name": first}


def lead(waiting: int, due_soon: Sequence[DueRow], today: date) -> str:
    """How much waits, and the nearest day if it is near."""
    said = (
        ngettext("%(count)s ting venter på deg.", "%(count)s ting venter på deg.", waiting)
        % {"count": number_word(waiting)}
        if waiting
        else _("Ingenting venter på at du avgjør noe.")
    )
    nearest = due_soon[0] if due_soon else None
    if nearest is None or (nearest.on - today).days > SOON_DAYS:
        return said
    return f"{said} {due_sentence(nearest, today)}"


def number_word(number: int) -> str:
    words = (
        *("", _("Én"), _("To"), _("Tre"), _("Fire"), _("Fem"), _("Seks")),
        *(_("Sju"), _("Åtte"), _("Ni"), _("Ti"), _("Elleve"), _("Tolv")),
    )
    return words[number] if 0 < number < len(words) else write_number(number)


def due_sentence(row: DueRow, today: date) -> str:
    day = near_day(row.on, today)
    match row.kind:
        case DueKind.OPTION:
            return _("Opsjonen på «%(title)s» må brukes %(day)s.") % {"title": row.title, "day": day}
        case DueKind.ENDS:
            return _("«%(title)s» går ut %(day)s.") % {"title": row.title, "day": day}
        case DueKind.SELF_REPORT:
            return _("Egenrapporten om «%(title)s» har frist %(day)s.") % {"title": row.title, "day": day}


def near_day(on: date, today: date) -> str:
    match (on - today).days:
        case 0:
            return _("i dag")
        case 1:
            return _("i morgen")
        case _:
            return write_date(on, "day")


def due_row(row: DueRow) -> Row:
    kinds = {
        DueKind.OPTION: _("Siste dag for opsjonen"),
        DueKind.ENDS: _("Avtalen går ut"),
        DueKind.SELF_REPORT: _("Egenrapport, ventet") if row.expected else _("Egenrapport"),
    }
    text = ", ".join(part for part in (kinds[row.kind], row.supplier) if part)
    href = reverse("contracts_contract", kwargs={"public_id": row.contract})
    return Row(title=row.title, text=text, href=href, on=row.on, when=write_date(row.on, "short"))


def import_row(waiting: WaitingImport) -> Row:
    """A register file that a person must look at."""
    href = _import_address(waiting.public_id)
    if waiting.state == ImportState.FAILED:
        return Row(
            title=_("Vi kunne ikke lese %(file)s") % {"file": waiting.file_name},
            text=_("Ingenting er endret i registeret. Se hva som er galt, og prøv igjen."),
            href=href,
            act=_("Se hva som er galt"),
        )
    return Row(
        title=_("Legg %(file)s i registeret") % {"file": waiting.file_name},
        text=_("Filen er lest for %(member)s. Se over radene og bekreft.") % {"member": waiting.member},
        href=href,
        due=ngettext("%(count)s rad", "%(count)s rader", waiting.rows) % {"count": write_number(waiting.rows)},
        act=_("Se over"),
    )


def wait_row(waiting: WaitingImport) -> Row:
    """A register file that the platform is at work on."""
    taking_in = waiting.state == ImportState.TAKING_IN
    return Row(
        title=waiting.file_name,
        text=_("Vi legger avtalene i registeret. Du kan gå videre imens.")
        if taking_in
        else _("Vi leser filen. Du kan gå videre imens."),
        href=_import_address(waiting.public_id),
        state="wait",
        state_text=_("Legges inn") if taking_in else _("Leses"),
    )


def vanished_row(vanished: VanishedIn) -> Row:
    return Row(
        title=_("Avtaler som mangler i %(file)s") % {"file": vanished.file_name},
        text=_("De står i registeret, men ikke i den nyeste filen. Si om de løper videre, er over eller var en feil."),
        href=_import_address(vanished.import_id),
        due=_contracts(vanished.contracts),
        act=_("Avgjør"),
    )


def trouble_row(found: TroubledSupplier) -> Row:
    contracts = ngettext("%(count)s avtale løper.", "%(count)s avtaler løper.", found.contracts)
    return Row(
        title=f"{TROUBLE[found.state]}: {found.name}",
        text=contracts % {"count": write_number(found.contracts)} + " " + _("Avgjør hva som skjer med leveransen."),
        href=reverse("suppliers_supplier", kwargs={"public_id": found.public_id}),
        due=write_date(found.on, "short") if found.on else "",
        act=_("Se leverandøren"),
    )


def over_row(over: OverByDate) -> Row:
    title = ngettext(
        "%(count)s avtale har gått ut på dato. Er den avsluttet?",
        "%(count)s avtaler har gått ut på dato. Er de avsluttet?",
        over.contracts,
    )
    return Row(
        title=title % {"count": write_number(over.contracts)},
        text=_("Vi regner dem ikke lenger som løpende. Avslutt dem, eller rett sluttdatoen på dem som løper videre."),
        href=contracts_address(over.filters),
        act=_("Se avtalene"),
    )


def step_row(step: Step, groups: Mapping[str, Group], language: str) -> Row:
    name = groups[step.group].name.in_language(language) if step.group in groups else step.group
    titles, texts, acts = _step_words()
    title = f"{titles[step.kind]}: {name}" if name else titles[step.kind]
    return Row(
        title=title,
        text=texts[step.kind],
        href=contracts_address(step.filters),
        due=_contracts(step.contracts),
        act=acts[step.kind],
    )


def _step_words() -> tuple[dict[StepKind, str], dict[StepKind, str], dict[StepKind, str]]:
    titles = {
        StepKind.CONTESTED: _("Nytt forslag til risiko"),
        StepKind.CONFIRM: _("Bekreft høy risiko"),
        StepKind.NAME_PRODUCTS: _("Si hva som kjøpes"),
        StepKind.WITHOUT_TERMS: _("Høy risiko uten vilkår"),
    }
    texts = {
        StepKind.CONTESTED: _(
            "Listen eller avtalen er endret siden noen avgjorde risikoen. Avgjørelsen står til du ser på den."
        ),
        StepKind.CONFIRM: _("Avtalene traff høyrisikolisten. Les hvorfor, og bekreft eller rett."),
        StepKind.NAME_PRODUCTS: _(
            "Avtalene ligger i gruppen, men sier ikke hvilke produkter. Til da er risikoen ukjent."
        ),
        StepKind.WITHOUT_TERMS: _(
            "Uten vilkår om menneskerettigheter er det lite å følge opp etter. Oppgi vilkårene, eller avtal dem."
        ),
    }
    acts = {
        StepKind.CONTESTED: _("Sammenlign"),
        StepKind.CONFIRM: _("Les og bekreft"),
        StepKind.NAME_PRODUCTS: _("Oppgi produkter"),
        StepKind.WITHOUT_TERMS: _("Se avtalene"),
    }
    return titles, texts, acts


def _contracts(count: int) -> str:
    return ngettext("%(count)s avtale", "%(count)s avtaler", count) % {"count": write_number(count)}


def _import_address(public_id: str) -> str:
    return reverse("contracts_import_review", kwargs={"public_id": public_id})
