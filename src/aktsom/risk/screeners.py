"""The screener of a version of the list, made once per process: that takes most of a second, and a version never
changes."""

from functools import lru_cache

from aktsom.categories.models import CatalogueVersion
from aktsom.categories.queries import catalogue_of
from aktsom.risk.screening.screener import Screener


def screener_of(version: CatalogueVersion) -> Screener:
    return _screener(version.checksum)


@lru_cache(maxsize=2)
def _screener(checksum: str) -> Screener:
    return Screener(catalogue_of(CatalogueVersion.objects.get(checksum=checksum)))
