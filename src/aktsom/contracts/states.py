"""The states of a contract in the register, and of a register file on its way in."""

from enum import StrEnum

from aktsom.core.workflow import Move, TransitionTable


class ContractState(StrEnum):
    RUNNING = "running"
    ENDED = "ended"  # over before its time, or left out of the register and said to be over
    STRUCK = "struck"  # registered by mistake; kept, never counted


CONTRACT = TransitionTable(
    name="Contract",
    states=ContractState,
    owners={"running": "contract_manager", "ended": "", "struck": ""},
    moves=(
        Move("end", ("running",), "ended", "contract_manager"),
        Move("strike", ("running", "ended"), "struck", "contract_manager"),
        Move("reopen", ("ended", "struck"), "running", "contract_manager"),
    ),
    start="running",
)


class ImportState(StrEnum):
    RECEIVED = "received"  # the file is kept, nothing is read yet
    READING = "reading"
    READ = "read"  # rows are understood; columns and cells can be corrected
    TAKING_IN = "taking_in"  # confirmed; the register is being written
    TAKEN_IN = "taken_in"
    FAILED = "failed"  # the file could not be read; the reason is kept
    DROPPED = "dropped"


IMPORT = TransitionTable(
    name="Register import",
    states=ImportState,
    owners={
        "received": "platform",
        "reading": "platform",
        "read": "contract_manager",
        "taking_in": "platform",
        "taken_in": "",
        "failed": "contract_manager",
        "dropped": "",
    },
    moves=(
        Move("start_reading", ("received", "reading"), "reading", "platform"),
        Move("finish_reading", ("reading",), "read", "platform"),
        Move("fail", ("received", "reading"), "failed", "platform"),
        Move("correct_columns", ("read", "failed"), "received", "contract_manager"),
        Move("mend_row", ("read",), "read", "contract_manager"),
        Move("confirm", ("read",), "taking_in", "contract_manager"),
        Move("take_in", ("taking_in",), "taken_in", "platform"),
        Move("return", ("taking_in",), "read", "platform"),
        Move("drop", ("received", "reading", "read", "failed"), "dropped", "contract_manager"),
    ),
    start="received",
)


class RowOutcome(StrEnum):
    """What a row of a register file would do, or did."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    BLOCKED = "blocked"  # an error in the row must be mended or the row left out
    LEFT_OUT = "left_out"  # by a person


class VanishedDecision(StrEnum):
    """What became of a running contract that a newer register no longer names."""

    KEEP = "keep"  # runs on; not asked about again until a later register has named it
    END = "end"
    STRIKE = "strike"
    BACK = "back"  # a later register named it again before anybody decided
