"""What is the same for everybody in the network and too little to need an index: points of the terms and texts for
tenders. They are looked through in memory, as the high-risk list is."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar

from aktsom.core.actor import Actor
from aktsom.knowledge.queries.clauses import shelves
from aktsom.knowledge.rules.requirements import RequirementText
from aktsom.knowledge.rules.words import of_kind, words_of
from aktsom.knowledge.states import Place
from aktsom.knowledge.tables import requirement_rules, requirement_texts
from aktsom.risk.queries.search import MOST_SHOWN
from aktsom.sharing.viewing import sees_network
from aktsom.terms.queries import obligations

CLAUSE = of_kind("klausul klausuler vilkår kontraktsvilkår punkt clause terms")
REQUIREMENT = of_kind("krav kravtekst konkurransegrunnlag requirement tender")
OF_PLACE = {
    Place.QUALIFICATION: of_kind("kvalifikasjonskrav qualification"),
    Place.SPECIFICATION: of_kind("kravspesifikasjon specification"),
    Place.AWARD: of_kind("tildelingskriterium tildelingskriterier award"),
    Place.CONTRACT: of_kind("kontraktsvilkår contract"),
}
Answers = Callable[[str, str, Collection[str]], int]


@dataclass(frozen=True)
class FoundClause:
    """A version of the terms, or one of its points: then with its number. Names and texts are by language."""

    term_set: str
    in_force: bool
    name: Mapping[str, str]
    number: str = ""
    text: Mapping[str, str] | None = None

    @property
    def title(self) -> str:
        return f"{self.term_set} {self.number}".strip()

    @property
    def words(self) -> str:
        return "\n".join((self.text or self.name).values())


T = TypeVar("T", FoundClause, RequirementText)


@dataclass(frozen=True)
class Entries:
    clauses: tuple[FoundClause, ...] = ()
    requirements: tuple[RequirementText, ...] = ()

    @property
    def count(self) -> int:
        return len(self.clauses) + len(self.requirements)

    @property
    def texts(self) -> Iterator[str]:
        yield from (f"{one.title}\n{one.words}" for one in self.clauses)
        yield from map(text_of_requirement, self.requirements)


def entries(viewer: Actor, today: date) -> Entries:
    """All there is for the viewer, today's terms first: none outside the network. Asks as often whatever there is."""
    if not sees_network(viewer):
        return Entries()
    rules = requirement_rules()
    texts = tuple(one for one in requirement_texts().values() if rules[one.rule].holds(today))
    clauses = sorted(_clauses(viewer, today), key=lambda one: (not one.in_force, one.term_set if one.in_force else ""))
    return Entries(tuple(clauses), texts)


def _clauses(viewer: Actor, today: date) -> Iterator[FoundClause]:
    every = shelves(viewer, today)
    for shelf in every:
        one = shelf.term_set
        yield FoundClause(one.code, shelf.in_force, {"nb": one.name_nb, "nn": one.name_nn, "en": one.name_en})
    points = obligations()
    for shelf in every:
        for point in points.get(shelf.term_set.code, ()):
            text = {"nb": point.text_nb, "nn": point.text_nn, "en": point.text_en}
            yield FoundClause(shelf.term_set.code, shelf.in_force, {}, point.number, text)


def text_of_requirement(one: RequirementText) -> str:
    return "\n".join((*one.title.values(), *one.text.values()))


@lru_cache(maxsize=1_024)
def _words(text: str, kind: frozenset[str]) -> frozenset[str]:
    """The same texts are asked of each question."""
    return kind.union(words_of(text))


def answering(all_: Entries, answers: Answers) -> Entries:
    """Those that answer, the best first, versions before their points where they do equally well."""
    clauses = _best((one, answers(one.title, "", _words(one.words, CLAUSE))) for one in all_.clauses)
    told = [(one, " ".join(one.title.values()), text_of_requirement(one)) for one in all_.requirements]
    texts = _best(
        (one, answers(title, "", _words(text, REQUIREMENT | OF_PLACE[one.place]))) for one, title, text in told
    )
    return Entries(tuple(clauses), tuple(texts))


def _best(weighed: Iterable[tuple[T, int]]) -> list[T]:
    found = sorted(((one, value) for one, value in weighed if value), key=lambda pair: -pair[1])
    return [one for one, _value in found[:MOST_SHOWN]]
