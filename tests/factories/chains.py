"""Chains as suppliers tell of them, made by the same acts that people use."""

from datetime import datetime
from typing import Any

from aktsom.interop.chains.declaring import write_row
from aktsom.suppliers.models import Supplier, SupplierRole
from aktsom.supply_chain.actions.asking import Asked, Wish, ask_for_chain
from aktsom.supply_chain.actions.declaring import say_about, start_declaration
from aktsom.supply_chain.actions.submitting import submit_declaration
from aktsom.supply_chain.actions.tiers import NextTier, invite_next_tier
from aktsom.supply_chain.models import Declaration, Site, TierInvitation
from tests.cast import NOON, actor, person, supplier

FACTORY = {"stage": "Sluttprodukt", "name": "Lembayung Gloves", "country": "Malaysia", "town": "Ipoh"}
LATEX = {
    "stage": "Komponent",
    "name": "Rajana Latex",
    "country": "Thailand",
    "delivers_to": "Lembayung Gloves",
    "document": "Fraktbrev 3. oktober",
}
NO_IDEA = {"stage": "Råvare", "unknown": "ja", "material": "naturgummi"}
LINK = "https://example.org/i/"


def asked(contract: Any, by: str = "olga", **said: Any) -> Asked:
    wish = Wish(products={contract.public_id: said.pop("products", ["gloves"])}, **said)
    return ask_for_chain(by=actor(by), at=NOON, supplier_id=contract.supplier.public_id, wish=wish)


def started(by: str = "nora") -> Declaration:
    people(by)
    return start_declaration(by=actor(by), at=NOON, supplier_id=supplier_of(by).public_id)


def people(by: str) -> None:
    """Whoever fills in and whoever approves at Nordhav."""
    person(by)
    if by == "nora":
        person("aksel")


def supplier_of(who: str) -> Supplier:
    return SupplierRole.objects.filter(person=person(who)).select_related("supplier")[0].supplier


def written(draft: Declaration, *rows: dict[str, str], by: str = "nora") -> Declaration:
    for row in rows:
        write_row(by=actor(by), at=NOON, declaration_id=draft.public_id, number=None, words=row)
    draft.refresh_from_db()
    return draft


def sent(*rows: dict[str, str], by: str = "nora", approver: str = "aksel", at: datetime = NOON) -> Declaration:
    """Written and sent as the supplier's next version, from nothing but these rows."""
    draft = started(by)
    draft.rows.all().delete()
    draft = written(draft, *(rows or (FACTORY, LATEX, NO_IDEA)), by=by)
    submit_declaration(by=actor(approver), at=at, declaration_id=draft.public_id, revision=draft.revision)
    draft.refresh_from_db()
    return draft


def invited(asked_in: Declaration, email: str = "lek@rajana.example", by: str = "nora", **said: Any) -> TierInvitation:
    usual = {"name": "Rajana Latex", "country": "TH", "stage": "component"}
    tier = NextTier(email=email, **{**usual, **said})
    return invite_next_tier(by=actor(by), at=NOON, declaration_id=asked_in.public_id, tier=tier, link=LINK)


def let_in(invitation: TierInvitation, name: str) -> None:
    """Who was invited is one of the cast, and has taken up the invitation; both roles."""
    for role in ("supplier_respondent", "supplier_approver"):
        SupplierRole.objects.get_or_create(
            person=person(name), supplier=invitation.declaration.supplier, role=role, defaults={"given_at": NOON}
        )


def nordhav() -> Supplier:
    return supplier()


def hidden_tier(name: str = "Hemmelig Lateks") -> Site:
    """The place of the tier behind Nordhav's factory, which has answered and keeps it from Nordhav."""
    tier = invited(sent(FACTORY))
    let_in(tier, "odd")
    draft = written(tier.declaration, {**LATEX, "name": name, "delivers_to": ""}, by="odd")
    say_about(by=actor("odd"), at=NOON, declaration_id=draft.public_id, hides=True)
    draft.refresh_from_db()
    submit_declaration(by=actor("odd"), at=NOON, declaration_id=draft.public_id, revision=draft.revision)
    return Site.objects.get(name=name)
