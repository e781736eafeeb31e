"""What a closed team wrote is still read by those it was written by and by those the case came to, through both walls;
and nobody writes in it."""

import pytest
from django.db import connection

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Refused
from aktsom.core.models import JournalEntry
from aktsom.sharing.audiences import Audience
from aktsom.sharing.wall import behind
from aktsom.teams.actions.memo_sharing import release_passages
from aktsom.teams.actions.memos import add_passage, change_memo
from aktsom.teams.actions.seen_by import check_all
from aktsom.teams.actions.standing import close_team
from aktsom.teams.models import CategoryTeam, Memo, MemoPassage, TeamParty
from aktsom.teams.queries.memos import memo_view, memos
from tests.cast import NOON, actor, member
from tests.factories import teams
from tests.factories.memos import REASON, first_passage, memo, seated, team, words

pytestmark = pytest.mark.django_db
CAST = ("olga", "mons", "bjarne", "berit", "stina", "sekka", "uma", "nora", "revi")


def closed(**said: object) -> CategoryTeam:
    """Olga led it and Bjarne sat in it; each has written a passage for the team and one that may expose a worker."""
    of = team()
    CategoryTeam.objects.update(**said)
    made = memo()
    for name, audience in (
        ("olga", Audience.WORKER_PROTECTED),
        ("bjarne", Audience.CASE_TEAM),
        ("bjarne", Audience.WORKER_PROTECTED),
    ):
        said_there = words(f"{name} {audience}", audience=audience)
        add_passage(by=actor(name), at=NOON, memo_id=made.public_id, words=said_there)
    of.refresh_from_db()
    return close_team(by=actor("sekka"), at=NOON, public_id=of.public_id, revision=of.revision)


def seen(who: Actor) -> int:
    """How many passages, by the queries and, where there is one, by the database's wall alone."""
    found = MemoPassage.objects.visible_to(who).count()
    assert len(memos(who)[0]) == (1 if found else 0)
    if connection.vendor == "postgresql":
        with behind(who):
            assert (MemoPassage.objects.count(), Memo.objects.count()) == (found, 1 if found else 0)
    return found


def readers() -> dict[str, int]:
    return {name: count for name in CAST if (count := seen(actor(name)))}


def test_who_sat_there_reads_on_as_before() -> None:
    closed()
    assert readers() == {"olga": 4, "bjarne": 3}  # the lead all, the member not what another wrote of a worker
    view = memo_view(actor("bjarne"), Memo.objects.get().public_id)
    assert (view.inside, view.reads_case, view.works, view.leads) == (True, True, False, False)


def test_who_left_before_reads_nothing() -> None:
    of = team()
    seated(of, "stina")
    teams.leave(of, "stina")
    closed()
    assert readers() == {"olga": 4, "bjarne": 3}


def test_the_fallback_owner_reads_what_the_team_read_until_there_is_a_next_team() -> None:
    of = closed(fallback=member("stavanger"))
    assert readers() == {"olga": 4, "bjarne": 3, "stina": 2}
    teams.team(group=of.group_id, lead="berit", deputy=None, members=())
    assert readers() == {"olga": 4, "bjarne": 3, "berit": 2}


def test_a_case_that_went_on_bilaterally_is_read_by_its_parties_alone() -> None:
    of = closed(fallback=member("stavanger"))
    TeamParty.objects.create(team=of, member=member("oslo"))
    teams.team(group=of.group_id, lead="berit", deputy=None, members=())
    assert readers() == {"olga": 4}


def test_nobody_writes_in_it_or_lets_anything_out() -> None:
    of = closed()
    teams.team(group=of.group_id, lead="berit", deputy=None, members=())
    made = Memo.objects.get()
    told = JournalEntry.objects.filter(changes__has_key="memo")
    before = told.count()
    for name in ("olga", "bjarne", "berit"):
        who = actor(name)
        with pytest.raises(Refused):
            add_passage(by=who, at=NOON, memo_id=made.public_id, words=words("Etterpå."))
        with pytest.raises(Refused):
            change_memo(by=who, at=NOON, memo_id=made.public_id, revision=made.revision, title="Etterpå")
        out = {"passage_ids": [first_passage(made).public_id], "to": Audience.MEMBERS, "reason": REASON}
        with pytest.raises(Refused):
            release_passages(by=who, at=NOON, memo_id=made.public_id, revision=made.revision, **out)
    with pytest.raises(NotVisible):
        memo_view(actor("stina"), made.public_id)
    assert told.count() == before
    assert check_all().differing == []
