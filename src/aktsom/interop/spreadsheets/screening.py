"""Ruling out, before a workbook is opened, that reading it would take more than we are willing to give."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from aktsom.interop.spreadsheets.archives import Archive
from aktsom.interop.spreadsheets.biff_records import biff_errors
from aktsom.interop.spreadsheets.cells import Kind, column_letter
from aktsom.interop.spreadsheets.compound import BrokenCompound, Compound
from aktsom.interop.spreadsheets.extents import Extent
from aktsom.interop.spreadsheets.limits import Limits
from aktsom.interop.spreadsheets.ods_extents import ods_extents
from aktsom.interop.spreadsheets.problems import (
    Damaged,
    DangerousMarkup,
    InflatesTooMuch,
    TooManyCells,
    TooManyColumns,
    TooManyRows,
    TooManySheets,
)
from aktsom.interop.spreadsheets.xlsx_extents import shared_lengths, shared_letters, xlsx_extent

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def known_extents(content: bytes, kind: Kind, filename: str, limits: Limits) -> dict[str | int, Extent]:
    """By sheet name for .xlsx, by position for the others. Refuses what would not fit."""
    if kind == Kind.XLS:
        return _xls_extents(content)
    archive = Archive(content, filename, limits)
    found = _xlsx_extents(archive, filename, limits) if kind == Kind.XLSX else _ods_extents(archive, filename)
    if len(found) > limits.sheets:
        raise TooManySheets(filename=filename, found=len(found), limit=limits.sheets)
    for name, extent in found.items():
        if extent.rows > limits.rows:
            raise TooManyRows(sheet=str(name), found=extent.rows, limit=limits.rows)
        if extent.columns > limits.columns:
            raise TooManyColumns(sheet=str(name), found=column_letter(extent.columns - 1), limit=limits.columns)
    if sum(extent.repeated_text for extent in found.values()) > limits.inflated_bytes:
        raise InflatesTooMuch(filename=filename)
    in_all = sum(extent.rows * extent.columns for extent in found.values())
    if in_all > limits.cells:
        raise TooManyCells(filename=filename, found=in_all, limit=limits.cells)
    return found


def _xls_extents(content: bytes) -> dict[str | int, Extent]:
    try:
        container = Compound(content)
        stream = container.stream("Workbook") or b""
    except BrokenCompound:
        return {}
    return {position: Extent(errors=errors) for position, errors in enumerate(biff_errors(stream))}


def _ods_extents(archive: Archive, filename: str) -> dict[str | int, Extent]:
    markup = archive.read("content.xml")
    if not markup:
        raise Damaged(filename=filename)
    if b"<!DOCTYPE" in markup or b"<!ENTITY" in markup:
        raise DangerousMarkup(filename=filename)
    return dict(enumerate(ods_extents(markup)))


def _xlsx_extents(archive: Archive, filename: str, limits: Limits) -> dict[str | int, Extent]:
    found: dict[str | int, Extent] = {}
    parts = {name.lower(): name for name in archive.names}
    if b"<!DOCTYPE" in archive.read(parts.get("xl/styles.xml", "")):
        raise DangerousMarkup(filename=filename)
    sheets: dict[str, str] = {}
    for sheet, part in _xlsx_sheets(archive, parts, filename)[: limits.sheets + 1]:
        if sheet in sheets:
            raise Damaged(filename=filename)
        if part.lower() in parts:
            sheets[sheet] = parts[part.lower()]
    for sheet, part in sheets.items():
        extent = xlsx_extent(_without_wide_letters(archive.blocks(part), filename))
        if extent.doctype:
            raise DangerousMarkup(filename=filename)
        found[sheet] = extent
    shared = archive.read(parts.get("xl/sharedstrings.xml", ""))
    if b"<!DOCTYPE" in shared:
        raise DangerousMarkup(filename=filename)
    _measure_shared_texts(shared, found, archive, sheets, limits)
    return found


def _without_wide_letters(blocks: Iterator[bytes], filename: str) -> Iterator[bytes]:
    """Markup in UTF-16, which no spreadsheet program writes, would pass unseen by a search for letters."""
    for block in blocks:
        if block.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")):
            raise Damaged(filename=filename)
        yield block


def _measure_shared_texts(
    shared: bytes, found: dict[str | int, Extent], archive: Archive, sheets: Mapping[str, str], limits: Limits
) -> None:
    """One long text shared by many cells is small in the file and huge when each cell gets its copy."""
    lengths = shared_lengths(shared)
    longest = max(lengths, default=0)
    if longest * sum(extent.shared for extent in found.values()) > limits.inflated_bytes:
        for sheet, part in sheets.items():
            found[sheet].repeated_text = shared_letters(archive.blocks(part), lengths)


def _xlsx_sheets(archive: Archive, parts: dict[str, str], filename: str) -> list[tuple[str, str]]:
    """(sheet name, its part), as the workbook lists them."""
    workbook = archive.read(parts["xl/workbook.xml"])
    relations = archive.read(parts.get("xl/_rels/workbook.xml.rels", ""))
    if b"<!DOCTYPE" in workbook + relations:
        raise DangerousMarkup(filename=filename)
    try:
        targets = {
            relation.get("Id", ""): _part(relation.get("Target", ""))
            for relation in (ET.fromstring(relations) if relations else ())  # noqa: S314 - see the import
        }
        # A doctype, which entities need, was refused above.
        listed = [element for element in ET.fromstring(workbook).iter() if element.tag.endswith("}sheet")]  # noqa: S314
    except (ET.ParseError, LookupError, ValueError):  # the last two: an encoding that does not exist
        raise Damaged(filename=filename) from None
    return [
        (element.get("name", ""), target)
        for element in listed
        for key, relation in element.items()
        if key.endswith("}id") and (target := targets.get(relation, ""))
    ]


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
