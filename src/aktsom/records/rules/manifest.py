"""The list of what is in a file taken out for the archive, and the check of the file against it. The list is the only
thing in it that tells when it was made: the same content gives the same bytes in everything else."""

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

NAME = "manifest.json"
FORM = "aktsom-case-file/1"
CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Entry:
    path: str
    size: int  # in bytes
    sha256: str


class Fault(StrEnum):
    UNREADABLE = "unreadable"  # no zip file, or its end is gone
    NO_LIST = "no_list"
    LIST_CHANGED = "list_changed"  # the list is not the one that was made with the file
    MISSING = "missing"
    CHANGED = "changed"
    NOT_LISTED = "not_listed"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Problem:
    fault: Fault
    path: str = ""


@dataclass(frozen=True)
class Checked:
    """`content_sha256` is of the list of files: whoever has it from the page knows that this is that file."""

    files: int = 0
    size: int = 0
    content_sha256: str = ""
    problems: tuple[Problem, ...] = ()


def content_sum(entries: Iterable[Entry]) -> str:
    """Of what the files are called, how large they are and what is in them, in the order of their names."""
    lines = (f"{one.path}\0{one.size}\0{one.sha256}\n" for one in sorted(entries, key=lambda one: one.path))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def written(entries: Iterable[Entry], *, made_at: str, about: Mapping[str, Any]) -> bytes:
    """`about` is what the file is of: plain values."""
    listed = sorted(entries, key=lambda one: one.path)
    told = {
        "form": FORM,
        "made_at": made_at,
        **about,
        "content_sha256": content_sum(listed),
        "files": [asdict(one) for one in listed],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def check(path: Path) -> Checked:
    """Read every byte of the file and compare it with the list in it. Nothing is unpacked."""
    try:
        with ZipFile(path) as packed:
            return _check(packed)
    except (BadZipFile, OSError, EOFError):
        return Checked(problems=(Problem(Fault.UNREADABLE),))


def _check(packed: ZipFile) -> Checked:
    names = [info.filename for info in packed.infolist()]
    problems = [Problem(Fault.TWICE, name) for name in sorted({name for name in names if names.count(name) > 1})]
    listed, said = _listed(packed) if NAME in names else (None, "")
    if listed is None:
        fault = Fault.LIST_CHANGED if NAME in names else Fault.NO_LIST
        return Checked(problems=(*problems, Problem(fault, NAME)))
    if content_sum(listed) != said:
        problems.append(Problem(Fault.LIST_CHANGED, NAME))
    there = set(names) - {NAME}
    for one in listed:
        if one.path not in there:
            problems.append(Problem(Fault.MISSING, one.path))
        elif _sum_of(packed, one.path) != (one.size, one.sha256):
            problems.append(Problem(Fault.CHANGED, one.path))
    problems += [Problem(Fault.NOT_LISTED, name) for name in sorted(there - {one.path for one in listed})]
    return Checked(len(listed), sum(one.size for one in listed), said, tuple(problems))


def _listed(packed: ZipFile) -> tuple[list[Entry] | None, str]:
    try:
        told = json.loads(packed.read(NAME))
        return [Entry(str(row["path"]), int(row["size"]), str(row["sha256"])) for row in told["files"]], str(
            told["content_sha256"]
        )
    except (BadZipFile, zlib.error, ValueError, KeyError, TypeError):
        return None, ""


def _sum_of(packed: ZipFile, name: str) -> tuple[int, str]:
    """(size, checksum), as far as it can be read."""
    try:
        with packed.open(name) as file:
            return summed(file)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError):
        return -1, ""


def summed(file: IO[bytes]) -> tuple[int, str]:
    checksum, size = hashlib.sha256(), 0
    while chunk := file.read(CHUNK):
        checksum.update(chunk)
        size += len(chunk)
    return size, checksum.hexdigest()
