"""The work behind `aktsom match`: files in, clusters and pairs out."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click
import numpy as np
import polars as pl

from aktsom.cli.files import unreadable, unwritable
from aktsom.cli.wording import Trouble, translator
from aktsom.interop.matching.reading import RecordFile, read_records, together
from aktsom.interop.spreadsheets.limits import Limits
from aktsom.interop.spreadsheets.problems import FileProblem, Translate, _, in_words
from aktsom.suppliers.resolution.comparing import Rows
from aktsom.suppliers.resolution.resolving import Resolution, resolve
from aktsom.suppliers.resolution.tables import RecordKind
from aktsom.suppliers.resolution.telling import reasons

# Nobody else waits for this machine, so that more is read than on a server.
_LIMITS = Limits(file_bytes=2_000_000_000, inflated_bytes=8_000_000_000, rows=1_048_576, cells=60_000_000)
CLUSTER = "cluster_id"


@dataclass(frozen=True)
class Job:
    files: tuple[Path, ...]
    output: tuple[Path, Path] | None
    kind: RecordKind | None
    language: str

    @property
    def translate(self) -> Translate:
        return translator(self.language)


def run(job: Job) -> None:
    _check_targets(job)
    files = [_read(path, job) for path in job.files]
    kind = job.kind or (
        RecordKind.SITE if any(f.columns.kind is RecordKind.SITE for f in files) else RecordKind.COMPANY
    )
    records = together(files)
    named = _named(records)
    found = resolve(records.filter(pl.Series(named)), kind)
    places = np.flatnonzero(named).astype(np.uint32)
    found = replace(found, left=places[found.left], right=places[found.right])
    if job.output:
        pairs, clusters = job.output
        _write(_pairs(files, found, job.translate), pairs, job)
        _write(_clusters(files, found, places), clusters, job)
    _report(files, found, places, job)


def _named(records: pl.DataFrame) -> np.ndarray:
    """Which rows name anybody: blank rows between others, or with remarks alone, do not."""
    said = pl.any_horizontal(pl.col("name", "number").str.strip_chars().fill_null("") != "")
    return records.select(said=said)["said"].to_numpy()


def _read(path: Path, job: Job) -> RecordFile:
    if hindrance := unreadable(path, job.translate):
        raise Trouble(hindrance)
    try:
        return read_records(path, path.name, _LIMITS)
    except FileProblem as problem:
        raise Trouble(in_words(problem, job.translate)) from None
    except OSError as problem:
        raise Trouble(f"{path}: {problem.strerror}") from None


def _check_targets(job: Job) -> None:
    """Known to be possible before the work begins."""
    say = job.translate
    for target in job.output or ():
        if any(target.exists() and path.exists() and target.samefile(path) for path in job.files):
            raise Trouble(say(_("Resultatet kan ikke skrives over filen som leses: «{file}».")).format(file=target))
        if hindrance := unwritable(target, say):
            raise Trouble(hindrance)
    if job.output and job.output[0].resolve() == job.output[1].resolve():
        raise Trouble(say(_("Parene og klyngene må skrives til hver sin fil.")))


def _clusters(files: Sequence[RecordFile], found: Resolution, places: Rows) -> pl.DataFrame:
    """Every column and row in order; of several files one below the other, with the name of each row's file. `places`
    are the rows that name somebody; the others are in no cluster."""
    _lowest, number = np.unique(found.cluster, return_inverse=True)
    rows = [
        file.rows.with_columns(pl.lit(file.file).alias(_free("file", files))) if len(files) > 1 else file.rows
        for file in files
    ]
    everything = pl.concat(rows, how="diagonal")
    held = np.zeros(everything.height, dtype=np.int64)
    held[places] = number + 1
    return everything.with_columns(pl.Series(held).replace(0, None).alias(_free(CLUSTER, files)))


def _free(name: str, files: Sequence[RecordFile]) -> str:
    """The name, or one beside it where a file has such a column already."""
    taken = {column for file in files for column in file.rows.columns}
    while name in taken:
        name += "_2"
    return name


def _pairs(files: Sequence[RecordFile], found: Resolution, translate: Translate) -> pl.DataFrame:
    sizes = [file.rows.height for file in files]
    place = pl.DataFrame(
        {
            "file": pl.Series([file.file for file in files]).gather(np.repeat(np.arange(len(files)), sizes)),
            "row": np.concatenate([np.arange(size) + file.first for size, file in zip(sizes, files, strict=True)]),
        }
    )
    one, other = place[found.left], place[found.right]
    return pl.DataFrame(
        {
            "file_1": one["file"],
            "row_1": one["row"],
            "file_2": other["file"],
            "row_2": other["row"],
            "score": pl.Series(found.score).round(4),
            "decision": pl.Series(found.same).replace_strict({True: "same", False: "review"}, return_dtype=pl.String),
            "reasons": reasons(found.evidence, translate),
        }
    ).sort("decision", "score", descending=True)


def _write(frame: pl.DataFrame, target: Path, job: Job) -> None:
    """The file appears whole or not at all."""
    try:
        with tempfile.TemporaryDirectory(prefix=".aktsom-", dir=target.parent) as folder:
            made = Path(folder) / target.name
            frame.write_csv(made)
            made.replace(target)
    except OSError as problem:
        text = job.translate(_("Kunne ikke skrive «{file}»: {problem}."))
        raise Trouble(text.format(file=target, problem=problem.strerror)) from None


def _report(files: Sequence[RecordFile], found: Resolution, places: Rows, job: Job) -> None:
    say = job.translate
    if nameless := sum(file.rows.height for file in files) - len(places):
        click.echo(say(_("{count} rader uten navn og nummer er ikke regnet med.")).format(count=nameless))
    rows, clusters = len(found.cluster), len(np.unique(found.cluster))
    unsure = int((~found.same).sum())
    click.echo(say(_("{rows} rader er {clusters} ulike.")).format(rows=rows, clusters=clusters))
    click.echo(say(_("{pairs} par bør et menneske se på.")).format(pairs=unsure))
    if len(files) > 1:
        owner = np.repeat(np.arange(len(files)), [file.rows.height for file in files])[places]
        held = np.unique(np.stack([found.cluster, owner]), axis=1)[0]
        shared = int((np.unique(held, return_counts=True)[1] > 1).sum())
        click.echo(say(_("{count} står i mer enn én fil.")).format(count=shared))
    for path in job.output or ():
        click.echo(say(_("Skrevet: {file}")).format(file=path))
