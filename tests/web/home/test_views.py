from datetime import date, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from aktsom.core.actor import Actor
from aktsom.risk.queries.contract_list import contract_list
from aktsom.risk.queries.home import DueKind, DueRow, home
from aktsom.web.base.addresses import contract_filters, contracts_address
from aktsom.web.home.words import due_row, due_sentence, greeting, number_word
from tests.cast import actor
from tests.factories.contracts import facts
from tests.factories.registers import read, received, staged
from tests.risk.counting import queries
from tests.risk.purchases import bought, gloves, unlisted, unsaid
from tests.web.conftest import Visit


@pytest.mark.parametrize(
    ("hour", "said"),
    [(5, "God morgen"), (9, "God morgen"), (10, "God dag"), (17, "God dag"), (18, "God kveld"), (2, "God kveld")],
)
def test_greeting_follows_the_hour(hour: int, said: str) -> None:
    assert greeting(datetime(2026, 11, 23, hour), "Ingrid Solheim") == f"{said}, Ingrid"


@pytest.mark.parametrize(("number", "word"), [(1, "Én"), (3, "Tre"), (12, "Tolv"), (13, "13")])
def test_small_numbers_are_words(number: int, word: str) -> None:
    assert number_word(number) == word


@pytest.mark.parametrize(
    ("kind", "days", "said"),
    [
        (DueKind.OPTION, 0, "Opsjonen på «Hansker» må brukes i dag."),
        (DueKind.ENDS, 1, "«Hansker» går ut i morgen."),
        (DueKind.SELF_REPORT, 5, "Egenrapporten om «Hansker» har frist 28. november."),
    ],
)
def test_the_nearest_day_is_a_sentence(kind: DueKind, days: int, said: str) -> None:
    today = date(2026, 11, 23)
    assert due_sentence(DueRow(today + timedelta(days=days), kind, "con-1", "Hansker", "X AS"), today) == said


def test_a_day_that_is_only_expected_says_so() -> None:
    row = due_row(DueRow(date(2026, 11, 28), DueKind.SELF_REPORT, "con-1", "Hansker", "X AS", expected=True))
    assert (row.text, row.when) == ("Egenrapport, ventet, X AS", "28. nov.")


@pytest.mark.django_db
def test_a_visitor_signs_in_first(client: Client) -> None:
    assert client.get("/")["Location"] == "/konto/logg-inn/?next=/"


def test_home_is_only_read(visit: Visit) -> None:
    assert visit("olga").post("/").status_code == 405


def test_the_first_time_there_is_one_clear_act(visit: Visit) -> None:
    page = visit("olga").get("/").text
    assert "Begynn med registeret dere har" in page
    assert page.count('data-variant="primary"') == 1


def test_a_reader_without_contracts_is_not_asked_to_bring_any(visit: Visit) -> None:
    page = visit("rita").get("/").text
    assert "Ingen avtaler å vise ennå" in page
    assert "Les inn register" not in page


def test_rows_lead_to_the_lists_they_count(visit: Visit) -> None:
    gloves(), gloves(), unsaid()
    page = visit("olga").get("/").text
    assert "Tre ting venter på deg." in page
    assert "Bekreft høy risiko: Medisinsk forbruksmateriell" in page
    assert "2 avtaler" in page
    assert "/avtaler/?verdict=high_risk&amp;group=medical&amp;risk_state=screened" in page


def test_the_number_of_a_band_is_that_of_its_rows(visit: Visit) -> None:
    gloves(), unsaid(), bought(title="Arbeidstøy")
    page = visit("olga").get("/").text
    band = page[page.index('aria-labelledby="decide"') : page.index('aria-labelledby="wait"')]
    assert f'<span class="count">{band.count("<li class=")}</span>' in band


def test_each_row_counts_what_its_list_shows(visit: Visit) -> None:
    gloves(), gloves(term_set=""), unsaid(), bought(title="Arbeidstøy"), unlisted()
    olga = actor("olga")
    steps = home(olga, timezone.localdate()).needs_decision.steps
    behind = [_list_behind(olga, contracts_address(step.filters)) for step in steps]
    assert behind == [step.contracts for step in steps] == [2, 1, 1, 3]


def _list_behind(viewer: Actor, address: str) -> int:
    filters = contract_filters(dict(parse_qsl(urlsplit(address).query)))
    return len(contract_list(viewer, filters, today=timezone.localdate()).rows)


def test_many_rows_stand_behind_a_heading_and_are_counted(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aktsom.web.home.views.SHOWN", 1)
    gloves(), unsaid()
    page = visit("olga").get("/").text
    band = page[page.index('aria-labelledby="decide"') : page.index('aria-labelledby="wait"')]
    rows = band.count("<li class=")
    assert f'<span class="count">{rows}</span>' in band
    assert f"Vis {rows - 1} til" in band


def test_a_register_waits_for_a_person_or_for_the_platform(visit: Visit) -> None:
    read([staged(2, facts())], file_name="oslo.xlsx")
    page = visit("olga").get("/").text
    assert "Legg oslo.xlsx i registeret" in page
    assert "1 rad" in page


def test_a_register_on_its_way_is_waited_for(visit: Visit, settings: object) -> None:
    settings.OUTBOX_INLINE = False  # type: ignore[attr-defined]  # pytest-django's settings take any name
    received(file_name="oslo.csv")
    page = visit("olga").get("/").text
    assert "oslo.csv" in page[page.index('aria-labelledby="wait"') :]


def test_what_ends_soon_is_due(visit: Visit) -> None:
    ends = timezone.localdate() + timedelta(days=3)
    gloves(title="Engangshansker til skoler", ends_on=ends, starts_on=date(2024, 1, 1))
    page = visit("olga").get("/").text
    assert "«Engangshansker til skoler» går ut" in page
    assert "Avtalen går ut, Nordhav Medisinsk AS" in page


def test_contracts_gone_by_their_last_day_are_asked_about_in_one_row(visit: Visit) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    gloves(ends_on=yesterday), unlisted(ends_on=yesterday)
    page = visit("olga").get("/").text
    assert "2 avtaler har gått ut på dato. Er de avsluttet?" in page
    assert 'href="/avtaler/?state=over"' in page
    assert _list_behind(actor("olga"), "/avtaler/?state=over") == 2


def test_nothing_waiting_is_a_kind_sentence(visit: Visit) -> None:
    unlisted()
    page = visit("olga").get("/").text
    assert "Ingenting venter på at du avgjør noe." in page
    assert "Du venter ikke på noen." in page


def test_a_reader_decides_nothing(visit: Visit) -> None:
    gloves()
    page = visit("rita").get("/").text
    assert "avgjørelsene ligger hos andre" in page
    assert "Bekreft høy risiko" not in page


def test_the_secretariat_meets_the_list_and_counts(visit: Visit) -> None:
    gloves(title="Engangshansker til hemmelig bruk"), gloves("bergen")
    page = visit("sekka").get("/").text
    assert "Listen er utgave test-1" in page
    assert "Medlemmer med register</dt><dd>2" in page
    assert "hemmelig bruk" not in page
    assert " kr<" not in page


def test_home_asks_the_database_as_often_for_three_as_for_one(visit: Visit) -> None:
    client = visit("olga")
    soon = timezone.localdate() + timedelta(days=3)
    gloves(ends_on=soon), unsaid()
    once = queries(lambda: client.get("/"))
    gloves(ends_on=soon), gloves(ends_on=soon), bought(title="Arbeidstøy", ends_on=soon), unsaid()
    assert queries(lambda: client.get("/")) == once
