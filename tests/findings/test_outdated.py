"""A colour that changes after it got out: who can correct it is told once, and has it at home until it is done."""

from datetime import timedelta

import pytest

from aktsom.core.models import OutboxMessage
from aktsom.findings.actions import drafting, publishing
from aktsom.findings.actions.colours import note_colours
from aktsom.findings.models import EmbargoLimit, Publication, PublicationVersion, PublicResult
from aktsom.findings.queries.outdated import standing_wrong, to_correct
from aktsom.findings.states import EmbargoDecision
from aktsom.follow_up.jobs.method_letters import tell_of_a_method
from aktsom.follow_up.models import FollowUp
from aktsom.web.publications.steps import home_rows, secretariat_rows
from tests.cast import NOON, actor
from tests.findings import made
from tests.findings import published as out
from tests.follow_up.concluded import concluded, report

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
OTHERS = ("olga", "berit", "nora", "stina", "uma", "odd")


@pytest.fixture
def page(one: FollowUp) -> PublicResult:
    concluded(one, cited=(report(one),))
    found = out.let_out(one)
    OutboxMessage.objects.all().delete()
    return found


def told() -> list[str]:
    rows = OutboxMessage.objects.filter(payload__what="publication_outdated").order_by("id")
    return [row.payload["id"] for row in rows]


def at_home(name: str) -> list[str]:
    who = actor(name)
    rows = [*home_rows(who, NOON.date())[0], *secretariat_rows(who)]
    return [row.href for row in rows if "alle kan lese" in row.text]


def test_each_change_is_told_of_once(one: FollowUp, page: PublicResult) -> None:
    assert (told(), at_home("bjarne"), at_home("sekka")) == ([], [], [])
    finding = made.standing(one, at=NOON + DAY)  # green is out, and yellow now
    assert told() == [page.page]
    note_colours(one.pk, NOON + 2 * DAY)
    assert told() == [page.page]
    made.accepted(one, finding, at=NOON + 2 * DAY)  # with a plan: another yellow
    assert told() == [page.page] * 2
    note_colours(one.pk, NOON + 200 * DAY)  # its day has passed: red
    note_colours(one.pk, NOON + 201 * DAY)
    assert told() == [page.page] * 3


def test_who_has_it_at_home_and_until_when(one: FollowUp, page: PublicResult) -> None:
    made.standing(one, at=NOON + DAY)
    href = f"/publisering/{page.page}/"
    assert at_home("bjarne") == at_home("mons") == [f"{href}#rett"]
    assert at_home("sekka") == [href]
    for name in OTHERS:
        assert at_home(name) == []
        assert to_correct(actor(name)) == standing_wrong(actor(name)) == []
    version = drafting.begin_correction(
        by=actor("bjarne"), at=NOON + 2 * DAY, publication_id=page.page, reason="Et avvik er funnet siden sist."
    )
    assert at_home("bjarne") == at_home("sekka") == []  # somebody is at it
    drafting.drop_version(**out.by(version, at=NOON + 2 * DAY))
    assert at_home("bjarne") == [f"{href}#rett"]
    seen = PublicationVersion.objects.get(number=1)  # the draft was never the secretariat's to see
    publishing.withdraw(
        by=actor("sekka"), at=NOON + 3 * DAY, publication_id=page.page, revision=seen.revision, reason="Det er feil nå."
    )
    assert at_home("bjarne") == at_home("sekka") == []


def test_what_was_so_when_it_got_out_is_no_change(one: FollowUp) -> None:
    made.standing(one)
    concluded(one, cited=(report(one),))
    EmbargoLimit.objects.create(days=1, reason="Prøves.", set_at=NOON)
    version = out.written(out.drafted(one, at=NOON + DAY), at=NOON + DAY)
    out.answered(out.shown(version, NOON + DAY), "", NOON + DAY)
    version = out.proposed(version, NOON + 3 * DAY)
    later = NOON + 3 * DAY
    publishing.decide_embargo(**out.by(version, "sekka", later), decision=EmbargoDecision.PUBLISH, reason=out.WHY)
    out.published(version, later)
    note_colours(one.pk, NOON + 4 * DAY)
    assert (told(), at_home("bjarne"), at_home("sekka")) == ([], [], [])
    assert Publication.objects.get().published_at == later


def test_the_letter_is_for_those_who_can_do_something_and_falls_when_it_is_put_right(
    one: FollowUp, page: PublicResult, mailoutbox: list[object]
) -> None:
    made.standing(one, at=NOON + DAY)
    payload = {"what": "publication_outdated", "id": page.page}
    mailoutbox.clear()
    tell_of_a_method(payload)
    to = sorted(address for letter in mailoutbox for address in letter.to)  # type: ignore[attr-defined]
    assert to == ["bjarne@example.org", "mons@example.org", "sekka@example.org"]
    assert all(f"/publisering/{page.page}/" in letter.body for letter in mailoutbox)  # type: ignore[attr-defined]
    out.withdrawn(page, NOON + 2 * DAY)
    mailoutbox.clear()
    tell_of_a_method(payload)
    assert mailoutbox == []
