"""A ledger in numbers: what a re-screen reads instead of the texts. Kept as a folder of Parquet files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from aktsom.categories.catalogue import Catalogue
from aktsom.risk.analysis.ledger import LISTS, TEXTS, Role
from aktsom.risk.shares import Supplier

FORMAT = 1
PURCHASE = (*TEXTS, *LISTS)
"""The roles that decide the outcome; each is a column of numbers, with a table of what the numbers stand for."""


class OtherWords(Exception):
    """The words of the catalogue are not those that the texts were read with: the ledger must be read again."""


@dataclass(frozen=True)
class Coded:
    """`lines` has one row per line of the ledger, in order: a number per role, `amount` in øre, null when not known in
    kroner, and whether it is a `purchase` and no sum or remark. `texts` gives an example text per number, `lists` the
    list understood. Number 0 stands for empty cells."""

    lines: pl.DataFrame
    texts: dict[Role, list[str]]
    lists: dict[Role, list[tuple[str, ...]]]
    suppliers: Sequence[Supplier]
    buyers: Sequence[str]
    words: str

    def check_words(self, catalogue: Catalogue) -> None:
        if self.words != words_mark(catalogue):
            raise OtherWords

    def save(self, folder: Path) -> None:
        """Writes the folder; the description comes last, so that a half-written folder is never taken for whole."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "about.json").unlink(missing_ok=True)
        self.lines.write_parquet(folder / "lines.parquet", compression="zstd", compression_level=1)
        pl.DataFrame(self.suppliers, schema=list(Supplier._fields), orient="row").write_parquet(
            folder / "suppliers.parquet"
        )
        about = {
            "format": FORMAT,
            "words": self.words,
            "buyers": list(self.buyers),
            "texts": {role.value: table for role, table in self.texts.items()},
            "lists": {role.value: table for role, table in self.lists.items()},
        }
        (folder / "about.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Coded:
        """Raises FileNotFoundError or OtherWords when there is nothing to use in the folder."""
        about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        if about["format"] != FORMAT:
            raise OtherWords
        suppliers = pl.read_parquet(folder / "suppliers.parquet")
        return cls(
            lines=pl.read_parquet(folder / "lines.parquet"),
            texts={Role(role): table for role, table in about["texts"].items()},
            lists={Role(role): [tuple(cell) for cell in table] for role, table in about["lists"].items()},
            suppliers=[Supplier(*row) for row in suppliers.iter_rows()],
            buyers=about["buyers"],
            words=about["words"],
        )


def words_mark(catalogue: Catalogue) -> str:
    """A fingerprint of all that decides what a text says."""
    goods = {product.id: product.group_id for product in catalogue.products}
    told = (
        [
            (word.word, word.language, word.kind, word.sense, word.product_id, goods[word.product_id])
            for word in catalogue.keywords
        ],
        [(word.word, word.language, word.kind, word.sense, word.group_id) for word in catalogue.group_keywords],
        [(word.word, word.language, word.kind, word.effect, word.topic) for word in catalogue.context_words],
    )
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
