"""Figures of the day, and of one member when somebody there asks for them anew."""

from typing import Any

from django.utils import timezone

from aktsom.core.outbox import daily, handles
from aktsom.effects.actions.anew import KIND
from aktsom.effects.actions.reckoning import reckon_all, reckon_member

DAILY = "effects.figures"


@daily(DAILY)
def reckon_the_day(_payload: dict[str, Any]) -> None:
    reckon_all(timezone.now())


@handles(KIND)
def reckon_one(payload: dict[str, Any]) -> None:
    reckon_member(int(payload["member"]), timezone.now())
