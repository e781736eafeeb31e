"""Which of the list's two generations to show for a product at a stage.

The present list leaves many cells open that the earlier one filled. Shown is the present level where it is known,
else the earlier one with its date; rights and countries that are missing come from the other generation of the same
product and stage, then from the group's own general entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from aktsom.categories.entries import Confidence, Generation, Name, Product, StageRisk
from aktsom.categories.levels import Level, Stage

GENERAL = "-general"


@dataclass
class Printed:
    """A product's rows as printed, before one generation is chosen per stage."""

    product_id: str
    group_id: str
    name: Name
    rows: dict[tuple[Stage, Generation], StageRisk]

    def shown(self, stage: Stage) -> StageRisk:
        present = self.rows.get((stage, Generation.PRESENT))
        earlier = self.rows.get((stage, Generation.EARLIER))
        shown, other = (present, earlier) if present and (present.level.known or not earlier) else (earlier, present)
        if shown and other and not shown.level.known:
            shown, other = other, shown
        if not shown:
            return StageRisk(stage, Level.UNKNOWN, (), (), (), Generation.PRESENT, "", "", Confidence.INFERRED)
        return _filled(shown, other) if other else shown


def _filled(risk: StageRisk, other: StageRisk) -> StageRisk:
    return replace(
        risk,
        rights=risk.rights or other.rights,
        countries=risk.countries or other.countries,
        materials=risk.materials or other.materials,
    )


def resolve(printed: Mapping[str, Printed]) -> tuple[Product, ...]:
    general = {entry.group_id: entry for entry in printed.values() if entry.product_id.endswith(GENERAL)}
    products = []
    for entry in printed.values():
        stages = {}
        for stage in Stage:
            risk, whole_group = entry.shown(stage), general.get(entry.group_id)
            if whole_group and whole_group is not entry:
                fallback = whole_group.shown(stage)
                risk = replace(
                    risk, rights=risk.rights or fallback.rights, countries=risk.countries or fallback.countries
                )
            stages[stage] = risk
        imported = "import" in entry.name.en.lower()
        rows = tuple(entry.rows.values())
        products.append(Product(entry.product_id, entry.group_id, entry.name, stages, rows, imported))
    return tuple(products)
