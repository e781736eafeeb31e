"""Links of a chain as pages list them: by stage, from the raw material to the finished product."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aktsom.supply_chain.queries.links import LinkRow
from aktsom.supply_chain.states import Known, Stage
from aktsom.web.chain import words
from aktsom.web.chain.knowledge import word


@dataclass(frozen=True, slots=True)
class StageLinks:
    stage: Stage
    name: str
    links: list[LinkRow]


def by_stage(links: Iterable[LinkRow]) -> list[StageLinks]:
    """The finished product first, as one comes from the contract."""
    found: dict[Stage, list[LinkRow]] = {stage: [] for stage in reversed(Stage)}
    for link in links:
        found[link.stage].append(link)
    named = words.stage_words()
    return [StageLinks(stage, named[stage], rows) for stage, rows in found.items()]


def what_of(names: Mapping[str, str], link: LinkRow) -> str:
    """`names` of products by id."""
    product = names.get(link.product_id, "")
    return ", ".join(part for part in (product, link.material) if part)


def shares(known: Sequence[Known]) -> list[dict[str, object]]:
    """For the bar of coverage: how many of the stages are known how well, the best first."""
    fills = {Known.VERIFIED: "verified", Known.KNOWN: "known", Known.CLAIMED: "claimed", Known.UNKNOWN: "unknown"}
    return [
        {"name": word(one), "value": sum(each is one for each in known), "fill": fills[one]} for one in reversed(Known)
    ]
