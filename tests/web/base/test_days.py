from datetime import date

import pytest
from django import forms

from aktsom.web.base.days import read_day, sensible

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "text", [None, "", "31.02.2026", "2026-02-31", "0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"]
)
def test_what_is_no_day_that_can_be_meant_counts_as_not_said(text: str | None) -> None:
    assert read_day(text, TODAY) == TODAY


@pytest.mark.parametrize("text", ["1900-01-01", "2026-02-28", "2199-12-31"])
def test_days_are_read(text: str) -> None:
    assert read_day(text, TODAY).isoformat() == text


@pytest.mark.parametrize(("day", "fits"), [("2026-11-24", True), ("0026-11-24", False), ("9999-12-31", False)])
def test_a_form_tells_of_a_year_that_cannot_be(day: str, fits: bool) -> None:
    field = forms.DateField(validators=[sensible])
    if fits:
        assert field.clean(day).isoformat() == day
    else:
        with pytest.raises(forms.ValidationError, match="kan ikke stemme"):
            field.clean(day)
