"""A self-report goes out as a workbook, is filled in, and comes back: answer by answer."""

import io
from typing import Any

import openpyxl
import pytest

from aktsom.follow_up.models import Answer, SelfReport
from aktsom.follow_up.queries.answers import form_of
from aktsom.interop.reports.reading import NoReportSheet, TakenReport, take_report
from aktsom.interop.reports.workbook import write_workbook
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor
from tests.factories.mandates import granted, team
from tests.factories.reports import answered, asked
from tests.follow_up.test_planning import gloves, planned

pytestmark = pytest.mark.django_db


@beginning(after=commons.terms)
def report() -> SelfReport:
    granted(team(), gloves("oslo"))
    return asked(planned())


def written(report: SelfReport) -> Any:
    return openpyxl.load_workbook(io.BytesIO(write_workbook("Egenrapport", form_of(report), "nb")))


def taken(report: SelfReport, book: Any) -> TakenReport:
    target = io.BytesIO()
    book.save(target)
    return take_report(
        by=actor("nora"), at=NOON, form=form_of(report), content=target.getvalue(), filename="skjema.xlsx"
    )


def cell(book: Any, code: str, heading: str) -> Any:
    sheet = book["Spørsmål"]
    column = next(one.column for one in sheet[1] if one.value == heading)
    row = next(one.row for one in sheet["A"] if one.value == code)
    return sheet.cell(row, column)


def test_the_same_file_back_changes_nothing(report: SelfReport) -> None:
    answered(report, "F-1.1", value="yes", explanation="=HYPERLINK(1)")
    answered(report, "F-2.2", rows=({"tier": "Råvare", "site_name": "Mølle", "country": "TH"},))
    before = list(Answer.objects.values("code", "value", "explanation", "rows", "revision"))
    told = taken(report, written(report))
    assert (told.saved, told.wrong) == ([], [])
    assert list(Answer.objects.values("code", "value", "explanation", "rows", "revision")) == before


def test_what_is_right_is_saved_and_what_is_wrong_is_told_by_its_row(report: SelfReport) -> None:
    book = written(report)
    cell(book, "F-1.1", "Svar").value = "Nei"
    cell(book, "F-1.4", "Svar").value = "Innkjøpssjefen"
    cell(book, "F-0.3a", "Svar").value = "mange"
    wrong = cell(book, "F-0.3a", "Svar").row
    book["F-2.2"].append([])
    for column, text in enumerate(["Sluttprodukt", "Rubber One", "Vei 1", "MY", "Sying"], start=1):
        book["F-2.2"].cell(3, column).value = text
    told = taken(report, book)
    assert sorted(told.saved) == ["F-1.1", "F-1.4", "F-2.2"]
    assert [(one.row, one.code, one.problems[0].code) for one in told.wrong] == [(wrong, "F-0.3a", "not_number")]
    assert Answer.objects.get(code="F-1.1").value == "no"
    assert Answer.objects.get(code="F-2.2").rows[0]["site_name"] == "Rubber One"


def test_an_answer_that_a_colleague_changed_meanwhile_is_not_written_over(report: SelfReport) -> None:
    book = written(report)
    cell(book, "F-1.4", "Svar").value = "Fra arket"
    form = form_of(report)
    answered(report, "F-1.4", by="aksel", value="Aksel")
    target = io.BytesIO()
    book.save(target)
    told = take_report(by=actor("nora"), at=NOON, form=form, content=target.getvalue(), filename="skjema.xlsx")
    assert [one.code for one in told.wrong] == ["F-1.4"]
    assert "kollega" in told.wrong[0].reason
    assert Answer.objects.get(code="F-1.4").value == "Aksel"


def test_a_row_for_a_question_that_is_not_there_is_told(report: SelfReport) -> None:
    book = written(report)
    cell(book, "F-1.4", "Svar").value = "x"
    cell(book, "F-1.4", "Nummer").value = "F-9.9"
    assert [(one.code, one.problems[0].code) for one in taken(report, book).wrong] == [("F-9.9", "not_asked")]


def test_another_workbook_is_not_taken_for_the_form(report: SelfReport) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Navn", "Beløp"])
    with pytest.raises(NoReportSheet):
        taken(report, book)
