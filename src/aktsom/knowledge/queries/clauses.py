"""The library of clauses: versions of the terms beside each other, and what an own contract lacks of today's."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from aktsom.contracts.models import Contract
from aktsom.contracts.queries import own_contract
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.knowledge.rules.clauses import Clause, Likeness, Pair, Version, compare, in_force, to_carry
from aktsom.sharing.viewing import sees_network
from aktsom.terms.models import Obligation, TermSet
from aktsom.terms.queries import COVERED, obligations
from aktsom.terms.rules import due, parse
from aktsom.terms.tables import rows

REFERENCE = Path(__file__).parents[1] / "reference"
LANGUAGES = ("nb", "nn", "en")


@dataclass(frozen=True)
class Shelf:
    """A version with what is known of it: how many points it has, and whom it is written for, by language."""

    term_set: TermSet
    version: Version
    points: int
    written_for: Mapping[str, str]
    in_force: bool


@dataclass(frozen=True)
class Compared:
    """`shelves` are all there are to choose among."""

    left: Shelf
    right: Shelf
    pairs: list[Pair]
    shelves: list[Shelf]

    @property
    def counts(self) -> Counter[Likeness]:
        return Counter(pair.likeness for pair in self.pairs)


@dataclass(frozen=True)
class Lacks:
    """An own contract beside the version that it should carry if it were signed now. `compared` is None where there is
    nothing to compare with: no version is known to be in force. `own` is None where the contract has no terms."""

    contract: Contract
    deviations: str
    own: Shelf | None
    wanted: Shelf | None
    pairs: list[Pair]
    others: list[Shelf]  # in force as well

    @property
    def missing(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.likeness is Likeness.RIGHT_ONLY]

    @property
    def changed(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.likeness is Likeness.CHANGED]

    @property
    def kept(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.likeness is Likeness.SAME]

    @property
    def own_alone(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.likeness is Likeness.LEFT_ONLY]


@cache
def _scopes() -> Mapping[str, Mapping[str, str]]:
    return {row["term_set"]: row for row in rows(REFERENCE / "term_scopes.csv")}


@cache
def effect_words(language: str) -> Mapping[str, str]:
    """{what a breach means: words}."""
    return {row["effect"]: row[language] for row in rows(REFERENCE / "clause_words.csv")}


def shelves(viewer: Actor, today: date) -> list[Shelf]:
    """Newest first. Raises NotVisible outside the network."""
    if not sees_network(viewer):
        raise NotVisible
    return _shelves(today)


def _shelves(today: date) -> list[Shelf]:
    points = {code: len(found) for code, found in obligations().items()}
    found = list(TermSet.objects.order_by("-valid_from", "-code"))
    valid = {one.code for one in in_force(map(_version, found), today)}
    return [
        Shelf(one, _version(one), points.get(one.code, 0), _written_for(one.code), one.code in valid) for one in found
    ]


def _version(one: TermSet) -> Version:
    """Of one that the table of scopes does not have it is not known that it is for everybody."""
    return Version(one.code, one.valid_from, one.valid_to, _scopes().get(one.code, {}).get("scope", "unknown"))


def _written_for(code: str) -> Mapping[str, str]:
    row = _scopes().get(code, {})
    return {language: row.get(f"for_{language}", "") for language in LANGUAGES}


def compared(viewer: Actor, left: str, right: str, today: date) -> Compared:
    """Where one is not chosen, today's on the right and what went before it on the left. Raises NotVisible for a
    version that is not there."""
    every = shelves(viewer, today)
    left, right = _usual(every, left, right, today)
    found = {shelf.term_set.code: shelf for shelf in every}
    if left not in found or right not in found:
        raise NotVisible
    return Compared(found[left], found[right], compare(_clauses(left), _clauses(right)), every)


def _usual(every: list[Shelf], left: str, right: str, today: date) -> tuple[str, str]:
    if left and right:
        return left, right
    now = [shelf.term_set.code for shelf in _carried(every, today)]
    codes = [shelf.term_set.code for shelf in every]
    right = right or next(iter(now or codes), "")
    return left or next((code for code in codes if code not in (right, *now)), right), right


def carried_now(viewer: Actor, today: date) -> list[Shelf]:
    """The versions in force, the general ones first."""
    return _carried(shelves(viewer, today), today)


def _carried(every: list[Shelf], today: date) -> list[Shelf]:
    by_code = {shelf.term_set.code: shelf for shelf in every}
    return [by_code[one.code] for one in in_force((shelf.version for shelf in every), today)]


def clauses_of(viewer: Actor, code: str) -> list[Clause]:
    if not sees_network(viewer):
        raise NotVisible
    return _clauses(code)


def lacks(viewer: Actor, contract_id: str, today: date, wanted: str = "") -> Lacks:
    """`wanted` is another version in force to compare with. Raises NotVisible for a contract that is not the viewer's
    own, and for a version that is not in force."""
    contract = own_contract(viewer, contract_id)
    by_code = {shelf.term_set.code: shelf for shelf in _shelves(today)}
    valid = [shelf for shelf in by_code.values() if shelf.in_force]
    own = contract.term_set_id or ""
    chosen = to_carry((shelf.version for shelf in by_code.values()), today, own)
    if wanted and wanted not in {shelf.term_set.code for shelf in valid}:
        raise NotVisible
    code = wanted or (chosen.code if chosen else "")
    pairs = compare(_clauses(own) if own else (), _clauses(code)) if code else []
    return Lacks(
        contract=contract,
        deviations=contract.own_facts.term_deviations,
        own=by_code.get(own),
        wanted=by_code.get(code),
        pairs=pairs,
        others=[shelf for shelf in valid if shelf.term_set.code != code],
    )


def _clauses(code: str) -> list[Clause]:
    points = obligations().get(code, [])
    others = {point.number: point.due_rule for point in points}
    return list(_of(points, code, others))


def _of(points: Iterable[Obligation], code: str, others: Mapping[str, str]) -> Iterable[Clause]:
    for point in points:
        when = due(parse(point.due_rule), term_set=code, anchors={}, unknown=frozenset({COVERED}), others=others)
        yield Clause(
            number=point.number,
            text={"nb": point.text_nb, "nn": point.text_nn, "en": point.text_en},
            owed_by=point.owed_by,
            due=when,
            evidence={"nb": point.evidence_nb, "nn": point.evidence_nn, "en": point.evidence_en},
            effect=point.breach_effect,
            ladder=tuple(filter(None, point.ladder_hint.split(";"))),
            source=point.source,
            confidence=point.confidence,
        )
