"""What holds a text back when it is let out to more readers: the rules of release that hold for passages of a memo, and
names. Plain values in and out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from aktsom.findings.rules.leaking import Leak, folded, leaks
from aktsom.sharing.audiences import Audience
from aktsom.sharing.grounds import SecrecyGround
from aktsom.sharing.releasing import Hold, ReleaseFacts, holds

# First words that many companies' names begin with, and which do not tell whom a text is about.
_ORDINARY = frozenset(
    {
        "dansk", "danske", "european", "europeisk", "finsk", "first", "første", "general", "global", "great", "group",
        "gruppen", "international", "internasjonal", "medical", "medisinsk", "medisinske", "nasjonal", "national",
        "nordic", "nordisk", "nordiske", "norge", "norsk", "norske", "northern", "norway", "norwegian", "oriental",
        "pacific", "scandinavian", "skandinavisk", "skandinaviske", "svensk", "svenske", "united", "universal",
        "verden", "world", "hansker", "gloves", "textile", "textiles", "tekstil", "tekstiler", "klær", "kontor",
        "utstyr", "elektro", "bygg", "mat", "helse", "data", "bergen", "trondheim", "stavanger", "kristiansand",
        "drammen", "tromsø", "fredrikstad", "nordland", "rogaland", "agder", "vestland", "innlandet", "trøndelag",
        "østfold", "akershus", "buskerud", "telemark", "vestfold", "troms", "finnmark",
    }
)  # fmt: skip
_COUNTRY = frozenset({"norge", "norway", "sverige", "sweden", "danmark", "denmark"})
_FORMS = frozenset(
    {
        "as", "asa", "ab", "aps", "ltd", "limited", "inc", "gmbh", "nuf", "sa", "ans", "da", "enk", "bv", "oy", "ag",
        "co", "plc", "llc",
    }
)  # fmt: skip
_WHOLE_ENOUGH = 5  # letters of a first word that is a name by itself
_HYPHENATED = re.compile(r"[-\u2010\u2011]\s*\n\s*")


@dataclass(frozen=True)
class Marks:
    """What whoever lets a text out says of it and of its file; the same is asked of a memo and its passages.
    `concerns_supplier` is that a reader may understand whom it is about; `secrecy_ground` a code of the table."""

    concerns_supplier: bool = False
    endangers_workers: bool = False
    names_sub_supplier: bool = False
    tells_price: bool = False
    is_deviation: bool = False
    plan_due_on: date | None = None
    secrecy_ground: str = ""

    def said(self) -> list[str]:
        """Which were set, as codes."""
        return sorted(name for name, value in vars(self).items() if value)


NOTHING = Marks()
FIELDS = {
    Hold.ENDANGERS_WORKERS: "endangers_workers",
    Hold.NOT_SHOWN: "concerns_supplier",
    Hold.TOO_SOON: "concerns_supplier",
    Hold.SUB_SUPPLIER: "names_sub_supplier",
    Hold.PRICE: "tells_price",
    Hold.NO_PLAN: "plan_due_on",
    Hold.PLAN_UNDECIDED: "plan_due_on",
    Hold.GROUND: "secrecy_ground",
}


def held_for(
    marks: Marks, *, now: Audience, to: Audience, today: date, written_on: date, ground: SecrecyGround | None
) -> Hold | None:
    """The first rule that keeps the text from these readers. A text is never shown to a supplier as itself, so one that
    concerns a supplier stays where it is."""
    facts = ReleaseFacts(
        audience=now,
        today=today,
        concerns_supplier=marks.concerns_supplier,
        endangers_workers=marks.endangers_workers,
        names_sub_supplier=marks.names_sub_supplier,
        tells_price=marks.tells_price,
        is_deviation=marks.is_deviation,
        plan_due_on=marks.plan_due_on,
        found_on=written_on,
        ground=ground,
    )
    return next(iter(holds(facts, to)), None)


def named_in(names: Iterable[str], text: str) -> str:
    """The first of the companies' names that the text holds, in whatever way it is written; "" where none is. A company
    is known by the first word of its name too, unless that is a word that many have."""
    whose = {form: name for name in names for form in _own_forms(name)}
    texts = [("", text), ("", _HYPHENATED.sub("", text))]
    found = (each.words for each in leaks(texts, whose) if each.leak == Leak.NAME)
    return next((whose[form] for form in found), "")


def _own_forms(name: str) -> list[str]:
    words = folded(name).split()
    while len(words) > 1 and words[-1] in _FORMS | _COUNTRY:
        words.pop()
    if not words:
        return []
    forms = [" ".join(words), "".join(words)]
    if len(words[0]) >= _WHOLE_ENOUGH and words[0] not in _ORDINARY:
        forms.append(words[0])
    return list(dict.fromkeys(forms))
