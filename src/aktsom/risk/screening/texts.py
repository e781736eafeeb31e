"""What a text says by itself: goods bought, goods only mentioned, and whether the whole is a service."""

from __future__ import annotations

from dataclasses import dataclass

from aktsom.categories.entries import Effect
from aktsom.risk.screening.compounds import PLAIN
from aktsom.risk.screening.government import Found
from aktsom.risk.screening.grammar import goods_in
from aktsom.risk.screening.lexicon import Lexicon
from aktsom.risk.screening.phrases import Item, Phrases
from aktsom.risk.screening.result import Cancelled, Kind, Match, Where, Why

_STOP, _COMMA = "; ", ", "
_END = Item("", PLAIN, "stop")
_SILENT = (None, Effect.UNDER, Effect.JOINS, Effect.CARRIES, Effect.OTHER)


@dataclass(frozen=True, slots=True)
class WordMatch:
    """A match by word; a word that is not `sure` yields to a code for other goods or for a service."""

    match: Match
    sure: bool


@dataclass(frozen=True, slots=True)
class TextMatches:
    """`service` is the word that makes the whole text a service or a work, as written; its kind is `service_why`."""

    where: Where
    matches: tuple[WordMatch, ...] = ()
    cancelled: tuple[Cancelled, ...] = ()
    service: str = ""
    service_why: Why | None = None
    topic: str = ""


class Texts:
    def __init__(self, lexicon: Lexicon) -> None:
        self._phrases = Phrases(lexicon)

    def match(self, text: str, where: Where) -> TextMatches:
        found, service = goods_in(self._phrases.items(text))
        matches: dict[Match, WordMatch] = {}
        cancelled: dict[Match, Cancelled] = {}
        for entry in found:
            for match in _matches(entry, where):
                if entry.why:
                    cancelled.setdefault(match, Cancelled(match, entry.why, entry.by, entry.topic))
                else:
                    matches.setdefault(match, WordMatch(match, entry.goods.sure))
        why = None
        if service:
            why = Why.WORKS if service.reading.effect is Effect.WORKS else Why.SERVICE
        return TextMatches(
            where,
            tuple(matches.values()),
            tuple(cancelled.values()),
            service.text if service else "",
            why,
            service.reading.topic if service else "",
        )

    def reduce(self, text: str) -> str:
        """The parts of the text that matter: a part without goods or a governing word changes nothing.

        Two kinds of parts lean on one before them: what follows a hanging hyphen, and what begins a description of
        words that govern on beyond a comma.
        """
        reduced, between, hangs, governed = "", "", False, False
        part: list[Item] = []
        for item in (*self._phrases.items(text), _END):
            if not item.mark:
                part.append(item)
                continue
            speaks = any(_speaks(word) for word in part)
            if part and (speaks or hangs or (governed and any(word.reading.effect is Effect.UNDER for word in part))):
                reduced += (between if reduced else "") + text[part[0].start : part[-1].end]
                between, hangs, governed = "", any(word.text.endswith("-") for word in part), governed or speaks
            stops = item.mark == "stop" or between == _STOP
            between, governed = (_STOP, False) if stops else (_COMMA, governed)
            part = []
        return reduced


def _speaks(item: Item) -> bool:
    return bool(item.reading.targets or item.reading.described or item.reading.effect not in _SILENT)


def _matches(entry: Found, where: Where) -> list[Match]:
    return [
        Match(
            target.product_id,
            target.group_id,
            Kind.WORD if target.product_id else Kind.GROUP_WORD,
            "",
            entry.item.text,
            where,
        )
        for target in entry.goods.targets
    ]
