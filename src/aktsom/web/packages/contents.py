"""What goes into a package: for each follow-up its workbook and the files that the person sees, under safe names."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.follow_up.file_words import download_name
from aktsom.follow_up.models import Evidence, FollowUp
from aktsom.follow_up.permissions.evidence import download
from aktsom.follow_up.queries.packages import files_of
from aktsom.web.evidence.words import KINDS, audience_words

LONGEST_NAME = 80
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]+')


@dataclass(frozen=True)
class Piece:
    """`path` is its name in the package; `evidence` none for the workbook. `withheld` says why a file is not there."""

    path: str
    what: str
    seen_by: str
    one: FollowUp
    evidence: Evidence | None = None
    withheld: str = ""


def pieces_of(viewer: Actor, ones: Iterable[FollowUp], today: date) -> list[Piece]:
    """In the same order each time, as long as nothing has changed."""
    return [piece for number, one in enumerate(ones, start=1) for piece in _pieces(viewer, one, number, today)]


def _pieces(viewer: Actor, one: FollowUp, number: int, today: date) -> Iterator[Piece]:
    folder = f"{number:03} {safe_name(one.supplier.name)}"
    names = {"whole": _("Oppfølging"), "files": _("Filer")}
    yield Piece(f"{folder}/{names['whole']}.xlsx", _("Hele oppfølgingen som regneark"), "", one)
    for at, file in enumerate(files_of(viewer, one, today), start=1):
        refusal = download(file)
        name = safe_name(download_name(file.file_name, file.content_type))
        yield Piece(
            f"{folder}/{names['files']}/{at:03} {name}", f"{KINDS.get(file.kind, file.kind)}: {file.title}",
            audience_words(file), one, file, str(refusal) if refusal else "",
        )  # fmt: skip


def safe_name(text: str) -> str:
    """No path, no sign that hides how the name ends, and short enough for any disk; its ending is kept."""
    cleaned = _UNSAFE.sub("_", text).strip(" .") or _("uten navn")
    stem, dot, ending = cleaned.rpartition(".")
    if dot and len(ending) <= 8:
        return f"{stem[: LONGEST_NAME - len(ending) - 1].strip()}.{ending}"
    return cleaned[:LONGEST_NAME].strip()
