"""What decisions set in motion, loaded for a change and stored with its journal entry."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Refusal, Refused, Stale
from aktsom.core.journal import Act, record
from aktsom.follow_up.queries.judged_sites import sites_to_judge
from aktsom.follow_up.queries.kept_places import kept_places
from aktsom.sanctions.models import Bid, OrderCondition, Replacement, SanctionDecision, Suspension, Termination
from aktsom.sanctions.states import DecisionState
from aktsom.sharing.audiences import member_key, supplier_key
from aktsom.sharing.keys import may_see
from aktsom.suppliers.queries.identity import record_ids
from aktsom.teams.problems import Wrong

Moved = TypeVar("Moved", Suspension, Replacement, Termination)
Place = dict[str, str]  # its key, name and country
Kept = Suspension | Replacement | Termination | OrderCondition | Bid


def step_for_change(by: Actor, seen: QuerySet[Moved], public_id: str, revision: int | None = None) -> Moved:
    """`seen` are the rows that the actor sees. Locked. Raises NotVisible, Refused for whoever is only shown it, and
    Stale."""
    shown = seen.filter(public_id=public_id).first()
    if shown is None:
        raise NotVisible
    rows = type(shown)._default_manager.select_for_update(of=("self",)).select_related("owner", "supplier")
    one = rows.filter(may_see(by), pk=shown.pk).first()
    if one is None:
        raise Refused(Refusal(_("Bare avtaleeieren og leverandøren kan gjøre dette.")))
    if revision is not None and one.revision != revision:
        raise Stale
    return one


def draft_for_change(by: Actor, decision_id: str) -> SanctionDecision:
    """The owner body's own decision, locked, while it is a draft. Raises NotVisible and Stale."""
    rows = SanctionDecision.objects.select_for_update(of=("self",)).select_related("contract", "owner", "supplier")
    one = rows.filter(may_see(by), public_id=decision_id, owner_id__in=by.member_ids).first()
    if one is None:
        raise NotVisible
    if one.state != DecisionState.DRAFT:
        raise Stale(_("Avgjørelsen er tatt, og endres ikke her."))
    return one


def hold_what_was_moved(contract_id: int) -> None:
    """All under the contract, before anything is written in the journal, where all wait for each other: whoever judges
    a test or proposes a place has locked the suspension or the demand before it writes there."""
    for kept in (Suspension, Replacement, Termination):
        rows = kept._default_manager.select_for_update().filter(contract_id=contract_id)
        list(rows.order_by("id").values_list("pk"))


def owner_keys(one: SanctionDecision) -> frozenset[int]:
    return frozenset({member_key(one.owner_id)})


def with_supplier(one: Moved) -> frozenset[int]:
    """From when it is decided the supplier's people see it, by whichever of the company's records they answer for."""
    return one.seen_by | {supplier_key(id_) for id_ in record_ids(one.supplier.identity_id)}


def saved(one: Kept, by: Actor, at: datetime, verb: str, **told: object) -> None:
    """The journal says never what is written: others read it too."""
    if one.pk is not None and not one._state.adding:
        one.revision += 1
    one.save()
    act = Act(verb, one.public_id, one.owner_id, changes={"state": one.state, **told})
    record(by=by, at=at, acts=[act])


def products_in(field: str, contract: Contract, chosen: Iterable[str]) -> list[str]:
    """Lines as the contract has them, in its order; of a contract that names none, as they are written."""
    known = [line for line in contract.products.split("\n") if line.strip()]
    wanted = [line for text in chosen if (line := " ".join(text.split()))]
    if not known:
        return list(dict.fromkeys(wanted))
    if set(wanted) - set(known):
        raise Wrong(field, _("Velg blant varene som står i avtalen."))
    return [line for line in known if line in wanted]


def not_before(field: str, day: date, first: date) -> None:
    if day < first:
        raise Wrong(field, _("Dagen er gått. Velg i dag eller senere."))


def places_in(field: str, chosen: Sequence[str], decision: SanctionDecision, by: Actor, today: date) -> list[Place]:
    """Of the places that the writer is shown, and that the supplier may be told of: it reads which they are."""
    known = sites_to_judge(by, decision.follow_up, today)
    by_key = {one.key: {"key": one.key, "name": one.name, "country": one.country} for one in known if one.key}
    if set(chosen) - by_key.keys():
        raise Wrong(field, _("Velg et sted som revisjonen var på, eller som står i leverandørkjeden."))
    stop_if_kept(field, chosen, decision)
    return [by_key[key] for key in dict.fromkeys(chosen)]


def stop_if_kept(field: str, keys: Collection[str], decision: SanctionDecision) -> None:
    """Also when it is decided: what a tier may keep to itself turns with the contracts. Raises Wrong."""
    if kept_places(decision.follow_up, keys):
        told = _(
            "Leverandøren får ikke vite om dette stedet: leddet bak har holdt det for seg selv. Velg et annet, eller "
            "beskriv kravet uten stedet."
        )
        raise Wrong(field, told)
