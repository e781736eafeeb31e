"""Bringing a register in, page by page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aktsom.contracts import actions, progress
from aktsom.contracts.models import Contract, RegisterImport
from tests.cast import NOON, actor, member
from tests.web.conftest import Visit
from tests.web.imports.files import GLOVES, HEADINGS, PAPER, WRONG, bring, confirm, page, rows, take_in

NEW = "/avtaler/inn/"


def waiting(state: str) -> RegisterImport:
    found = actions.receive_register(
        by=actor("olga"), at=NOON, member=member("oslo"), file_name="r.csv", content=b"a;b"
    )
    RegisterImport.objects.filter(pk=found.pk).update(state=state)
    return found


def test_from_file_to_register(visit: Visit) -> None:
    olga = visit("olga")
    found = bring(olga, rows(GLOVES, PAPER))
    shown = olga.get(page(found)).text
    assert "2 rader forstått" in shown
    assert "Legg 2 avtaler i registeret" in shown
    assert confirm(olga, found) == 302
    done = olga.get(page(found)).text
    assert "Registeret er lest inn" in done
    assert "Se 1 avtale med høy risiko" in done
    assert list(Contract.objects.order_by("own_facts__reference").values_list("title", flat=True)) == [
        "Engangshansker",
        "Kopipapir",
    ]


def test_row_that_needs_somebody_says_why_and_holds_the_button_back(visit: Visit) -> None:
    olga = visit("olga")
    found = bring(olga, rows(GLOVES, WRONG))
    shown = olga.get(page(found)).text
    assert "1 rad forstått, 1 trenger deg" in shown
    assert "siste siffer passer ikke" in shown
    assert "kolonne D, «Org.nr»" in shown
    assert 'aria-disabled="true"' in shown
    assert "Rett eller utelat radene som trenger deg først." in shown


def test_changed_rows_show_old_and_new(visit: Visit) -> None:
    olga = visit("olga")
    take_in(olga, rows(GLOVES, PAPER))
    found = bring(olga, rows([*GLOVES[:4], 1500000, *GLOVES[5:]], PAPER))
    shown = olga.get(page(found), {"vis": "changed"}).text
    assert (
        "<del>1\N{NO-BREAK SPACE}200\N{NO-BREAK SPACE}000</del><ins>1\N{NO-BREAK SPACE}500\N{NO-BREAK SPACE}000</ins>"
        in shown
    )
    assert "Endre 1 avtale i registeret" in shown


def test_same_file_again_says_so(visit: Visit) -> None:
    olga = visit("olga")
    content = rows(GLOVES)
    take_in(olga, content)
    shown = olga.get(page(bring(olga, content))).text
    assert "Denne filen er lest inn før" in shown
    assert "Fullfør uten endringer" in shown


def test_file_that_cannot_be_read_says_how_to_mend_it(visit: Visit) -> None:
    olga = visit("olga")
    shown = olga.get(page(bring(olga, b"%PDF-1.7", "register.pdf"))).text
    assert "Vi fikk ikke lest filen" in shown
    assert "«register.pdf» er ikke et regneark." in shown


def test_no_file_or_an_empty_one_keeps_the_page(visit: Visit) -> None:
    olga = visit("olga")
    assert olga.post(NEW, {}).status_code == 422
    empty = olga.post(NEW, {"file": SimpleUploadedFile("tom.csv", b"")})
    assert (empty.status_code, "Filen er tom" in empty.text) == (422, True)
    assert RegisterImport.objects.count() == 0


def test_file_over_the_limit_is_told_at_once(visit: Visit, settings: pytest.FixtureRequest) -> None:
    settings.REGISTER_MAX_BYTES = 2000  # type: ignore[attr-defined]
    answer = visit("olga").post(NEW, {"file": SimpleUploadedFile("stor.csv", b"x" * 2001)})
    assert (answer.status_code, "større enn" in answer.text) == (422, True)


@pytest.mark.parametrize("state", ["received", "reading", "taking_in"])
def test_work_shows_how_far_it_has_come(visit: Visit, state: str) -> None:
    found = waiting(state)
    progress.report(found.public_id, "taking_in" if state == "taking_in" else "reading", 40, 100)
    olga = visit("olga")
    shown = olga.get(page(found)).text
    assert 'max="100" value="40"' in shown
    assert '<noscript><meta http-equiv="refresh"' in shown
    assert page(found, "progress") in olga.get(page(found, "progress")).text


def test_bar_leads_to_the_page_once_the_work_is_over(visit: Visit) -> None:
    answer = visit("olga").get(page(waiting("read"), "progress"))
    assert answer.headers["HX-Redirect"] == page(RegisterImport.objects.get())


def test_what_was_told_of_the_reading_is_not_shown_while_taking_in(visit: Visit) -> None:
    found = waiting("taking_in")
    progress.report(found.public_id, "reading", 100, 100)
    assert "value=" not in visit("olga").get(page(found, "progress")).text


@pytest.mark.parametrize("state", ["received", "reading", "read", "taking_in", "taken_in", "failed", "dropped"])
def test_reader_sees_every_state_but_is_given_no_way_to_change_it(visit: Visit, state: str) -> None:
    found = waiting(state)
    RegisterImport.objects.update(taken_in_at=NOON)
    shown = visit("rita").get(page(found))
    assert shown.status_code == 200
    assert page(found, "drop") not in shown.text
    assert "cell-" not in shown.text


@pytest.mark.parametrize("who", ["rita", "sekka"])
def test_who_keeps_no_register_is_told_so(visit: Visit, who: str) -> None:
    client = visit(who)
    assert client.get(NEW).status_code == 403
    assert client.post(NEW, {"file": SimpleUploadedFile("r.xlsx", rows(GLOVES))}).status_code == 403
    assert RegisterImport.objects.count() == 0


@pytest.mark.parametrize("name", ["review", "progress"])
@pytest.mark.parametrize("public_id", ["another", "imp-0000000000", "%00", "../../"])
def test_others_imports_and_made_up_ids_are_not_found(visit: Visit, name: str, public_id: str) -> None:
    found = bring(visit("olga"), rows(GLOVES))
    berit = visit("berit")
    address = page(found, name) if public_id == "another" else f"/avtaler/inn/{public_id}/"
    assert berit.get(address).status_code == 404


def test_nothing_of_an_others_file_is_listed(visit: Visit) -> None:
    bring(visit("olga"), rows(GLOVES), "hemmelig.xlsx")
    assert "hemmelig" not in visit("berit").get(NEW).text
    assert "hemmelig" in visit("rita").get(page(RegisterImport.objects.get())).text


@pytest.mark.django_db
@pytest.mark.parametrize("address", [NEW, "/avtaler/inn/imp-1/", "/avtaler/inn/imp-1/fremdrift/"])
def test_visitor_signs_in_first(client: Client, address: str) -> None:
    assert client.get(address).headers["Location"] == f"{reverse('account_login')}?next={address}"


def test_member_is_asked_for_only_where_there_is_a_choice(visit: Visit) -> None:
    assert 'name="member"' not in visit("olga").get(NEW).text
    uma = visit("uma")
    assert 'name="member"' in uma.get(NEW).text
    assert bring(uma, rows(GLOVES), member=member("uio").public_id).member == member("uio")


def test_review_asks_as_many_questions_for_three_rows_as_for_one(visit: Visit) -> None:
    olga = visit("olga")

    def questions(*lines: list[object]) -> int:
        found = bring(olga, rows(*lines))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert olga.get(page(found), {"vis": "new"}).status_code == 200
        return len(asked)

    assert questions(GLOVES) == questions(GLOVES, PAPER, [*PAPER[:1], "Penner", *PAPER[2:]], ["2026/9", *PAPER[1:]])


def test_pages_of_rows_follow_one_another(visit: Visit) -> None:
    olga = visit("olga")
    found = bring(olga, rows(*([f"A{n}", f"Vare {n}", *PAPER[2:]] for n in range(60))))
    first = olga.get(page(found), {"vis": "new"}).text
    assert "Vare 49<" in first
    assert "Vare 50<" not in first
    second = olga.get(page(found), {"vis": "new", "etter": "51"}).text
    assert "Vare 50<" in second
    assert olga.get(page(found), {"vis": "nonsense", "etter": "x"}).status_code == 200


def test_every_tab_of_rows_renders(visit: Visit) -> None:
    olga = visit("olga")
    take_in(olga, rows(GLOVES, PAPER))
    found = bring(olga, rows([*GLOVES[:4], 5, *GLOVES[5:]], PAPER, WRONG, ["B1", "Ny", *PAPER[2:7], "3019"]))
    for tab in ("blocked", "new", "changed", "warned", "same", "left_out"):
        assert olga.get(page(found), {"vis": tab}).status_code == 200


def test_columns_show_what_they_were_taken_for_and_why(visit: Visit) -> None:
    from tests.interop.files import xlsx

    olga = visit("olga")
    shown = olga.get(page(bring(olga, xlsx([[*HEADINGS, "Merkelapp"], [*GLOVES, "grønn"]])))).text
    assert "Vi kjenner ikke igjen overskriften." in shown
    assert "<span>grønn</span>" in shown
