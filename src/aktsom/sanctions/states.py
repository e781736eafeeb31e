"""Workflows and words of state in the area of sanctions."""

from enum import StrEnum

from aktsom.core.workflow import Move, TransitionTable


class RecommendationState(StrEnum):
    MADE = "made"  # it waits for a decision in each contract
    REPLACED = "replaced"  # by a newer one of the same follow-up
    WITHDRAWN = "withdrawn"


RECOMMENDATION = TransitionTable(
    name="Recommendation",
    states=RecommendationState,
    owners={"made": "contract_owner", "replaced": "", "withdrawn": ""},
    moves=(
        Move("replace", ("made",), "replaced", "team"),
        Move("withdraw", ("made",), "withdrawn", "team"),
    ),
    start="made",
)


class Answer(StrEnum):
    """What the owner of a contract does with a recommendation; without one it takes another step by itself."""

    FOLLOW = "follow"
    OTHER_STEP = "other_step"
    DECLINE = "decline"
    AWAIT = "await"


TAKES_STEP = (Answer.FOLLOW, Answer.OTHER_STEP)


class DecisionState(StrEnum):
    DRAFT = "draft"  # known to the contract's own people alone
    DECIDED = "decided"
    SUPERSEDED = "superseded"  # the owner has changed its mind by a newer one
    WITHDRAWN = "withdrawn"


DECISION = TransitionTable(
    name="Sanction decision",
    states=DecisionState,
    owners={"draft": "contract_owner", "decided": "", "superseded": "", "withdrawn": ""},
    moves=(
        Move("decide", ("draft",), "decided", "contract_owner"),
        Move("supersede", ("decided",), "superseded", "contract_owner"),
        # What a superseded one set in motion may stand yet, and is taken back with it.
        Move("withdraw", ("draft", "decided", "superseded"), "withdrawn", "contract_owner"),
    ),
    start="draft",
)
