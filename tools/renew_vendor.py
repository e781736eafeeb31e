"""Fetches the third-party front-end files and the map shapes anew, or checks those that are here.

    python tools/renew_vendor.py           fetch the exact versions below with npm, copy, record checksums
    python tools/renew_vendor.py --check   compare what is here with the record; needs no network, no Node

The platform itself needs neither npm nor Node: what they bring is committed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = "src/aktsom/web/static/vendor"
MANIFEST = ROOT / VENDOR / "manifest.json"
WORLD = "src/aktsom/web/static/world.svg"


@dataclass(frozen=True)
class Package:
    """`files` maps a path inside the package to a path in this repository."""

    name: str
    version: str
    licence: str
    files: dict[str, str]


PACKAGES = [
    Package(
        "htmx.org",  # the tag "latest" is a new major version with another core: keep to 2
        "2.0.11",
        "0BSD",
        {"dist/htmx.min.js": f"{VENDOR}/htmx.min.js", "LICENSE": f"{VENDOR}/LICENSE-htmx.txt"},
    ),
    Package(
        "@digdir/designsystemet-css",
        "1.22.0",
        "MIT",
        {"dist/src/index.css": f"{VENDOR}/designsystemet.css", "LICENSE": f"{VENDOR}/LICENSE-designsystemet.txt"},
    ),
    Package(
        "@digdir/designsystemet-theme",
        "1.11.0",
        "MIT",
        {"src/themes/designsystemet.css": f"{VENDOR}/designsystemet-theme.css"},
    ),
    Package(
        "@fontsource-variable/inter",  # latin holds the Norwegian letters, latin-ext those of Sami and Polish
        "5.3.0",
        "OFL-1.1",
        {
            "files/inter-latin-standard-normal.woff2": f"{VENDOR}/inter-latin.woff2",
            "files/inter-latin-ext-standard-normal.woff2": f"{VENDOR}/inter-latin-ext.woff2",
            "LICENSE": f"{VENDOR}/LICENSE-inter.txt",
        },
    ),
    Package(
        "axe-core",  # for the tests alone, never served
        "4.14.1",
        "MPL-2.0",
        {"axe.min.js": "tests/vendor/axe.min.js", "LICENSE": "tests/vendor/LICENSE-axe-core.txt"},
    ),
]

# What the map is drawn with; only the shapes of world-atlas (public domain) end up in the platform.
MAP_TOOLS = [
    Package("world-atlas", "2.0.2", "ISC", {}),
    Package("topojson-client", "3.1.0", "ISC", {}),
    Package("d3-geo", "3.1.2", "ISC", {}),
    Package("d3-array", "3.2.5", "ISC", {}),
    Package("internmap", "2.0.3", "ISC", {}),
]


@dataclass(frozen=True)
class Entry:
    """One line of the record; `file` from the root of the repository."""

    package: str
    version: str
    licence: str
    file: str
    sha256: str


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fetch(package: Package, modules: Path) -> Path:
    """Unpacks one package below `modules` as npm would install it, without its dependencies."""
    packed = subprocess.run(
        ["npm", "pack", "--silent", f"{package.name}@{package.version}"],
        cwd=modules,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()[-1]
    home = modules / package.name
    home.mkdir(parents=True)
    with tarfile.open(modules / packed) as archive:
        archive.extractall(home.parent / f"{home.name}.unpacked", filter="data")
    home.rmdir()
    shutil.move(home.parent / f"{home.name}.unpacked" / "package", home)
    return home


def renew() -> list[Entry]:
    entries = []
    with tempfile.TemporaryDirectory() as scratch:
        modules = Path(scratch) / "node_modules"
        modules.mkdir()
        for package in PACKAGES:
            home = fetch(package, modules)
            for source, target in package.files.items():
                (ROOT / target).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(home / source, ROOT / target)
                entries.append(Entry(package.name, package.version, package.licence, target, sha256(ROOT / target)))
        for package in MAP_TOOLS:
            fetch(package, modules)
        (ROOT / WORLD).parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["node", ROOT / "tools/world_map.mjs", modules, ROOT / WORLD], check=True)
        atlas = MAP_TOOLS[0]
        entries.append(Entry(atlas.name, atlas.version, "public domain shapes", WORLD, sha256(ROOT / WORLD)))
    return entries


def recorded() -> list[Entry]:
    return [Entry(**line) for line in json.loads(MANIFEST.read_text())]


def complaints(entries: list[Entry]) -> list[str]:
    """What differs between the record and the files, and what lies in the folder without a record."""
    found = []
    for entry in entries:
        path = ROOT / entry.file
        if not path.exists():
            found.append(f"missing: {entry.file}")
        elif sha256(path) != entry.sha256:
            found.append(f"changed: {entry.file}")
    known = {ROOT / entry.file for entry in entries} | {MANIFEST}
    strays = [path for path in sorted((ROOT / VENDOR).iterdir()) if path not in known]
    return found + [f"not recorded: {path.relative_to(ROOT)}" for path in strays]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="compare with the record, change nothing")
    if not parser.parse_args().check:
        entries = renew()
        MANIFEST.write_text(json.dumps([asdict(entry) for entry in entries], indent=2) + "\n")
    found = complaints(recorded())
    sys.stdout.write("\n".join(found or ["vendored files are as recorded"]) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
