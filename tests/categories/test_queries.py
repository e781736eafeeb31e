from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from aktsom.categories.catalogue import read_catalogue
from aktsom.categories.models import CpvCode
from aktsom.categories.queries import (
    NoCatalogue,
    catalogue_of,
    cpv_name,
    cpv_names,
    current_catalogue,
    current_version,
    has_full_cpv,
)
from tests import cast, catalogues

pytestmark = pytest.mark.django_db


def test_without_a_list_the_platform_says_so() -> None:
    with pytest.raises(NoCatalogue):
        current_version()


def test_catalogue_read_from_the_database_is_the_one_in_the_files(tmp_path: Path) -> None:
    assert catalogue_of(catalogues.take_in(tmp_path)) == read_catalogue(tmp_path)


def test_newest_version_is_current_and_older_ones_stay_readable(tmp_path: Path) -> None:
    old = catalogues.take_in(tmp_path / "old")
    catalogues.take_in(
        tmp_path / "new", catalogues.without("syringes"), version="test-2", at=cast.NOON + timedelta(days=1)
    )

    assert set(current_catalogue().product) == {"gloves", "masks", "workwear"}
    assert set(catalogue_of(old).product) == {"gloves", "masks", "syringes", "workwear"}


def test_a_version_is_read_once(tmp_path: Path, django_assert_num_queries: Any) -> None:
    version = catalogues.take_in(tmp_path, version="read-once")
    catalogue_of(version)

    with django_assert_num_queries(0):
        catalogue_of(version)


def test_cpv_names_come_from_our_mapping_then_from_the_official_list(tmp_path: Path) -> None:
    catalogues.take_in(tmp_path)

    assert (cpv_name("18424300", "en"), cpv_name("03000000", "nb"), has_full_cpv()) == (
        "Disposable gloves",
        None,
        False,
    )
    CpvCode.objects.create(code="03000000", name_nb="Landbruk", name_en="Farming")
    assert cpv_names(["18424300", "03000000", "99999999"], "nn") == {
        "18424300": "Engangshansker",
        "03000000": "Landbruk",
    }
    assert has_full_cpv()
