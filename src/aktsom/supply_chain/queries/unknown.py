"""Stages of which a supplier has said itself that it does not know them."""

from collections.abc import Collection

from aktsom.supply_chain.models import DeclarationRow
from aktsom.supply_chain.rules.coverage import SaidUnknown
from aktsom.supply_chain.rules.rows import facts_from
from aktsom.supply_chain.states import Stage


def said_unknown(declaration_ids: Collection[int]) -> list[tuple[int, SaidUnknown]]:
    """With the version that says so; of versions that the viewer sees."""
    rows = DeclarationRow.objects.filter(declaration_id__in=declaration_ids, facts__unknown=True)
    said = ((id_, facts_from(facts)) for id_, facts in rows.values_list("declaration_id", "facts"))
    return [(id_, SaidUnknown(Stage(facts.stage), facts.product_id)) for id_, facts in said]
