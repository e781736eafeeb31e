"""How far a contract's risk result has come from being a machine's suggestion to a person's decision."""

from enum import StrEnum

from aktsom.core.workflow import Move, TransitionTable


class RiskState(StrEnum):
    SCREENED = "screened"
    CONFIRMED = "confirmed"
    OVERRIDDEN = "overridden"
    CONTESTED = "contested"  # a new screening disagrees with what a person decided; the decision stands until then


RISK = TransitionTable(
    name="Risk of a contract",
    states=RiskState,
    owners={"screened": "contract_manager", "confirmed": "", "overridden": "", "contested": "contract_manager"},
    moves=(
        Move("confirm", ("screened", "contested", "overridden"), "confirmed", "contract_manager"),
        Move("override", ("screened", "contested", "confirmed", "overridden"), "overridden", "contract_manager"),
        Move("contest", ("confirmed", "overridden", "contested"), "contested", "platform"),
        Move("screen_again", ("screened",), "screened", "platform"),
        # The newest screening came back to what the person had decided.
        Move("agree_with_confirmed", ("contested",), "confirmed", "platform"),
        Move("agree_with_overridden", ("contested",), "overridden", "platform"),
    ),
    start="screened",
)
