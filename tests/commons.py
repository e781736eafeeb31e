"""The beginnings that tests of several areas share."""

from pathlib import Path
from tempfile import TemporaryDirectory

from aktsom.categories.models import CatalogueVersion
from aktsom.core.actor import PLATFORM
from aktsom.terms.actions import load_terms
from tests import catalogues
from tests.beginnings import beginning
from tests.cast import NOON


@beginning
def small_list() -> CatalogueVersion:
    """The small high-risk list of `tests.catalogues` as the current one."""
    with TemporaryDirectory() as folder:
        return catalogues.take_in(Path(folder) / "list")


@beginning(after=small_list)
def terms() -> None:
    """The small list and the terms as they are published."""
    load_terms(by=PLATFORM, at=NOON)
