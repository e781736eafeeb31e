"""A high-risk list of two groups and four products, small enough to know by heart, for tests with a database."""

import csv
from datetime import datetime
from pathlib import Path

from aktsom.categories.actions import propose_version, take_in_version
from aktsom.categories.models import CatalogueVersion
from aktsom.categories.readers import READERS
from aktsom.core.actor import PLATFORM
from tests.cast import NOON

Tables = dict[str, list[dict[str, str]]]

_SOURCE = {"source": "made for tests", "confidence": "proposal"}
_PRODUCTS = (
    # product, group, Bokmål, English, levels of raw, component, final; rights; countries
    ("gloves", "medical", "Engangshansker", "Disposable gloves", ("very_high", "unknown", "high"), "FL;CL", "MY;TH"),
    ("masks", "medical", "Munnbind", "Face masks", ("medium", "high", "high"), "FL", "CN"),
    ("syringes", "medical", "Sprøyter", "Syringes", ("unknown", "unknown", "medium"), "", ""),
    ("workwear", "textile", "Arbeidsklær", "Workwear", ("high", "medium_high", "medium"), "CL", "IN"),
)
_WORDS = (("gloves", "engangshanske"), ("masks", "munnbind"), ("syringes", "sprøyte"), ("workwear", "arbeidstøy"))
_CPV = (("gloves", "18424300"), ("masks", "18143000"), ("syringes", "33141310"), ("workwear", "18110000"))


def _name(nb: str, en: str) -> dict[str, str]:
    return {"name_nb": nb, "name_nn": nb, "name_en": en}


def _right(code: str, nb: str, en: str, severity: str) -> dict[str, str]:
    return {
        "code": code,
        **_name(nb, en),
        "instruments": "",
        "severity": severity,
        "severity_reason": "lasting harm",
        "severity_note": "",
        **_SOURCE,
    }


def _product_rows() -> list[dict[str, str]]:
    return [
        {
            "product_id": product,
            "group_id": group,
            "product_nb": nb,
            "product_nn": nb,
            "product_en": en,
            "stage": stage,
            "level": level,
            "generation": "G3",
            "as_of": "2026-01-01",
            "rights": rights,
            "countries": countries,
            "materials": "",
            **_SOURCE,
        }
        for product, group, nb, en, levels, rights, countries in _PRODUCTS
        for stage, level in zip(("raw", "component", "final"), levels, strict=True)
    ]


def _keyword(word: str) -> dict[str, str]:
    return {"language": "nb", "keyword": word, "kind": "noun", "sense": "sure"}


def rows() -> Tables:
    """The tables as lists of row dictionaries, fresh each time so that a test may change them."""
    return {
        "rights": [
            _right("CL", "Barnearbeid", "Child labour", "4"),
            _right("FL", "Tvangsarbeid", "Forced labour", "4"),
            _right("HS", "Helse og sikkerhet", "Health and safety", "3"),
        ],
        "groups": [
            {"group_id": "textile", **_name("Tekstiler", "Textiles"), "order": "1", **_SOURCE},
            {
                "group_id": "medical",
                **_name("Medisinsk forbruksmateriell", "Medical supplies"),
                "order": "2",
                **_SOURCE,
            },
        ],
        "high_risk_products": _product_rows(),
        "high_risk_cpv": [
            {"product_id": product, "cpv_prefix": code.rstrip("0"), "cpv_code": code, "note": "", **_SOURCE}
            for product, code in _CPV
        ],
        "high_risk_group_cpv": [{"group_id": "medical", "cpv_prefix": "3314", "cpv_code": "33140000", **_SOURCE}],
        "high_risk_keywords": [{"product_id": product, **_keyword(word)} for product, word in _WORDS],
        "high_risk_group_keywords": [{"group_id": "medical", **_keyword("forbruksmateriell")}],
        "screening_context_words": [
            {"language": "nb", "word": "vask", "effect": "service", "kind": "noun", "topic": "", "note": ""}
        ],
        "cpv_names": [
            {"code": "18424300", **_name("Engangshansker", "Disposable gloves")},
            {"code": "33140000", **_name("Medisinsk forbruksmateriell", "Medical consumables")},
        ],
        "material_names": [{"material": "cotton", **_name("bomull", "cotton")}],
    }


def write(folder: Path, tables: Tables | None = None, *, version: str = "test-1") -> Path:
    """Write the list as the files an administrator would hand over; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in (tables or rows()).items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, READERS[name].columns)
            writer.writeheader()
            writer.writerows(table)
    label = f'version = "{version}"\nas_of = "2026-01-01"\nsource = "made for tests"\nnotes = ""\n'
    (folder / "catalogue.toml").write_text(label, encoding="utf-8")
    return folder


def take_in(
    folder: Path, tables: Tables | None = None, *, version: str = "test-1", at: datetime = NOON
) -> CatalogueVersion:
    """The list as the current version of the database."""
    write(folder, tables, version=version)
    checksum = propose_version(by=PLATFORM, at=at, folder=folder).checksum
    return take_in_version(by=PLATFORM, at=at, folder=folder, expected_checksum=checksum)


def with_level(product: str, stage: str, level: str) -> Tables:
    """The tables with another level in one place."""
    tables = rows()
    for row in tables["high_risk_products"]:
        if (row["product_id"], row["stage"]) == (product, stage):
            row["level"] = level
    return tables


def without(product: str) -> Tables:
    """The tables without one product."""
    return {name: [row for row in table if row.get("product_id") != product] for name, table in rows().items()}
