"""All the words the catalogue knows, in every form, ready to be looked up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeVar

from aktsom.categories.catalogue import Catalogue
from aktsom.categories.entries import Effect, KeywordKind, Sense
from aktsom.risk.screening.inflection import forms

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Target:
    """What a word points at: a listed product, or only a group when `product_id` is None."""

    product_id: str | None
    group_id: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One form. `effect` is None for a word that names listed goods; `english` when no Norwegian word has the form."""

    targets: tuple[Target, ...] = ()
    effect: Effect | None = None
    topic: str = ""
    sure: bool = True
    material: bool = False
    english: bool = False
    plural: bool = False


class Lexicon:
    """`words` stand alone, `endings` end a compound, `phrases` are kept by their words.

    English builds no compounds in one word, so its words are never endings.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.words: dict[str, Entry] = {}
        self.endings: dict[str, Entry] = {}
        self.phrases: dict[tuple[str, ...], Entry] = {}
        for context in catalogue.context_words:
            entry = Entry(effect=context.effect, topic=context.topic)
            self._add(context.word, context.language, context.kind, entry)
        for group_word in catalogue.group_keywords:
            entry = Entry((Target(None, group_word.group_id),), sure=group_word.sense is Sense.SURE)
            self._add(group_word.word, group_word.language, group_word.kind, entry)
        for keyword in catalogue.keywords:
            group_id = catalogue.product[keyword.product_id].group_id
            entry = Entry((Target(keyword.product_id, group_id),), sure=keyword.sense is Sense.SURE)
            self._add(keyword.word, keyword.language, keyword.kind, entry)
        self._tell_look_alikes_apart(catalogue)
        self.phrase_lengths = _lengths(self.phrases)

    def _tell_look_alikes_apart(self, catalogue: Catalogue) -> None:
        """A look-alike listed in this very form («skjermet») wins over an inflected form of goods («skjerm»)."""
        goods = {word.word for word in catalogue.keywords} | {word.word for word in catalogue.group_keywords}
        for context in catalogue.context_words:
            if context.effect is Effect.OTHER and context.word not in goods:
                for table in (self.words, self.endings):
                    if context.word in table:
                        table[context.word] = Entry(effect=context.effect, topic=context.topic)

    def _add(self, word: str, language: str, kind: KeywordKind, entry: Entry) -> None:
        english = language == "en"
        if english or kind is KeywordKind.MATERIAL:
            entry = replace(entry, material=kind is KeywordKind.MATERIAL, english=english)
        plural = replace(entry, plural=True) if english else entry
        alone, ending = kind is not KeywordKind.ENDING, not english and kind not in (KeywordKind.WORD, KeywordKind.FORM)
        for form in (word,) if kind is KeywordKind.FORM else forms(word, language):
            shaped = plural if english and form.endswith("s") and (form != word or kind is KeywordKind.FORM) else entry
            if " " in form:
                _put(self.phrases, tuple(form.split()), shaped, form == word)
                continue
            if alone:
                _put(self.words, form, shaped, form == word)
            if ending:
                _put(self.endings, form, shaped, form == word)


def _put(table: dict[Key, Entry], key: Key, entry: Entry, itself: bool) -> None:
    """Goods win over context; a product wins over a group; two products stand side by side.

    Of two words that only set the context, one that is listed in this very form wins over an inflected one.
    """
    old = table.get(key)
    if old is None or (itself and not old.targets and not entry.targets):
        table[key] = entry
    elif old is not entry:
        table[key] = _merged(old, entry)


def _merged(old: Entry, new: Entry) -> Entry:
    if not old.targets or not new.targets:
        winner = new if new.targets else old
    elif old.targets == new.targets:
        winner = old if old.sure else new
    else:
        targets = tuple(dict.fromkeys(chain(old.targets, new.targets)))
        if any(target.product_id for target in targets):
            targets = tuple(target for target in targets if target.product_id)
        winner = replace(new, targets=targets, material=old.material or new.material)
    if winner.english and not (old.english and new.english):
        return replace(winner, english=False)
    return winner


def _lengths(phrases: Iterable[tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
    """By the first word of a phrase, how long the phrases are that begin with it, longest first."""
    lengths: dict[str, set[int]] = {}
    for phrase in phrases:
        lengths.setdefault(phrase[0], set()).add(len(phrase))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
