"""What speaks against building on what was concluded for others, and what one may then decide. The platform states it
and never decides: a contract owner relies fully, partly, or follows up itself, each with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from aktsom.follow_up.rules.fitness import Risk, RiskStanding
from aktsom.terms.grammar import Duration
from aktsom.terms.rules import shifted


class Reliance(StrEnum):
    FULLY = "fully"
    PARTLY = "partly"
    OWN = "own"  # one's own follow-up instead


class Against(StrEnum):
    CLAUSE_HIGHER = "clause_higher"  # own terms demand more than those concluded under
    CLAUSE_UNKNOWN = "clause_unknown"  # the register does not say which terms the own contract has
    TOO_OLD = "too_old"
    METHOD_UNFIT = "method_unfit"  # for a risk of the own contract
    RISK_UNSEEN = "risk_unseen"  # nothing that was concluded speaks of a risk of the own contract
    OTHER_PRODUCTS = "other_products"
    OTHER_SITES = "other_sites"  # or nobody knows where the own goods are made
    READ_AGAIN = "read_again"  # the answers that it rests on are read again since it was concluded
    POINTS_OPEN = "points_open"  # some points were not shown or not assessed


@dataclass(frozen=True, slots=True)
class OwnSide:
    """The contract that would rely; no `products` means that nobody has said which, no `sites` that nobody has said
    where: {stage: the places where its goods are made}."""

    term_set: str
    products: frozenset[str]
    risks: frozenset[Risk]
    sites: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Concluded:
    """What there is to rely on: the oldest day among the newest conclusions; no `products` means all of the group,
    no `sites` the supplier as a whole. `standings` are those of the risks that were looked at."""

    term_set: str
    oldest_on: date
    products: frozenset[str]
    standings: Mapping[Risk, RiskStanding]
    open_points: int = 0
    sites: frozenset[str] = frozenset()
    read_again: bool = False


@dataclass(frozen=True, slots=True)
class Weighed:
    """`against` in the order of the enum; `unfit_for` and `unseen` are the risks of METHOD_UNFIT and RISK_UNSEEN.
    `clause_lower`: the own terms demand less, which does not speak against it."""

    against: tuple[Against, ...]
    unfit_for: tuple[Risk, ...] = ()
    unseen: tuple[Risk, ...] = ()
    other_products: tuple[str, ...] = ()
    other_sites: tuple[str, ...] = ()
    clause_lower: bool = False

    def may(self, choice: Reliance) -> bool:
        return choice is not Reliance.FULLY or not self.against


def weigh(own: OwnSide, theirs: Concluded, levels: Mapping[str, int], today: date, reuse: Duration) -> Weighed:
    """`levels` is the order of the term sets, `reuse` how long a conclusion may be built on."""
    stand = {risk: theirs.standings.get(risk, RiskStanding.UNSEEN) for risk in sorted(own.risks)}
    unfit = tuple(risk for risk, standing in stand.items() if standing is RiskStanding.UNFIT)
    unseen = tuple(risk for risk, standing in stand.items() if standing is RiskStanding.UNSEEN)
    others = tuple(sorted(own.products - theirs.products)) if theirs.products else ()
    elsewhere = other_sites(own.sites, theirs.sites)
    mine, concluded = levels.get(own.term_set), levels.get(theirs.term_set)
    speaks = {
        Against.CLAUSE_HIGHER: mine is not None and (concluded is None or mine > concluded),
        Against.CLAUSE_UNKNOWN: mine is None,
        Against.TOO_OLD: shifted(theirs.oldest_on, reuse) < today,
        Against.METHOD_UNFIT: bool(unfit),
        Against.RISK_UNSEEN: bool(unseen),
        Against.OTHER_PRODUCTS: bool(others) or bool(theirs.products and not own.products),
        Against.OTHER_SITES: bool(elsewhere) or bool(theirs.sites and not own.sites),
        Against.READ_AGAIN: theirs.read_again,
        Against.POINTS_OPEN: theirs.open_points > 0,
    }
    lower = mine is not None and concluded is not None and mine < concluded
    return Weighed(tuple(each for each in Against if speaks[each]), unfit, unseen, others, elsewhere, lower)


def other_sites(own: Mapping[str, frozenset[str]], concluded: frozenset[str]) -> tuple[str, ...]:
    """Own places that nobody has concluded on, though somebody has on others: those of the stages at which one of the
    own was looked into, since what was found in a factory says nothing of the fields behind it either way; all of them
    where none was."""
    if not concluded:
        return ()
    looked = [places for places in own.values() if places & concluded]
    return tuple(sorted(frozenset().union(*(looked or own.values())) - concluded))


def duplicates_avoided(ticked_off: int) -> int:
    """Requests that a joint one spared: one for each contract ticked off but the first."""
    return max(0, ticked_off - 1)
