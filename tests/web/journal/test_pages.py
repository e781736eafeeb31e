"""The journal as a page and as a sheet."""

import io
from datetime import date, datetime

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from aktsom.core import journal as core
from aktsom.core.journal import Act
from aktsom.web.journal.periods import span
from tests.cast import actor, member, person
from tests.factories.mandates import placed, team
from tests.risk.counting import queries
from tests.risk.purchases import gloves
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db


def in_our_name():
    core.record(
        by=actor("berit"), at=timezone.now(),
        acts=[Act("contract_amended", "con-x", None, member("oslo").pk)],
    )  # fmt: skip


def test_it_tells_who_did_what_with_which_contract(visit: Visit) -> None:
    one = gloves()
    text = visit("rita").get(reverse("journal_list")).text
    for said in ("La en avtale i registeret", "Engangshansker", "Olga, Oslo kommune"):
        assert said in text
    assert reverse("contracts_contract", kwargs={"public_id": one.public_id}) in text
    assert "Engangshansker" not in visit("berit").get(reverse("journal_list")).text


def test_teams_mandates_and_memos_stand_by_name(visit: Visit) -> None:
    a_team, one = team(), gloves()
    given = placed(a_team, one)
    record_of = [
        Act("mandate_granted", given.public_id, member("oslo").pk),
        Act("team_woken", a_team.public_id, member("oslo").pk),
        Act("step_done", "stp-x", member("oslo").pk, member("oslo").pk, {"contract": one.public_id}),
    ]
    core.record(by=actor("berit"), at=timezone.now(), acts=record_of)
    text = visit("rita").get(reverse("journal_list")).text
    assert f'href="/fullmakter/{given.public_id}/">{one.title}' in text
    assert f'href="/grupper/{a_team.public_id}/">Gruppen for' in text
    assert f'href="/avtaler/{one.public_id}/">{one.title}' in text
    assert "stp-x" not in text


def test_all_done_in_our_name_this_quarter(visit: Visit) -> None:
    gloves()
    in_our_name()
    browser = visit("rita")
    quick = f"{reverse('journal_list')}?period=quarter&amp;ours=1"
    assert quick in browser.get(reverse("journal_list")).text
    text = browser.get(reverse("journal_list"), {"period": "quarter", "ours": "1"}).text
    assert "Berit, Bergen kommune" in text
    results = text[text.index('id="results"') :]
    assert "La en avtale i registeret" not in results


def test_the_sheet_holds_what_the_list_shows(visit: Visit) -> None:
    gloves()
    answer = visit("rita").get(reverse("journal_sheet"), {"verb": "contract_registered"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[3] for row in rows[1:]] == ["La en avtale i registeret"]
    assert rows[1][5] == "Engangshansker"


def test_filters_are_chips_that_can_be_taken_away(visit: Visit) -> None:
    olga = person("olga").public_id
    text = visit("rita").get(reverse("journal_list"), {"who": olga, "verb": "contract_ended", "subject": "con-1"}).text
    for said in ("Olga", "Avsluttet en avtale", "con-1", "Ingenting her"):
        assert said in text


@pytest.mark.parametrize(
    "said", [{"after": "x"}, {"after": "9" * 30}, {"period": "never"}, {"who": "x"}, {"ours": "0"}]
)
def test_what_cannot_be_read_counts_as_not_said(visit: Visit, said: dict[str, str]) -> None:
    assert visit("rita").get(reverse("journal_list"), said).status_code == 200


def test_pages_lead_on(visit: Visit) -> None:
    for number in range(55):
        core.record(
            by=actor("olga"), at=timezone.now(), acts=[Act("contract_ended", f"con-{number}", member("oslo").pk)]
        )
    browser = visit("rita")
    first = browser.get(reverse("journal_list"), {"verb": "contract_ended"}).text
    assert 'rel="next"' in first
    link = first.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    second = browser.get(link).text
    assert "con-4 " in second
    assert 'rel="next"' not in second


def test_the_secretariat_reads_of_the_network(visit: Visit) -> None:
    text = visit("sekka").get(reverse("journal_list")).text
    assert "La til et medlem" in text


def test_who_acts_for_no_member_has_no_journal(visit: Visit) -> None:
    assert visit("nora").get(reverse("journal_list")).status_code == 404
    assert visit("nora").get(reverse("journal_sheet")).status_code == 404
    assert reverse("journal_list") not in visit("nora").get("/").text
    assert reverse("journal_list") in visit("rita").get("/").text


def test_as_many_questions_for_one_row_as_for_three(visit: Visit) -> None:
    gloves()
    browser = visit("rita")
    browser.get(reverse("journal_list"))
    one = queries(lambda: browser.get(reverse("journal_list")))
    gloves(title="Vinterhansker"), gloves(title="Arbeidshansker")
    assert queries(lambda: browser.get(reverse("journal_list"))) == one


def test_spans_are_whole_days_where_the_person_is() -> None:
    today = date(2026, 11, 28)

    def days(code: str) -> list[datetime | None]:
        return [moment.date() if moment else None for moment in span(code, today)]  # type: ignore[misc]

    assert days("quarter") == [date(2026, 10, 1), date(2027, 1, 1)]
    assert days("last_quarter") == [date(2026, 7, 1), date(2026, 10, 1)]
    assert days("year") == [date(2026, 1, 1), date(2027, 1, 1)]
    assert days("last_year") == [date(2025, 1, 1), date(2026, 1, 1)]
    assert days("week") == [date(2026, 11, 22), None]
    assert days("") == days("never") == [None, None]
    assert span("year", today)[0].utcoffset().total_seconds() == 3600  # type: ignore[union-attr]
