"""The calendar as text: whatever it holds, it is read back as it was."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from aktsom.interop.calendar.writing import Event, escaped, folded, written
from tests.interop.calendar.reading import read

AT = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
PRINTED = st.text(st.characters(exclude_categories=("Cs", "Cc")))
WORDS = PRINTED.filter(lambda text: not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))


def made(*events: Event, name: str = "Aktsom") -> bytes:
    return written(events, name=name, language="nb", at=AT)


@given(WORDS, WORDS, st.dates(date(1970, 1, 1), date(2200, 1, 1)))
def test_every_text_comes_back_as_it_was(title: str, text: str, on: date) -> None:
    [one] = read(made(Event("x@y", on, title, f"{text}\n{text}"), name=title)).inner
    assert one.text("SUMMARY") == title
    assert one.text("DESCRIPTION") == f"{text}\n{text}"
    assert one.properties["DTSTART"] == on.strftime("%Y%m%d")
    assert one.parameters["DTSTART"] == one.parameters["DTEND"] == ";VALUE=DATE"


def test_a_whole_day_ends_the_day_after_and_makes_nobody_busy() -> None:
    [one] = read(made(Event("a@b", date(2026, 12, 31), "Frist"))).inner
    assert (one.properties["DTSTART"], one.properties["DTEND"]) == ("20261231", "20270101")
    assert (one.properties["TRANSP"], one.properties["CLASS"]) == ("TRANSPARENT", "PRIVATE")
    assert one.properties["DTSTAMP"] == "20261102T120000Z"


def test_nothing_in_a_text_begins_a_line_of_its_own() -> None:
    evil = "Frist\r\nEND:VEVENT\r\nBEGIN:VALARM\x0b\x85; a, b\\"
    calendar = read(made(Event("a@b", date(2026, 1, 1), evil, evil, "https://x.example/a b\r\nATTACH:x")))
    [one] = calendar.inner
    assert "ATTACH" not in one.properties
    assert one.text("SUMMARY").startswith("Frist\nEND:VEVENT\nBEGIN:VALARM")
    assert one.properties["URL"] == "https://x.example/abATTACH:x"


def test_a_calendar_without_days_is_a_calendar_all_the_same() -> None:
    assert [one.name for one in read(made()).inner] == ["VFREEBUSY"]


def test_escapes_are_those_of_the_format() -> None:
    assert escaped("a;b,c\\d\ne\x00") == "a\\;b\\,c\\\\d\\ne"


def test_a_line_is_broken_between_characters() -> None:
    assert list(folded("x" * 75)) == ["x" * 75]
    assert list(folded("x" * 76)) == ["x" * 75, " x"]
    assert list(folded("å" * 40)) == ["å" * 37, " " + "å" * 3]
