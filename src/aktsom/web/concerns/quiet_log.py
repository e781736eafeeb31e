"""Of who opens the public form the log holds no line: a line has a moment, and a minute is enough to find a person.
What goes wrong in our code is counted meanwhile, and told when the day is over: what kind of fault, where in the code,
how many times."""

import logging
from collections import Counter
from datetime import date
from threading import Lock
from types import TracebackType

PREFIX = "/si-fra/"
log = logging.getLogger(__name__)


class Faults:
    """In this process's memory, for a day. Neither what was sent nor what the error says is kept: it may quote it."""

    def __init__(self) -> None:
        self._lock, self._day, self._seen = Lock(), date.min, Counter[str]()

    def note(self, kind: str, where: str) -> None:
        with self._lock:
            self._seen[f"{kind} at {where}"] += 1

    def tell_before(self, today: date) -> None:
        """With the first request of a day, whatever it is for."""
        if today == self._day:
            return
        with self._lock:
            over, self._seen, self._day = self._seen, Counter[str](), today
        for fault, times in sorted(over.items()):
            log.error("the public form failed before today, %s times: %s", times, fault)


FAULTS = Faults()


class WithoutForm(logging.Filter):
    """Drops whatever is logged of a request for the form; faults of ours are counted instead."""

    def filter(self, record: logging.LogRecord) -> bool:
        path = getattr(getattr(record, "request", None), "path", "")
        if not str(path).startswith(PREFIX):
            return True
        refused = record.name.startswith("django.security")  # what others sent is no fault of ours
        if record.exc_info and record.exc_info[0] is not None and record.levelno >= logging.ERROR and not refused:
            FAULTS.note(record.exc_info[0].__name__, _where(record.exc_info[2]))
        return False


def _where(trace: TracebackType | None) -> str:
    """Module and line of the innermost frame."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_globals.get('__name__', '')}:{trace.tb_lineno}" if trace is not None else ""
