"""Two who decide on one result at the very same moment: one thing comes of it, what everybody reads is of that one, and
the other is told so."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import DomainError
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.findings.actions import drafting, publishing
from aktsom.findings.actions.areas import publish_areas
from aktsom.findings.models import PublicArea, Publication, PublicationVersion, PublicResult
from aktsom.follow_up.models import FollowUp
from aktsom.sharing.models import Release
from aktsom.supply_chain.models import ChainLink
from aktsom.terms.actions import load_terms
from tests import catalogues
from tests.cast import NOON, actor
from tests.committing import a_copy_of_the_database, at_once
from tests.findings import published as out
from tests.findings.signalled import delivers, of, place
from tests.follow_up.concluded import concluded, followed_up, report

pytestmark = pytest.mark.postgres
DAY = timedelta(days=1)
TIMES = 3  # each is tried from the beginning so often, since either may be the first


@pytest.fixture(autouse=True)
def one(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[FollowUp]:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    with django_db_blocker.unblock(), a_copy_of_the_database():
        catalogues.take_in(tmp_path / "list")
        load_terms(by=PLATFORM, at=NOON)
        made = followed_up(sets={"oslo": "T4", "bergen": "T1"})
        concluded(made, cited=(report(made),))
        yield made


def proposed(one: FollowUp, *, answer: bool = True) -> PublicationVersion:
    version = out.shown(out.written(out.drafted(one)))
    if answer:
        out.answered(version, "Vi leser det.")
    return out.proposed(version)


def too_late(*doings: Callable[[], Any]) -> DomainError:
    """What the one that came too late is told; the other is done."""
    results = at_once(*doings)
    [told] = [result for result in results if isinstance(result, DomainError)]
    return told


def verbs(verb: str) -> int:
    return JournalEntry.objects.filter(verb=verb).count()


def told_of(what: str) -> int:
    return OutboxMessage.objects.filter(payload__what=what).count()


def test_published_twice_it_is_out_once(one: FollowUp) -> None:
    press = partial(publishing.publish, **out.by(proposed(one), "sekka"), reason=out.WHY)
    too_late(press, press)
    page = PublicResult.objects.get()
    assert (page.number, page.corrected_at, page.withdrawn_at) == (1, None, None)
    assert Release.objects.filter(subject=page.page).count() == 1
    assert (verbs("publication_published"), told_of("publication_published")) == (1, 1)


def test_a_correction_published_twice_corrects_once(one: FollowUp) -> None:
    page = out.published(proposed(one))
    version = drafting.begin_correction(
        by=actor("bjarne"), at=NOON, publication_id=page.page, reason="Et avvik er lukket."
    )
    out.answered(out.shown(version))
    press = partial(publishing.publish, **out.by(out.proposed(version), "sekka"), reason=out.WHY)
    too_late(press, press)
    rows = PublicResult.objects.filter(page=page.page).order_by("number")
    assert [(row.number, row.corrected_at is not None) for row in rows] == [(1, True), (2, False)]
    states = PublicationVersion.objects.order_by("number").values_list("state", flat=True)
    assert list(states) == ["corrected", "published"]
    assert verbs("publication_published") == 2


@pytest.mark.parametrize("attempt", range(TIMES))
def test_a_correction_is_published_or_all_of_it_withdrawn(one: FollowUp, attempt: int) -> None:
    page = out.published(proposed(one))
    version = drafting.begin_correction(
        by=actor("bjarne"), at=NOON, publication_id=page.page, reason="Et avvik er lukket."
    )
    out.answered(out.shown(version))
    told = out.by(out.proposed(version), "sekka")
    results = at_once(
        partial(publishing.publish, **told, reason=out.WHY),
        partial(publishing.withdraw, **told, reason="Det bygde på en rapport som er trukket."),
    )
    [late] = [result for result in results if isinstance(result, DomainError)]
    publication, rows = Publication.objects.get(), list(PublicResult.objects.order_by("number"))
    if results[0] is late:  # withdrawn: nothing is left of what it said
        assert publication.withdrawn_at is not None
        [row] = rows
        assert (row.content, row.supplier_name, row.colour) == ({}, "", "")
        assert row.withdrawn_at is not None
        assert set(PublicationVersion.objects.values_list("state", flat=True)) == {"withdrawn", "dropped"}
        assert (verbs("publication_published"), verbs("publication_withdrawn")) == (1, 1)
    else:
        assert publication.withdrawn_at is None
        assert [(row.number, bool(row.content), row.withdrawn_at) for row in rows] == [(1, True, None), (2, True, None)]
        assert (verbs("publication_published"), verbs("publication_withdrawn")) == (2, 0)


def test_withdrawn_twice_it_is_withdrawn_once(one: FollowUp) -> None:
    out.published(proposed(one))
    version = PublicationVersion.objects.get()
    press = partial(publishing.withdraw, **out.by(version, "sekka"), reason="Det bygde på en feil.")
    too_late(press, press)
    assert (verbs("publication_withdrawn"), told_of("publication_withdrawn")) == (1, 1)
    assert Release.objects.filter(withdraws__isnull=False).count() == 1


@pytest.mark.parametrize("attempt", range(TIMES))
def test_what_the_supplier_answers_is_out_with_it_or_is_refused(one: FollowUp, attempt: int) -> None:
    """The days for it are over, so that both may."""
    later = NOON + 60 * DAY
    version = PublicationVersion.objects.get(pk=proposed(one, answer=False).pk)
    results = at_once(
        partial(publishing.publish, **out.by(version, "sekka", later), reason=out.WHY),
        partial(publishing.answer_version, **out.by(version, "nora", later), comment="Vi er ikke enige."),
    )
    [late] = [result for result in results if isinstance(result, DomainError)]
    version.refresh_from_db()
    if results[1] is late:
        assert PublicResult.objects.get().content["outcome"]["comment"] == ""
        assert (version.state, version.comment, version.answered_at) == ("published", "", None)
    else:  # nothing is out until somebody has read what the supplier says
        assert not PublicResult.objects.exists()
        assert (version.state, version.comment) == ("proposed", "Vi er ikke enige.")
        page = publishing.publish(**out.by(version, "sekka", later), reason=out.WHY)
        assert page.content["outcome"]["comment"] == "Vi er ikke enige."


def test_two_drafts_of_one_result_are_one(one: FollowUp) -> None:
    draft = partial(drafting.draft_publication, by=actor("bjarne"), at=NOON, follow_up_id=one.public_id, term_set="T4")
    too_late(draft, draft)
    assert (Publication.objects.count(), PublicationVersion.objects.count()) == (1, 1)


def test_areas_published_by_a_double_press_are_told_once(one: FollowUp) -> None:
    for name in ("Importør A", "Importør B", "Importør C"):
        link = delivers(place(f"Plantasje for {name}", "TH"), of(name), "raw")
        ChainLink.objects.filter(pk=link.pk).update(group_id="medical")
    sekka = actor("sekka")
    results = at_once(*[lambda: publish_areas(by=sekka, at=NOON, group_id="medical", reason=out.WHY)] * 2)
    assert [len(rows) for rows in results if isinstance(rows, list)] == [1, 1]
    [area] = PublicArea.objects.all()
    assert (area.country, area.places) == ("TH", 3)
