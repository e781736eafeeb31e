"""What somebody other than the supplier has seen of a delivery: written down, shown, and taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from aktsom.core.errors import NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.sharing.audiences import member_key
from aktsom.sharing.wall import behind
from aktsom.supply_chain.actions.links import Seen, WrongCheck, take_back_check, verify_link
from aktsom.supply_chain.models import ChainLink, LinkCheck
from aktsom.supply_chain.queries.checks import link_view
from aktsom.supply_chain.states import Confidence
from tests.cast import NOON, actor, member, supplier
from tests.factories.chains import FACTORY, sent
from tests.factories.contracts import contract
from tests.factories.links import link, site

pytestmark = pytest.mark.django_db
DAY = NOON.date()
PAPER = Seen(Confidence.DOCUMENTED, DAY, document="Fraktbrev 7", note="Sett av oss")
VISIT = Seen(Confidence.VERIFIED, DAY, "Revisor på besøk", "Rapport 12")


@pytest.fixture
def told() -> ChainLink:
    return link(site("Alfa"), supplier(), keys={member_key(member("oslo").pk)}, said_by=supplier())


def write(told: ChainLink, seen: Seen = PAPER, who: str = "olga", whose: str = "oslo") -> LinkCheck:
    by = actor(who)
    with behind(by):
        return verify_link(by=by, at=NOON, member=member(whose).public_id, link=told.public_id, seen=seen)


def take_back(check: LinkCheck, who: str = "olga", reason: str = "Feil fabrikk") -> LinkCheck:
    by = actor(who)
    with behind(by):
        return take_back_check(by=by, at=NOON, check=check.public_id, reason=reason)


def test_a_paper_makes_it_documented_and_says_who_when_and_on_what(told: ChainLink) -> None:
    check = write(told)
    laid = check.link
    assert (laid.confidence, laid.source, laid.source_words) == ("documented", "document", "Fraktbrev 7")
    assert laid.seen_by == told.seen_by
    [row] = link_view(actor("olga"), told.public_id).checks
    assert (row.person, row.member, row.on, row.note) == ("Olga", "Oslo kommune", DAY, "Sett av oss")
    # What was laid leads to what was checked.
    assert link_view(actor("olga"), laid.public_id).link.public_id == told.public_id
    entry = JournalEntry.objects.get(verb="link_documented")
    assert (entry.member_id, entry.changes["check"]) == (member("oslo").pk, check.public_id)
    assert "Sett av oss" not in str(entry.changes)


def test_pressed_twice_is_said_once_and_taken_back_once(told: ChainLink) -> None:
    check = write(told)
    with pytest.raises(Refused, match="allerede skrevet opp"):
        write(told)
    assert write(told, replace(VISIT, on=DAY - timedelta(days=3))).link.confidence == "verified"
    take_back(check)
    assert ChainLink.objects.get(pk=check.link_id).ended_at == NOON
    with pytest.raises(Refused, match="allerede"):
        take_back(check)
    [newer, older] = link_view(actor("olga"), told.public_id).checks
    assert (newer.undone_at, older.undone_why, older.undone_person) == (None, "Feil fabrikk", "Olga")
    assert write(told).undone_at is None


@pytest.mark.parametrize(
    ("field", "seen"),
    [
        ("confidence", replace(PAPER, confidence=Confidence.DECLARED)),
        ("document", replace(PAPER, document=" ")),
        ("confirmed_by", replace(VISIT, confirmed_by="")),
        ("confirmed_by", replace(VISIT, confirmed_by="NORDHAV MEDISINSK AS")),
        ("on", replace(PAPER, on=DAY + timedelta(days=1))),
        ("note", replace(PAPER, note="x" * 1_001)),
        ("document", replace(PAPER, document="x" * 1_000_000)),
    ],
)
def test_what_it_rests_on_must_be_said(told: ChainLink, field: str, seen: Seen) -> None:
    with pytest.raises(WrongCheck) as wrong:
        write(told, seen)
    assert wrong.value.field == field
    assert LinkCheck.objects.count() == 0


def test_others_may_not_and_who_does_not_see_it_is_not_told(told: ChainLink) -> None:
    check = write(told)
    with pytest.raises(NotVisible):
        write(told, who="stina", whose="stavanger")
    for who in ("rita", "sekka"):
        with pytest.raises(Refused):
            write(told, who=who)
    with pytest.raises(Refused):
        take_back(check, who="rita")
    for who in ("stina", "sekka"):
        with pytest.raises(NotVisible):
            take_back(check, who=who)
        with pytest.raises(NotVisible):
            link_view(actor(who), told.public_id)
    assert link_view(actor("rita"), told.public_id).members == []
    with pytest.raises(WrongCheck):
        take_back(check, reason=" ")


@pytest.mark.usefixtures("small_list")
def test_it_stands_when_the_supplier_tells_anew_and_the_older_telling_is_stale() -> None:
    contract()
    sent(FACTORY)
    older = ChainLink.objects.get(stage="final")
    check = write(older)
    sent(FACTORY, at=NOON + timedelta(days=30))
    with pytest.raises(Stale):
        write(older, VISIT)
    newer = ChainLink.objects.get(stage="final", confidence="declared", ended_at=None)
    assert [row.public_id for row in link_view(actor("olga"), newer.public_id).checks] == [check.public_id]
    assert ChainLink.objects.get(pk=check.link_id).ended_at is None
