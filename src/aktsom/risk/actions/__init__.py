"""Writes of risk results, in files by what they write; each verb can be taken from here."""

from aktsom.risk.actions.deciding import (
    Confirmed,
    SameAsScreened,
    WrongProducts,
    confirm_result,
    confirm_results,
    override_result,
)
from aktsom.risk.actions.registering import amend_and_screen, register_and_screen
from aktsom.risk.actions.screening import ScreenReport, screen_contracts

__all__ = [
    "Confirmed",
    "SameAsScreened",
    "ScreenReport",
    "WrongProducts",
    "amend_and_screen",
    "confirm_result",
    "confirm_results",
    "override_result",
    "register_and_screen",
    "screen_contracts",
]
