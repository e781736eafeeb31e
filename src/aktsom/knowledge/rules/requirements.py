"""Which texts for a tender fit the risk of what is bought, and why. High at any stage of the chain counts, and unknown
never counts as low."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aktsom.categories.levels import Level, Stage, most_cautious
from aktsom.knowledge.states import Place


@dataclass(frozen=True, slots=True)
class RequirementText:
    """`from_level` is the least cautious level it fits, at one of `stages` (any where there are none); with `rights`
    one of them must be at risk. Texts are by language."""

    code: str
    version: str
    place: Place
    from_level: Level
    stages: frozenset[Stage]
    rights: frozenset[str]
    title: Mapping[str, str]
    text: Mapping[str, str]
    reason: Mapping[str, str]
    rule: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Risk:
    """Of what is bought. `on_list` is None where nobody knows; `rights_known` says whether the list names the rights at
    risk of all the goods."""

    on_list: bool | None
    levels: Mapping[Stage, Level]
    rights: tuple[str, ...]
    rights_known: bool


UNKNOWN = Risk(None, dict.fromkeys(Stage, Level.UNKNOWN), (), rights_known=False)


@dataclass(frozen=True, slots=True)
class Because:
    """Why a text is proposed, or why not: the stages that decide, with their level, and the rights it is for that are
    at risk. `rights_unknown` where it is proposed since nobody has said which are."""

    level: Level
    stages: tuple[Stage, ...]
    rights: tuple[str, ...] = ()
    rights_unknown: bool = False
    off_list: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    text: RequirementText
    fits: bool
    because: Because


def propose(texts: Iterable[RequirementText], risk: Risk) -> list[Proposal]:
    """All of them, in the order of a tender and in each place as the table has them."""
    order = list(Place)
    return sorted((_weighed(text, risk) for text in texts), key=lambda one: order.index(one.text.place))


def _weighed(text: RequirementText, risk: Risk) -> Proposal:
    if risk.on_list is False:
        because = Because(Level.LOW, (), off_list=True)
        return Proposal(text, text.from_level is Level.LOW and not text.rights, because)
    asked = [stage for stage in Stage if not text.stages or stage in text.stages]
    level = most_cautious(risk.levels.get(stage, Level.UNKNOWN) for stage in asked)
    stages = tuple(stage for stage in asked if risk.levels.get(stage, Level.UNKNOWN) is level)
    rights = tuple(code for code in risk.rights if code in text.rights)
    unknown = bool(text.rights) and not rights and not risk.rights_known
    concerned = not text.rights or bool(rights) or unknown
    because = Because(level, stages, rights, rights_unknown=unknown)
    return Proposal(text, concerned and level.caution >= text.from_level.caution, because)
