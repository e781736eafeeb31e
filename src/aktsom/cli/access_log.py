"""The web server's own log. No access log is written unless whoever runs the platform asks for one; not even then does
it hold a line for the public form, and what cannot be understood is told of without the address that it came from."""

from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]  # it has no types

# The form however its name was typed, and files of looks: who fetches those and no page has been at the form.
UNWRITTEN = ("si-fra", "static")


class WithoutConcerns(Logger):  # type: ignore[misc]  # gunicorn has no types
    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> None:
        """By the path as it is understood, however it was written."""
        path = str(environ.get("PATH_INFO", f"/{UNWRITTEN[0]}/"))
        if path.lstrip("/").split("/")[0].strip().lower() not in UNWRITTEN:
            super().access(resp, req, environ, request_time)

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        if str(msg).startswith("Invalid request from ip="):
            msg, args, kwargs = "Invalid request", (), {}
        super().warning(msg, *args, **kwargs)
