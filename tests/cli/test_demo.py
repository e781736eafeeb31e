"""Loading the pilot."""

from pathlib import Path

import pytest

from aktsom.categories.models import CatalogueVersion
from aktsom.cli import demo
from aktsom.members.models import Person

pytestmark = pytest.mark.django_db


def test_a_load_that_stops_half_way_leaves_nothing_and_is_done_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "EXAMPLES", tmp_path)  # the people and the list are in when the first register is missing
    with pytest.raises(FileNotFoundError):
        demo.load()
    assert (Person.objects.count(), CatalogueVersion.objects.count(), demo.is_loaded()) == (0, 0, False)
