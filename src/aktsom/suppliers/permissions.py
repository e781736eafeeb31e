"""Why an actor may not change what is known of a supplier, let somebody answer for it, or judge which records are one
company; or nothing."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.members.permissions import has, keeps_network
from aktsom.members.roles import Permission, permissions_of
from aktsom.suppliers.models import Supplier, SupplierRole


def answers(actor: Actor, supplier_id: int) -> bool:
    """Whether the supplier's people exist for the actor at all."""
    return keeps_network(actor) or supplier_id in actor.supplier_ids


def run_people(actor: Actor, supplier_id: int) -> Refusal | None:
    """The secretariat lets the first ones in; who approves for the supplier runs its people. Asked of the table, since
    the actor's roles do not say for which supplier one approves."""
    if keeps_network(actor):
        return None
    approves = SupplierRole.objects.filter(
        supplier_id=supplier_id, person_id=actor.person_id or 0, role="supplier_approver", person__is_active=True
    )
    if approves.exists():
        return None
    return Refusal(_("Bare sekretariatet og den som godkjenner for leverandøren, kan slippe folk inn."))


def keeps_facts(actor: Actor) -> bool:
    return keeps_network(actor) or Permission.KEEP_REGISTER in permissions_of(actor.roles)


def keep_facts(actor: Actor) -> Refusal | None:
    """What is public of a company: numbers, names, addresses, figures. Whoever keeps a contract register keeps these
    too, as does the secretariat."""
    if keeps_facts(actor):
        return None
    return Refusal(_("Bare de som holder et avtaleregister, og sekretariatet, kan endre opplysninger om leverandører."))


def keep_contacts(actor: Actor, member_id: int) -> Refusal | None:
    """A member's own notes of whom it writes to at the supplier."""
    if has(actor, Permission.KEEP_REGISTER, member_id):
        return None
    return Refusal(_("Bare de som holder medlemmets avtaleregister, kan endre kontaktene."))


def propose(actor: Actor, supplier_id: int) -> Refusal | None:
    """The supplier's own people alone speak for it."""
    if supplier_id in actor.supplier_ids:
        return None
    return Refusal(_("Bare de som svarer for leverandøren, kan foreslå dette."))


def judges_for(actor: Actor) -> frozenset[int]:
    """Members for which the actor may judge what their suppliers are: whose register it keeps, and all that it reaches
    for who leads a category team."""
    keeping = frozenset(
        member for member, role in actor.held if Permission.KEEP_REGISTER in permissions_of(frozenset({role}))
    )
    return keeping | actor.member_ids if actor.led_team_ids else keeping


def may_judge(actor: Actor) -> bool:
    """Whether there are any records at all that the actor may judge."""
    return keeps_network(actor) or bool(judges_for(actor))


def bought_by_own(actor: Actor, supplier_ids: Collection[int]) -> set[int]:
    """Of the records those that a member the actor judges for has, or has had, a contract with. Contracts lie in an
    area above this one and are asked through the relation."""
    own = Supplier.objects.filter(pk__in=supplier_ids, contracts__member_id__in=judges_for(actor))
    return set(own.values_list("id", flat=True))


def judge(actor: Actor, supplier_ids: Collection[int]) -> Refusal | None:
    """Whether the records, those of a pair and all joined with them, are one company, and undoing what was judged."""
    if keeps_network(actor):
        return None
    if not judges_for(actor):
        return Refusal(
            _(
                "Bare sekretariatet, de som holder et avtaleregister, og de som leder en kategorigruppe, "
                "kan avgjøre dette."
            )
        )
    if bought_by_own(actor, supplier_ids):
        return None
    return Refusal(
        _(
            "Ingen av dem du handler for, har avtale med noen av de to. Sekretariatet eller en som har det, "
            "kan avgjøre det."
        )
    )
