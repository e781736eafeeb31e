import base64
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.contracts.actions import end_contract, strike_contract
from aktsom.risk.actions import confirm_result
from aktsom.risk.queries import WITHOUT, ContractFilters, ContractPage, Sort, contract_list, every_contract
from aktsom.risk.queries.paging import Key, read_place, write_place
from aktsom.terms.actions import load_terms
from tests.cast import NOON, actor, member
from tests.risk.counting import queries
from tests.risk.purchases import bought, gloves, unlisted, unsaid

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]

TODAY = date(2026, 11, 23)


def _list(viewer: str = "mons", after: str | None = None, limit: int = 50, **said: Any) -> ContractPage:
    return contract_list(actor(viewer), ContractFilters(**said), after, limit, today=TODAY)


def _titles(page: ContractPage) -> list[str]:
    return [row.title for row in page.rows]


def test_own_contracts_gravest_first_and_no_others() -> None:
    unlisted(title="Renhold")
    unsaid()
    gloves()
    gloves("bergen", title="Engangshansker til Bergen")

    page = _list()

    assert _titles(page) == ["Engangshansker", "Medisinsk forbruksmateriell", "Renhold"]
    assert page.counts == {"high_risk": 1, "insufficient_information": 1, "not_on_list": 1}
    assert (page.total, page.previous, page.next) == (3, None, None)


def test_row_holds_what_the_list_shows() -> None:
    contract = gloves(reference="2026/77", value=Decimal("1200000.00"))

    row = _list().rows[0]

    assert (row.public_id, row.reference, row.member) == (contract.public_id, "2026/77", "Oslo kommune")
    assert (row.supplier, row.value, row.currency) == ("Nordhav Medisinsk AS", Decimal("1200000.00"), "NOK")
    assert (row.verdict, row.screened_verdict, row.risk_state) == ("high_risk", "high_risk", "screened")
    assert (row.level, row.level_raw, row.level_component, row.level_final) == (
        "very_high",
        "very_high",
        "unknown",
        "high",
    )
    assert (row.groups, row.products, row.starts_on, row.ends_on) == (
        "medical",
        "gloves",
        date(2026, 1, 1),
        date(2027, 12, 31),
    )


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ({"verdict": "high_risk"}, {"Engangshansker", "Munnbind", "Arbeidstøy"}),
        ({"group": "medical"}, {"Engangshansker", "Munnbind", "Medisinsk forbruksmateriell"}),
        ({"product": "masks"}, {"Munnbind"}),
        ({"level": "unknown"}, {"Medisinsk forbruksmateriell"}),
        ({"risk_state": "confirmed"}, {"Munnbind"}),
        ({"term_set": "T4"}, {"Arbeidstøy"}),
        ({"term_set": WITHOUT, "verdict": "high_risk"}, {"Engangshansker", "Munnbind"}),
        ({"ends_within": 30}, {"Munnbind"}),
        ({"state": "ended"}, {"Gamle sprøyter"}),
        ({"text": "fjell 2026/A9"}, {"Engangshansker"}),
        ({"text": "ARBEIDSTØY"}, {"Arbeidstøy"}),
        ({"text": "923609016"}, {"Munnbind", "Arbeidstøy", "Medisinsk forbruksmateriell", "Kontorrenhold"}),
        ({"text": "100%"}, set()),
        ({"verdict": "nonsense"}, set()),
        ({"member": "mem-0000000000"}, set()),
    ],
)
def test_filters(filters: dict[str, Any], titles: set[str]) -> None:
    load_terms(by=actor("sekka"), at=NOON)
    gloves(reference="2026/A9", supplier_name="Fjell AS", supplier_number="")
    masks = bought(title="Munnbind", ends_on=date(2026, 12, 1))
    bought(title="Arbeidstøy", term_set="T4")
    unsaid()
    unlisted()
    ended = bought(title="Gamle sprøyter")
    end_contract(by=actor("olga"), at=NOON, public_id=ended.public_id, revision=1, reason="Avtalen er sagt opp.")
    confirm_result(by=actor("mons"), at=NOON, contract_public_id=masks.public_id, revision=1)

    page = _list(**filters)

    assert set(_titles(page)) == titles
    assert sum(count for verdict, count in page.counts.items() if filters.get("verdict", verdict) == verdict) == len(
        titles
    )


@pytest.mark.parametrize(
    ("state", "titles"),
    [
        ("running", {"Løper", "Uten slutt", "I opsjon"}),
        ("over", {"Gått ut"}),
        ("ended", {"Avsluttet"}),
        ("struck", {"Strøket"}),
        ("", {"Løper", "Uten slutt", "I opsjon", "Gått ut", "Avsluttet", "Strøket"}),
        ("nonsense", set()),
    ],
)
def test_filter_by_state_goes_by_the_last_day_too(state: str, titles: set[str]) -> None:
    past, olga = date(2026, 11, 22), actor("olga")
    bought(title="Løper", ends_on=TODAY)
    bought(title="Uten slutt", ends_on=None)
    bought(title="I opsjon", ends_on=past, option_until=date(2027, 11, 22))
    bought(title="Gått ut", ends_on=past)
    ended, struck = bought(title="Avsluttet", ends_on=past), bought(title="Strøket", ends_on=past)
    end_contract(by=olga, at=NOON, public_id=ended.public_id, revision=1, reason="Avtalen er sagt opp.")
    strike_contract(by=olga, at=NOON, public_id=struck.public_id, revision=1, reason="Avtalen var ført to ganger.")

    assert set(_titles(_list(state=state))) == titles


def test_filter_by_supplier_and_by_one_of_several_members() -> None:
    fjell = gloves("uio", supplier_name="Fjell AS", supplier_number="")
    gloves("uio", title="Munnbind")
    assert fjell.supplier is not None

    assert _titles(_list("uma", supplier=fjell.supplier.public_id)) == ["Engangshansker"]
    assert len(_list("uma", member=member("uio").public_id).rows) == 2
    assert _list("uma", member=member("bott").public_id).rows == []


def test_a_members_id_outside_reach_gives_nothing() -> None:
    gloves("bergen")

    assert _list(member=member("bergen").public_id).rows == []


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_forward_and_back_show_every_contract_once_in_order(sort: Sort, limit: int) -> None:
    bought(title="B", value=None, ends_on=None)
    bought(title="A", value=Decimal(5), ends_on=date(2027, 1, 1))
    gloves(value=Decimal(5), ends_on=date(2027, 1, 1))
    gloves(value=Decimal("70.5"), ends_on=None)
    unsaid(value=None)
    whole = [row.public_id for row in every_contract(actor("mons"), ContractFilters(sort=sort), today=TODAY)]

    pages, after = [], None
    while True:
        page = _list(after=after, limit=limit, sort=sort)
        pages.append(page)
        if not page.next:
            break
        after = page.next

    assert [row.public_id for page in pages for row in page.rows] == whole
    assert len(whole) == 5
    assert pages[0].previous is None
    back = pages[-1]
    for expected in reversed(pages[:-1]):
        back = _list(after=back.previous, limit=limit, sort=sort)
        assert back.rows == expected.rows


def test_sorting_puts_the_unknown_last() -> None:
    bought(title="Uten", value=None, ends_on=None)
    bought(title="Med", value=Decimal(0), ends_on=date(2027, 1, 1))

    assert _titles(_list(sort=Sort.END)) == _titles(_list(sort=Sort.VALUE)) == ["Med", "Uten"]


@pytest.mark.parametrize("after", ["", "x", "!!!", "bm90IGpzb24", write_place("abc", 1, back=False), "WzFd"])
def test_a_made_up_place_begins_at_the_start(after: str) -> None:
    gloves()

    assert len(_list(after=after).rows) == 1


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize(
    "text",
    [
        "[" * 2_900,
        '["f", "1", Infinity]',
        f'["f", "1", {2**63}]',
        f'["f", "{10**40}", 1]',
        '["f", "NaN", 1]',
        '["f", "sNaN", 1]',
        '["f", "Infinity", 1]',
        '["f", "1E-999999", 1]',
        '["f", "-1E+999999", 1]',
        '["f", "\\ud800", 1]',
        '["f", "\\u0000", 1]',
        '{"a": 1, "b": 2, "c": 3}',
    ],
)
def test_no_place_that_can_be_written_breaks_the_list(sort: Sort, text: str) -> None:
    gloves()
    after = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    assert len(_list(after=after, sort=sort).rows) <= 1


@given(st.integers(), st.integers(min_value=0, max_value=2**63 - 1), st.booleans())
def test_a_place_is_read_as_it_was_written(value: int, tie: int, back: bool) -> None:
    place = read_place(write_place(value, tie, back=back), Key("rank", "id", True, int))

    assert place
    assert (place.value, place.tie, place.back) == (value, tie, back)


def test_list_asks_the_database_as_often_for_three_rows_as_for_one() -> None:
    mons = actor("mons")
    gloves()
    one = queries(lambda: contract_list(mons, ContractFilters(), today=TODAY))
    gloves()
    unsaid()

    assert queries(lambda: contract_list(mons, ContractFilters(), today=TODAY)) == one == 2


def test_secretariat_and_strangers_have_no_list() -> None:
    gloves()

    assert _list("sekka").rows == []
