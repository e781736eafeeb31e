"""Why a pair was taken for the same, or not, in words."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from aktsom.suppliers.resolution.comparing import Evidence

Translate = Callable[[str], str]


def _(text: str) -> str:
    """Marks a text for translation without translating it here."""
    return text


_SAME = {
    "number": _("samme organisasjonsnummer"),
    "domain": _("samme nettsted"),
    "phone": _("samme telefon"),
    "postcode": _("samme postnummer"),
    "town": _("samme sted"),
}
_DIFFERENT = {
    "number": _("ulikt organisasjonsnummer"),
    "country": _("ulikt land"),
    "domain": _("ulikt nettsted"),
    "phone": _("ulik telefon"),
    "postcode": _("ulikt postnummer"),
    "town": _("ulikt sted"),
    "unit": _("et ord som skiller selskaper i samme konsern"),
    "extra_word": _("et ord mer i det ene navnet"),
    "form": _("ulik selskapsform"),
}
_AGAINST = _("mot: {reason}")
_NAME = (_("samme navn"), _("navnene er {likeness} % like"))
_ADDRESS = (_("samme adresse"), _("adressene er {likeness} % like"))


def reasons(evidence: Evidence, translate: Translate = str) -> pl.Series:
    """A text a pair: what was compared, what speaks for first, then what speaks against, each part of which says so;
    parts between semicolons."""
    frame = pl.DataFrame(
        dict(evidence.weights) | {f"{name}_likeness": column for name, column in evidence.likeness.items()}
    )
    if not frame.width:
        return pl.Series([], dtype=pl.String)
    before, after = translate(_AGAINST).split("{reason}")

    def marked(told: pl.Expr) -> pl.Expr:
        return pl.concat_str(pl.lit(before), told, pl.lit(after))

    alike = [_likeness("name", _NAME, translate), _likeness("address", _ADDRESS, translate)]
    for field, place in (("name", 0), ("address", 1)):
        if field in frame.columns:
            alike[place] = pl.when(pl.col(field) < 0).then(marked(alike[place])).otherwise(alike[place])
    speaks_for = [pl.when(pl.col(field) > 0).then(pl.lit(translate(text))) for field, text in _SAME.items()]
    against = [pl.when(pl.col(field) < 0).then(marked(pl.lit(translate(text)))) for field, text in _DIFFERENT.items()]
    return frame.select(
        told=pl.concat_str(speaks_for[0], *alike, *speaks_for[1:], *against, separator="; ", ignore_nulls=True)
    )["told"]


def _likeness(field: str, texts: tuple[str, str], translate: Translate) -> pl.Expr:
    same, alike = (translate(text) for text in texts)
    before, after = alike.split("{likeness}")
    likeness = pl.col(f"{field}_likeness")
    told = pl.concat_str(pl.lit(before), likeness.floor().cast(pl.Int32).cast(pl.String), pl.lit(after))
    return pl.when(likeness >= 100).then(pl.lit(same)).when(likeness >= 0).then(told)
