"""A package of five hundred suppliers' self-reports, and one of a gigabyte of files, put together in the background as
the worker does it.

python bench/package.py            500 suppliers with a self-report of 60 answers and three files each; and 1 GB in 40
                                   files of one supplier. Seconds, the ratio to a plain `zipfile` that copies the same
                                   bytes, and the most memory held. Goals: the gigabyte takes no more than five times
                                   the plain copy, and neither holds more than 300 MB more than before it began
python bench/package.py --quick    20 suppliers and 20 MB, for a check that it works

Each part has a process and a database (a new SQLite) of its own in a folder that is removed afterwards. The plain copy
is made in the same process right after, of the pieces as they lie in the package.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

sys.path.insert(0, str(Path(__file__).resolve().parent))

from measuring import peak_memory

ROOT = Path(__file__).resolve().parent.parent
ANSWERS, FILES, SMALL = 60, 3, 40 * 1024
GOAL_RATIO, GOAL_MEMORY = 5.0, 300.0
MEGA = 1024 * 1024


def start(folder: Path) -> None:
    os.environ.update(
        AKTSOM_ENV="test", AKTSOM_VAR=str(folder), DATABASE_URL=f"sqlite:///{folder}/db.sqlite3", AKTSOM_EVIDENCE="",
        DJANGO_SETTINGS_MODULE="aktsom.settings",
    )  # fmt: skip
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.OUTBOX_INLINE = False
    call_command("migrate", verbosity=0)


def asked(folder: Path, suppliers: int, megabytes: int) -> str:
    """The id of a team with so many suppliers that have answered; with `megabytes` one, whose files are as large."""
    from tests import catalogues
    from tests.cast import NOON
    from tests.factories.mandates import team
    from tests.web.packages.answered import answered, kept

    from aktsom.core.actor import PLATFORM
    from aktsom.core.models import OutboxMessage
    from aktsom.follow_up.actions.questionnaires import load_questionnaires
    from aktsom.follow_up.queries.answers import questions_of
    from aktsom.follow_up.queries.questionnaires import published
    from aktsom.terms.actions import load_terms

    catalogues.take_in(folder / "list")
    load_terms(by=PLATFORM, at=NOON)
    load_questionnaires(by=PLATFORM, at=NOON)
    ours, codes = team(), [row.code for row in questions_of(published("full")).rows][:ANSWERS]
    size = megabytes * MEGA // 40 if megabytes else SMALL
    for number in range(suppliers):
        files = [kept(ours, f"Rapport {at}.pdf", os.urandom(size)) for at in range(40 if megabytes else FILES)]
        of = {code: files[at : at + 1] for at, code in enumerate(codes[: len(files)])}
        answered(ours, f"Leverandør {number} AS", {**dict.fromkeys(codes, ()), **of}, "Vi har en rutine. " * 20)
    OutboxMessage.objects.all().delete()
    return str(ours.public_id)


def put_together(team_id: str) -> tuple[float, int, Path]:
    """Seconds from the press of the button until the package is ready, in how many turns, and the package."""
    from django.conf import settings
    from django.utils import timezone
    from tests.cast import actor

    from aktsom.core.models import OutboxMessage
    from aktsom.core.outbox import deliver_due
    from aktsom.follow_up.actions.packing import PUT_TOGETHER, order_package

    started = time.perf_counter()
    made = order_package(by=actor("bjarne"), at=timezone.now(), team_id=team_id)
    while deliver_due(timezone.now()):
        pass
    seconds = time.perf_counter() - started
    made.refresh_from_db()
    return seconds, OutboxMessage.objects.filter(kind=PUT_TOGETHER).count(), settings.EVIDENCE.folder / made.key


def unpacked(package: Path, folder: Path) -> list[tuple[Path, str, int]]:
    """The pieces on disk, with the names and the pressing they have in the package."""
    found = []
    with ZipFile(package) as archive:
        for at, info in enumerate(archive.infolist()):
            target = folder / str(at)
            target.write_bytes(archive.read(info))
            found.append((target, info.filename, info.compress_type))
    return found


def plain(pieces: list[tuple[Path, str, int]], target: Path) -> float:
    """Seconds for `zipfile` alone, and the checksum that whoever keeps the copy would want of it."""
    started = time.perf_counter()
    with ZipFile(target, "w") as archive:
        for path, name, pressed in pieces:
            archive.write(path, name, compress_type=ZIP_DEFLATED if pressed == ZIP_DEFLATED else ZIP_STORED)
    with target.open("rb") as file:
        hashlib.file_digest(file, "sha256")
        os.fsync(file.fileno())
    return time.perf_counter() - started


def measure(suppliers: int, megabytes: int) -> bool:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start(folder)
        team_id, before = asked(folder, suppliers, megabytes), peak_memory()
        os.sync()  # what was written before is to cost neither of the two
        seconds, turns, package = put_together(team_id)
        held, size = peak_memory() - before, package.stat().st_size / MEGA
        pieces = unpacked(package, folder)
        os.sync()
        alone = plain(pieces, folder / "plain.zip")
    expected = suppliers * ((40 if megabytes else FILES) + 1) + 1
    print(f"{suppliers} suppliers, {len(pieces)} pieces, {size:.0f} MB: {seconds:.1f} s in {turns} turns")
    print(f"the same bytes by zipfile alone: {alone:.2f} s; ratio {seconds / alone:.1f}")
    print(f"memory: {before:.0f} MB before, {held:.0f} MB more at most")
    met = len(pieces) == expected and held < GOAL_MEMORY and (not megabytes or seconds / alone < GOAL_RATIO)
    goal = f"ratio under {GOAL_RATIO:.0f}, " if megabytes else ""
    print("goal met" if met else "GOAL NOT MET", f"({goal}under {GOAL_MEMORY:.0f} MB more)")
    return met


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--suppliers", type=int, help="only this part, in this process")
    parser.add_argument("--megabytes", type=int, default=0)
    said = parser.parse_args()
    if said.suppliers:
        return int(not measure(said.suppliers, said.megabytes))
    parts = ((20, 0), (1, 20)) if said.quick else ((500, 0), (1, 1024))
    failed = 0
    for suppliers, megabytes in parts:
        options = ["--suppliers", str(suppliers), "--megabytes", str(megabytes)]
        failed += subprocess.run([sys.executable, __file__, *options], check=False).returncode
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
