"""Of two who write at the very same moment one version is written after the other, or the second is told; no text is
lost and no number is given twice."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from aktsom.core.errors import DomainError, Stale
from aktsom.knowledge.actions.articles import change_article
from aktsom.knowledge.actions.asking import accept_answer
from aktsom.knowledge.actions.indexing import follow_journal, tell_of, tell_of_all
from aktsom.knowledge.models import Article, SearchDocument, SearchPlace, SearchWord
from aktsom.knowledge.rules.articles import Words
from tests import catalogues
from tests.cast import NOON, actor
from tests.committing import a_copy_of_the_database, at_once
from tests.factories.articles import answer, guidance, question

pytestmark = pytest.mark.postgres


@pytest.fixture(autouse=True)
def _committed(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[None]:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    with django_db_blocker.unblock(), a_copy_of_the_database():
        catalogues.take_in(tmp_path / "list")
        yield


def test_two_editions_of_one_text() -> None:
    one = guidance("Første")
    write = partial(change_article, at=NOON, article_id=one.public_id, revision=1)
    told = at_once(
        partial(write, by=actor("olga"), words=Words("Olgas", {"risk": "Olgas."})),
        partial(write, by=actor("bjarne"), words=Words("Bjarnes", {"risk": "Bjarnes."})),
    )
    assert [type(each) for each in told if isinstance(each, DomainError)] == [Stale]
    assert list(one.versions.values_list("number", flat=True)) == [1, 2]


def test_two_answers_and_one_accepted() -> None:
    asked = question(actor("stina"))
    answers = [answer(actor("berit"), asked), answer(actor("olga"), asked, "Et annet.")]
    accept = partial(accept_answer, by=actor("stina"), at=NOON, question_id=asked.public_id, revision=1)
    told = at_once(*(partial(accept, answer_id=each.public_id) for each in answers))
    assert sum(isinstance(each, DomainError) for each in told) == 1


def test_two_workers_tell_the_search_once() -> None:
    guidance()
    told = at_once(follow_journal, follow_journal, tell_of_all)
    assert [each for each in told if isinstance(each, Exception)] == []
    assert SearchPlace.objects.count() == 1
    subjects = list(SearchDocument.objects.values_list("subject", "part"))
    assert len(subjects) == len(set(subjects)) > 0


def test_whoever_tells_of_the_same_in_another_order_waits_and_ends() -> None:
    """Follows of the journal and the day's work over all, several at once, with new words in each."""
    for number in range(30):
        guidance(f"Nr. {number}", sections={"risk": " ".join(f"ord{number}x{each}" for each in range(40))})
    subjects = list(Article.objects.values_list("public_id", flat=True))
    works = [partial(tell_of, subjects), partial(tell_of, subjects[::-1]), follow_journal, tell_of_all]
    for _again in range(3):
        SearchDocument.objects.all().delete()
        SearchWord.objects.all().delete()
        told = at_once(*works)
        assert [each for each in told if isinstance(each, Exception)] == []
    assert SearchDocument.objects.count() == 30
