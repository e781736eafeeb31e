"""The made-up year of the pilot, from register files to adopted reports, in a new SQLite.

python bench/pilot_year.py                 seconds that it takes. Goal: under a minute
python bench/pilot_year.py --into FOLDER   and each report as PDF and Word in the folder, to be looked at; where
                                           LibreOffice is installed it opens each Word file and saves what it shows as
                                           a PDF of its own, and a file that it does not open fails the script
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from package import start

GOAL = 60.0


def main() -> int:
    told = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    told.add_argument("--into", type=Path)
    into = told.parse_args().into
    with tempfile.TemporaryDirectory() as name:
        start(Path(name))
        from tests.effects.pilot_year.year import simulated

        begun, used = time.perf_counter(), time.process_time()
        simulated()
        took = time.perf_counter() - begun
        print(f"the year: {took:.1f} s, of which {time.process_time() - used:.1f} s of the processor")
        print(f"{'met' if took < GOAL else 'NOT MET'}: under {GOAL:.0f} s")
        if into is not None:
            _written(into)
            _opened(into)
    return 0 if took < GOAL else 1


def _written(into: Path) -> None:
    from aktsom.core.papers import pdf_of, word_of
    from aktsom.effects.models import Report
    from aktsom.effects.reports.setting import paper_of

    into.mkdir(parents=True, exist_ok=True)
    for one in Report.objects.select_related("member", "team"):
        paper = paper_of(one, list(one.sections.order_by("id")))
        name = f"{one.kind}-{one.member.slug if one.member else 'all'}-{one.language}"
        (into / f"{name}.pdf").write_bytes(pdf_of(paper))
        (into / f"{name}.docx").write_bytes(word_of(paper))


def _opened(into: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        print("LibreOffice is not installed: Word files were written, and not opened")
        return
    shown = into / "shown-by-libreoffice"
    files = sorted(into.glob("*.docx"))
    subprocess.run(
        [office, "--headless", "--convert-to", "pdf", "--outdir", str(shown), *map(str, files)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    missing = [file.name for file in files if not (shown / f"{file.stem}.pdf").exists()]
    print(f"LibreOffice opened {len(files) - len(missing)} of {len(files)} Word files")
    if missing:
        sys.exit(f"not opened: {', '.join(missing)}")


if __name__ == "__main__":
    sys.exit(main())
