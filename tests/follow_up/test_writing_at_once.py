"""Two who write, begin or publish an edition at the very same moment, and a person who makes a calendar twice."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import DomainError, Stale
from aktsom.core.models import JournalEntry
from aktsom.follow_up.actions import questionnaires as acts
from aktsom.follow_up.models import QuestionnaireEdition
from aktsom.follow_up.queries.questionnaires import published
from aktsom.follow_up.states import EditionState, Form
from aktsom.members.actions.calendar import make_link, renew_link
from aktsom.members.models import CalendarLink
from aktsom.terms.actions import load_terms
from tests import catalogues
from tests.cast import NOON, actor
from tests.committing import a_copy_of_the_database, at_once
from tests.follow_up.test_questionnaires import _colleague, said

pytestmark = pytest.mark.postgres


@pytest.fixture(autouse=True)
def _committed(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[None]:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    with django_db_blocker.unblock(), a_copy_of_the_database():
        catalogues.take_in(tmp_path / "list")
        load_terms(by=PLATFORM, at=NOON)
        acts.load_questionnaires(by=PLATFORM, at=NOON)
        yield


def stopped(results: list[object]) -> list[object]:
    return [result for result in results if isinstance(result, DomainError)]


def test_a_draft_begun_twice_is_one() -> None:
    sekka = actor("sekka")
    begin = partial(acts.start_edition, by=sekka, at=NOON, form=Form.FULL)
    first, second = at_once(begin, begin)
    assert first == second
    assert QuestionnaireEdition.objects.filter(form=Form.FULL, state=EditionState.DRAFT).count() == 1


def test_of_two_who_write_one_is_told_that_the_page_is_old() -> None:
    sekka, other = actor("sekka"), _colleague()
    one = acts.start_edition(by=sekka, at=NOON, form=Form.FULL)
    question = one.questions.get(code="F-1.4")

    def write(by: Any, text: str) -> Any:
        return acts.write_question(
            by=by, at=NOON, edition_id=one.public_id, revision=1, code="F-1.4", said=said(question, text_nb=text)
        )

    [told] = stopped(at_once(lambda: write(sekka, "Først?"), lambda: write(other, "Sist?")))
    assert isinstance(told, Stale)
    assert JournalEntry.objects.filter(verb="question_written").count() == 1


def test_published_and_taken_back_at_once_it_is_one_of_them() -> None:
    sekka, other = actor("sekka"), _colleague()
    one = acts.start_edition(by=sekka, at=NOON, form=Form.FULL)
    acts.send_to_review(by=sekka, at=NOON, edition_id=one.public_id, revision=1, note="Ingenting.")
    results = at_once(
        lambda: acts.publish(by=other, at=NOON, edition_id=one.public_id, revision=2),
        lambda: acts.send_back(by=sekka, at=NOON, edition_id=one.public_id, revision=2),
    )
    assert len(stopped(results)) == 1
    one.refresh_from_db()
    assert (published(Form.FULL) == one) == (one.state == EditionState.PUBLISHED)


def test_a_calendar_made_and_renewed_twice_at_once_is_one() -> None:
    mons = actor("mons")
    make = partial(make_link, by=mons, at=NOON)
    first, second = at_once(make, make)
    assert first == second
    renew = partial(renew_link, by=mons, at=NOON, revision=1)
    [told] = stopped(at_once(renew, renew))
    assert isinstance(told, Stale)
    assert CalendarLink.objects.get().revision == 2
