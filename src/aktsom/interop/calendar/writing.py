"""A calendar of whole days as text (RFC 5545, with the name and the rate of RFC 7986)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

CONTENT_TYPE = "text/calendar"
LONGEST_LINE = 75  # octets, without the line break (section 3.1)
_CONTROL = re.compile(r"[\ud800-\udfff\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_NO_ADDRESS = re.compile(r"[^\x21-\x7e]")


@dataclass(frozen=True, slots=True)
class Event:
    """One whole day. `uid` names the same event each time it is told, whatever its day and words have become."""

    uid: str
    on: date
    title: str
    text: str = ""
    url: str = ""


def written(events: Iterable[Event], *, name: str, language: str, at: datetime) -> bytes:
    """The whole calendar, in UTF-8 and with the line breaks that the format asks for. `at` is the moment it is told."""
    lines = [
        line for one in [*_opening(name, language), *_components(events, at), "END:VCALENDAR"] for line in folded(one)
    ]
    return ("\r\n".join(lines) + "\r\n").encode()


def _opening(name: str, language: str) -> list[str]:
    return [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Aktsom//Aktsom//{language.upper()}",
        "CALSCALE:GREGORIAN",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
    ]


def _components(events: Iterable[Event], at: datetime) -> Iterator[str]:
    stamp, any_told = f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}", False
    for one in events:
        any_told = True
        yield from _event(one, stamp)
    if not any_told:  # a calendar has at least one component (section 3.6); this one tells of nothing
        yield from ("BEGIN:VFREEBUSY", "UID:nothing@aktsom", stamp, "END:VFREEBUSY")


def _event(one: Event, stamp: str) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", f"UID:{escaped(one.uid)}", stamp)
    yield f"DTSTART;VALUE=DATE:{one.on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{one.on + timedelta(days=1):%Y%m%d}"  # the day after, which is not in it
    yield f"SUMMARY:{escaped(one.title)}"
    if one.text:
        yield f"DESCRIPTION:{escaped(one.text)}"
    if one.url:
        yield f"URL:{_NO_ADDRESS.sub('', one.url)}"
    # A day to remember makes nobody busy, and is not for those with whom a calendar is shared.
    yield from ("TRANSP:TRANSPARENT", "CLASS:PRIVATE", "END:VEVENT")


def escaped(text: str) -> str:
    """As a value of the type TEXT (section 3.3.11), without control characters."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for sign in "\\;,":
        plain = plain.replace(sign, f"\\{sign}")
    return _CONTROL.sub("", plain).replace("\n", "\\n")


def folded(line: str) -> Iterator[str]:
    """In lines of at most 75 octets, none of them broken within a character; those that go on begin with a space."""
    left, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > LONGEST_LINE:
            yield left
            left, size = " ", 1
        left, size = left + sign, size + octets
    yield left
