"""Records as written made comparable: one way of writing per letter, legal forms apart, abbreviations written out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from anyascii import anyascii
from rapidfuzz import process
from rapidfuzz.distance import OSA

from aktsom.suppliers.resolution.tables import pairs, words

FIELDS = ("name", "number", "country", "address", "postcode", "town", "domain", "phone")
"""Columns of a record, all text; what is not said is null or empty. A missing column says nothing for any record."""

_LONGEST = 400  # of a name or an address; what is longer says no more about who it is
_FOREIGN_DIGITS = 8  # shorter numbers of other countries' registers are mostly cut off
_WEAK_HOSTS = r"^(gmail|hotmail|outlook|yahoo|live|icloud|online|qq|163|126|msn)\.[a-z.]+$"
_DEPARTMENT = r"(?i)[,;]?\s+(avd|avdeling|dept|department|filial)\b\.?.*$"


@dataclass(frozen=True)
class Units:
    """What a company register knows of sub-units: their number to the number of the legal entity above."""

    entity: Mapping[str, str]


NO_UNITS = Units({})


def prepared(records: pl.DataFrame, units: Units = NO_UNITS) -> pl.DataFrame:
    """A row per record in the given order, with a number `row`.

    `core` is the name without legal form, `key` its words in order of the alphabet, `unit` those that tell units of
    one group apart, `house` and `street` what an address is found by. Null where nothing is said.
    """
    frame = _with_every_field(records).with_row_index("row")
    frame = frame.with_columns(
        folded=folded(_latin(frame["name"].str.replace(_DEPARTMENT, ""))),
        address=_worded(folded(_latin(frame["address"])), "address_words"),
        town=folded(_latin(frame["town"])),
        postcode=pl.col("postcode").str.replace_all(r"[^0-9A-Za-z]", "").str.to_uppercase(),
        phone=pl.col("phone").str.replace_all(r"\D", "").str.tail(8),
        country=pl.col("country").str.strip_chars().str.to_uppercase(),
        domain=_domain(pl.col("domain")),
    )
    frame = _number(frame, units)
    frame = _name(frame)
    frame = frame.with_columns(
        house=pl.col("address").str.extract(r"(?:^| )(\d+[a-z]?)(?: |$)"),
        street=pl.col("address")
        .str.split(" ")
        .list.eval(pl.element().filter(~pl.element().str.contains(r"\d")))
        .list.eval(pl.element().sort_by(pl.element().str.len_chars(), descending=True).first())
        .list.first(),
    )
    texts = ("address", "town", "postcode", "phone", "country", "domain", "number", "core", "key", "form", "street")
    return frame.with_columns(pl.when(pl.col(name) != "").then(name) for name in texts)


def _with_every_field(records: pl.DataFrame) -> pl.DataFrame:
    given = [
        (pl.col(name).cast(pl.String) if name in records.columns else pl.lit(None, pl.String)).alias(name)
        for name in FIELDS
    ]
    return records.select(given).with_columns(pl.all().str.slice(0, _LONGEST).fill_null(""))


def folded(text: pl.Series) -> pl.Series:
    """Small letters, digits and single spaces; every transliteration of a letter is the same letter.

    >>> folded(pl.Series(["Sjøvær A/S", "SJOEVAER AS"])).to_list()
    ['sjovar a s', 'sjovar as']
    """
    written, compared_as = zip(*pairs("letters"), strict=True)
    single = [(a, b) for a, b in zip(written, compared_as, strict=True) if not a.isascii() or not a.isalpha()]
    double = [(a, b) for a, b in zip(written, compared_as, strict=True) if a.isascii() and a.isalpha()]
    return (
        text.str.to_lowercase()
        .str.replace_many([a for a, _b in single], [b for _a, b in single])
        .str.replace_many([a for a, _b in double], [b for _a, b in double])
        .str.replace_all(r"['’`´]s?\b", "")
        .str.replace_all(r"[^a-z0-9]+", " ")
        .str.strip_chars()
    )


def _latin(text: pl.Series) -> pl.Series:
    """Other scripts in Latin letters, and letters of other scripts that only look Latin too; each text once."""
    foreign = text.filter(text.str.contains(r"[^\x00-\u024f\u1e00-\u1eff\u2000-\u206f]")).unique()
    if foreign.is_empty():
        return text
    spelled = [anyascii(word) for word in foreign.to_list()]
    return text.replace(foreign, pl.Series(spelled, dtype=pl.String))


def _worded(text: pl.Series, table: str) -> pl.Series:
    known = dict(pairs(table))
    return (
        text.to_frame("t")
        .lazy()
        .select(
            pl.col("t")
            .str.split(" ")
            .list.eval(pl.element().replace(list(known), list(known.values())).filter(pl.element() != ""))
            .list.join(" ")
        )
        .collect()["t"]
    )


def _domain(text: pl.Expr) -> pl.Expr:
    host = (
        text.str.to_lowercase()
        .str.strip_chars()
        .str.replace(r"^.*@", "")
        .str.replace(r"^[a-z]+://", "")
        .str.replace(r"^www\d?\.", "")
        .str.extract(r"^([a-z0-9-]+(?:\.[a-z0-9-]+)+)")
    )
    return pl.when(~host.str.contains(_WEAK_HOSTS)).then(host)


def _number(frame: pl.DataFrame, units: Units) -> pl.DataFrame:
    """`number` is compared, `guarded` is a number that can be relied on to be of one legal entity only."""
    bare = pl.col("number").str.to_uppercase().str.replace_all(r"[^0-9A-Z]", "")
    bare = bare.str.replace(r"^(?:NO)?(\d{9})(?:MVA)?$", "${1}")
    frame = frame.with_columns(number=pl.when(bare.str.contains(r"\d.*\d.*\d.*\d")).then(bare))
    nine = pl.col("number").str.contains(r"^\d{9}$")
    norwegian = (pl.col("country") == "NO") | (nine & (pl.col("country") == ""))
    remainder = (
        pl.sum_horizontal(
            pl.col("number").str.slice(place, 1).cast(pl.Int32, strict=False) * weight
            for place, weight in enumerate((3, 2, 7, 6, 5, 4, 3, 2, 1))
        )
        % 11
    )
    sound = (
        pl.when(norwegian).then(nine & (remainder == 0)).otherwise(pl.col("number").str.len_chars() >= _FOREIGN_DIGITS)
    )
    frame = frame.with_columns(guarded=pl.when(sound).then("number"))
    if units.entity:
        sub, entity = list(units.entity), list(units.entity.values())
        frame = frame.with_columns(pl.col("number", "guarded").replace(sub, entity))
    return frame


def _name(frame: pl.DataFrame) -> pl.DataFrame:
    forms = _forms()
    ending = r"( (?:" + "|".join(re.escape(form) for form in forms) + r"))+$"
    start = r"^(?:(?:" + "|".join(re.escape(form) for form in forms if len(form) > 2) + r") )+"
    bare = pl.col("folded").str.replace(ending, "").str.replace(start, "")
    form = pl.col("folded").str.extract(r" (" + "|".join(re.escape(form) for form in forms) + r")$")
    frame = frame.with_columns(
        core=pl.when(bare.str.len_chars() >= 2).then(bare).otherwise("folded"),
        form=form.replace(list(forms), list(forms.values())),
    )
    frame = frame.with_columns(core=_worded(frame["core"], "name_words"))
    split = pl.col("core").str.split(" ")
    return frame.with_columns(
        words=split,
        key=split.list.eval(pl.element().unique().sort()).list.join(" "),
        unit=_unit(frame.select("row", word=split).explode("word")),
    )


def _unit(by_word: pl.DataFrame) -> pl.Series:
    """Per row those of its words that tell units apart, and its numbers, in order of the alphabet; each slip mended."""
    tells_apart = folded(pl.Series(words("unit_words"))).to_list()
    slips, meant = _slips(by_word["word"], tells_apart)
    telling = by_word.with_columns(pl.col("word").replace(slips, meant)).filter(
        pl.col("word").is_in(tells_apart) | pl.col("word").str.contains(r"^\d+$")
    )
    units = telling.group_by("row").agg(unit=pl.col("word").sort().str.join(" "))
    rows = by_word.select(pl.col("row").unique(maintain_order=True))
    return rows.join(units, on="row", how="left", maintain_order="left")["unit"].fill_null("")


def _forms() -> dict[str, str]:
    """Longest first, folded as the names are."""
    written, kinds = zip(*pairs("legal_forms"), strict=True)
    found = dict(zip(folded(pl.Series(written)).to_list(), kinds, strict=True))
    return dict(sorted(found.items(), key=lambda entry: -len(entry[0])))


def _slips(words_said: pl.Series, meant: list[str]) -> tuple[list[str], list[str]]:
    """Rare words that are a slip of the pen from one of the words meant: the first, where one is as near as another."""
    counted = words_said.value_counts().filter(pl.col("count") < 20)
    rare = counted.filter(pl.col(counted.columns[0]).str.len_chars() > 4)[counted.columns[0]].to_list()
    long = [word for word in meant if len(word) > 4]
    likeness = process.cdist(rare, long, scorer=OSA.distance, score_cutoff=1, dtype=np.uint8, workers=2)
    nearest = likeness.argmin(axis=1)
    place = np.flatnonzero(likeness.min(axis=1) == 1)
    return [rare[at] for at in place], [long[nearest[at]] for at in place]
