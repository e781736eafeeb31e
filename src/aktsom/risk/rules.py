"""Which risks come first. Plain values in, a priority with its reasons out.

Severity to people comes before likelihood (UN Guiding Principles 17 and 24; OECD guidance on due diligence), and
leverage stands apart: it decides what can be done, never how grave the risk is. A higher level never lowers the
priority, and neither does an unknown one: it is placed above «medium high».
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aktsom.categories.catalogue import Catalogue
from aktsom.categories.levels import Level, Stage, most_cautious
from aktsom.risk.screening.result import Screening, Verdict

# Where the list names no rights for some of the goods, the harm counts as serious until more is known.
SEVERITY_WHEN_UNKNOWN = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason as data: the key of its sentence and what fills it."""

    key: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RiskFacts:
    """What priority rests on. `severity` is per right at risk, 1 to 4; `rights_unknown` when some goods have none
    named; `origins` are declared countries that the list names for the goods."""

    on_list: bool
    levels: Mapping[Stage, Level]
    severity: Mapping[str, int]
    rights_unknown: bool = False
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Priority:
    """`severity` 0 to 4, `likelihood` 0 to 6, `rank` one number to sort by, highest first; 0 when not on the list."""

    severity: int
    likelihood: int
    rank: int
    gravest_right: str
    reasons: tuple[Reason, ...]


NO_PRIORITY = Priority(0, 0, 0, "", ())


def facts_of(screening: Screening, catalogue: Catalogue) -> RiskFacts:
    """The facts a screening gives; a purchase with a group but no product is as unknown as can be."""
    products = [catalogue.product[product] for product in screening.products]
    bare = [product for product in products if not any(risk.rights for risk in product.stages.values())]
    origins = {match.code for match in screening.matches if match.kind == "origin"}
    return RiskFacts(
        on_list=screening.verdict is not Verdict.NOT_ON_LIST,
        levels=screening.levels,
        severity={code: catalogue.right[code].severity for code in screening.rights},
        rights_unknown=bool(bare) or not screening.products,
        origins=tuple(sorted(origins)),
    )


def prioritise(facts: RiskFacts) -> Priority:
    if not facts.on_list:
        return NO_PRIORITY
    severity, gravest, why_severe = _severity(facts)
    likelihood, why_likely = _likelihood(facts)
    whole_chain = sum(facts.levels.get(stage, Level.UNKNOWN).caution for stage in Stage)
    rank = severity * 1000 + likelihood * 100 + whole_chain
    return Priority(severity, likelihood, rank, gravest, (*why_severe, *why_likely))


def _severity(facts: RiskFacts) -> tuple[int, str, tuple[Reason, ...]]:
    """The gravest right at risk decides; how many others there are does not add up to something graver."""
    gravest = max(facts.severity, key=lambda code: facts.severity[code], default="")
    known = facts.severity.get(gravest, 0)
    reasons = [Reason("severity_right", (("right", gravest), ("severity", str(known))))] if gravest else []
    if facts.rights_unknown or not gravest:
        reasons.append(Reason("severity_unknown"))
        known = max(known, SEVERITY_WHEN_UNKNOWN)
    return known, gravest, tuple(reasons)


def _likelihood(facts: RiskFacts) -> tuple[int, tuple[Reason, ...]]:
    """High anywhere in the chain counts; a declared origin that the list names makes it likelier by one step."""
    highest = most_cautious(facts.levels.values())
    stages = [stage for stage, level in facts.levels.items() if level is highest]
    key = "likelihood_level" if highest.known else "likelihood_unknown"
    reasons = [Reason(key, (("level", highest), ("stage", ";".join(stages))))]
    if facts.origins:
        reasons.append(Reason("likelihood_origin", (("countries", ";".join(facts.origins)),)))
    return highest.caution + bool(facts.origins), tuple(reasons)


def ordered(priorities: Iterable[Priority]) -> list[Priority]:
    """Highest first."""
    return sorted(priorities, key=lambda priority: -priority.rank)
