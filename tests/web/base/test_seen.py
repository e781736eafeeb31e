from decimal import Decimal

import pytest

from aktsom.sharing.rules import Band, SeenTotal, SeenValue, Withheld
from aktsom.web.base.seen import about, others_total, seen_value

NBSP = "\N{NO-BREAK SPACE}"
SMALL, MIDDLE = Band("s", Decimal(0), Decimal(500_000)), Band("m", Decimal(2_000_000), Decimal(10_000_000))


@pytest.mark.parametrize(
    ("seen", "text"),
    [
        (SeenValue(exact=Decimal(1_200_000)), f"1{NBSP}200{NBSP}000 kr"),
        (SeenValue(band=MIDDLE), "2 mill. til 10 mill. kr"),
        (SeenValue(withheld=Withheld.UNKNOWN), "ikke oppgitt"),
        (SeenValue(withheld=Withheld.OTHER_CURRENCY), "i annen valuta"),
        (SeenValue(withheld=Withheld.NO_VALUES), ""),
    ],
)
def test_value_as_it_may_be_seen(seen: SeenValue, text: str) -> None:
    assert seen_value(seen) == text


@pytest.mark.parametrize(
    ("seen", "text"),
    [
        (SeenTotal(Decimal(5), rounded=Decimal(18_000_000)), "om lag 18 mill. kr"),
        (SeenTotal(Decimal(5), band=SMALL), f"under 500{NBSP}000 kr"),
        (SeenTotal(Decimal(5), withheld=Withheld.TOO_FEW), "vises når minst tre medlemmer bidrar"),
        (SeenTotal(Decimal(5)), ""),
    ],
)
def test_total_of_the_others(seen: SeenTotal, text: str) -> None:
    assert others_total(seen) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [(999_999, f"999{NBSP}999 kr"), (1_240_000, "1,2 mill. kr"), (18_400_000, "18 mill. kr")],
)
def test_an_amount_as_people_say_it(amount: int, text: str) -> None:
    assert about(Decimal(amount)) == text
