"""The same screening written by hand in polars, DuckDB, pandas and plain Python, as well as an expert would.

All of them get what the product has: what a code, a kind of text, and codes, texts and origins together say (the rule
tables of the list, compiled), and the trick of reading each kind of text once. What they lack is only the product's own
plumbing. Each returns the lines per verdict, and lines, øre and highest rank per category, buyer and supplier.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from aktsom.categories.catalogue import Catalogue
from aktsom.risk.analysis.meanings import said
from aktsom.risk.outcomes import Outcome, outcome_of
from aktsom.risk.screening.lexicon import Lexicon
from aktsom.risk.screening.result import Screening
from aktsom.risk.screening.screener import Screener
from aktsom.risk.screening.shapes import ALONE, Shapes
from aktsom.suppliers.rules import name_key

USED = ["Oppdragsgiver", "Leverandør", "Org.nr", "CPV", "Tittel", "Verdi", "Valuta", "Opprinnelsesland"]
NUMBERS = r"[0-9]{3,}"
COUNTRIES = {"Kina": "CN", "Norge": "NO", "India": "IN", "Bangladesh": "BD", "Vietnam": "VN"}


class Answer(NamedTuple):
    """`rows` gives (group, product, buyer, supplier, lines, øre, rank) of the finished table."""

    verdicts: dict[str, int]
    rows: Callable[[], Iterable[tuple[Any, ...]]]


class Tables:
    """The compiled rules, as functions of distinct values."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.screener = Screener(catalogue)
        self.shapes = Shapes(Lexicon(catalogue))
        self._numbers: dict[Any, int] = {}
        self._code_classes: dict[str, int] = {}
        self.codes: list[Any] = []
        self._bare: dict[tuple[int, int], int] = {}
        self.outcomes: list[Outcome] = []
        self._classes: dict[Any, int] = {}
        self.texts: list[Any] = []
        self._settled: dict[str, int] = {}

    def text_class(self, text: str) -> int:
        match = self.screener.match_text(text, "title")
        number = self._classes.setdefault(said(match), len(self.texts))
        if number == len(self.texts):
            self.texts.append(match)
        return number

    def class_of_signature(self, signature: str) -> int:
        """A signature is the letters of a text's pieces; one with `ALONE` in it is followed by the text itself."""
        if ALONE in signature:
            return self.text_class(signature.partition("\t")[2])
        settled = self.shapes.settled(signature.partition("\t")[0])
        if settled not in self._settled:
            self._settled[settled] = self.text_class(self.shapes.example(settled))
        return self._settled[settled]

    def code_class(self, cell: str | None) -> int:
        """Codes that point at the same are alike; cells with several codes are told apart."""
        named = tuple(self.screener.match_code(code) for code in (cell or "").split("; ") if code)
        key: Any = cell
        if len(named) < 2:
            key = [(one.nature, *((m.product_id, m.group_id, m.kind) for m in one.matches)) for one in named]
        number = self._code_classes.setdefault(str(key), len(self.codes))
        if number == len(self.codes):
            self.codes.append(named)
        return number

    def outcome(self, code: int, text: int, origins: str | None) -> int:
        bare = (code, text)
        if bare not in self._bare:
            self._bare[bare] = self._number(self.screener.combine(self.codes[code], [self.texts[text]], ()))
        if not origins or not self.outcomes[self._bare[bare]].held:
            return self._bare[bare]
        declared = [COUNTRIES.get(country, country) for country in origins.replace(", ", ";").split(";")]
        return self._number(self.screener.combine(self.codes[code], [self.texts[text]], declared))

    def _number(self, result: Screening) -> int:
        key = (result.groups, result.products, frozenset(m.code for m in result.matches if m.kind == "origin"))
        number = self._numbers.setdefault(key, len(self.outcomes))
        if number == len(self.outcomes):
            self.outcomes.append(outcome_of(result, self.screener))
        return number

    def verdicts(self, counts: Iterable[tuple[int, int]]) -> dict[str, int]:
        found: Counter[str] = Counter()
        for number, lines in counts:
            found[str(self.outcomes[number].verdict)] += lines
        return dict(found)

    def held(self) -> list[tuple[int, str, str, int]]:
        return [(n, *pair, outcome.rank) for n, outcome in enumerate(self.outcomes) for pair in outcome.held]


def _polars(frame: Any, tables: Tables) -> Answer:
    """From the columns in memory: vocabulary, signatures, classes, combinations, outcomes, groups."""
    import polars as pl

    shapes = tables.shapes
    kind = pl.Categorical(pl.Categories.random("rival"))
    pieces = frame.select(pl.col("Tittel").fill_null("").str.replace_all(NUMBERS, "111").str.split(" ")).to_series()
    pieces = pieces.cast(pl.List(kind))
    words = kind.categories.to_series()
    letters = pl.Series(
        [shapes.letter(word) if word is not None else None for word in words.to_list()], dtype=pl.String
    )
    lookup = pl.element().to_physical().map_batches(letters.gather, return_dtype=pl.String, is_elementwise=True)
    signature = pieces.to_frame("t").select(pl.col("t").list.eval(lookup).list.join(""))["t"]
    del pieces
    alone = signature.str.contains(ALONE, literal=True)
    if alone.any():
        with_text = pl.concat_str(signature, pl.lit("\t"), frame["Tittel"])
        signature = frame.select(pl.when(alone).then(with_text).otherwise(signature)).to_series()
    rows = pl.Categorical(pl.Categories.random("rival"))
    coded = signature.cast(rows)  # holds the vocabulary
    number = coded.to_physical()
    signatures = rows.categories.to_series().to_list()
    classes = pl.Series(
        [tables.class_of_signature(one) if one is not None else 0 for one in signatures], dtype=pl.UInt32
    )
    frame = frame.drop("Tittel").with_columns(text=classes.gather(number))
    cells = frame["CPV"].unique()
    of_cell = pl.Series([tables.code_class(cell) for cell in cells.to_list()], dtype=pl.UInt32)
    frame = frame.with_columns(pl.col("CPV").replace_strict(cells, of_cell))
    keys = ["CPV", "text", "Opprinnelsesland"]
    combined = frame.group_by(keys).len()
    outcomes = [tables.outcome(*row) for row in combined.select(keys).iter_rows()]
    combined = combined.with_columns(outcome=pl.Series(outcomes, dtype=pl.UInt32))
    verdicts = tables.verdicts(combined.select("outcome", "len").iter_rows())
    held = pl.DataFrame(
        tables.held(), schema={"outcome": pl.UInt32, "group": pl.String, "product": pl.String, "rank": pl.Int32},
        orient="row",
    )  # fmt: skip
    names = frame.filter(pl.col("Org.nr").is_null())["Leverandør"].cast(pl.String).unique().drop_nulls()
    keyed = pl.Series([name_key(name) for name in names.to_list()], dtype=pl.String)
    listed = combined.filter(pl.col("outcome").is_in(held["outcome"].unique().implode()))
    unnumbered = pl.col("Leverandør").cast(pl.String).replace_strict(names, keyed, default="")
    found = (
        frame.lazy()
        .join(listed.lazy().drop("len"), on=keys, nulls_equal=True)
        .group_by("Oppdragsgiver", "Leverandør", "Org.nr", "outcome")
        .agg(lines=pl.len(), amount=pl.col("amount").sum())
        .with_columns(supplier=pl.coalesce(pl.col("Org.nr").cast(pl.String), unnumbered))
        .join(held.lazy(), on="outcome")
        .group_by("group", "product", "Oppdragsgiver", "supplier")
        .agg(pl.col("lines").sum(), pl.col("amount").sum(), pl.col("rank").max())
        .sort(["rank", "amount"], descending=True)
        .collect(engine="streaming")
    )
    return Answer(
        verdicts, found.select("group", "product", "Oppdragsgiver", "supplier", "lines", "amount", "rank").iter_rows
    )


def _cents(cell: Any) -> Any:
    import polars as pl

    cents = (cell * 100).round().cast(pl.Int64)
    return pl.when(pl.col("Valuta") == "NOK").then(cents).alias("amount")


def polars_csv(path: Path, tables: Tables) -> Answer:
    import polars as pl

    kinds: dict[str, Any] = dict.fromkeys(USED, pl.Categorical) | {"Tittel": pl.String, "Verdi": pl.Float64}
    lines = pl.scan_csv(path, separator=";", schema_overrides=kinds, decimal_comma=True)
    frame = (
        lines.select(*USED).with_columns(_cents(pl.col("Verdi"))).drop("Verdi", "Valuta").collect(engine="streaming")
    )
    return _polars(frame, tables)


def polars_parquet(path: Path, tables: Tables) -> Answer:
    import polars as pl

    categories = [name for name in USED if name not in ("Tittel", "Verdi")]
    value = pl.col("Verdi").str.replace(",", ".", literal=True).cast(pl.Float64)
    lines = pl.scan_parquet(path).select(*USED).with_columns(pl.col(categories).cast(pl.Categorical))
    frame = lines.with_columns(_cents(value)).drop("Verdi", "Valuta").collect(engine="streaming")
    return _polars(frame, tables)


def polars_titles_csv(path: Path, tables: Tables) -> Answer:
    """Without the signatures: every different title, digits aside, is read once."""
    import polars as pl

    lines = pl.scan_csv(
        path, separator=";", schema_overrides={"CPV": pl.String, "Org.nr": pl.String}, decimal_comma=True
    )
    masked = pl.col("Tittel").fill_null("").str.replace_all(NUMBERS, "111")
    frame = lines.select(*USED).with_columns(_cents(pl.col("Verdi")), masked).collect(engine="streaming")
    return _polars_by_title(frame, tables)


def _polars_by_title(frame: Any, tables: Tables) -> Answer:
    import polars as pl

    titles = frame["Tittel"].unique()
    classes = pl.Series([tables.text_class(title) for title in titles.to_list()], dtype=pl.UInt32)
    frame = frame.join(pl.DataFrame({"Tittel": titles, "text": classes}), on="Tittel").drop("Tittel")
    cells = frame["CPV"].unique()
    of_cell = pl.Series([tables.code_class(cell) for cell in cells.to_list()], dtype=pl.UInt32)
    frame = frame.with_columns(pl.col("CPV").replace_strict(cells, of_cell))
    keys = ["CPV", "text", "Opprinnelsesland"]
    combined = frame.group_by(keys).len()
    outcomes = pl.Series([tables.outcome(*row) for row in combined.select(keys).iter_rows()], dtype=pl.UInt32)
    combined = combined.with_columns(outcome=outcomes)
    held = pl.DataFrame(tables.held(), schema=["outcome", "group", "product", "rank"], orient="row")
    held = held.with_columns(pl.col("outcome").cast(pl.UInt32))
    names = frame.filter(pl.col("Org.nr").is_null())["Leverandør"].unique().drop_nulls()
    keyed = pl.Series([name_key(name) for name in names.to_list()], dtype=pl.String)
    found = (
        frame.join(combined.drop("len"), on=keys, nulls_equal=True)
        .join(held, on="outcome")
        .with_columns(supplier=pl.coalesce("Org.nr", pl.col("Leverandør").replace_strict(names, keyed, default="")))
        .group_by("group", "product", "Oppdragsgiver", "supplier")
        .agg(lines=pl.len(), amount=pl.col("amount").sum(), rank=pl.col("rank").max())
        .sort(["rank", "amount"], descending=True)
    )
    return Answer(tables.verdicts(combined.select("outcome", "len").iter_rows()), found.iter_rows)


def _duckdb(source: str, value: str, tables: Tables) -> Answer:
    import duckdb
    import pyarrow as pa

    db = duckdb.connect()
    db.execute("set threads=2; set preserve_insertion_order=false")
    db.execute(
        f"""create table line as select Oppdragsgiver buyer, Leverandør supplier, "Org.nr" number, CPV code,
        Opprinnelsesland origin, case when Valuta = 'NOK' then cast(round({value} * 100) as bigint) end amount,
        regexp_replace(coalesce(Tittel, ''), '{NUMBERS}', '111', 'g') title from {source}"""
    )
    # One number per title, pieces of distinct titles only.
    db.execute("create table title as select title, row_number() over () id from (select distinct title from line)")
    words = [row[0] for row in db.execute("select distinct unnest(string_split(title, ' ')) from title").fetchall()]
    vocabulary = pa.table({"word": words, "letter": [tables.shapes.letter(word) for word in words]})
    db.register("vocabulary", vocabulary)
    db.execute(
        """create table signed as select id, string_agg(letter, '' order by place) signature from
        (select id, unnest(string_split(title, ' ')) word, generate_subscripts(string_split(title, ' '), 1) place
         from title) join vocabulary using (word) group by id"""
    )
    alone = f"case when contains(signature, chr({ord(ALONE)})) then signature || chr(9) || title else signature end"
    db.execute(f"create table read as select id, {alone} signature from signed join title using (id)")
    signatures = [row[0] for row in db.execute("select distinct signature from read").fetchall()]
    classes = [tables.class_of_signature(signature) for signature in signatures]
    db.register("class", pa.table({"signature": signatures, "text": pa.array(classes, pa.uint32())}))
    cells = [row[0] for row in db.execute("select distinct code from line").fetchall()]
    of_cell = pa.array([tables.code_class(cell) for cell in cells], pa.uint32())
    db.register("code", pa.table({"code": pa.array(cells, pa.string()), "code_class": of_cell}))
    db.execute(
        """create table classed as select buyer, supplier, number, amount, code_class, text, origin from line
        join code on line.code is not distinct from code.code
        join (select title, text from title join read using (id) join class using (signature)) using (title)"""
    )
    keys = "code_class, text, origin"
    combined = db.execute(f"select {keys}, count(*) from classed group by all").fetchall()
    numbers = [tables.outcome(*row[:3]) for row in combined]
    columns = list(zip(*combined, strict=True))
    outcome = pa.table(
        {
            "code_class": pa.array(columns[0], pa.uint32()),
            "text": pa.array(columns[1], pa.uint32()),
            "origin": pa.array(columns[2], pa.string()),
            "outcome": pa.array(numbers, pa.uint32()),
        }
    )
    db.register("outcome", outcome)
    held = list(zip(*tables.held(), strict=True))
    db.register("held", pa.table(dict(zip(("outcome", "grp", "product", "rank"), held, strict=True))))
    names = [row[0] for row in db.execute("select distinct supplier from line where number is null").fetchall()]
    names = [name for name in names if name is not None]
    db.register("unnumbered", pa.table({"supplier": names, "key": [name_key(name) for name in names]}))
    found = db.execute(
        """with summed as (select buyer, supplier, number, outcome, count(*) lines, sum(amount) amount from classed c
             join outcome o on c.code_class = o.code_class and c.text = o.text
               and c.origin is not distinct from o.origin
             where outcome in (select outcome from held) group by all)
           select grp, product, buyer, coalesce(number, key, '') supplier_key, sum(lines)::bigint lines,
             coalesce(sum(amount), 0)::bigint amount, max(rank)::bigint rank
           from summed left join unnumbered using (supplier) join held using (outcome)
           group by all order by rank desc, amount desc"""
    ).to_arrow_table()
    verdicts = tables.verdicts(zip(numbers, columns[3], strict=True))
    return Answer(verdicts, lambda: zip(*(column.to_pylist() for column in found.columns), strict=True))


def duckdb_csv(path: Path, tables: Tables) -> Answer:
    kinds = {
        "Avtalenr": "VARCHAR",
        "Startdato": "VARCHAR",
        **dict.fromkeys(USED[:5], "VARCHAR"),
        "Verdi": "DOUBLE",
        "Valuta": "VARCHAR",
        "Opprinnelsesland": "VARCHAR",
    }
    source = f"read_csv('{path}', delim=';', header=true, decimal_separator=',', columns={kinds})"
    return _duckdb(source, "Verdi", tables)


def duckdb_parquet(path: Path, tables: Tables) -> Answer:
    return _duckdb(f"read_parquet('{path}')", "cast(replace(Verdi, ',', '.') as double)", tables)


def _text(cell: Any) -> str | None:
    return cell if isinstance(cell, str) else None


def pandas_csv(path: Path, tables: Tables) -> Answer:
    import pandas as pd

    frame = pd.read_csv(path, sep=";", decimal=",", usecols=USED, dtype={"Org.nr": "str", "CPV": "str"})
    texts = frame[["CPV", "Opprinnelsesland", "Org.nr", "Leverandør"]]
    frame[texts.columns] = texts.astype(object).where(texts.notna(), None)
    frame["title"] = frame["Tittel"].fillna("").str.replace(NUMBERS, "111", regex=True)
    frame["text"] = frame["title"].map({title: tables.text_class(title) for title in frame["title"].unique()})
    frame["code"] = frame["CPV"].map({cell: tables.code_class(cell) for cell in frame["CPV"].unique()}, na_action=None)
    keys = ["code", "text", "Opprinnelsesland"]
    combined = frame.groupby(keys, dropna=False, sort=False).size().reset_index(name="lines")
    cells = zip(*(combined[key] for key in keys), strict=True)
    combined["outcome"] = [tables.outcome(code, text, _text(origin)) for code, text, origin in cells]
    frame = frame.merge(combined[[*keys, "outcome"]], on=keys)
    held = pd.DataFrame(tables.held(), columns=["outcome", "group", "product", "rank"])
    named = frame["Leverandør"].map({name: name_key(name or "") for name in frame["Leverandør"].unique()})
    frame["supplier"] = frame["Org.nr"].where(frame["Org.nr"].notna(), named)
    frame["amount"] = (frame["Verdi"] * 100).round().where(frame["Valuta"] == "NOK", 0)
    by = ["group", "product", "Oppdragsgiver", "supplier"]
    found = frame.merge(held, on="outcome").groupby(by, sort=False)
    summed = found.agg(lines=("rank", "size"), amount=("amount", "sum"), rank=("rank", "max")).reset_index()
    summed = summed.sort_values(["rank", "amount"], ascending=False)
    verdicts = tables.verdicts(zip(combined["outcome"], combined["lines"], strict=True))
    return Answer(verdicts, lambda: summed.itertuples(index=False, name=None))


def plain_python(path: Path, tables: Tables) -> Answer:
    """Row by row, as one would write it first."""
    counts: Counter[int] = Counter()
    sums: dict[tuple[str, str, str, str], list[int]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            text = tables.text_class(row["Tittel"])
            number = tables.outcome(tables.code_class(row["CPV"] or None), text, row["Opprinnelsesland"] or None)
            counts[number] += 1
            outcome = tables.outcomes[number]
            cents = round(float(row["Verdi"].replace(",", ".")) * 100) if row["Valuta"] == "NOK" else 0
            for pair in outcome.held:
                key = (*pair, row["Oppdragsgiver"], row["Org.nr"] or name_key(row["Leverandør"]))
                total = sums.setdefault(key, [0, 0, 0])
                total[0] += 1
                total[1] += cents
                total[2] = max(total[2], outcome.rank)
    ordered = sorted(sums.items(), key=lambda item: (-item[1][2], -item[1][1]))
    return Answer(tables.verdicts(counts.items()), lambda: ((*key, *total) for key, total in ordered))


RIVALS: dict[str, Callable[[Path, Tables], Answer]] = {
    "polars CSV": polars_csv,
    "polars Parquet": polars_parquet,
    "polars CSV, distinct titles": polars_titles_csv,
    "DuckDB CSV": duckdb_csv,
    "DuckDB Parquet": duckdb_parquet,
    "pandas CSV": pandas_csv,
    "plain Python CSV": plain_python,
}
