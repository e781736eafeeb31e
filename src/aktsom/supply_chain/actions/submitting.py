"""A declaration is sent: from then on it never changes, and what it says becomes places, statements and links."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.categories.entries import Product
from aktsom.categories.queries import current_catalogue
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.outbox import send
from aktsom.core.wall import lowered
from aktsom.suppliers.rules import name_key
from aktsom.supply_chain import permissions
from aktsom.supply_chain.actions.declaring import hiding
from aktsom.supply_chain.actions.loading import BATCH, day_of, declaration_for_change
from aktsom.supply_chain.actions.places import Place, placed
from aktsom.supply_chain.actions.seen_by import recompute
from aktsom.supply_chain.concerned import concerned_by
from aktsom.supply_chain.models import ChainLink, Declaration, DeclarationRow, SiteStatement, TierInvitation
from aktsom.supply_chain.rules.rows import RowFacts, customer_of, facts_from
from aktsom.supply_chain.states import DECLARATION, Confidence, DeclarationState, Source

COMPARE_SITES = "supply_chain.compare_sites"


@dataclass(frozen=True)
class Sent:
    declaration: Declaration
    places: int
    links: int
    unknown: int


@transaction.atomic
def submit_declaration(*, by: Actor, at: datetime, declaration_id: str, revision: int) -> Sent:
    """By who approves for the supplier. Raises Stale when rows were changed since the preview, DomainError while a row
    is wrong or there is none. The version before is replaced: its links and statements end, and stay to be read."""
    declaration = declaration_for_change(by, declaration_id, revision)
    stop_if(permissions.submit(by, declaration))
    _stop_if_shown(declaration)
    rows = list(declaration.rows.order_by("number"))
    _stop_if_wrong(rows)
    with lowered():
        sent = _written(declaration, rows, by, at)
        recompute({declaration.supplier_id}, day_of(at))
    told = {"version": declaration.version, "places": sent.places, "links": sent.links, "unknown": sent.unknown}
    acts = [Act("declaration_submitted", declaration.public_id, changes=told)]
    acts += [
        Act("chain_told", declaration.public_id, member_id, changes={"supplier": declaration.supplier.public_id})
        for member_id in sorted(set(declaration.contracts.values_list("member_id", flat=True)))
    ]
    record(by=by, at=at, acts=acts)
    send(kind=COMPARE_SITES, payload={"declaration": declaration.public_id}, at=at)
    return sent


def write_version(declaration: Declaration, by: Actor, at: datetime) -> Sent:
    """A draft that was settled elsewhere becomes the version in force. To be asked with the wall lowered, in the
    transaction of what settled it, which writes the journal."""
    rows = list(declaration.rows.order_by("number"))
    sent = _written(declaration, rows, by, at)
    send(kind=COMPARE_SITES, payload={"declaration": declaration.public_id}, at=at)
    return sent


def _stop_if_shown(declaration: Declaration) -> None:
    """What was to be hidden may no longer be, since the terms of a contract have changed or another buyer has come."""
    if declaration.hides_from_customer and (refusal := hiding(declaration)) is not None:
        told = _("Ta bort valget om å skjule svaret før dere sender inn, eller la være å sende.")
        raise DomainError(f"{refusal.reason} {told}")


def _stop_if_wrong(rows: Sequence[DeclarationRow]) -> None:
    if not rows:
        raise DomainError(_("Skriv minst ett sted, eller at dere ikke vet, før dere sender inn."))
    count = sum(any(problem["blocks"] for problem in row.problems) for row in rows)
    if count:
        told = ngettext("Rett {count} rad før dere sender inn.", "Rett {count} rader før dere sender inn.", count)
        raise DomainError(told.format(count=count))


def _written(declaration: Declaration, rows: Sequence[DeclarationRow], by: Actor, at: datetime) -> Sent:
    _replace_last(declaration, at)
    declaration.state = DECLARATION.after(declaration.state, "submit")
    declaration.submitted_at, declaration.submitted_by_id = at, by.person_id
    concerned = concerned_by(declaration.supplier_id, day_of(at))
    declaration.owner_id = concerned.owner_after(declaration.owner_id) or declaration.owner_id
    declaration.contracts.exclude(contract_id__in=concerned.contracts).delete()  # over, or not with this company
    declaration.revision += 1
    declaration.save(update_fields=["state", "submitted_at", "submitted_by_id", "owner", "revision"])
    places = placed(declaration, rows, at)
    _state(declaration, places, at)
    links = [*_links(declaration, rows, places, at), *_to_customer(declaration, at)]
    ChainLink.objects.bulk_create(links, batch_size=BATCH)
    _hung_anew(declaration, at)
    made = list(declaration.links.all())
    TierInvitation.objects.filter(declaration__supplier_id=declaration.supplier_id).update(answered_at=at)
    unknown = sum(facts_from(row.facts).unknown for row in rows)
    return Sent(declaration, len(places), len(made), unknown)


def _replace_last(declaration: Declaration, at: datetime) -> None:
    """What the version before told ends here."""
    before = Declaration.objects.filter(supplier_id=declaration.supplier_id, state=DeclarationState.SUBMITTED)
    for last in before:
        last.state = DECLARATION.after(last.state, "replace")
        last.revision += 1
        last.save(update_fields=["state", "revision"])
        # What somebody else has checked stands until it is taken back.
        own = last.links.filter(ended_at__isnull=True, laid_by__isnull=True)
        own.exclude(confidence=Confidence.VERIFIED).update(ended_at=at)
        last.statements.filter(ended_at__isnull=True).update(ended_at=at)


STATED = (
    "name", "local_name", "country", "town", "address", "postcode", "position", "processes", "workers_band", "os_id",
)  # fmt: skip


def _state(declaration: Declaration, places: Mapping[tuple[str, str], Place], at: datetime) -> None:
    statements = [
        SiteStatement(site=place.site, field=field, value=value[:400], declaration=declaration, said_at=at)
        for place in places.values()
        for field in STATED
        if (value := place.says(field))
    ]
    SiteStatement.objects.bulk_create(statements, batch_size=BATCH)


def _links(
    declaration: Declaration, rows: Sequence[DeclarationRow], places: Mapping[tuple[str, str], Place], at: datetime
) -> list[ChainLink]:
    told, products = [facts_from(row.facts) for row in rows], current_catalogue().product
    links = []
    for facts in told:
        if facts.unknown or not facts.name:
            continue
        customer = customer_of(facts, told, declaration.supplier.name)
        to = {"to_site": places[customer].site} if customer else {"to_supplier_id": declaration.supplier_id}
        source_site = places[facts.key].site
        if to.get("to_site") == source_site:  # two names for one place that was known before
            continue
        links.append(ChainLink(from_site=source_site, **to, **_said(declaration, facts, products), added_at=at))
    return links


def _said(declaration: Declaration, facts: RowFacts, products: Mapping[str, Product]) -> dict[str, object]:
    product = products.get(facts.product_id)
    return {
        "stage": facts.stage,
        "group_id": product.group_id if product else "",
        "product_id": facts.product_id,
        "material": facts.material[:100],
        "source": Source.INVITED_TIER if declaration.invited_by_id else Source.DECLARATION,
        "source_words": facts.document[:300],
        "confidence": Confidence.DOCUMENTED if facts.document else Confidence.DECLARED,
        "declaration": declaration,
        "said_by_id": declaration.supplier_id,
        "valid_from": date.fromisoformat(facts.valid_from) if facts.valid_from else None,
        "valid_to": date.fromisoformat(facts.valid_to) if facts.valid_to else None,
        "audience": declaration.audience,
        "owner_id": declaration.owner_id,
        "seen_by": declaration.seen_by,
    }


def _to_customer(declaration: Declaration, at: datetime) -> list[ChainLink]:
    """That the invited supplier delivers to the customer that invited it; so its own part hangs on the customer's.
    Where the customer tells of a place by that name itself, it stands behind that: they are not two."""
    if declaration.invited_by_id is None:
        return []
    invited_by = Declaration.objects.get(pk=declaration.invited_by_id)  # which the supplier itself may not see
    asked = TierInvitation.objects.filter(declaration__supplier_id=declaration.supplier_id).first()
    if asked is None:
        return []
    customer, tier = invited_by.supplier_id, declaration.supplier
    told = ChainLink.objects.filter(declaration__supplier_id=customer, ended_at__isnull=True, stage=asked.stage)
    told = told.filter(from_site__name_key=name_key(tier.name)[:300], from_site__country=tier.country)
    named = told.values_list("from_site_id", flat=True).order_by("-id").first()
    to = {"to_site_id": named} if named else {"to_supplier_id": customer}
    said = _said(declaration, RowFacts(stage=asked.stage), {})
    return [ChainLink(from_supplier_id=declaration.supplier_id, **to, **said, added_at=at)]


def _hung_anew(customer: Declaration, at: datetime) -> None:
    """The tiers that it invited, on what it tells of now."""
    answered = Declaration.objects.filter(
        invited_by__supplier_id=customer.supplier_id, state=DeclarationState.SUBMITTED
    ).select_related("supplier")
    for tier in answered:
        own = tier.links.filter(from_supplier_id=tier.supplier_id, ended_at__isnull=True)
        own.exclude(confidence=Confidence.VERIFIED).update(ended_at=at)
        ChainLink.objects.bulk_create(_to_customer(tier, at))
