"""What one edition of a questionnaire changes in another, question by question."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher

from aktsom.follow_up.rules.editions import Wording

LANGUAGES = ("nb", "nn", "en")


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a question: "text_nn", "help_en", or another name of `Wording`; listed values in a tuple."""

    field: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class Changed:
    code: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Differences:
    """`moved` are codes that stand in another order among those that both editions have; a question is the same
    question as long as its code is the same."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[Changed, ...] = ()
    moved: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.moved)


def differences(old: Sequence[Wording], new: Sequence[Wording]) -> Differences:
    before, after = {one.code: one for one in old}, {one.code: one for one in new}
    both = [(before[one.code], one) for one in new if one.code in before]
    compared = [Changed(now.code, changes(then, now)) for then, now in both]
    return Differences(
        added=tuple(code for code in after if code not in before),
        removed=tuple(code for code in before if code not in after),
        changed=tuple(one for one in compared if one.changes),
        moved=_moved([code for code in before if code in after], [code for code in after if code in before]),
    )


def changes(old: Wording, new: Wording) -> tuple[Change, ...]:
    found = []
    for name in (field.name for field in fields(Wording)):
        then, now = getattr(old, name), getattr(new, name)
        if name in ("texts", "helps"):
            by_language = zip(LANGUAGES, then, now, strict=True)
            found += [Change(f"{name[:-1]}_{code}", was, is_) for code, was, is_ in by_language if was != is_]
        elif then != now:
            found.append(Change(name, then, now))
    return tuple(found)


def _moved(old: list[str], new: list[str]) -> tuple[str, ...]:
    """As few as can be moved to come from the one order to the other, or nearly so."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    stayed = {code for block in matcher.get_matching_blocks() for code in new[block.b : block.b + block.size]}
    return tuple(code for code in new if code not in stayed)
