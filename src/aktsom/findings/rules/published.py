"""What the page of a published result holds: these six fields and nothing else, on the page and in the open data alike.

They are the fields by which a sister collaboration publishes its results. What was found is one of them, the outcome,
and no outcome has a colour without its scope and term set.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any, Self

from aktsom.findings.rules.colour import Colour


class PassageKind(StrEnum):
    CONCLUSION = "conclusion"  # facts alone: point, verdict, method, day
    DEVIATION = "deviation"  # facts, and a few words


@dataclass(frozen=True, slots=True)
class Buyers:
    """Those who have a contract, by name and in general words: from whom they buy, and never what or for how much.
    `year` is that of the register, which may hold other goods than the sample, and purchases without a contract."""

    names: tuple[str, ...]
    year: int


@dataclass(frozen=True, slots=True)
class Told:
    """One conclusion or deviation. `text` is written by people, all else is facts; `due_on` and `closed_on` are of a
    deviation."""

    kind: str
    number: str
    verdict: str = ""
    method: str = ""
    on: str = ""
    due_on: str = ""
    closed_on: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`history` is (since, colour), the newest first; `left_out` how many passages a ground keeps in; `comment` the
    supplier's own words."""

    term_set: str
    colour: str
    flags: tuple[str, ...]
    since: str
    history: tuple[tuple[str, str], ...]
    conclusions: tuple[Told, ...]
    deviations: tuple[Told, ...]
    left_out: int
    statement: str
    next_step: str
    comment: str


@dataclass(frozen=True, slots=True)
class PublicFields:
    supplier: str
    audited_on: str  # ISO day; empty while nothing has been controlled
    risk_area: str  # id of the group
    sample_product: tuple[str, ...]  # ids of products, none for all of the group
    buyers: Buyers
    outcome: Outcome

    def stored(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Self:
        """As it was stored; a field more or less than these is a TypeError."""
        said = dict(stored["outcome"])
        for name in ("conclusions", "deviations"):
            said[name] = tuple(Told(**row) for row in said[name])
        said |= {"flags": tuple(said["flags"]), "history": tuple((day, colour) for day, colour in said["history"])}
        buyers = Buyers(tuple(stored["buyers"]["names"]), stored["buyers"]["year"])
        told = {**stored, "sample_product": tuple(stored["sample_product"])}
        return cls(**{**told, "buyers": buyers, "outcome": Outcome(**said)})


FIELDS = tuple(field.name for field in fields(PublicFields))


def written_by_people(told: PublicFields) -> Iterator[tuple[str, str]]:
    """(where, text) of everything that is not a fact: what is searched for names and amounts before it gets out."""
    yield "statement", told.outcome.statement
    yield "next_step", told.outcome.next_step
    yield "comment", told.outcome.comment
    for row in (*told.outcome.conclusions, *told.outcome.deviations):
        yield "text", row.text


def colour_has_scope(told: PublicFields) -> bool:
    """No colour without what it is a colour of."""
    return told.outcome.colour == Colour.NONE or bool(told.risk_area and told.outcome.term_set and told.outcome.since)
