"""A calendar read back line by line, as RFC 5545 says, apart from the code that writes it."""

import re
from dataclasses import dataclass, field

LINE = re.compile(r"(?P<name>[A-Z][A-Z0-9-]*)(?P<parameters>(?:;[A-Z-]+=[^;:]+)*):(?P<value>.*)", re.DOTALL)


@dataclass
class Component:
    name: str
    properties: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    inner: list["Component"] = field(default_factory=list)

    def text(self, name: str) -> str:
        """A value of the type TEXT without its escapes. Raises ValueError for a sign that must not stand alone."""
        value = self.properties[name]
        if re.search(r"(?<!\\)(?:\\\\)*[;,]", value) or re.search(r"(?<!\\)(?:\\\\)*\\(?![\\;,nN])", value):
            raise ValueError(value)
        return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def unfolded(data: bytes) -> list[str]:
    """Raises AssertionError for lines that are too long or end wrongly."""
    assert data.endswith(b"\r\n")
    lines = data[:-2].split(b"\r\n")
    for line in lines:
        assert len(line) <= 75, line
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode()  # no character is broken in two
    joined: list[str] = []
    for line in lines:
        if line.startswith((b" ", b"\t")):
            joined[-1] += line[1:].decode()
        else:
            joined.append(line.decode())
    return joined


def read(data: bytes) -> Component:
    """The calendar. Every property that a component must have once is there once."""
    stack: list[Component] = [Component("")]
    for line in unfolded(data):
        found = LINE.fullmatch(line)
        assert found, line
        name, parameters, value = found.group("name", "parameters", "value")
        if name == "BEGIN":
            stack.append(Component(value))
        elif name == "END":
            done = stack.pop()
            assert done.name == value
            stack[-1].inner.append(done)
        else:
            assert name not in stack[-1].properties, name
            stack[-1].properties[name] = value
            stack[-1].parameters[name] = parameters
    [calendar] = stack.pop().inner
    assert (calendar.name, stack) == ("VCALENDAR", [])
    assert {"PRODID", "VERSION"} <= calendar.properties.keys()
    assert calendar.inner
    for one in calendar.inner:
        assert {"UID", "DTSTAMP"} <= one.properties.keys()
        assert re.fullmatch(r"\d{8}T\d{6}Z", one.properties["DTSTAMP"])
    return calendar
