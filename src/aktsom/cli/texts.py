"""The translations: texts in code and templates are Bokmål, `locale/` holds Nynorsk and English of each.

Uses Babel only, so that no gettext tools are needed on the machine.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).resolve().parent.parent
LANGUAGES = ("nn", "en")
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2"), ("**/templates/**.txt", "jinja2")]
OPTIONS = {"**/templates/**": {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}}
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "_now": None,  # where the module has the lazy one as `_`
    "N_": None,
}


def po_path(language: str) -> Path:
    return HERE / "locale" / language / "LC_MESSAGES" / "django.po"


def extracted() -> Catalog:
    template = Catalog(project="aktsom", charset="utf-8")
    found = extract_from_dir(HERE, METHODS, OPTIONS, KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True)
    for file, _line, message, comments, context in found:
        # Line numbers would make every catalogue stale at every edit.
        template.add(message, None, [(file, 0)], auto_comments=comments, context=context)
    return template


def read(language: str) -> Catalog:
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def as_text(catalog: Catalog) -> bytes:
    buffer = BytesIO()
    write_po(buffer, catalog, width=120, omit_header=False, sort_output=True, no_location=True, ignore_obsolete=True)
    lines = buffer.getvalue().decode().splitlines(keepends=True)
    dated = (
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Generated-By",
        "Report-Msgid",
    )
    return "".join(line for line in lines if not line.lstrip('"').startswith(dated)).encode()


def problems(language: str, template: Catalog) -> Iterator[str]:
    """What is stale or missing in a language, a line each."""
    catalog = read(language)
    for message in template:
        if not message.id:
            continue
        there = catalog.get(message.id, message.context)
        if there is None:
            yield f"{language}: not in the catalogue: {message.id!r}"
        elif "fuzzy" in there.flags or not there.string or (isinstance(there.string, tuple) and not all(there.string)):
            yield f"{language}: not translated: {message.id!r}"
        else:
            yield from (f"{language}: {error} in {message.id!r}" for error in there.check(catalog))
    yield from (
        f"{language}: no longer used: {m.id!r}" for m in catalog if m.id and template.get(m.id, m.context) is None
    )


@click.group()
def texts() -> None:
    """Extract, check and compile the translations."""


@texts.command()
def extract() -> None:
    """Bring the catalogues up to date with code and templates; new texts stand empty until translated."""
    template = extracted()
    for language in LANGUAGES:
        catalog = read(language)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        po_path(language).parent.mkdir(parents=True, exist_ok=True)
        po_path(language).write_bytes(as_text(catalog))
        missing = sum(1 for m in catalog if m.id and not (all(m.string) if isinstance(m.string, tuple) else m.string))
        click.echo(f"{language}: {len(catalog)} texts, {missing} to translate")


@texts.command()
def check() -> None:
    """Exit code 1 when a text is new, gone, or not translated."""
    template = extracted()
    found = [line for language in LANGUAGES for line in problems(language, template)]
    for line in found:
        click.echo(line)
    if found:
        sys.exit(1)
    click.echo(f"{len(template)} texts, all translated to {' and '.join(LANGUAGES)}.")


@texts.command(name="compile")
def compile_catalogues() -> None:
    """Write the compiled catalogues that the running platform reads."""
    for language in LANGUAGES:
        if po_path(language).exists():
            with po_path(language).with_suffix(".mo").open("wb") as file:
                write_mo(file, read(language))
