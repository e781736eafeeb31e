"""The work behind `aktsom screen`: files in, answers and a result file out."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aktsom.categories.catalogue import read_catalogue
from aktsom.categories.tables import CatalogueError
from aktsom.cli.files import unreadable, unwritable
from aktsom.cli.screen_report import report
from aktsom.cli.wording import Trouble, country_namer, say, translator
from aktsom.interop.registers.file_problems import describe_file
from aktsom.interop.registers.unread import NOT_READ
from aktsom.interop.screening.formats import Format
from aktsom.interop.screening.ledgers import large_file
from aktsom.interop.screening.registers import ScreenedRegister, Teller, screen_sheets
from aktsom.interop.screening.summary import Summary
from aktsom.interop.spreadsheets.cells import Progress as Told
from aktsom.interop.spreadsheets.limits import Limits
from aktsom.interop.spreadsheets.problems import FileProblem, Translate, _, describe_note
from aktsom.risk.screening.screener import Screener

if TYPE_CHECKING:
    from aktsom.interop.screening.large import ScreenedLedger
    from aktsom.interop.screening.results import Results

# Nobody else waits for this machine, so that more is read than on a server.
_LIMITS = Limits(file_bytes=2_000_000_000, inflated_bytes=8_000_000_000, rows=1_048_576, cells=60_000_000)
_SHOW_PROGRESS_FROM = 1_000_000
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Job:
    files: tuple[str, ...]
    output: str | None
    shape: Format | None
    language: str
    catalogue: Path | None
    keep: Path | None
    top: int
    scratch: Path
    sheets: tuple[str, ...] = ()

    @property
    def one_buyer(self) -> bool:
        """Of several registers each is one buyer's; a single one may hold many buyers."""
        return len(self.files) > 1

    @property
    def translate(self) -> Translate:
        return translator(self.language)


@dataclass(frozen=True)
class Source:
    """`label` is the file as it is named to people, `buyer` who buys in it when its rows do not say."""

    path: Path
    label: str
    buyer: str


def run(job: Job) -> bool:
    """Whether some row did not tell what is bought."""
    sources = [_source(name, job) for name in job.files]
    target = _target(job, sources)
    screener = _screener(job)
    teller = Teller(screener, job.language, country_namer(job.language))
    summary = Summary()
    screened = [one for source in sources for one in _screened(source, screener, job, summary)]
    _tell_unread(screened, job)
    written: list[Path] = []
    if target and job.shape:
        from aktsom.interop.screening.results import Results

        results = Results(screened, summary, screener, teller, job.translate, job.language)
        written = _write(results, target, job.shape, job)
    report(screened, summary, teller, job, written)
    return bool(summary.silent)


def _tell_unread(screened: Sequence[ScreenedRegister | ScreenedLedger], job: Job) -> None:
    """Also on standard error, where the summary is not shown beside it: whoever keeps only the result must know."""
    if job.output == "-" or sys.stdout.isatty():
        return
    for one in screened:
        for note in one.notes:
            if note.code == NOT_READ:
                say(f"{one.file}: {describe_note(note, job.translate)}")


def _source(name: str, job: Job) -> Source:
    if name == "-":
        path = job.scratch / "stdin"
        with path.open("wb") as spool:
            shutil.copyfileobj(sys.stdin.buffer, spool, _BLOCK)
        return Source(path, job.translate(_("standard inn")), job.translate(_("standard inn")))
    path = Path(name)
    if hindrance := unreadable(path, job.translate):
        raise Trouble(hindrance)
    return Source(path, path.name, path.stem)


def _target(job: Job, sources: list[Source]) -> Path | None:
    """Where to write, known to be possible before the work begins."""
    if job.output is None:
        return None
    if job.output == "-":
        return job.scratch / f"result.{job.shape}"
    path, say = Path(job.output), job.translate
    if any(path.exists() and source.path.exists() and path.samefile(source.path) for source in sources):
        raise Trouble(say(_("Resultatet kan ikke skrives over filen som leses: «{file}».")).format(file=job.output))
    if hindrance := unwritable(path, say):
        raise Trouble(hindrance)
    return path


def _screener(job: Job) -> Screener:
    try:
        return Screener(read_catalogue(job.catalogue))
    except CatalogueError as problem:
        raise Trouble(
            job.translate(_("Listen kan ikke brukes: {problem}")).format(problem=problem.described(job.translate))
        ) from None


def _screened(
    source: Source, screener: Screener, job: Job, summary: Summary
) -> Sequence[ScreenedRegister | ScreenedLedger]:
    with _progress(source, job) as told:
        large = large_file(source.path, source.label, source.buyer, job.scratch)
        if large is None:
            registers = _registers(source, screener, job, told)
            for register in registers:
                summary.add_register(register, one_buyer=job.one_buyer)
            return registers
        return [_ledger(source, screener, job, told, summary)]


def _registers(source: Source, screener: Screener, job: Job, told: Told | None) -> list[ScreenedRegister]:
    try:
        return screen_sheets(
            source.path.read_bytes(),
            source.label,
            source.buyer,
            screener,
            limits=_LIMITS,
            progress=told,
            sheets=job.sheets,
        )
    except FileProblem as problem:
        raise Trouble(_in_words(problem, job.translate)) from None
    except OSError as problem:
        raise Trouble(f"{source.label}: {problem.strerror}") from None


def _in_words(problem: FileProblem, translate: Translate) -> str:
    described = describe_file(problem, translate)
    return f"{described.what} {described.mend}"


def _ledger(source: Source, screener: Screener, job: Job, told: Told | None, summary: Summary) -> ScreenedLedger:
    from aktsom.interop.screening.large import add_ledger, screen_large

    try:
        ledger = screen_large(
            source.path,
            source.label,
            source.buyer,
            scratch=job.scratch,
            screener=screener,
            progress=told,
            one_buyer=job.one_buyer,
            kept=job.keep,
        )
    except FileProblem as problem:
        raise Trouble(_in_words(problem, job.translate)) from None
    add_ledger(summary, ledger, screener)
    return ledger


def _write(results: Results, target: Path, shape: Format, job: Job) -> list[Path]:
    """The file appears whole or not at all."""
    from aktsom.interop.spreadsheets.writing import TooManyRowsForSheet

    say = job.translate
    try:
        with tempfile.TemporaryDirectory(prefix=".aktsom-", dir=target.parent) as folder:
            made = results.write(Path(folder) / target.name, shape)
            if job.output == "-":
                with made[0].open("rb") as result:
                    shutil.copyfileobj(result, sys.stdout.buffer, _BLOCK)
                sys.stdout.buffer.flush()
                return []
            return [path.replace(target.with_name(path.name)) for path in made]
    except BrokenPipeError:
        raise
    except TooManyRowsForSheet:
        raise Trouble(say(_("Et regneark har plass til 1 048 575 rader. Velg .csv eller .parquet i stedet."))) from None
    except OSError as problem:
        text = say(_("Kunne ikke skrive «{file}»: {problem}."))
        raise Trouble(text.format(file=job.output, problem=problem.strerror)) from None


@contextmanager
def _progress(source: Source, job: Job) -> Iterator[Told | None]:
    """A bar on standard error while a long file is read, where somebody sees it."""
    if source.path.stat().st_size < _SHOW_PROGRESS_FROM or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(job.translate(_("Leser {file}")).format(file=source.label), total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)
