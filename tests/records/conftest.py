from pathlib import Path

import pytest

from aktsom.follow_up.models import FollowUp
from tests.follow_up.evidence import places
from tests.records.filed import filed

__all__ = ["places"]


@pytest.fixture
def one(small_list: object, places: Path) -> FollowUp:
    """With papers of many kinds, some of them files."""
    return filed()
