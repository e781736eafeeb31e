import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aktsom.suppliers.rules.numbers import cleaned, is_lei, is_number, is_organisation_number, is_vat
from aktsom.suppliers.states import Scheme

SIGNS = string.digits + string.ascii_uppercase
EQUINOR_LIKE = "OW6OFBNCKXC4US5C7523"


def digits(text: str) -> str:
    return "".join(str(int(sign, 36)) for sign in text)


def lei(stem: str) -> str:
    """The stem with the check digits that ISO 7064 gives it."""
    number = int(digits(stem + "00"))
    return f"{stem}{98 - number % 97:02}"


def organisation_number(stem: str) -> str | None:
    rest = sum(w * int(d) for w, d in zip((3, 2, 7, 6, 5, 4, 3, 2), stem, strict=True)) % 11
    return None if rest == 1 else f"{stem}{(11 - rest) % 11}"


@given(st.text(SIGNS, min_size=18, max_size=18))
def test_every_lei_with_its_check_digits_is_one(stem: str) -> None:
    assert is_lei(lei(stem))


@given(st.text(SIGNS, min_size=18, max_size=18), st.integers(0, 19), st.sampled_from(SIGNS))
def test_a_digit_for_a_digit_or_a_letter_for_a_letter_in_a_lei_is_seen(stem: str, place: int, sign: str) -> None:
    """A letter for a digit makes the number longer, and is seen in 96 cases of 97."""
    right = lei(stem)
    assume(right[place].isdigit() == sign.isdigit())
    wrong = right[:place] + sign + right[place + 1 :]
    assert wrong == right or not is_lei(wrong)


@given(st.text(SIGNS, min_size=18, max_size=18), st.integers(0, 18))
def test_two_swapped_signs_in_a_lei_are_seen(stem: str, place: int) -> None:
    """But for B1 and 1B and the like, which are the same digits once letters are written as numbers."""
    right = lei(stem)
    wrong = right[:place] + right[place + 1] + right[place] + right[place + 2 :]
    assert digits(wrong) == digits(right) or not is_lei(wrong)


@given(st.text(string.digits, min_size=8, max_size=8), st.integers(0, 8), st.sampled_from(string.digits))
def test_one_wrong_digit_in_an_organisation_number_is_seen(stem: str, place: int, digit: str) -> None:
    right = organisation_number(stem)
    if right is None:
        assert not any(is_organisation_number(stem + last) for last in string.digits)
        return
    wrong = right[:place] + digit + right[place + 1 :]
    assert is_organisation_number(right)
    assert wrong == right or not is_organisation_number(wrong)


@given(st.sampled_from(Scheme), st.text(max_size=60))
def test_any_text_is_a_number_or_not_and_cleaning_twice_is_cleaning_once(scheme: Scheme, text: str) -> None:
    once = cleaned(scheme, text)
    assert cleaned(scheme, once) == once
    assert is_number(scheme, once) in (True, False)


@pytest.mark.parametrize(
    ("scheme", "written", "value"),
    [
        (Scheme.NO_ORG, "NO 923 609 016 MVA", "923609016"),
        (Scheme.NO_ORG, "923\u00a0609\u00a0016", "923609016"),
        (Scheme.VAT, "no 923609016", "NO923609016MVA"),
        (Scheme.VAT, "SE-556000-1111-01", "SE556000111101"),
        (Scheme.VAT, "NL 0012.34567.B.01", "NL001234567B01"),
        (Scheme.LEI, "ow6o fbnc kxc4 us5c 7523", EQUINOR_LIKE),
        (Scheme.DUNS, "51-505-1234", "515051234"),
        (Scheme.OTHER, "SE 556000-1111", "SE5560001111"),
    ],
)
def test_numbers_are_read_as_people_write_them(scheme: Scheme, written: str, value: str) -> None:
    assert cleaned(scheme, written) == value
    assert is_number(scheme, value)


@pytest.mark.parametrize(
    "wrong", ["NO923609017MVA", "DE12345678", "SE5560001111", "XX", "ZZ", "1234567890", "GB12345678", "", "NO"]
)
def test_a_wrong_vat_number_is_seen(wrong: str) -> None:
    assert not is_vat(wrong)
