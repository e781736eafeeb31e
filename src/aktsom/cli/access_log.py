"""The web server's own log. No access log is written unless whoever runs the platform asks for one; not even then does
it hold a line for the public form, and what cannot be understood is told of without the address that it came from."""

from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]  # it has no types

PREFIX = "/si-fra/"


class WithoutConcerns(Logger):  # type: ignore[misc]  # gunicorn has no types
    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> None:
        """By the path as it is understood, however it was written."""
        if not str(environ.get("PATH_INFO", PREFIX)).startswith(PREFIX):
            super().access(resp, req, environ, request_time)

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        if str(msg).startswith("Invalid request from ip="):
            msg, args, kwargs = "Invalid request", (), {}
        super().warning(msg, *args, **kwargs)
