"""Writes to the register, in files by what they write; each verb can be taken from here."""

from aktsom.contracts.actions.confirming import confirm_import, return_import, return_interrupted
from aktsom.contracts.actions.ending import Ended, end_contracts
from aktsom.contracts.actions.mending import (
    leave_out_blocked,
    leave_out_row,
    mend_row,
    say_whole_register,
    take_row_back,
)
from aktsom.contracts.actions.receiving import (
    correct_columns,
    drop_import,
    fail_reading,
    file_of,
    give_up_reading,
    receive_register,
    stage_rows,
    start_reading,
)
from aktsom.contracts.actions.registering import (
    amend_contract,
    end_contract,
    register_contract,
    reopen_contract,
    strike_contract,
)
from aktsom.contracts.actions.taking_in import TakenIn, take_in
from aktsom.contracts.actions.vanishing import decide_vanished

__all__ = [
    "Ended",
    "TakenIn",
    "amend_contract",
    "confirm_import",
    "correct_columns",
    "decide_vanished",
    "drop_import",
    "end_contract",
    "end_contracts",
    "fail_reading",
    "file_of",
    "give_up_reading",
    "leave_out_blocked",
    "leave_out_row",
    "mend_row",
    "receive_register",
    "register_contract",
    "reopen_contract",
    "return_import",
    "return_interrupted",
    "say_whole_register",
    "stage_rows",
    "start_reading",
    "strike_contract",
    "take_in",
    "take_row_back",
]
