"""What of a member's Word file goes out with letters: what is seen, and nothing of who adapted it. A letter that is
sent carries no company, no list of people, no hidden parts and no comments of whoever made its layout, and no camera or
place of a picture in it.

Only relationships of kinds in a short list are kept, and with them the parts that they lead to; all else is left out,
and the file lists what is left.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from aktsom.sanctions.writing.package import CORE, MAIN, TYPES, NotFit, Unfit, W, parse
from aktsom.sanctions.writing.pictures import ENDINGS, bare

ROOT = "_rels/.rels"
_P = "http://schemas.openxmlformats.org/package/2006"
_CORE_KIND = f"{_P}/relationships/metadata/core-properties"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_SETTINGS = "word/settings.xml"
_SEEN = frozenset({
    "styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "numbering", "footnotes", "endnotes",
    "header", "footer", "theme", "image", "font", "hyperlink",
})  # fmt: skip
# Of the settings: variables that nobody sees, what tells one's sessions of writing from another's, and other files.
_UNSEEN_SETTINGS = frozenset({
    "docVars", "rsids", "docId", "attachedTemplate", "linkStyles", "mailMerge", "attachedSchema", "schemaLibrary",
    "saveThroughXslt",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Relation:
    id: str
    kind: str
    target: str
    outside: bool  # an address, as of a link

    @property
    def short(self) -> str:
        return self.kind.rpartition("/")[2]


def cleaned(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts that are seen. Raises NotFit where a change is tracked with its author's name, and where what is seen
    needs a part that we do not know."""
    sound = dict(parts)
    if _SETTINGS in sound:
        sound[_SETTINGS] = _without(_SETTINGS, sound[_SETTINGS], _UNSEEN_SETTINGS)
    kept = {ROOT: _root(sound)}
    waiting = [MAIN]
    while waiting:
        name = waiting.pop()
        if name in kept:
            continue
        kept[name] = bare(name, sound[name]) if name.lower().endswith(ENDINGS) else sound[name]
        _stop_if_somebody_is_named(name, sound[name])
        relations = _seen(name, sound)
        if relations:
            kept[_relations_of(name)] = _relations(relations)
        waiting += [to for one in relations if not one.outside and (to := _found(name, one.target, sound))]
    kept[CORE] = b""  # made anew for each letter
    return {TYPES: _types(sound[TYPES], kept), **kept}


def _root(parts: Mapping[str, bytes]) -> bytes:
    mains = [one for one in _read(ROOT, parts) if one.short == "officeDocument"]
    if [_found("", one.target, parts) for one in mains] != [MAIN]:
        raise NotFit(Unfit.NOT_WORD)
    ids = {f"r{at}" for at in range(2)} - {mains[0].id}
    return _relations([*mains, _Relation(min(ids), _CORE_KIND, CORE, False)])


def _seen(name: str, parts: Mapping[str, bytes]) -> list[_Relation]:
    """Raises NotFit for one that is left out and that the part needs: without it the file does not open."""
    relations = _read(_relations_of(name), parts)
    unseen = [one for one in relations if one.short not in _SEEN]
    if unseen:
        needed = _ids_in(name, parts[name])
        for one in unseen:
            if one.id in needed:
                raise NotFit(Unfit.EMBEDDED, one.target[:80])
    return [one for one in relations if one.short in _SEEN]


def _relations_of(name: str) -> str:
    return join(dirname(name), "_rels", f"{name.rpartition('/')[2]}.rels")


def _read(name: str, parts: Mapping[str, bytes]) -> list[_Relation]:
    found: list[_Relation] = []

    def start(tag: str, said: dict[str, str]) -> None:
        if tag.rpartition(" ")[2] == "Relationship":
            outside = said.get("TargetMode", "").lower() == "external"
            found.append(_Relation(said.get("Id", ""), said.get("Type", ""), said.get("Target", ""), outside))

    if name in parts:
        parse(name, parts[name], start=start)
    return found


def _found(owner: str, target: str, parts: Mapping[str, bytes]) -> str:
    """The name of the part, "" for none."""
    name = target[1:] if target.startswith("/") else normpath(join(dirname(owner), target))
    return name if name in parts else ""


def _ids_in(name: str, part: bytes) -> set[str]:
    """Of the relationships that the part points at."""
    found: set[str] = set()

    def start(_tag: str, said: dict[str, str]) -> None:
        found.update(value for key, value in said.items() if key.rpartition(" ")[0].endswith("/relationships"))

    parse(name, part, start=start)
    return found


def _stop_if_somebody_is_named(name: str, part: bytes) -> None:
    def start(_tag: str, said: dict[str, str]) -> None:
        if said.get(f"{W} author"):
            raise NotFit(Unfit.TRACKED)

    if name.endswith(".xml"):
        parse(name, part, start=start)


def _without(name: str, part: bytes, left_out: frozenset[str]) -> bytes:
    """The part without what stands directly in it by these names, and otherwise to the byte."""
    parser = expat.ParserCreate(namespace_separator=" ")
    cuts: list[tuple[int, int]] = []
    depth, begun, over = 0, -1, False

    def ends() -> None:
        """What follows is where it ends: a ">" may stand in a value."""
        nonlocal begun, over
        if over:
            cuts.append((begun, parser.CurrentByteIndex))
            begun, over = -1, False

    def start(tag: str, _said: dict[str, str]) -> None:
        nonlocal depth, begun
        ends()
        if depth == 1 and tag.rpartition(" ")[2] in left_out:
            begun = parser.CurrentByteIndex
        depth += 1

    def stop(_tag: str) -> None:
        nonlocal depth, over
        ends()
        depth -= 1
        over = depth == 1 and begun >= 0

    parser.StartElementHandler, parser.EndElementHandler = start, stop
    parser.CharacterDataHandler = lambda _said: ends()
    try:
        parser.Parse(part, True)
    except expat.ExpatError as error:
        raise NotFit(Unfit.DAMAGED, f"{name}, {error.lineno}") from None
    for at, until in reversed(cuts):
        part = part[:at] + part[until:]
    return part


def _relations(of: Iterable[_Relation]) -> bytes:
    lines = [
        f"<Relationship Id={quoteattr(one.id)} Type={quoteattr(one.kind)} Target={quoteattr(one.target)}"
        + (' TargetMode="External"/>' if one.outside else "/>")
        for one in of
    ]
    return f'{_HEAD}<Relationships xmlns="{_P}/relationships">{"".join(lines)}</Relationships>'.encode()


def _types(part: bytes, kept: Mapping[str, bytes]) -> bytes:
    """Of the kinds of parts, those of what is kept."""
    lines: list[str] = []

    def start(tag: str, said: dict[str, str]) -> None:
        local, kind = tag.rpartition(" ")[2], quoteattr(said.get("ContentType", ""))
        if local == "Default":
            lines.append(f"<Default Extension={quoteattr(said.get('Extension', ''))} ContentType={kind}/>")
        elif local == "Override" and (name := said.get("PartName", ""))[1:] in kept and name[1:] != CORE:
            lines.append(f"<Override PartName={quoteattr(name)} ContentType={kind}/>")

    parse(TYPES, part, start=start)
    lines.append(f'<Override PartName="/{CORE}" ContentType="{_CORE_TYPE}"/>')
    return f'{_HEAD}<Types xmlns="{_P}/content-types">{"".join(lines)}</Types>'.encode()
