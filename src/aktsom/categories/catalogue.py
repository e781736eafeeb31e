"""The high-risk list: read from its data files, or built from plain rows, checked whole before anyone uses it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from aktsom.categories import entries
from aktsom.categories.readers import READERS, Tables
from aktsom.categories.tables import CatalogueError, _, read_table, rows_of

REFERENCE = Path(__file__).parent / "reference"
LONGEST_NAME = 40  # of a version
NOTHING_SAID = entries.Name("", "", "")


@dataclass(frozen=True)
class Catalogue:
    """One version of the list. Everything is in the order of the list; look-ups are by id."""

    version: str
    as_of: str
    source: entries.Name
    notes: entries.Name
    groups: tuple[entries.Group, ...]
    products: tuple[entries.Product, ...]
    cpv_rules: tuple[entries.CpvRule, ...]
    group_cpv_rules: tuple[entries.GroupCpvRule, ...]
    keywords: tuple[entries.Keyword, ...]
    group_keywords: tuple[entries.GroupKeyword, ...]
    context_words: tuple[entries.ContextWord, ...]
    rights: tuple[entries.Right, ...]
    cpv_names: Mapping[str, entries.Name]
    material_names: Mapping[str, entries.Name]

    @cached_property
    def group(self) -> Mapping[str, entries.Group]:
        return {group.id: group for group in self.groups}

    @cached_property
    def product(self) -> Mapping[str, entries.Product]:
        return {product.id: product for product in self.products}

    @cached_property
    def right(self) -> Mapping[str, entries.Right]:
        return {right.code: right for right in self.rights}

    def material_name(self, material: str, language: str) -> str:
        """The material or process in the language; as the list has it where no name is given."""
        name = self.material_names.get(material)
        return name.in_language(language) if name else material

    def products_of(self, group_id: str) -> tuple[entries.Product, ...]:
        return tuple(product for product in self.products if product.group_id == group_id)

    @classmethod
    def from_rows(
        cls,
        tables: Mapping[str, Iterable[Mapping[str, str]]],
        *,
        version: str,
        as_of: str = "",
        source: entries.Name = NOTHING_SAID,
        notes: entries.Name = NOTHING_SAID,
    ) -> Catalogue:
        """Builds a catalogue from row dictionaries per table, named and shaped as the data files without «.csv»."""
        unknown = sorted(set(tables) - set(READERS))
        if unknown:
            raise CatalogueError(unknown[0], _("listen har ingen slik tabell"))
        read: Tables = Tables()
        for table, reader in READERS.items():
            reader.read(rows_of(table, tables.get(table, ()), reader.columns), read)
        return cls(
            version=version,
            as_of=as_of,
            source=source,
            notes=notes,
            groups=tuple(sorted(read.groups.values(), key=lambda group: group.order)),
            products=read.resolved_products(),
            cpv_rules=tuple(read.cpv_rules),
            group_cpv_rules=tuple(read.group_cpv_rules),
            keywords=tuple(read.keywords),
            group_keywords=tuple(read.group_keywords),
            context_words=tuple(read.context_words),
            rights=tuple(read.rights.values()),
            cpv_names=read.cpv_names,
            material_names=read.material_names,
        )


def read_rows(folder: Path = REFERENCE) -> dict[str, Sequence[dict[str, str]]]:
    """The rows of every table in the folder, as `Catalogue.from_rows` takes them."""
    return {table: read_table(folder / f"{table}.csv") for table in READERS}


def read_catalogue(folder: Path | None = None) -> Catalogue:
    """The catalogue in the folder, by default the one that ships with the product. Raises CatalogueError."""
    folder = folder or REFERENCE
    label = folder / "catalogue.toml"
    try:
        about = tomllib.loads(label.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CatalogueError(label.name, _("filen mangler")) from None
    except (ValueError, RecursionError) as problem:  # not TOML, not UTF-8, or nested and long beyond reason
        raise CatalogueError(label.name, _("filen er ikke i TOML og UTF-8 ({detail})"), detail=str(problem)) from None
    version = about.get("version")
    if not isinstance(version, str) or not version:
        raise CatalogueError(label.name, _("utgaven må ha et navn"), column="version")
    if len(version) > LONGEST_NAME or not version.isprintable():
        problem_told = _("navnet må være på én linje, med høyst {longest} tegn")
        raise CatalogueError(label.name, problem_told, column="version", longest=LONGEST_NAME)
    return Catalogue.from_rows(
        read_rows(folder),
        version=version,
        as_of=_day(label.name, about),
        source=in_words(about, "source"),
        notes=in_words(about, "notes"),
    )


def _day(file: str, label: Mapping[str, object]) -> str:
    """Of the version; empty when nothing is said."""
    told = str(label.get("as_of", ""))
    try:
        return date.fromisoformat(told).isoformat() if told else ""
    except ValueError:
        raise CatalogueError(file, _("«{value}» er ikke en dato, som 2026-11-23"), column="as_of", value=told) from None


def in_words(label: Mapping[str, object], field: str) -> entries.Name:
    """A text of the label: `field` in English, `field_nb` and `field_nn` beside it where they are given."""
    nb, nn, en = (str(label.get(key, "")).strip() for key in (f"{field}_nb", f"{field}_nn", field))
    return entries.Name(nb or en, nn or nb or en, en)
