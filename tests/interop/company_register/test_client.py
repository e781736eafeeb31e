from datetime import date

import pytest

from aktsom.interop.company_register import problems
from aktsom.interop.company_register.client import CompanyRegister
from aktsom.interop.company_register.problems import RegisterProblem
from aktsom.suppliers.rules.register import Place, RegisterFacts
from aktsom.suppliers.states import CompanyState
from tests.interop.company_register.stand_in import NORDHAV, UNIT, StandIn, entity, unit

ENTITY, SUB_UNIT = f"/enheter/{NORDHAV}", f"/underenheter/{UNIT}"


def problem_of(client: CompanyRegister, number: str = NORDHAV) -> str:
    with pytest.raises(RegisterProblem) as raised:
        client.look_up(number)
    assert str(raised.value)
    return raised.value.code


def test_an_entity_is_understood(register: StandIn, client: CompanyRegister) -> None:
    register.says(ENTITY, entity())
    assert client.look_up(NORDHAV) == RegisterFacts(
        number=NORDHAV,
        name="NORDHAV MEDISINSK AS",
        legal_form="AS",
        employees=63,
        visiting=Place("Lagerveien 4, Inngang B", "0579", "OSLO", "NO"),
        postal=Place("Postboks 77 Økern", "0510", "OSLO", "NO"),
    )
    assert register.asked == [ENTITY]


def test_a_sub_unit_is_looked_for_where_no_entity_is(register: StandIn, client: CompanyRegister) -> None:
    register.says(SUB_UNIT, unit())
    found = client.look_up(UNIT)
    assert found is not None
    assert (found.is_unit, found.above, found.visiting) == (
        True,
        NORDHAV,
        Place("Terminalen 9", "2000", "LILLESTRØM", "NO"),
    )
    assert register.asked == [f"/enheter/{UNIT}", SUB_UNIT]


def test_a_number_that_the_register_does_not_know_is_nothing(client: CompanyRegister) -> None:
    assert client.look_up(NORDHAV) is None


def test_what_is_not_a_number_is_not_asked_about(register: StandIn, client: CompanyRegister) -> None:
    assert problem_of(client, "923609017") == problems.NO_NUMBER
    assert problem_of(client, "../../x") == problems.NO_NUMBER
    assert register.asked == []


@pytest.mark.parametrize(
    ("said", "state", "since"),
    [
        ({"konkurs": True, "konkursdato": "2026-10-02"}, CompanyState.BANKRUPT, date(2026, 10, 2)),
        ({"konkurs": True, "underAvvikling": True}, CompanyState.BANKRUPT, None),
        ({"underAvvikling": True, "underAvviklingDato": "2026-09-01"}, CompanyState.WINDING_UP, date(2026, 9, 1)),
        (
            {
                "underTvangsavviklingEllerTvangsopplosning": True,
                "tvangsopplostPgaManglendeRegnskapDato": "2026-08-03",
            },
            CompanyState.WINDING_UP,
            date(2026, 8, 3),
        ),
    ],
)
def test_trouble_is_told_with_its_day(
    register: StandIn, client: CompanyRegister, said: dict[str, object], state: CompanyState, since: date | None
) -> None:
    register.says(ENTITY, entity(**said))
    found = client.look_up(NORDHAV)
    assert found is not None
    assert (found.state, found.state_since) == (state, since)


def test_a_deleted_entity_is_told_by_number_and_day(register: StandIn, client: CompanyRegister) -> None:
    gone = {
        "respons_klasse": "SlettetEnhet",
        "organisasjonsnummer": NORDHAV,
        "navn": "NORDHAV MEDISINSK AS",
        "slettedato": "2026-09-21",
    }
    for status in (200, 410):
        register.says(ENTITY, gone, status)
        found = client.look_up(NORDHAV)
        assert found is not None
        assert (found.state, found.state_since) == (CompanyState.DELETED, date(2026, 9, 21))


def test_an_entity_taken_out_of_the_open_data_is_deleted_without_a_day(
    register: StandIn, client: CompanyRegister
) -> None:
    register.says(ENTITY, b"", 410)
    assert client.look_up(NORDHAV) == RegisterFacts(NORDHAV, state=CompanyState.DELETED)


def test_an_error_of_the_register_is_tried_again_with_longer_pauses(
    register: StandIn, client: CompanyRegister, pauses: list[float]
) -> None:
    register.says(ENTITY, b"oh no", 500)
    assert problem_of(client) == problems.BROKEN
    assert len(register.asked) == 3
    assert pauses == [0.5, 1.0]


def test_what_comes_back_after_an_error_counts(register: StandIn, client: CompanyRegister, pauses: list[float]) -> None:
    register.answers[ENTITY] = [(503, b"", {"Retry-After": "4"}), (200, entity(), {})]
    found = client.look_up(NORDHAV)
    assert found is not None
    assert found.name == "NORDHAV MEDISINSK AS"
    assert pauses == [4]


def test_a_pause_that_is_asked_for_is_not_longer_than_ours(
    register: StandIn, client: CompanyRegister, pauses: list[float]
) -> None:
    register.says(ENTITY, b"", 429, Retry_After="86400")
    assert problem_of(client) == problems.BUSY
    assert pauses == [8, 8]


def test_silence_is_not_waited_for(register: StandIn, client: CompanyRegister) -> None:
    register.says(ENTITY, "slow")
    assert problem_of(client) == problems.SLOW
    assert len(register.asked) == 3


def test_a_register_that_is_not_there_is_said_so(pauses: list[float]) -> None:
    from tests.interop.company_register.conftest import QUICK

    assert problem_of(CompanyRegister("http://127.0.0.1:9", QUICK, sleep=pauses.append)) == problems.UNREACHED


@pytest.mark.parametrize(
    "body",
    [
        b"<html>Vedlikehold</html>",
        b"[" * 30_000,
        b"{}",
        [],
        entity("811111120"),
        entity(navn=""),
        entity(navn={"x": 1}),
        entity(antallAnsatte="mange"),
        entity(antallAnsatte=-1),
        entity(konkursdato="i går"),
        entity(forretningsadresse="her"),
        b'{"x": "' + b"a" * 30_000 + b'"}',
    ],
)
def test_what_cannot_be_understood_is_not_believed(register: StandIn, client: CompanyRegister, body: object) -> None:
    register.says(ENTITY, body)
    assert problem_of(client) == problems.STRANGE


@pytest.mark.parametrize(
    "location", ["https://elsewhere.example/enheter/1", "//elsewhere.example/x", "file:///etc/passwd", ""]
)
def test_another_host_is_never_gone_to(register: StandIn, client: CompanyRegister, location: str) -> None:
    register.says(ENTITY, b"", 302, Location=location)
    assert problem_of(client) == problems.ELSEWHERE


def test_the_register_may_move_within_its_host(register: StandIn, client: CompanyRegister) -> None:
    register.says(ENTITY, b"", 308, Location=f"/v2/enheter/{NORDHAV}")
    register.says(f"/v2/enheter/{NORDHAV}", entity())
    assert client.look_up(NORDHAV) is not None


def test_a_ring_of_addresses_is_left(register: StandIn, client: CompanyRegister) -> None:
    register.says(ENTITY, b"", 302, Location=ENTITY)
    assert problem_of(client) == problems.ELSEWHERE
    assert len(register.asked) == 4


def test_a_question_that_is_refused_is_not_asked_again(register: StandIn, client: CompanyRegister) -> None:
    register.says(ENTITY, {"status": 400, "feilmelding": "Feilaktig forespørsel"}, 400)
    assert problem_of(client) == problems.REFUSED
    assert len(register.asked) == 1


def test_names_are_searched_for(register: StandIn, client: CompanyRegister) -> None:
    register.says("/enheter", {"_embedded": {"enheter": [entity(), entity("811111120", "NORDHAV HOLDING AS")]}})
    assert [one.name for one in client.search("Nordhav & Sønn", 5)] == ["NORDHAV MEDISINSK AS", "NORDHAV HOLDING AS"]
    assert register.asked == ["/enheter?navn=Nordhav+%26+S%C3%B8nn&size=5"]


def test_a_search_without_hits_is_empty(register: StandIn, client: CompanyRegister) -> None:
    register.says("/enheter", {"_links": {}, "page": {"totalElements": 0}})
    assert client.search("Finnes ikke") == []


def test_without_an_address_the_register_is_off() -> None:
    for base in ("", "ftp://x", "data.example"):
        with pytest.raises(RegisterProblem) as raised:
            CompanyRegister(base)
        assert raised.value.code == problems.OFF
