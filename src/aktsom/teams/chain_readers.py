"""A team reads a supplier's chain for the contracts that it holds a mandate for, as long as it holds it."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from aktsom.sharing.audiences import team_key
from aktsom.supply_chain.readers import reads_chains
from aktsom.teams.models import Mandate
from aktsom.teams.queries.standings import in_force
from aktsom.teams.states import MandateState

BATCH = 500


@reads_chains
def teams_with_mandates(contract_ids: Collection[int], day: date) -> dict[int, frozenset[int]]:
    ids, found = sorted(contract_ids), defaultdict[int, set[int]](set)
    for start in range(0, len(ids), BATCH):
        valid = Mandate.objects.filter(
            in_force(day),
            contract_id__in=ids[start : start + BATCH],
            state=MandateState.GRANTED,
            starts_on__lte=day,
            ends_on__gte=day,
        )
        for contract_id, team_id in valid.values_list("contract_id", "team_id"):
            found[contract_id].add(team_key(team_id))
    return {contract_id: frozenset(keys) for contract_id, keys in found.items()}
