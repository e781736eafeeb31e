"""What a single word says, taken apart as Norwegian builds it: the last part is the thing, what precedes describes it.

«vernehansker» are gloves; «hanskerom» is a room. «batteripakke» and «møbelkjøp» still are the goods, since «pakke» and
«kjøp» only carry them; «bildeler» are parts of them; «møbelvask» is a service. The longest known last part wins, so
that «automobil» is no «bil».
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from aktsom.categories.entries import Effect
from aktsom.risk.screening.inflection import VOWELS
from aktsom.risk.screening.lexicon import Entry, Lexicon, Target
from aktsom.risk.screening.slips import Slips

# Endings of nouns made from verbs: what is done, not a thing («kartlegging», «produksjon», «undersøkelse»).
DEEDS = ("ing", "inga", "ingen", "ingar", "inger", "sjon", "sjonen", "sjoner", "else", "elsen", "elser")
_SHORTEST_REST, _SHORTEST_GOODS = 2, 4
_KEPT_READINGS = 500_000
_TRANSPARENT = (Effect.BUYS, Effect.CARRIES)
_CANCELLING = (Effect.SERVICE, Effect.WORKS, Effect.DIGITAL)
# Topics: a shape is bought for its material; a system or place is a service only with what stands before or after it.
SHAPE, SYSTEM, HIRE, PLACE = "shape", "system", "hire", "place"


@dataclass(frozen=True, slots=True)
class Reading:
    """`targets` are goods the word names; `described` goods it only mentions; `effect` what it does to others."""

    targets: tuple[Target, ...] = ()
    described: tuple[Target, ...] = ()
    effect: Effect | None = None
    topic: str = ""
    sure: bool = True
    english: bool = False
    modifies: bool = False
    material: bool = False
    deed: bool = False

    @property
    def as_parts(self) -> Reading:
        """The same goods, when only parts of them are bought: their group, no product."""
        groups = dict.fromkeys(Target(None, target.group_id) for target in self.targets)
        return Reading(tuple(groups), sure=self.sure)


PLAIN, DEED = Reading(), Reading(deed=True)


class Compounds:
    """Reads words one by one; what a word says depends on the word alone, so every reading is kept."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = lexicon.words
        self._endings = lexicon.endings
        self._known: dict[str, Reading] = {}

    @cached_property
    def _slips(self) -> Slips:
        return Slips(self._words, self._endings)

    def read(self, word: str) -> Reading:
        """The reading of a word in lower case."""
        reading = self._known.get(word)
        if reading is None:
            if len(self._known) > _KEPT_READINGS:
                self._known.clear()
            reading = self._known[word] = self._take_apart(word)
        return reading

    def entry(self, entry: Entry) -> Reading:
        """The reading of a known whole word or phrase. An English singular may describe the word after it."""
        modifies = entry.english and not entry.plural and not entry.material
        return Reading(
            entry.targets, (), entry.effect, entry.topic, entry.sure, entry.english, modifies, entry.material
        )

    def _take_apart(self, word: str) -> Reading:
        whole = self._words.get(word)
        if whole:
            return self.entry(whole)
        head = self._ending(word)
        if not head:
            meant = self._slips.meant(word)
            return self.entry(meant) if meant else self._described(word)
        rest, entry = head
        before = self._modifier(rest)
        if entry.targets:
            hired = before and before.topic == HIRE
            return Reading((), entry.targets, Effect.SERVICE, HIRE) if hired else self.entry(entry)
        return _carried(before, entry)

    def _ending(self, word: str) -> tuple[str, Entry] | None:
        """The longest known last part, and what stands before it."""
        for start in range(_SHORTEST_REST, len(word) - 1):
            entry = self._words.get(word[start:]) if word[start - 1] == "-" else self._endings.get(word[start:])
            if entry and _can_precede(word[:start]):
                return word[:start], entry
        return None

    def _modifier(self, rest: str) -> Entry | None:
        """The known word in front, without its hyphen or linking letter; else the last known part of it."""
        for form in _unlinked(rest):
            entry = self._words.get(form)
            if entry and (form in self._endings or len(form) >= _SHORTEST_GOODS or rest[-1] == "-"):
                return entry
        for form in _unlinked(rest):
            if ending := self._ending(form):
                return ending[1]
        return None

    def _described(self, word: str) -> Reading:
        """No known last part: goods in front only describe something else."""
        for end in range(len(word) - 3, _SHORTEST_GOODS - 1, -1):
            entry = self._words.get(word[:end])
            if entry and entry.targets and (word[:end] in self._endings or word[end] == "-"):
                return Reading((), entry.targets, deed=word.endswith(DEEDS))
        return DEED if word.endswith(DEEDS) else PLAIN


def _carried(before: Entry | None, head: Entry) -> Reading:
    """A last part that is no goods itself: it carries the goods before it, is a part of them, or keeps them out."""
    if before and before.targets:
        goods = Reading(before.targets, sure=before.sure, material=before.material)
        if head.effect is Effect.PARTS:
            return goods.as_parts
        transparent = head.effect in _TRANSPARENT or head.topic == SYSTEM
        if transparent and (head.topic != SHAPE or before.material):
            return goods
        effect = None if head.topic == SHAPE else head.effect
        return Reading((), before.targets, effect, head.topic if effect else "")
    if head.effect is Effect.PARTS:
        return PLAIN
    serves = before and before.effect in _CANCELLING and head.effect in _TRANSPARENT
    deciding = before if before and serves else head
    return Reading((), (), deciding.effect, deciding.topic)


def _unlinked(rest: str) -> tuple[str, ...]:
    bare = rest.rstrip("-")
    return (bare, bare[:-1]) if bare.endswith(("s", "e")) else (bare,)


def _can_precede(rest: str) -> bool:
    """A first part has a vowel, or stands off with a hyphen («LED-», «PC-»)."""
    return rest[-1] == "-" or any(letter in VOWELS for letter in rest)
