"""Tables of the area."""

from aktsom.effects.models.figures import Ambition, ReckonedFigure, ReckonedLedger

__all__ = ["Ambition", "ReckonedFigure", "ReckonedLedger"]
