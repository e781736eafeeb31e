"""A whole network's supply chains made up: sites in five tiers, most of what they deliver staying nearby and some going
far, products, contracts, suppliers, members and follow-ups; countries and raw materials as hubs; a few sites that
deliver to each other. About six links a node, as many whatever the size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aktsom.supply_chain.reach import Edges, Kind
from aktsom.supply_chain.reach.nodes import Numbers, pack_all

MEMBERS, COUNTRIES, MATERIALS, CODES = 300, 60, 200, 400
TIERS = (0.10, 0.20, 0.25, 0.25, 0.20)  # of the sites, from the products outwards
MUTUAL = 200  # pairs of sites that deliver to each other
SEED = 3


@dataclass(frozen=True)
class Chains:
    """`tiers`: the first site of each tier, and one after the last. Ids of each kind begin at 1."""

    edges: Edges
    tiers: Numbers
    contracts: int

    def sites(self, each: int, seed: int) -> Numbers:
        """As many sites of every tier, in any order."""
        chance = np.random.default_rng(seed)
        drawn = [chance.integers(low, high, each) for low, high in zip(self.tiers[:-1], self.tiers[1:], strict=True)]
        return pack_all(Kind.SITE, 1 + chance.permutation(np.concatenate(drawn)))

    def some_contracts(self, count: int, seed: int) -> Numbers:
        return pack_all(Kind.CONTRACT, 1 + np.random.default_rng(seed).integers(0, self.contracts, count))


def drawn(sites: int, seed: int = SEED) -> Chains:
    chance = np.random.default_rng(seed)
    contracts, suppliers, products = sites // 5, sites // 10, sites * 3 // 10
    tier = np.sort(chance.choice(len(TIERS), sites, p=TIERS))
    tiers = np.searchsorted(tier, np.arange(len(TIERS) + 1))
    links = [_deliveries(chance, tiers, number) for number in range(1, len(TIERS))]
    source, target = links[int(chance.integers(len(links)))][1::2]
    some = chance.integers(0, len(source), MUTUAL)
    links.append((Kind.SITE, target[some], Kind.SITE, source[some]))
    links.append((Kind.SITE, *_several(chance, tiers[1], 6, 1, Kind.PRODUCT, products)))
    links.append((Kind.PRODUCT, *_several(chance, products, 3, 0, Kind.CONTRACT, contracts)))
    own = np.arange(contracts)
    links.append((Kind.CONTRACT, own, Kind.MEMBER, chance.integers(0, MEMBERS, contracts)))
    links.append((Kind.SUPPLIER, chance.integers(0, suppliers, contracts), Kind.CONTRACT, own))
    links.append((Kind.CONTRACT, own[::20], Kind.FOLLOW_UP, own[::20] // 20))
    outer = np.arange(tiers[-2], sites)
    links.append((Kind.COUNTRY, _few(chance, COUNTRIES, len(outer)), Kind.SITE, outer))
    links.append((Kind.MATERIAL, _few(chance, MATERIALS, len(outer)), Kind.SITE, outer))
    source = np.concatenate([pack_all(kind, 1 + ids) for kind, ids, _, _ in links])
    target = np.concatenate([pack_all(kind, 1 + ids) for _, _, kind, ids in links])
    order = chance.permutation(len(source))
    codes = (CODES * chance.random(len(source)) ** 2).astype(np.uint16)
    confidence = chance.choice(3, len(source), p=(0.6, 0.3, 0.1)).astype(np.uint8)
    return Chains(Edges.of(source[order], target[order], codes, confidence), tiers, contracts)


def _deliveries(chance: np.random.Generator, tiers: Numbers, number: int) -> tuple[Kind, Numbers, Kind, Numbers]:
    """From each site of a tier to some eight of the one before: neighbours, and a tail of far ones with favourites."""
    low, high = int(tiers[number]), int(tiers[number + 1])
    before, width = int(tiers[number - 1]), low - int(tiers[number - 1])
    source = np.repeat(np.arange(low, high), np.minimum(1 + chance.geometric(1 / 8.2, high - low), 400))
    near = (source - low) * width // (high - low)
    near += chance.normal(0, width * 0.002 + 5, len(source)).astype(np.int64)
    far = (width * chance.random(len(source)) ** 2.5).astype(np.int64)
    target = np.where(chance.random(len(source)) < 0.15, far, np.clip(near, 0, width - 1))
    return Kind.SITE, source, Kind.SITE, target + before


def _several(
    chance: np.random.Generator, count: int, mean: int, least: int, kind: Kind, others: int
) -> tuple[Numbers, Kind, Numbers]:
    source = np.repeat(np.arange(count), least + chance.geometric(1 / mean, count))
    return source, kind, chance.integers(0, others, len(source))


def _few(chance: np.random.Generator, kinds: int, count: int) -> Numbers:
    """Unequal shares: the first has a quarter or so of all."""
    return (kinds * chance.random(count) ** 3).astype(np.int64)
