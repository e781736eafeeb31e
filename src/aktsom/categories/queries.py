"""Reads of the catalogue: which version is current, and each version as a whole in memory."""

import csv
import io
import tomllib
from collections.abc import Iterable
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from aktsom.categories.catalogue import Catalogue, in_words
from aktsom.categories.models import CatalogueTable, CatalogueVersion, CpvCode
from aktsom.core.errors import DomainError
from aktsom.core.once import once

# The table that holds the version's own label, as TOML; all others are CSV.
LABEL = "catalogue"
KEPT_IN_MEMORY = 8  # versions; a process meets the current one and a few that old assessments were made with


class NoCatalogue(DomainError):
    """The platform has no version of the high-risk list yet."""

    def __init__(self) -> None:
        super().__init__(_("Høyrisikolisten er ikke lest inn ennå. Be sekretariatet lese den inn."))


def current_version() -> CatalogueVersion:
    """The version taken in last. Raises NoCatalogue."""
    version = once(CatalogueVersion, CatalogueVersion.objects.first)
    if version is None:
        raise NoCatalogue
    return version


def catalogue_of(version: CatalogueVersion) -> Catalogue:
    """The version as a value, read from its tables once per process: a version never changes."""
    return _catalogue(version.checksum)


def current_catalogue() -> Catalogue:
    return catalogue_of(current_version())


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _catalogue(checksum: str) -> Catalogue:
    tables = CatalogueTable.objects.filter(version__checksum=checksum)
    return catalogue_from_texts(dict(tables.values_list("name", "text")))


def catalogue_from_texts(texts: dict[str, str]) -> Catalogue:
    """A catalogue from its tables as text, `LABEL` among them. Raises CatalogueError."""
    about = tomllib.loads(texts[LABEL])
    return Catalogue.from_rows(
        {name: list(csv.DictReader(io.StringIO(text, newline=""))) for name, text in texts.items() if name != LABEL},
        version=str(about["version"]),
        as_of=str(about.get("as_of", "")),
        source=in_words(about, "source"),
        notes=in_words(about, "notes"),
    )


def has_full_cpv() -> bool:
    """Whether an administrator has loaded the official list of CPV names; without it only our own mapping has names."""
    return CpvCode.objects.exists()


def cpv_names(codes: Iterable[str], language: str) -> dict[str, str]:
    """Names of the codes that have one: from the catalogue's own mapping, else from the official list if loaded.

    The official list has no Nynorsk; its Bokmål name stands in.
    """
    own, wanted = current_catalogue().cpv_names, set(codes)
    names = {code: own[code].in_language(language) for code in wanted if code in own}
    field = "name_en" if language == "en" else "name_nb"
    official = CpvCode.objects.filter(code__in=wanted - set(names)).values_list("code", field)
    return {**names, **dict(official)}


def cpv_name(code: str, language: str) -> str | None:
    """The code's name, or None when neither the catalogue nor a loaded official list knows it (see `has_full_cpv`)."""
    return cpv_names([code], language).get(code)
