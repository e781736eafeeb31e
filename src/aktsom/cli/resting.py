"""What a worker does again and again beside its letters, so that one thing that goes wrong does not end the others."""

import logging
import time
import traceback
from collections.abc import Callable
from pathlib import Path

log = logging.getLogger(__name__)
FIRST_REST, LONGEST_REST = 5.0, 300.0  # seconds; twice as long each time it goes wrong anew


class Rested:
    """Does the work unless it rests after it went wrong. Only the kind of error and where it was met are kept: what an
    error says may hold what somebody wrote."""

    def __init__(self, name: str, work: Callable[[], int], clock: Callable[[], float] = time.monotonic) -> None:
        self._name, self._work, self._clock = name, work, clock
        self._until, self._rest = 0.0, FIRST_REST

    def __call__(self) -> int:
        """What the work returns; 0 while it rests, and where it goes wrong."""
        if self._clock() < self._until:
            return 0
        try:
            done = self._work()
        except Exception as error:
            log.error("%s failed: %s at %s; resting %d s", self._name, type(error).__name__, _met(error), self._rest)
            self._until, self._rest = self._clock() + self._rest, min(self._rest * 2, LONGEST_REST)
            return 0
        self._rest = FIRST_REST
        return done


def _met(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames[-3:]))
