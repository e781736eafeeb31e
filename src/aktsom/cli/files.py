"""Files and folders that a command is given: what hinders reading or writing them is told in a sentence."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from aktsom.cli.wording import Translate
from aktsom.interop.spreadsheets.problems import _


def unreadable(path: Path, translate: Translate = str) -> str | None:
    if not path.exists():
        return translate(_("Fant ikke filen «{file}».")).format(file=path)
    if not path.is_file():
        return translate(_("«{file}» er ikke en fil.")).format(file=path)
    if not os.access(path, os.R_OK):
        return translate(_("Har ikke lov til å lese «{file}».")).format(file=path)
    return None


def unwritable(path: Path, translate: Translate = str) -> str | None:
    if path.is_dir() or not path.parent.is_dir():
        return translate(_("Kan ikke skrive «{file}»: mappen finnes ikke.")).format(file=path)
    if not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        return translate(_("Har ikke lov til å skrive «{file}».")).format(file=path)
    return None


class ReadFile(click.ParamType[Path]):
    """A file that can be read; what its content is, its reader sees."""

    name = "file"

    # Click names the arguments.
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:  # noqa: ARG002
        return _unless(unreadable(Path(value)), Path(value))


class WriteFile(click.ParamType[Path]):
    name = "file"

    # Click names the arguments.
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:  # noqa: ARG002
        return _unless(unwritable(Path(value)), Path(value))


class ReadFolder(click.ParamType[Path]):
    name = "folder"

    # Click names the arguments.
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:  # noqa: ARG002
        hindrance = None if Path(value).is_dir() else _("Fant ikke mappen «{file}».").format(file=value)
        return _unless(hindrance, Path(value))


def _unless(hindrance: str | None, path: Path) -> Path:
    if hindrance:
        raise click.ClickException(hindrance)
    return path
