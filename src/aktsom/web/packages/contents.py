"""What goes into a package: for each follow-up its workbook and the files that the person sees, under safe names."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.follow_up.file_words import download_name
from aktsom.follow_up.models import Evidence, FollowUp
from aktsom.follow_up.permissions.evidence import download
from aktsom.follow_up.queries.packages import files_of, records_of
from aktsom.web.evidence.words import KINDS, audience_words

LONGEST_NAME = 80  # in characters
LONGEST_BYTES = 200  # in UTF-8: disks allow 255, and a number goes before
_UNSAFE = '/\\:*?"<>|'
_UNSEEN = ("C", "Zl", "Zp")  # categories: controls, marks of direction and width, halves of characters, ends of lines


@dataclass(frozen=True)
class Piece:
    """`path` is its name in the package; `evidence` none for the workbook. `withheld` says why a file is not there.
    `mark` is another as soon as what lies under the path would be."""

    path: str
    what: str
    seen_by: str
    one: FollowUp
    mark: str
    evidence: Evidence | None = None
    withheld: str = ""


def pieces_of(viewer: Actor, ones: Iterable[FollowUp], today: date) -> list[Piece]:
    """In the same order each time, as long as nothing has changed."""
    found = list(ones)
    told, files = records_of(viewer, found), files_of(viewer, found)
    return [
        piece
        for number, one in enumerate(found, start=1)
        for piece in _pieces(one, number, _workbook_mark(viewer, told[one.pk], today), files[one.pk])
    ]


def _pieces(one: FollowUp, number: int, mark: str, files: Iterable[Evidence]) -> Iterator[Piece]:
    folder = f"{number:03} {safe_name(one.supplier.name)}"
    names = {"whole": _("Oppfølging"), "files": _("Filer")}
    yield Piece(f"{folder}/{names['whole']}.xlsx", _("Hele oppfølgingen som regneark"), "", one, mark)
    for at, file in enumerate(files, start=1):
        refusal = download(file)
        name = safe_name(download_name(file.file_name, file.content_type))
        yield Piece(
            f"{folder}/{names['files']}/{at:03} {name}", f"{KINDS.get(file.kind, file.kind)}: {file.title}",
            audience_words(file), one, _marked(file.public_id, file.sha256), file, str(refusal) if refusal else "",
        )  # fmt: skip


def _workbook_mark(viewer: Actor, told: Iterable[str], today: date) -> str:
    """The language, the day, what the person is, and all that the workbook tells of."""
    rights = (viewer.case_team_ids, viewer.led_team_ids, viewer.member_ids, viewer.supplier_ids)
    return _marked(get_language() or "", today.isoformat(), *(str(sorted(ids)) for ids in rights), *sorted(told))


def _marked(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:16]


def safe_name(text: str) -> str:
    """No path, no sign that hides how the name ends, and short enough for any disk; its ending is kept."""
    seen = "".join("_" if _is_unsafe(sign) else sign for sign in unicodedata.normalize("NFC", text))
    while "__" in seen:
        seen = seen.replace("__", "_")
    cleaned = seen.strip(" .") or _("uten navn")
    stem, dot, ending = cleaned.rpartition(".")
    if dot and len(ending) <= 8:
        return f"{_cut(stem, len(ending) + 1, len(ending.encode()) + 1)}.{ending}"
    return _cut(cleaned, 0, 0)


def _is_unsafe(sign: str) -> bool:
    return sign in _UNSAFE or unicodedata.category(sign).startswith(_UNSEEN)


def _cut(text: str, signs: int, size: int) -> str:
    """With room for so many more signs and bytes; not ending in what some systems take away."""
    short = text[: LONGEST_NAME - signs].encode()[: LONGEST_BYTES - size].decode(errors="ignore")
    return short.rstrip(" .")
