"""Workflows and words of state in the supply chains' area."""

from enum import StrEnum

from aktsom.core.workflow import Move, TransitionTable


class SiteState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    MOVED = "moved"


SITE = TransitionTable(
    name="Production site",
    states=SiteState,
    owners={SiteState.OPEN: "", SiteState.CLOSED: "", SiteState.MOVED: ""},
    moves=(
        Move("close", (SiteState.OPEN,), SiteState.CLOSED, "who keeps the site"),
        Move("move", (SiteState.OPEN, SiteState.CLOSED), SiteState.MOVED, "who keeps the site"),
        Move("reopen", (SiteState.CLOSED, SiteState.MOVED), SiteState.OPEN, "who keeps the site"),
    ),
    start=SiteState.OPEN,
)


class Stage(StrEnum):
    """Where in the chain, as the high-risk list has it: raw material, component, final product."""

    RAW = "raw"
    COMPONENT = "component"
    FINAL = "final"


class Confidence(StrEnum):
    """How well a link is known, weakest first."""

    DECLARED = "declared"  # somebody said so
    DOCUMENTED = "documented"  # a paper shows it
    VERIFIED = "verified"  # somebody other than the supplier has checked it

    @property
    def strength(self) -> int:
        return list(Confidence).index(self)


class Known(StrEnum):
    """What is known of a stage of a contract's product. Nothing is the first and honest answer."""

    UNKNOWN = "unknown"
    CLAIMED = "claimed"  # declared, and no more
    KNOWN = "known"  # documented
    VERIFIED = "verified"


class Source(StrEnum):
    """How a link or a site came to us."""

    DECLARATION = "declaration"
    INVITED_TIER = "invited_tier"
    SITE_LIST = "site_list"
    DOCUMENT = "document"
    AUDIT = "audit"
    BUYER = "buyer"


class DeclarationState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    REPLACED = "replaced"  # by a newer one of the same supplier for the same contracts
    WITHDRAWN = "withdrawn"


class HitState(StrEnum):
    """What a person said of a likeness to an entry of a list of concern. Never a finding."""

    WAITING = "waiting"
    SAME = "same"
    DIFFERENT = "different"


DECLARATION = TransitionTable(
    name="Declaration of a supply chain",
    states=DeclarationState,
    owners={
        DeclarationState.DRAFT: "supplier",
        DeclarationState.SUBMITTED: "",
        DeclarationState.REPLACED: "",
        DeclarationState.WITHDRAWN: "",
    },
    moves=(
        Move("submit", (DeclarationState.DRAFT,), DeclarationState.SUBMITTED, "supplier"),
        Move("replace", (DeclarationState.SUBMITTED,), DeclarationState.REPLACED, "platform"),
        Move("withdraw", (DeclarationState.DRAFT, DeclarationState.SUBMITTED), DeclarationState.WITHDRAWN, "supplier"),
    ),
    start=DeclarationState.DRAFT,
)
