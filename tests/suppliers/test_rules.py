"""Suppliers on plain values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.suppliers.rules import SupplierWords, is_organisation_number, name_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Nordhav Medisinsk A/S", "nordhav medisinsk"),
        ("NORDHAV  MEDISINSK AS.", "nordhav medisinsk"),
        ("Ås & Sønn ANS", "ås sønn"),
        ("AS", "as"),
        ("---", "---"),
    ],
)
def test_name_key(name, key):
    assert name_key(name) == key


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(name):
    assert name_key(name_key(name)) == name_key(name)


def test_a_key_fits_its_column():
    assert len(SupplierWords("ﷺ" * 200).key) <= 200


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("923609016", True),
        ("974760673", True),
        ("923609017", False),
        ("92360901", False),
        ("92360901x", False),
        ("", False),
    ],
)
def test_organisation_number(text, valid):
    assert is_organisation_number(text) is valid


@given(st.integers(0, 99_999_999))
def test_at_most_one_check_digit_fits(stem):
    assert sum(is_organisation_number(f"{stem:08}{digit}") for digit in range(10)) <= 1


@given(st.integers(0, 99_999_999), st.integers(0, 7), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(stem, place, step):
    right = next((f"{stem:08}{digit}" for digit in range(10) if is_organisation_number(f"{stem:08}{digit}")), None)
    if right is not None:
        wrong = f"{right[:place]}{(int(right[place]) + step) % 10}{right[place + 1 :]}"
        assert not is_organisation_number(wrong)
