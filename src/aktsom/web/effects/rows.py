"""A figure as rows of a table: what it is, what it comes to, what is not known, and what is aimed at."""

from typing import Any

from aktsom.effects.part_names import part_names
from aktsom.effects.queries.figures import Figure
from aktsom.effects.queries.scopes import Scope
from aktsom.web.base.jinja import write_number
from aktsom.web.effects import words
from aktsom.web.effects.addresses import address


def figure_rows(one: Figure, scope: Scope, year: int) -> list[dict[str, Any]]:
    """One row a figure; each of its parts is a line within."""
    unknown, names = words.unknown_of(one), part_names(one.indicator)
    return [
        {
            "id": one.indicator.id,
            "name": words.name_of(one.indicator),
            "href": address("effect_figure", scope, year, indicator=one.indicator.id),
            "withheld": words.WITHHELD.get(one.withheld, "") if one.withheld else "",
            "parts": [
                (names.get(part.part, part.part), words.value_text(one, part))
                for part in one.parts
            ],
            "unknown": write_number(unknown) if unknown else "",
            "unknown_why": one.indicator.said("unknown", words.language()),
            "target": words.target_text(one),
            "reached": one.reached,
        }
    ]  # fmt: skip
