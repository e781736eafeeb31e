"""What a file may be called here, and which audiences evidence can be given as it is brought."""

import re
import unicodedata

from aktsom.sharing.audiences import Audience

# Control characters, what turns the direction of writing (a «gpj.exe» that reads exe.jpg), and lone surrogates.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,10}$")
# Wider than the buyers concerned is a decision of its own, as for memos.
FROM_BUYERS = (Audience.CASE_TEAM, Audience.LINKED_BUYERS, Audience.WORKER_PROTECTED)
FROM_SUPPLIERS = (Audience.LINKED_BUYERS, Audience.CASE_TEAM)


def clean_name(name: str, longest: int) -> str:
    """The name without its folders and without what could deceive; its ending is kept when it is cut."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    clean = " ".join(_UNSAFE.sub("", re.sub(r"\s", " ", last)).split()).lstrip(".")
    found = _ENDING.search(clean)
    ending = found.group() if found else ""
    return clean[: -len(ending) or None][: longest - len(ending)].rstrip() + ending


def title_of(file_name: str) -> str:
    """What to call it until somebody says better."""
    return _ENDING.sub("", file_name).replace("_", " ").strip() or file_name


def audiences_for(*, from_supplier: bool) -> tuple[Audience, ...]:
    return FROM_SUPPLIERS if from_supplier else FROM_BUYERS
