"""Laws of figures as they stand in the tables."""

from aktsom.effects.models import ReckonedLedger

_WHOSE = ("kind", "member", "team", "group_id")


def stored_years_meet() -> bool:
    """Whether every stored ledger closes as that of the year after opens. Of what there is none of there is no row, and
    what is withheld is no number."""
    rows = ReckonedLedger.objects.all()
    years = sorted(set(rows.values_list("year", flat=True)))
    by_year = {year: {row[:-3]: row[-3:] for row in _told(year)} for year in years}
    pairs = [(by_year[year], by_year[year + 1]) for year in years if year + 1 in years]
    for before, after in pairs:
        for whose in before.keys() | after.keys():
            _opening, closing, unsaid = before.get(whose, (0, 0, ""))
            opening, _closing, unsaid_later = after.get(whose, (0, 0, ""))
            assert unsaid or unsaid_later or closing == opening, whose
    return bool(pairs)


def _told(year: int) -> list[tuple[object, ...]]:
    rows = ReckonedLedger.objects.filter(year=year)
    return list(rows.values_list(*_WHOSE, "opening", "closing", "withheld"))
