import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.sharing.workers import Worry, looked_at, worries


@pytest.mark.parametrize(
    "text",
    [
        "Arbeideren Li Wei ble sagt opp.",
        "Vi snakket med Wei, operatør på linje 3.",
        "I et intervju fortalte Nguyen Thi Hoa om lønnen.",
        "Tillitsvalgt Somchai fikk ikke møte oss.",
        "The worker Maria Lopez was fined.",
        "Ansatte: Kumar Singh og andre.",
        "Vi møtte arbeidaren Aung.",
    ],
)
def test_a_name_beside_a_workers_role_is_noticed(text: str) -> None:
    assert Worry.NAME in worries(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tre arbeidere sa at de betalte gebyr.",
        "Vi snakket med 4 ansatte i kantinen.",
        "To migrantarbeidere har fått pengene tilbake.",
        "Only two women work at night.",
        "Fire av tilsette: tre kvinner.",
    ],
)
def test_a_small_group_is_noticed(text: str) -> None:
    assert Worry.SMALL_GROUP in worries(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Fabrikken har ikke betalt overtid. Nordhav Medisinsk AS svarer innen fristen.",
        "Arbeiderne jobber 72 timer i uken. Vi ber om en plan.",
        "Revisjonen snakket med 25 arbeidere.",
        "Alle 400 ansatte har fått kontrakt.",
        "Vi har tre avtaler med leverandøren.",
        "Møtet er utsatt til 4. desember.",
        "Leverandøren har 5 ansatte i Norge.",
    ],
)
def test_an_ordinary_text_is_left_in_peace(text: str) -> None:
    assert worries(text) == ()


def test_a_national_identity_number_is_noticed() -> None:
    assert worries("Nummeret er 010170 12345.") == (Worry.NATIONAL_ID,)
    assert worries("Organisasjonsnummer 923609016, avtale 2026/123456.") == ()


@given(st.text(max_size=200))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert set(worries(text)) <= set(Worry)
    assert looked_at(text) != looked_at(f"{text}.")
