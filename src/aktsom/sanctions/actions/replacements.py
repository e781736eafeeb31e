"""A sub-supplier is left: demanded, a new place proposed, weighed by the owner, and confirmed before it delivers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Stale, stop_if
from aktsom.findings.actions.keeping import stop_if_named
from aktsom.follow_up.telling import tell
from aktsom.follow_up.wording import line_in, reason_in, text_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.sanctions.actions.step_loading import (
    draft_for_change,
    not_before,
    owner_keys,
    places_in,
    products_in,
    saved,
    step_for_change,
    stop_if_kept,
    with_supplier,
)
from aktsom.sanctions.models import NewPlace, Replacement, SanctionDecision
from aktsom.sanctions.permissions import steps as permissions
from aktsom.sanctions.queries.new_places import known_of
from aktsom.sanctions.queries.steps import replacements_for
from aktsom.sanctions.step_states import REPLACEMENT
from aktsom.suppliers.queries.identity import record_ids
from aktsom.supply_chain.actions.replacing import NewSite, Whose, replace_place
from aktsom.supply_chain.models import Site
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong

LONGEST_NAME = 300
COUNTRY = 2


@dataclass(frozen=True)
class ReplacementSaid:
    """`place` is a key of `queries.judged_sites`; `products` lines of the contract, none for all that it delivers."""

    place: str
    due_on: date
    products: Sequence[str] = ()
    wanted: str = ""
    looked: str = ""


@dataclass(frozen=True)
class PlaceSaid:
    """`site` is the public id of a site that the writer sees, if it is one that is known; else it is written."""

    name: str
    country: str
    text: str
    town: str = ""
    address: str = ""
    site: str = ""
    looked: str = ""


@transaction.atomic
def draft_replacement(
    *, by: Actor, at: datetime, decision_id: str, said: ReplacementSaid, revision: int | None = None
) -> Replacement:
    """With a decision that is a draft; what is there already is written over. Raises Stale, Wrong and LookAgain."""
    decision = draft_for_change(by, decision_id)
    stop_if(permissions.draft(by, decision))
    one = Replacement.objects.select_for_update().filter(decision=decision).first()
    if (one.revision if one else 0) != (revision or 0):
        raise Stale
    made = one or Replacement(
        decision=decision, contract=decision.contract, contract_title=decision.contract.title, owner=decision.owner,
        supplier=decision.supplier, seen_by=owner_keys(decision),
    )  # fmt: skip
    old = places_in("place", [said.place], decision, by, day_of(at))[0]
    made.old_key, made.old_name, made.old_country = old["key"], old["name"], old["country"]
    made.products = products_in("products", made.contract, said.products)
    not_before("due_on", said.due_on, day_of(at))
    made.due_on, made.wanted = said.due_on, text_in("wanted", said.wanted)
    stop_if_unlooked({"wanted": made.wanted}, said.looked)
    stop_if_named(by, decision.follow_up, day_of(at), {"wanted": made.wanted})
    saved(made, by, at, "replacement_drafted")
    return made


def demand_replacement(one: Replacement, by: Actor, at: datetime) -> None:
    """In the transaction of its decision, which is locked: from now on what the old place delivers is not ordered."""
    not_before("due_on", one.due_on, day_of(at))
    stop_if_kept("place", [one.old_key], one.decision)
    one.state, one.since = REPLACEMENT.after(one.state, "demand"), day_of(at)
    one.seen_by = with_supplier(one)
    saved(one, by, at, "replacement_demanded", until=str(one.due_on))
    tell("replacement_demanded", one.public_id, at)


@transaction.atomic
def propose_place(*, by: Actor, at: datetime, replacement_id: str, revision: int, said: PlaceSaid) -> NewPlace:
    """By the supplier, or entered by the owner body for it. Raises Stale, Wrong and LookAgain."""
    one = step_for_change(by, replacements_for(by), replacement_id, revision)
    stop_if(permissions.replacement(by, one, "propose"))
    made = NewPlace(
        replacement=one, by_supplier=permissions.answers_for(by, one), proposed_at=at, proposed_by_id=by.person_id
    )
    _take_in(by, one, made, said)
    if not made.by_supplier:
        told = {"name": made.name, "town": made.town, "address": made.address, "text": made.text}
        stop_if_named(by, one.decision.follow_up, day_of(at), told)
    made.save()
    one.state = REPLACEMENT.after(one.state, "propose")
    saved(one, by, at, "place_proposed", place=made.public_id, by_supplier=made.by_supplier)
    tell("place_proposed" if made.by_supplier else "replacement_answered", one.public_id, at, did="entered")
    return made


def _take_in(by: Actor, one: Replacement, made: NewPlace, said: PlaceSaid) -> None:
    site = Site.objects.visible_to(by).filter(public_id=said.site).first() if said.site else None
    if said.site and site is None:
        raise Wrong("site", _("Velg et sted dere kjenner, eller skriv det."))
    if site is not None and not made.by_supplier:
        stop_if_kept("site", [site.public_id], one.decision)
    if site is not None:
        made.site_key, made.name, made.country, made.town = site.public_id, site.name, site.country, site.town
        made.address = site.address
    else:
        made.name = line_in("name", said.name, LONGEST_NAME, needed=_("Skriv hva stedet heter."))
        made.country, made.town = said.country, line_in("town", said.town, 100)
        made.address = line_in("address", said.address, 400)
    if len(made.country) != COUNTRY:
        raise Wrong("country", _("Velg landet."))
    if made.site_key == one.old_key or (made.name.casefold(), made.country) == (
        one.old_name.casefold(), one.old_country,
    ):  # fmt: skip
        raise Wrong("name", _("Dette er stedet som skal byttes ut."))
    made.text = text_in("text", said.text, needed=_("Skriv hvorfor dette stedet er bedre."))
    stop_if_unlooked({"text": made.text}, said.looked)


@transaction.atomic
def take_back_place(*, by: Actor, at: datetime, replacement_id: str, revision: int) -> Replacement:
    """By the supplier, before anybody has weighed it."""
    one = step_for_change(by, replacements_for(by), replacement_id, revision)
    stop_if(permissions.replacement(by, one, "take_back"))
    place = standing_place(one)
    if not place.by_supplier:
        raise Stale
    place.taken_back_at = at
    place.save()
    one.state = REPLACEMENT.after(one.state, "take_back")
    saved(one, by, at, "place_taken_back", place=place.public_id)
    return one


@transaction.atomic
def weigh_place(
    *, by: Actor, at: datetime, replacement_id: str, revision: int, weighed: str, looked: str = ""
) -> NewPlace:
    """What was known of the place when it was weighed is kept beside the reason. Raises Stale, Wrong and LookAgain."""
    one = step_for_change(by, replacements_for(by), replacement_id, revision)
    stop_if(permissions.replacement(by, one, "assess"))
    place = standing_place(one)
    place.weighed, place.weighed_at, place.weighed_by_id = reason_in("weighed", weighed), at, by.person_id
    stop_if_unlooked({"weighed": place.weighed}, looked)
    place.knew = known_of(by, one, place).kept()
    place.save()
    one.state = REPLACEMENT.after(one.state, "assess")
    saved(one, by, at, "place_weighed", place=place.public_id)
    return place


@transaction.atomic
def refuse_place(
    *, by: Actor, at: datetime, replacement_id: str, revision: int, reason: str, looked: str = ""
) -> Replacement:
    """The supplier proposes another; the one that was refused stays to be read."""
    one = step_for_change(by, replacements_for(by), replacement_id, revision)
    stop_if(permissions.replacement(by, one, "refuse"))
    place = standing_place(one)
    place.refused_reason, place.refused_at = reason_in("reason", reason), at
    stop_if_unlooked({"reason": place.refused_reason}, looked)
    stop_if_named(by, one.decision.follow_up, day_of(at), {"reason": place.refused_reason})
    place.save()
    one.state = REPLACEMENT.after(one.state, "refuse")
    saved(one, by, at, "place_refused", place=place.public_id)
    tell("replacement_answered", one.public_id, at, did="refused")
    return one


@transaction.atomic
def confirm_place(*, by: Actor, at: datetime, replacement_id: str, revision: int, delivers_from: date) -> Replacement:
    """Delivery resumes, from the new place. Where the supplier has told of the old place, a new version of its chain
    has the new one instead; the versions before stay. Raises Stale and Wrong."""
    one = step_for_change(by, replacements_for(by), replacement_id, revision)
    stop_if(permissions.replacement(by, one, "confirm"))
    not_before("delivers_from", delivers_from, day_of(at))
    place = standing_place(one)
    place.confirmed_at = at
    place.save()
    one.state, one.confirmed_at = REPLACEMENT.after(one.state, "confirm"), at
    one.delivers_from = delivers_from
    new = NewSite(place.name, place.country, place.town, place.address, place.site_key)
    whose = Whose(record_ids(one.supplier.identity_id), one.contract.supplier_id, one.owner_id)
    told = replace_place(
        by=by, at=at, whose=whose, old_key=one.old_key, new=new, day=delivers_from, because=one.public_id
    )
    one.told_in = told[0].public_id if told else ""
    saved(one, by, at, "place_confirmed", place=place.public_id, day=str(delivers_from))
    tell("replacement_answered", one.public_id, at, did="confirmed")
    return one


def drop_replacement(one: Replacement, by: Actor, at: datetime) -> None:
    """In the transaction in which its decision is withdrawn, or another one takes its place."""
    told = one.state != "drafted"
    one.state = REPLACEMENT.after(one.state, "drop")
    saved(one, by, at, "replacement_dropped")
    if told:
        tell("replacement_answered", one.public_id, at, did="dropped")


def replacement_of(decision: SanctionDecision) -> Replacement | None:
    """Locked; the decision is locked before it."""
    rows = Replacement.objects.select_for_update(of=("self",)).select_related("owner", "supplier")
    return rows.filter(decision=decision).first()


def standing_place(one: Replacement) -> NewPlace:
    """Raises Stale where there is none any longer."""
    found = one.proposed.filter(taken_back_at__isnull=True, refused_at__isnull=True).first()
    if found is None:
        raise Stale
    return found
