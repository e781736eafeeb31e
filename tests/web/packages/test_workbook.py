"""What a package tells: trade secrets as such, meetings under the right headings, long texts to their end, and names
that any disk can hold."""

import io
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from aktsom.core.actor import PLATFORM
from aktsom.findings.models import ActionPlan
from aktsom.follow_up.actions.questionnaires import load_questionnaires
from aktsom.follow_up.methods import runner_keys
from aktsom.follow_up.models import FollowUp, Meeting, SelfReport
from aktsom.follow_up.queries.packages import records_of
from aktsom.follow_up.queries.questionnaires import published
from aktsom.web.packages import sheets
from aktsom.web.packages.contents import safe_name
from tests.cast import NOON, actor, member
from tests.findings.made import accepted, standing
from tests.web.packages.packed import one, places

__all__ = ["one", "places"]
LONG = "å" * 70_000


def rows_of(one: FollowUp, title: str) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(sheets.workbook(actor("bjarne"), one, NOON.date())))
    return list(book[title].iter_rows(values_only=True))


@pytest.mark.django_db
@pytest.mark.usefixtures("small_list", "places")
def test_a_meeting_is_told_with_who_was_there_and_what_the_supplier_says(one: FollowUp) -> None:
    met = Meeting.objects.create(
        follow_up=one, owner=member("bergen"), team=one.team, supplier=one.supplier, starts_at=NOON, made_at=NOON,
        ours="Bjarne", theirs="Nora", seen_by=list(runner_keys(one)),
    )  # fmt: skip
    met.points.create(position=1, title="Lønn", minutes="=1+1")
    met.comments.create(text="Vi er ikke enige.", said_at=NOON, of_revision=1)
    heads, *rows = rows_of(one, "Møter")
    assert heads[2:5] == ("Sak eller avtale", "Referat, eller hva som ble gjort", "Hvem")
    assert [row[2:5] for row in rows[1:]] == [
        ("Hvem var med", "Bjarne", "Oss"),
        ("Hvem var med", "Nora", one.supplier.name),
        ("Lønn", "'=1+1", None),
        ("Leverandørens kommentarer", "Vi er ikke enige.", one.supplier.name),
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("small_list", "places")
@pytest.mark.parametrize(("state", "due"), [("asked", NOON.date()), ("withdrawn", None)])
def test_a_contract_is_told_with_the_due_day_of_what_is_asked_still(
    one: FollowUp, state: str, due: date | None
) -> None:
    load_questionnaires(by=PLATFORM, at=NOON)
    told: dict[str, Any] = {"ended_at": NOON, "withdrawn_reason": "x"} if state == "withdrawn" else {}
    asked = SelfReport.objects.create(
        follow_up=one, team=one.team, supplier=one.supplier, group_id="medical", edition=published("full"),
        owner=member("oslo"), asked_at=NOON, state=state, **told,
    )  # fmt: skip
    covered = one.covered.get()
    of = {"contract": covered.contract, "member": covered.member}
    asked.contracts.create(title="x", due_on=NOON.date(), added_at=NOON, **of)
    heads, row = rows_of(one, "Avtaler")
    assert (row[heads.index("Frist")] or datetime.min).date() == (due or date.min)  # a day, and no number


@pytest.mark.django_db
@pytest.mark.usefixtures("small_list", "places")
def test_an_answer_is_told_to_its_end_and_what_is_a_trade_secret_as_such(
    one: FollowUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = SimpleNamespace(value="", rows=[], explanation=LONG, statement="", place="")
    answer = SimpleNamespace(question=SimpleNamespace(code="F-1"), said=said, files=[], secrets=["Prisene våre"])
    monkeypatch.setattr(sheets, "submissions_of", lambda *_: [SimpleNamespace(number=1)])
    monkeypatch.setattr(sheets, "reading_of", lambda *_: [SimpleNamespace(answers=[answer])])
    monkeypatch.setattr(sheets.answer_words, "text_of", lambda _question: "Hva koster det?")
    monkeypatch.setattr(sheets.answer_words, "choices_of", lambda _question: [])
    heads, *rows = rows_of(one, "Egenrapport")
    assert "".join(row[4] for row in rows) == LONG
    assert [row[heads.index("Holdt som forretningshemmelighet")] for row in rows] == ["Prisene våre", None, None]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a\x85b\u2028c\u200b.pdf", "a_b_c_.pdf"), ("x" * 79 + ". and more", "x" * 79),
        ("\ufeffrapport.pdf", "_rapport.pdf"),
        ("å\u0308\u0301" + "e\u0301", "å̈́é"), ("rapport.\u202epdf", "rapport._pdf"), ("a  .  b", "a.  b"),
    ],
)  # fmt: skip
def test_names_end_as_they_seem_to(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize("name", ["😀" * 200 + ".pdf", "漢" * 200, "a" * 300 + ".jpeg", "漢" * 90 + "." + "漢" * 8])
def test_names_fit_any_disk(name: str) -> None:
    found = safe_name(name)
    assert len(f"001 {found}".encode()) <= 255
    assert len(found) <= 80
    assert found.rpartition(".")[2] == name.rpartition(".")[2] or "." not in name


@pytest.mark.django_db
@pytest.mark.usefixtures("small_list", "places")
def test_findings_are_told_with_what_the_supplier_says_and_what_is_done(one: FollowUp) -> None:
    accepted(one, made := standing(one, title="=Gebyr"))
    for text in ("Vi er ikke enige.", "Vi har sett på det igjen."):
        made.comments.create(text=text, said_at=NOON)
    heads, row = rows_of(one, "Funn")
    assert (heads[0], heads[-1]) == ("Funn", "Hva leverandøren sier")
    assert row[:3] == ("'=Gebyr", "Avvik", "Står")
    assert row[-1] == "Vi er ikke enige.\nVi har sett på det igjen."
    _heads, *measures = rows_of(one, "Tiltak")
    assert [measure[1] for measure in measures] == ["'=Gebyr"]
    told = records_of(actor("bjarne"), [one])[one.pk]
    assert {made.public_id, ActionPlan.objects.get().public_id} < told
    assert made.public_id not in records_of(actor("odd"), [one])[one.pk]
