"""Screening of purchases against the high-risk list, without a database."""

from aktsom.risk.screening.purchase import Purchase
from aktsom.risk.screening.result import Cancelled, Kind, Match, Screening, Verdict, Where, Why
from aktsom.risk.screening.screener import Screener

__all__ = ["Cancelled", "Kind", "Match", "Purchase", "Screener", "Screening", "Verdict", "Where", "Why"]
