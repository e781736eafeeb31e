"""What registers say about human-rights terms: the right version in many words, a yes, a no, or nothing."""

from datetime import date
from random import Random

_BY_DATE: tuple[tuple[date, tuple[str, ...]], ...] = (
    (date(2022, 12, 12), ("DFØ 2022", "T4", "DFØs kontraktsvilkår 2022", "Ja, DFØ (des. 2022)", "DFØ  2022 ")),
    (date(2021, 9, 1), ("DFØ 2021", "Ja, DFØs kontraktsvilkår (2021)", "T3", "dfø 2021")),
    (date(2018, 6, 1), ("Difi 2018", "Difi - grunnleggende menneskerettigheter (2018)", "T2", "Difi etiske krav 2017")),
)
_HEALTH = ("T4-H", "Sykehusinnkjøps vilkår, samfunnsansvar 2024", "T4-H (sept. 2024)")
_HEALTH_FROM = date(2024, 9, 1)
_YES = ("Ja", "ja", "Ja, se bilag 7", "X", "JA")
_NO = ("Nei", "nei", "Nei", "ikke tatt inn")
_VAGUE = ("?", "Se konkurransegrunnlag", "ILO-konvensjonene", "Seriøsitetsbestemmelser", "-")
_NYNORSK = {
    **{"Ja, se bilag 7": "Ja, sjå bilag 7", "ikke tatt inn": "ikkje teke inn"},
    **{"Se konkurransegrunnlag": "Sjå konkurransegrunnlag"},
}
_ENGLISH = {
    **{"Ja": "Yes", "ja": "yes", "JA": "YES", "Ja, se bilag 7": "Yes, annex 7", "Nei": "No", "nei": "no"},
    **{"ikke tatt inn": "not included", "DFØs kontraktsvilkår 2022": "DFØ contract terms 2022"},
    **{"Ja, DFØs kontraktsvilkår (2021)": "Yes, DFØ (2021)", "Se konkurransegrunnlag": "see contract"},
}


def terms_words(listed: bool, start: date, slug: str, chance: Random) -> str:
    weights = (62, 10, 10, 5, 13) if listed else (14, 7, 24, 5, 50)
    kind = chance.choices(("version", "yes", "no", "vague", "empty"), weights)[0]
    words = {"yes": _YES, "no": _NO, "vague": _VAGUE, "empty": ("",)}.get(kind) or _version(start, slug)
    chosen = chance.choice(words)
    return {"uib": _NYNORSK, "statsbygg": _ENGLISH}.get(slug, {}).get(chosen, chosen)


def _version(start: date, slug: str) -> tuple[str, ...]:
    if slug == "sykehusinnkjop" and start >= _HEALTH_FROM:
        return _HEALTH
    return next(words for since, words in _BY_DATE if start >= since)
