"""What is told when the platform starts, of where files are kept and who scans them."""

from pathlib import Path
from typing import Any

import pytest

from aktsom.follow_up.start_checks import evidence_has_a_place
from aktsom.follow_up.storage.places import PlaceSettings, S3Settings

WHOLE = {"endpoint": "https://s3.example", "bucket": "b", "region": "r", "key_id": "k", "secret": "s"}


@pytest.mark.parametrize(
    ("s3", "told"),
    [
        (None, []),
        ({}, []),
        ({"bucket": ""}, ["aktsom.E004"]),
        ({"secret": ""}, ["aktsom.E004"]),
        ({"endpoint": "http://s3.example"}, ["aktsom.W003"]),
    ],
)
def test_production_is_told_what_its_store_lacks(
    settings: Any, scanner: str, tmp_path: Path, s3: dict[str, str] | None, told: list[str]
) -> None:
    settings.ENV, settings.CLAMD = "production", scanner
    settings.EVIDENCE = PlaceSettings(tmp_path, None if s3 is None else S3Settings(**{**WHOLE, **s3}))
    assert [one.id for one in evidence_has_a_place()] == told


def test_a_scanner_that_is_away_or_not_set_is_warned_of(settings: Any, tmp_path: Path) -> None:
    settings.EVIDENCE = PlaceSettings(tmp_path)
    for env, address, told in (
        ("production", "", ["aktsom.W005"]),
        ("demo", "", []),
        ("demo", "unix:/nowhere", ["aktsom.W004"]),
    ):
        settings.ENV, settings.CLAMD = env, address
        assert [one.id for one in evidence_has_a_place()] == told
