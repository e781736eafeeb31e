"""Reads of colours: how one is now and has been, for those who follow up, buy or supply."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from aktsom.core.actor import Actor
from aktsom.findings.models import ColourChange
from aktsom.findings.rules.colour import Colour, Flag
from aktsom.follow_up.models import FollowUp
from aktsom.sharing.keys import may_see


@dataclass(frozen=True)
class Coloured:
    """Under one term set since a day, with what it was before, the newest first."""

    term_set: str
    colour: Colour
    flags: tuple[Flag, ...]
    since: date
    before: tuple[tuple[date, Colour], ...]


def colours_now(viewer: Actor, ones: Iterable[FollowUp]) -> Mapping[int, Sequence[Coloured]]:
    """{follow-up: one of each term set}, as far as the viewer may know them."""
    rows = ColourChange.objects.filter(may_see(viewer), follow_up__in=list(ones)).order_by("term_set", "-id")
    found: dict[int, dict[str, list[ColourChange]]] = {}
    for row in rows:
        found.setdefault(row.follow_up_id, {}).setdefault(row.term_set_id, []).append(row)
    return {id_: [_coloured(code, changes) for code, changes in sets.items()] for id_, sets in found.items()}


def _coloured(code: str, changes: Sequence[ColourChange]) -> Coloured:
    now, *before = changes
    told = tuple((row.since, Colour(row.colour)) for row in before)
    return Coloured(code, Colour(now.colour), tuple(Flag(flag) for flag in now.flags), now.since, told)
