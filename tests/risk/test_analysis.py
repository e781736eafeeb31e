"""The batch gives row for row what the plain screen gives, however odd the cells."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from aktsom.categories.catalogue import Catalogue, read_catalogue, read_rows
from aktsom.interop.screening.formats import Format
from aktsom.interop.screening.large import ScreenedLedger, add_ledger, screen_large
from aktsom.interop.screening.ledgers import cents_of
from aktsom.interop.screening.registers import ScreenedRegister, Teller, screen_register
from aktsom.interop.screening.results import Results
from aktsom.interop.screening.summary import Summary
from aktsom.interop.spreadsheets.limits import STANDARD
from aktsom.interop.spreadsheets.problems import StrayQuote, UnevenRows
from aktsom.risk.analysis.coded import Coded, OtherWords
from aktsom.risk.analysis.crossing import categories_of, crossing
from aktsom.risk.analysis.outcomes import outcomes_of
from aktsom.risk.outcomes import NO_PURCHASE
from aktsom.risk.screening.screener import Screener
from tests.ledgers import write_register


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue()


@pytest.fixture(scope="module")
def screener(catalogue: Catalogue) -> Screener:
    return Screener(catalogue)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Path:
    return write_register(tmp_path_factory.mktemp("register") / "register.csv", catalogue, 3000)


@pytest.fixture(scope="module")
def plain(register: Path, screener: Screener) -> ScreenedRegister:
    return screen_register(register.read_bytes(), "register.csv", "Kommunen", screener, limits=STANDARD)


@pytest.fixture(scope="module")
def batch(register: Path, screener: Screener, tmp_path_factory: pytest.TempPathFactory) -> ScreenedLedger:
    scratch = tmp_path_factory.mktemp("scratch")
    return screen_large(register, "register.csv", "Kommunen", scratch=scratch, screener=screener, smallest=0)


def different(plain: ScreenedRegister, batch: ScreenedLedger) -> Iterator[tuple[object, ...]]:
    outcomes = [batch.outcomes.table[number] for number in batch.outcomes.of_line.to_list()]
    assert len(outcomes) == len(plain.rows)
    for row, outcome in zip(plain.rows, outcomes, strict=True):
        if row.outcome != outcome:
            yield row.number, row.cells, row.outcome, outcome


def test_every_line_gets_the_outcome_of_the_plain_screen(plain: ScreenedRegister, batch: ScreenedLedger) -> None:
    assert list(different(plain, batch)) == []


def test_every_line_with_reasons_is_known_to_have_them(plain: ScreenedRegister, batch: ScreenedLedger) -> None:
    told = [bool(row.screening and (row.screening.matches or row.screening.cancelled)) for row in plain.rows]
    assert batch.outcomes.telling.to_list() == told


def test_all_verdicts_and_lines_that_are_no_purchase_occur(plain: ScreenedRegister) -> None:
    verdicts = {row.outcome.verdict for row in plain.rows}
    assert len(verdicts) == 4
    assert NO_PURCHASE in {row.outcome for row in plain.rows}


def test_summary_and_who_shares_what_are_the_same(
    plain: ScreenedRegister, batch: ScreenedLedger, screener: Screener
) -> None:
    one, other = Summary(), Summary()
    one.add_register(plain, one_buyer=False)
    add_ledger(other, batch, screener)
    assert other.by_verdict == one.by_verdict
    assert other.by_group == one.by_group
    assert other.top == one.top
    assert other.silent == one.silent
    assert other.shares.categories() == one.shares.categories()
    assert other.shares.suppliers() == one.shares.suppliers()


def test_result_lines_are_the_same_byte_for_byte(
    plain: ScreenedRegister, batch: ScreenedLedger, screener: Screener, tmp_path: Path
) -> None:
    teller = Teller(screener, "nb", str)
    for name, screened in (("plain.csv", plain), ("batch.csv", batch)):
        results = Results([screened], Summary(), screener, teller, str, "nb")
        assert results.write(tmp_path / name, Format.CSV) == [tmp_path / name]
    assert (tmp_path / "batch.csv").read_bytes() == (tmp_path / "plain.csv").read_bytes()


def test_kept_numbers_give_the_same_without_reading_a_text_again(
    batch: ScreenedLedger, screener: Screener, tmp_path: Path
) -> None:
    batch.coded.save(tmp_path)
    again = outcomes_of(Coded.load(tmp_path), screener)
    assert again.table == batch.outcomes.table
    assert again.of_line.equals(batch.outcomes.of_line)


def test_changed_levels_countries_and_codes_are_heard_without_reading_again(
    batch: ScreenedLedger, register: Path, catalogue: Catalogue, tmp_path: Path
) -> None:
    rows = read_rows()
    rows["high_risk_products"] = [
        {**row, "level": "low", "countries": "NO"} if row["stage"] == "final" else row
        for row in rows["high_risk_products"]
    ]
    rows["high_risk_cpv"] = [row for row in rows["high_risk_cpv"] if not row["cpv_prefix"].startswith("39")]
    changed = Screener(Catalogue.from_rows(rows, version="changed"))
    outcomes = outcomes_of(batch.coded, changed)
    plain = screen_register(register.read_bytes(), "register.csv", "Kommunen", changed, limits=STANDARD)
    assert list(different(plain, replace(batch, outcomes=outcomes))) == []
    assert outcomes.table != batch.outcomes.table


def test_changed_words_ask_for_the_texts_again(batch: ScreenedLedger) -> None:
    rows = read_rows()
    rows["high_risk_keywords"] = rows["high_risk_keywords"][:-1]
    with pytest.raises(OtherWords):
        outcomes_of(batch.coded, Screener(Catalogue.from_rows(rows, version="changed")))


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_other_encodings_are_read_alike(
    register: Path, plain: ScreenedRegister, screener: Screener, tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "other.csv"
    path.write_bytes(register.read_text(encoding="utf-8").replace("\u00a0", " ").encode(encoding, "replace"))
    batch = screen_large(path, "other.csv", "Kommunen", scratch=tmp_path, screener=screener, smallest=0)
    expected = screen_register(path.read_bytes(), "other.csv", "Kommunen", screener, limits=STANDARD)
    assert list(different(expected, batch)) == []


def test_a_line_with_too_many_cells_is_told(register: Path, screener: Screener, tmp_path: Path) -> None:
    path = tmp_path / "uneven.csv"
    lines = register.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, "a;" * 40]), encoding="utf-8")
    with pytest.raises((UnevenRows, StrayQuote)):
        screen_large(path, "uneven.csv", "Kommunen", scratch=tmp_path, screener=screener, smallest=0)


def test_who_buys_what_from_whom_adds_up(plain: ScreenedRegister, batch: ScreenedLedger) -> None:
    found = crossing(batch.coded, batch.outcomes)
    expected: dict[tuple[str, str], list[int]] = {}
    for row in plain.rows:
        for pair in row.outcome.held:
            cents = cents_of(row.contract) if row.contract and row.contract.currency == "NOK" else 0
            total = expected.setdefault(pair, [0, 0])
            total[0] += 1
            total[1] += cents or 0
    pairs = categories_of(batch.outcomes)
    sums = found.group_by("category").agg(found.select("lines").columns[0], "amount")
    told = {pairs[category]: [sum(lines), sum(amounts)] for category, lines, amounts in sums.iter_rows()}
    assert told == expected
    assert found["rank"].to_list() == sorted(found["rank"].to_list(), reverse=True)
