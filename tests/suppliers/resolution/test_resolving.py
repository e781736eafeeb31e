"""Sameness with reasons, and the guard that no cluster holds two legal entities' numbers."""

from itertools import combinations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aktsom.suppliers.resolution.preparing import Units, prepared
from aktsom.suppliers.resolution.resolving import resolve
from aktsom.suppliers.resolution.tables import RecordKind
from aktsom.suppliers.resolution.telling import reasons

NORDHAV, SYKEPLEIE, UNIT = "923609016", "974760673", "973861778"  # with true check digits


def same(*records: dict[str, str], kind: RecordKind = RecordKind.COMPANY, **judged: object) -> list[list[int]]:
    """Clusters of more than one record, as lists of places."""
    frame = pl.DataFrame([{"name": "", "number": "", "town": "", "address": "", "country": ""} | r for r in records])
    found = resolve(frame, kind, **judged)  # type: ignore[arg-type]
    groups: dict[int, list[int]] = {}
    for place, label in enumerate(found.cluster.tolist()):
        groups.setdefault(label, []).append(place)
    return [group for group in groups.values() if len(group) > 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nordhav Medisinsk AS", "NORDHAV MEDISINSK A/S"),
        ("Sjøvær Tekstil Aksjeselskap", "Sjovaer Tekstil AS"),
        ("Ålesund Møbelfabrikk AS", "AALESUND MOEBELFABRIKK"),
        ("Østby & Sønn Renhold AS", "Oestby og Soenn Renhold A.S."),
        ("Nordhav Medisinsk AS, avd. Bodø", "Nordhav Medisinsk"),
        ("Шэньчжэнь Перчатки ООО", "OOO Shenchzhen Perchatki"),
    ],
)
def test_one_way_of_writing_is_another(one: str, other: str) -> None:
    assert same({"name": one, "town": "Bodø"}, {"name": other, "town": "Bodo"}) == [[0, 1]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Berg Bygg AS", "Berg Bygg Nord AS"),
        ("Berg Bygg AS", "Berg Bygg Holding AS"),
        ("Fjord Renhold 1 AS", "Fjord Renhold 2 AS"),
        ("Berg Bygg Eiendom AS", "Berg Bygg Eiendmo Service AS"),
    ],
)
def test_sister_companies_in_one_house_are_two(one: str, other: str) -> None:
    place = {"town": "Hamar", "address": "Storgata 5", "postcode": "2317", "country": "NO"}
    assert same({"name": one, **place}, {"name": other, **place}) == []


def test_the_same_number_is_the_same_company_under_any_name() -> None:
    assert same({"name": "Nordhav AS", "number": NORDHAV}, {"name": "NM Gruppen", "number": f"NO {NORDHAV} MVA"}) == [
        [0, 1]
    ]


def test_a_mistyped_number_keeps_nobody_apart() -> None:
    place = {"name": "Nordhav Medisinsk AS", "town": "Bodø", "address": "Sjøgata 3", "country": "NO"}
    assert same({**place, "number": NORDHAV}, {**place, "number": "923609061"}) == [[0, 1]]


def test_two_true_numbers_are_two_companies_whatever_else_agrees() -> None:
    place = {"name": "Nordhav Medisinsk AS", "town": "Bodø", "address": "Sjøgata 3", "country": "NO"}
    third = {**place, "number": ""}
    groups = same({**place, "number": NORDHAV}, third, {**place, "number": SYKEPLEIE})
    assert all({0, 2} - set(group) for group in groups)


def test_the_number_of_a_unit_belongs_under_its_company_when_the_register_says_so() -> None:
    rows = ({"name": "Nordhav AS", "number": NORDHAV}, {"name": "Nordhav Medisinsk avd Tromsø", "number": UNIT})
    assert same(*rows) == []
    assert same(*rows, units=Units({UNIT: NORDHAV})) == [[0, 1]]


def test_what_a_person_judged_stands_over_the_weights() -> None:
    twins = ({"name": "Nordhav Medisinsk AS", "town": "Bodø"}, {"name": "Nordhav Medisinsk AS", "town": "Bodø"})
    assert same(*twins) == [[0, 1]]
    assert same(*twins, apart=[(0, 1)]) == []
    strangers = ({"name": "Alfa Kontor AS"}, {"name": "Beta Medisin AS"})
    assert same(*strangers, together=[(0, 1)]) == [[0, 1]]


def test_letters_that_only_look_alike_are_read_as_what_they_look_like() -> None:
    assert prepared(pl.DataFrame({"name": ["Аpple Тextile"]}))["core"].to_list() == ["apple textile"]


@pytest.mark.parametrize(
    "name", ["", " ", "\u202eSA vahdroN", "\x00\x01", "AS", "x" * 1_000_000, "😀 AS", "深圳手套厂"]
)
def test_strange_names_break_nothing(name: str) -> None:
    assert same({"name": name}, {"name": "Nordhav AS"}) == []


def test_nothing_said_is_the_same_as_nothing() -> None:
    assert same({"name": ""}, {"name": ""}, {"name": ""}) == []
    assert resolve(pl.DataFrame({"name": []}, schema={"name": pl.String})).cluster.tolist() == []


def test_two_names_in_one_house_are_one_site_and_two_companies() -> None:
    place = {"address": "12 Mill Road", "town": "Dhaka", "country": "BD", "phone": "5551234"}
    rows = ({"name": "Apex Knit Unit", **place}, {"name": "Orion Garments Factory", **place})
    assert same(*rows) == []
    assert same(*rows, kind=RecordKind.SITE) == [[0, 1]]


def test_each_pair_says_what_speaks_for_and_against_it() -> None:
    found = resolve(
        pl.DataFrame(
            {
                "name": ["Nordhav Medisinsk AS", "Nordhav Medisinsk AS"],
                "number": [NORDHAV, NORDHAV],
                "town": ["Bodø", "Oslo"],
            }
        )
    )
    assert reasons(found.evidence).to_list() == ["samme organisasjonsnummer; samme navn; mot: ulikt sted"]
    assert found.same.tolist() == [True]
    assert found.score[0] > 0.99


_names = st.sampled_from(
    ["Berg Bygg AS", "Berg Bygg", "BERG BYGG A/S", "Berg Byg AS", "Berg Bygg Nord AS", "Dal Renhold AS"]
)
_records = st.lists(
    st.fixed_dictionaries(
        {
            "name": _names,
            "number": st.sampled_from(["", "", NORDHAV, SYKEPLEIE, "12345"]),
            "town": st.sampled_from(["", "Hamar", "Oslo"]),
            "address": st.sampled_from(["", "Storgata 5", "Storgata 7"]),
        }
    ),
    min_size=2,
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(_records, st.randoms(use_true_random=False))
def test_a_cluster_never_holds_two_numbers_and_order_does_not_matter_to_the_pairs(records, random) -> None:  # type: ignore[no-untyped-def]
    found = resolve(pl.DataFrame(records))
    for one, other in combinations(range(len(records)), 2):
        numbers = {records[place]["number"] for place in (one, other)} & {NORDHAV, SYKEPLEIE}
        if found.cluster[one] == found.cluster[other]:
            assert len(numbers) < 2
    order = list(range(len(records)))
    random.shuffle(order)
    again = resolve(pl.DataFrame([records[place] for place in order]))
    weights = {
        frozenset((a, b)): w for a, b, w in zip(found.left.tolist(), found.right.tolist(), found.weight, strict=True)
    }
    turned = {
        frozenset((order[a], order[b])): w
        for a, b, w in zip(again.left.tolist(), again.right.tolist(), again.weight, strict=True)
    }
    assert weights.keys() == turned.keys()
    assert all(np.isclose(weights[pair], turned[pair]) for pair in weights)
