"""Of who opens the public form the log holds no line: a line has a moment, and a minute is enough to find a person."""

import logging

PREFIX = "/si-fra/"


class WithoutForm(logging.Filter):
    """Drops whatever is logged of a request for the form, errors of ours too: these show in tests, not in a log."""

    def filter(self, record: logging.LogRecord) -> bool:
        path = getattr(getattr(record, "request", None), "path", "")
        return not str(path).startswith(PREFIX)
