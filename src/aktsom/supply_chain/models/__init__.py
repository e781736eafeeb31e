"""Tables of the supply chains' area."""

from aktsom.supply_chain.models.concerns import ConcernEntry, ConcernHit, ConcernList
from aktsom.supply_chain.models.declarations import (
    Declaration,
    DeclarationContract,
    DeclarationRow,
    SiteStatement,
    TierInvitation,
)
from aktsom.supply_chain.models.links import ChainLink, LinkCheck, ReachChange
from aktsom.supply_chain.models.sites import Site, SiteJudgement, SitePair

__all__ = [
    "ChainLink",
    "ConcernEntry",
    "ConcernHit",
    "ConcernList",
    "Declaration",
    "DeclarationContract",
    "DeclarationRow",
    "LinkCheck",
    "ReachChange",
    "Site",
    "SiteJudgement",
    "SitePair",
    "SiteStatement",
    "TierInvitation",
]
