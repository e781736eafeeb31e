"""Reads of the versions that have been taken in."""

from aktsom.categories.models import CatalogueVersion
from aktsom.core.errors import NotVisible


def versions() -> list[CatalogueVersion]:
    """All versions, newest first; the first is the current one."""
    return list(CatalogueVersion.objects.all())


def version_of(public_id: str) -> CatalogueVersion:
    version = CatalogueVersion.objects.filter(public_id=public_id).first()
    if version is None:
        raise NotVisible
    return version
