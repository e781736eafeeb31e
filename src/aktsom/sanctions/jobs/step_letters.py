"""Letters about what decisions set in motion. Nothing of why: e-mail is a postcard."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.core.letters import page_address
from aktsom.follow_up.jobs.method_letters import Told, day, suppliers_people, writes
from aktsom.members.models import Person
from aktsom.sanctions.models import OrderCondition, Replacement, Suspension, Termination
from aktsom.sanctions.step_states import STOPS_ORDERS, OrderConditionState, ReplacementState, TerminationState
from aktsom.suppliers.models import Supplier
from aktsom.teams.queries.owners import owners_of

Letters = Iterable[tuple[Person, Callable[[], Told]]]


def _suspension(payload: dict[str, Any]) -> Suspension | None:
    return Suspension.objects.select_related("owner", "supplier").filter(public_id=payload["id"]).first()


def _replacement(payload: dict[str, Any]) -> Replacement | None:
    return Replacement.objects.select_related("owner", "supplier").filter(public_id=payload["id"]).first()


def _termination(payload: dict[str, Any]) -> Termination | None:
    return Termination.objects.select_related("owner", "supplier").filter(public_id=payload["id"]).first()


def _owners(member_id: int) -> list[Person]:
    return owners_of([member_id], timezone.localdate())[member_id]


def _page(one: Suspension | Replacement | Termination) -> str:
    names = {Suspension: "steps_suspension", Replacement: "steps_replacement", Termination: "steps_termination"}
    return page_address(names[type(one)], public_id=one.public_id)


def _who(one: Suspension | Replacement | Termination) -> dict[str, str]:
    return {"owner": str(one.owner.name), "supplier": one.supplier.name}


def _to_supplier(one: Suspension | Replacement | Termination, subject: str, line: str) -> Told:
    who = _who(one)
    return Told(subject % who, (line % who,), _("Se hva det er, og hva dere kan gjøre, her:"), _page(one))


@writes("suspension_begun")
def suspension_begun(payload: dict[str, Any]) -> Letters:
    one = _suspension(payload)
    if one is None or one.state not in STOPS_ORDERS:
        return []
    subject, line = _("%(owner)s har tatt en avgjørelse om en leveranse"), _("%(owner)s har stanset en leveranse.")
    return [(person, lambda: _to_supplier(one, subject, line)) for person in suppliers_people(one.supplier)]


@writes("suspension_answered")
def suspension_answered(payload: dict[str, Any]) -> Letters:
    """To the supplier: what was decided of the test, of the last day, or of the suspension itself."""
    one = _suspension(payload)
    if one is None:
        return []

    def write() -> Told:
        line = {
            "lifted": _("%(owner)s har opphevet stansen av en leveranse."),
            "short": _("%(owner)s har vurdert det som skal oppheve stansen. Den står ved lag."),
            "prolonged": _("%(owner)s har flyttet siste dag for en stans."),
            "ended": _("%(owner)s har avsluttet en stans etter siste dag."),
            "dropped": _("%(owner)s har trukket en stans."),
        }[payload["did"]]
        return _to_supplier(one, _("Nytt om en stans hos %(owner)s"), line)

    return [(person, write) for person in suppliers_people(one.supplier)]


@writes("suspension_shown")
def suspension_shown(payload: dict[str, Any]) -> Letters:
    one = _suspension(payload)
    if one is None or one.state != "shown":
        return []

    def write() -> Told:
        who = _who(one)
        line = _("%(supplier)s har vist noe som skal oppheve stansen. Vurder det før siste dag.")
        return Told(_("%(supplier)s ber om at stansen oppheves") % who, (line % who,), _("Vurder her:"), _page(one))

    return [(person, write) for person in _owners(one.owner_id)]


@writes("suspension_ending")
def suspension_ending(payload: dict[str, Any]) -> Letters:
    """To the owner and the supplier, some days before the last."""
    one = _suspension(payload)
    if one is None or one.state not in STOPS_ORDERS:
        return []

    def to_owner() -> Told:
        who = {**_who(one), "day": day(one.ends_on)}
        line = _("Stansen hos %(supplier)s har siste dag %(day)s. Den slutter ikke av seg selv, og forlenges ikke.")
        return Told(_("En stans går ut %(day)s") % who, (line % who,), _("Avgjør hva som skjer her:"), _page(one))

    def to_supplier() -> Told:
        line = _("Stansen hos %(owner)s har siste dag %(day)s. Vis det som opphever den, før det.")
        who = {**_who(one), "day": day(one.ends_on)}
        return Told(_("En stans går ut %(day)s") % who, (line % who,), _("Se hva som opphever den her:"), _page(one))

    found = [(person, to_owner) for person in _owners(one.owner_id)]
    return found + [(person, to_supplier) for person in suppliers_people(one.supplier)]


@writes("suspension_run_out")
def suspension_run_out(payload: dict[str, Any]) -> Letters:
    one = _suspension(payload)
    if one is None or one.state not in STOPS_ORDERS:
        return []

    def write() -> Told:
        who = {**_who(one), "day": day(one.ends_on)}
        line = _("Siste dag for stansen hos %(supplier)s var %(day)s, og ingen har avgjort hva som skjer nå.")
        return Told(
            _("Stansen hos %(supplier)s er gått ut uten avgjørelse") % who, (line % who,), _("Avgjør her:"), _page(one)
        )

    return [(person, write) for person in _owners(one.owner_id)]


@writes("replacement_demanded")
def replacement_demanded(payload: dict[str, Any]) -> Letters:
    one = _replacement(payload)
    if one is None or one.state != ReplacementState.DEMANDED:
        return []

    def write() -> Told:
        who = {**_who(one), "day": day(one.due_on)}
        line = _("%(owner)s krever at et sted i leverandørkjeden byttes ut. Foreslå et nytt innen %(day)s.")
        return Told(
            _("%(owner)s har tatt en avgjørelse om leverandørkjeden deres") % who, (line % who,),
            _("Se hva som kreves, og foreslå et nytt sted her:"), _page(one),
        )  # fmt: skip

    return [(person, write) for person in suppliers_people(one.supplier)]


@writes("place_proposed")
def place_proposed(payload: dict[str, Any]) -> Letters:
    one = _replacement(payload)
    if one is None or one.state != ReplacementState.PROPOSED:
        return []

    def write() -> Told:
        who = _who(one)
        line = _("Vurder risikoen og det vi vet om stedet, før noe leveres derfra.")
        return Told(_("%(supplier)s foreslår et nytt sted") % who, (line,), _("Vurder stedet her:"), _page(one))

    return [(person, write) for person in _owners(one.owner_id)]


@writes("replacement_answered")
def replacement_answered(payload: dict[str, Any]) -> Letters:
    """To the supplier: a place was entered, refused or confirmed, or the demand was withdrawn."""
    one = _replacement(payload)
    if one is None:
        return []

    def write() -> Told:
        line = {
            "entered": _("%(owner)s har skrevet inn et nytt sted for dere."),
            "refused": _("%(owner)s godtar ikke stedet dere foreslo. Grunnen står på siden."),
            "confirmed": _("%(owner)s har godtatt det nye stedet. Dere kan levere derfra."),
            "dropped": _("%(owner)s har trukket kravet om å bytte ut et sted."),
        }[payload["did"]]
        return _to_supplier(one, _("Nytt om byttet av sted hos %(owner)s"), line)

    return [(person, write) for person in suppliers_people(one.supplier)]


@writes("replacement_overdue")
def replacement_overdue(payload: dict[str, Any]) -> Letters:
    one = _replacement(payload)
    if one is None or one.state != ReplacementState.DEMANDED:
        return []

    def write() -> Told:
        who = {**_who(one), "day": day(one.due_on)}
        line = _("Fristen for å foreslå et nytt sted var %(day)s. Ingen har foreslått noe hos %(supplier)s.")
        return Told(
            _("Ingen har foreslått et nytt sted hos %(supplier)s") % who, (line % who,), _("Se kravet her:"), _page(one)
        )

    return [(person, write) for person in [*_owners(one.owner_id), *suppliers_people(one.supplier)]]


@writes("contract_terminated")
def contract_terminated(payload: dict[str, Any]) -> Letters:
    one = _termination(payload)
    if one is None or one.state != TerminationState.STANDING:
        return []
    subject, line = _("%(owner)s har tatt en avgjørelse om en avtale"), _("%(owner)s hever en avtale med dere.")
    return [(person, lambda: _to_supplier(one, subject, line)) for person in suppliers_people(one.supplier)]


@writes("termination_dropped")
def termination_dropped(payload: dict[str, Any]) -> Letters:
    one = _termination(payload)
    if one is None:
        return []
    subject, line = (
        _("%(owner)s har tatt en avgjørelse om en avtale"),
        _("%(owner)s har trukket hevingen av en avtale."),
    )
    return [(person, lambda: _to_supplier(one, subject, line)) for person in suppliers_people(one.supplier)]


@writes("termination_answered")
def termination_answered(payload: dict[str, Any]) -> Letters:
    one = _termination(payload)
    if one is None:
        return []

    def write() -> Told:
        who = _who(one)
        line = _("%(supplier)s har skrevet hva de mener om hevingen.")
        return Told(_("%(supplier)s har svart på hevingen") % who, (line % who,), _("Les svaret her:"), _page(one))

    return [(person, write) for person in _owners(one.owner_id)]


def _condition(payload: dict[str, Any]) -> OrderCondition | None:
    rows = OrderCondition.objects.select_related("owner", "contract__supplier")
    return rows.filter(public_id=payload["id"]).first()


@writes("order_condition_ending")
def order_condition_ending(payload: dict[str, Any]) -> Letters:
    one = _condition(payload)
    if one is None or one.state != OrderConditionState.WAITS:
        return []
    supplier: Supplier | None = one.contract.supplier

    def to_owner() -> Told:
        who = {"day": day(one.due_on)}
        line = _("Et vilkår for å bestille må være vist innen %(day)s. Er det ikke det, kan ingen bestille etterpå.")
        link = page_address("contracts_contract", public_id=one.contract.public_id)
        return Told(
            _("Et vilkår for å bestille må vises innen %(day)s") % who, (line % who,), _("Se avtalen her:"), link
        )

    def to_supplier() -> Told:
        who = {"owner": str(one.owner.name), "day": day(one.due_on)}
        line = _("%(owner)s venter på noe dere skal vise innen %(day)s. Er det ikke vist, kan ingen bestille etterpå.")
        return Told(
            _("Noe skal vises innen %(day)s") % who, (line % who,), _("Se hva det er her:"), page_address("home")
        )

    theirs = suppliers_people(supplier) if supplier else []
    return [(person, to_owner) for person in _owners(one.owner_id)] + [(person, to_supplier) for person in theirs]


@writes("order_condition_answered")
def order_condition_answered(payload: dict[str, Any]) -> Letters:
    one = _condition(payload)
    if one is None or one.contract.supplier is None:
        return []

    def write() -> Told:
        who = {"owner": str(one.owner.name)}
        line = _("%(owner)s har avgjort om noe dere skulle vise, er vist.")
        return Told(
            _("%(owner)s har nytt om noe dere skulle vise") % who, (line % who,), _("Se det her:"), page_address("home")
        )

    return [(person, write) for person in suppliers_people(one.contract.supplier)]
