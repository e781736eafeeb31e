"""The client of the scanner, against a process that speaks its protocol."""

import pytest

from aktsom.follow_up.storage.scanning import ScannerAway, Verdict, answers, scan
from tests.follow_up.storage.samples import EICAR
from tests.follow_up.storage.servers import LARGEST_SCANNED, free_port


def test_a_clean_file_is_clean(clamd: str) -> None:
    assert scan(clamd, [b"hei", b"", b"x" * 600_000], seconds=5) == Verdict.CLEAN


def test_the_test_virus_is_found_also_across_chunks(clamd: str) -> None:
    assert scan(clamd, [EICAR], seconds=5) == Verdict.INFECTED
    assert scan(clamd, [b"x" * 300_000, EICAR[:20], EICAR[20:]], seconds=5) == Verdict.INFECTED


def test_a_file_above_the_scanners_limit_is_told(clamd: str) -> None:
    assert scan(clamd, [b"x" * LARGEST_SCANNED] * 40, seconds=5) == Verdict.TOO_LARGE


@pytest.mark.parametrize("address", ["unix:/nowhere/clamd", "nonsense", ""])
def test_a_scanner_that_is_away_is_told(address: str) -> None:
    assert not answers(address, seconds=1)
    with pytest.raises(ScannerAway):
        scan(address, [b"x"], seconds=1)
    with pytest.raises(ScannerAway):
        scan(f"127.0.0.1:{free_port()}", [b"x"], seconds=1)
