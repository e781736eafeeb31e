"""What a person does to a register file on its way in."""

import pytest
from django.test import Client

from aktsom.contracts.models import Contract, RegisterImport
from aktsom.core.outbox import deliver_due
from tests.cast import now
from tests.interop.files import xlsx
from tests.web.conftest import Visit
from tests.web.imports.files import GLOVES, HEADINGS, PAPER, WRONG, bring, confirm, page, rows, take_in

POSTS = [
    ("columns", {}),
    ("table", {}),
    ("row", {"number": 2}),
    ("leave_out", {}),
    ("confirm", {}),
    ("drop", {}),
    ("vanished", {"contract_id": "con-0000000000"}),
]


def fresh(found: RegisterImport) -> RegisterImport:
    return RegisterImport.objects.get(pk=found.pk)


def mend(client: Client, found: RegisterImport, number: int, **cells: str) -> str:
    said = {f"cell-{name}": text for name, text in cells.items()}
    return client.post(page(found, "row", number=number), said, follow=True).text


def test_mended_row_frees_the_button(visit: Visit) -> None:
    olga = visit("olga")
    found = bring(olga, rows(WRONG))
    shown = mend(olga, found, 2, supplier_number="923609016")
    assert "Rad 2 er rettet." in shown
    assert confirm(olga, fresh(found)) == 302
    assert Contract.objects.get().supplier.organisation_number == "923609016"  # type: ignore[union-attr]


def test_row_still_wrong_keeps_what_was_typed(visit: Visit) -> None:
    olga = visit("olga")
    shown = mend(olga, bring(olga, rows(WRONG)), 2, supplier_number="12345")
    assert "Rad 2 trenger deg fortsatt." in shown
    assert 'value="12345"' in shown


def test_answer_to_a_small_form_is_the_review_alone(visit: Visit) -> None:
    olga = visit("olga")
    found = bring(olga, rows(WRONG, GLOVES))
    address = page(found, "row", number=2)
    answer = olga.post(address, {"cell-supplier_number": ""}, headers={"HX-Request": "true"}, follow=True)
    assert answer.text.lstrip().startswith('<div id="review">')
    assert "data-focus" in answer.text


def test_row_left_out_and_taken_back(visit: Visit) -> None:
    olga = visit("olga")
    found = bring(olga, rows(GLOVES, PAPER))
    olga.post(page(found, "row", number=2), {"act": "leave_out", "vis": "new", "etter": "0"})
    assert found.rows.get(number=2).outcome == "left_out"
    olga.post(page(found, "row", number=2), {"act": "take_back"})
    assert found.rows.get(number=2).outcome == "new"


def test_all_that_stand_in_the_way_left_out_at_once(visit: Visit) -> None:
    olga = visit("olga")
    found = bring(olga, rows(GLOVES, WRONG, ["2026/4", "", *WRONG[2:]]))
    assert "2 rader er utelatt." in olga.post(page(found, "leave_out"), follow=True).text
    assert confirm(olga, fresh(found)) == 302
    assert Contract.objects.count() == 1


def test_column_chosen_anew_is_read_again_and_remembered(visit: Visit) -> None:
    olga = visit("olga")
    content = xlsx([[*HEADINGS, "Vare"], [*GLOVES, "Nitrilhansker"]])
    found = bring(olga, content)
    olga.post(page(found, "columns"), {"column-8": "title"})
    deliver_due(now())
    assert found.rows.get().facts["title"] == "Nitrilhansker"
    assert bring(olga, content).rows.get().facts["title"] == "Nitrilhansker"


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ({}, "Du endret ingen kolonner."),
        ({"column-2": "value", "column-3": "value"}, "To kolonner kan ikke begge være «Verdi»."),
        ({"column-2": "nonsense"}, "Du endret ingen kolonner."),
    ],
)
def test_choices_that_change_nothing_or_clash_are_told(visit: Visit, said: dict[str, str], text: str) -> None:
    olga = visit("olga")
    found = bring(olga, rows(GLOVES))
    assert text in olga.post(page(found, "columns"), said, follow=True).text
    assert fresh(found).state == "read"


def test_other_sheet_and_other_row(visit: Visit) -> None:
    olga = visit("olga")
    found = bring(olga, xlsx([HEADINGS, GLOVES, PAPER], [["Noe"], HEADINGS, PAPER], names=["A", "B"]))
    olga.post(page(found, "table"), {"sheet": "B", "header_row": "2"})
    deliver_due(now())
    assert [row.facts["title"] for row in found.rows.all()] == ["Kopipapir"]
    assert "Overskriftene står på rad" in olga.get(page(found)).text


@pytest.mark.parametrize("said", [{"sheet": "C"}, {"header_row": "0"}, {"header_row": "x"}, {"header_row": "99999"}])
def test_sheet_or_row_that_is_not_there_is_told(visit: Visit, said: dict[str, str]) -> None:
    olga = visit("olga")
    found = bring(olga, rows(GLOVES))
    olga.post(page(found, "table"), said)
    assert fresh(found).state == "read"


def test_stale_page_confirms_nothing(visit: Visit) -> None:
    olga = visit("olga")
    found = bring(olga, rows(GLOVES))
    assert olga.post(page(found, "confirm"), {"revision": found.revision - 1}).status_code == 409
    assert olga.post(page(found, "confirm"), {}).status_code == 409
    assert olga.post(page(found, "confirm"), {"revision": "9" * 5_000}).status_code == 409
    assert fresh(found).state == "read"


def test_rows_in_the_way_and_double_clicks_are_refused(visit: Visit) -> None:
    olga = visit("olga")
    assert confirm(olga, bring(olga, rows(WRONG))) == 403
    found = take_in(olga, rows(GLOVES))
    assert confirm(olga, found) == 403


def test_refusal_of_a_small_form_brings_the_whole_page_anew(visit: Visit) -> None:
    olga = visit("olga")
    found = take_in(olga, rows(GLOVES))
    answer = olga.post(page(found, "row", number=2), {"act": "leave_out"}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Refresh"]) == (403, "true")
    assert "Du kan ikke gjøre dette slik saken står nå." in olga.get(page(found)).text


def test_dropped_file_leaves_no_rows(visit: Visit) -> None:
    olga = visit("olga")
    found = bring(olga, rows(GLOVES))
    assert "Filen er forkastet. Registeret er som før." in olga.post(page(found, "drop"), follow=True).text
    assert (fresh(found).state, found.rows.count()) == ("dropped", 0)
    assert "Filen er forkastet" in olga.get(page(found)).text


def decide(client: Client, found: RegisterImport, contract: Contract, **said: str) -> tuple[int, str]:
    answer = client.post(page(found, "vanished", contract_id=contract.public_id), said, follow=True)
    return answer.status_code, answer.text


def vanished(client: Client) -> tuple[RegisterImport, Contract]:
    take_in(client, rows(GLOVES, PAPER))
    return take_in(client, rows(GLOVES)), Contract.objects.get(own_facts__reference="2026/2")


def test_contract_that_is_gone_from_the_file_waits_for_a_decision(visit: Visit) -> None:
    olga = visit("olga")
    found, paper = vanished(olga)
    assert "Ikke i filen lenger" in olga.get(page(found)).text
    status, shown = decide(olga, found, paper, decision="keep")
    assert (status, "Beholdt" in shown) == (200, True)


def test_ending_needs_a_reason_and_keeps_what_was_typed(visit: Visit) -> None:
    olga = visit("olga")
    found, paper = vanished(olga)
    status, shown = decide(olga, found, paper, decision="end", reason="ferdig")
    assert (status, "Skriv kort hvorfor" in shown, 'value="ferdig"' in shown) == (422, True, True)
    status, shown = decide(olga, found, paper, decision="end", reason="Ferdig levert i mai.")
    assert (status, Contract.objects.get(pk=paper.pk).state) == (200, "ended")
    assert decide(olga, found, paper, decision="keep")[0] == 403


@pytest.mark.parametrize(("name", "arguments"), POSTS)
def test_only_those_who_keep_the_register_change_anything(
    visit: Visit, name: str, arguments: dict[str, object]
) -> None:
    found = bring(visit("olga"), rows(GLOVES, WRONG))
    before = (fresh(found).state, fresh(found).revision)
    said = {"revision": str(found.revision), "sheet": "Ark1", "column-1": "description", "decision": "keep"}
    assert visit("rita").post(page(found, name, **arguments), said).status_code == 403
    assert visit("berit").post(page(found, name, **arguments), said).status_code == 404
    assert (fresh(found).state, fresh(found).revision) == before


@pytest.mark.parametrize(("name", "arguments"), POSTS)
def test_changes_are_sent_not_fetched(visit: Visit, name: str, arguments: dict[str, object]) -> None:
    found = bring(visit("olga"), rows(GLOVES))
    assert visit("olga").get(page(found, name, **arguments)).status_code == 405
