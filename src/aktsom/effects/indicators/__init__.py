"""The indicators, in files by what they are of; importing this registers them all."""

from aktsom.effects.indicators import (
    answers,
    chains,
    contracts,
    corrections,
    decisions,
    duplicates,
    funnel,
    network,
    remedies,
)
from aktsom.effects.indicators.rows import READS, Narrowed, Record, Rows, Span, midnight

__all__ = [
    "READS",
    "Narrowed",
    "Record",
    "Rows",
    "Span",
    "answers",
    "chains",
    "contracts",
    "corrections",
    "decisions",
    "duplicates",
    "funnel",
    "midnight",
    "network",
    "remedies",
]
