"""A member says what it knows, what it wants and how much it can carry."""

from decimal import Decimal

import pytest

from aktsom.categories.models import CatalogueVersion
from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.teams.actions.wishing import say_wishes
from aktsom.teams.models import TeamCapacity, TeamWish
from aktsom.teams.queries.wishes import Said, answers, speaks_for, wish_sheet
from tests.cast import NOON, actor, member
from tests.risk.purchases import gloves

TODAY = NOON.date()
ONE = Decimal(1)
KNOWS = Said("medical", competence=3, wish=1)


def say(who: str, whom: str, *said: Said, share: Decimal = ONE, seen: str | None = None) -> bool:
    by = actor(who)
    if seen is None:
        seen = wish_sheet(by, member(whom).public_id, TODAY).mark
    return say_wishes(by=by, at=NOON, member=member(whom), seen=seen, said=said, share=share)


def told() -> list[JournalEntry]:
    return list(JournalEntry.objects.filter(verb="team_wishes_said").order_by("number"))


@pytest.mark.parametrize("who", ["olga", "mons"])
def test_said_by_the_members_own_people(small_list: CatalogueVersion, who: str) -> None:
    assert say(who, "oslo", KNOWS, Said("textile", barred=True), share=Decimal("0.5"))
    assert TeamWish.objects.values_list("group_id", "competence", "wish", "barred").order_by("group_id").count() == 2
    assert TeamCapacity.objects.get().share == Decimal("0.5")
    (entry,) = told()
    assert entry.member_id == member("oslo").pk
    assert entry.changes == {
        "medical": [[0, 0, False], [3, 1, False]],
        "textile": [[0, 0, False], [0, 0, True]],
        "share": [None, "0.50"],
    }


def test_said_again_the_same_leaves_no_trace(small_list: CatalogueVersion) -> None:
    assert say("mons", "oslo", KNOWS)
    assert not say("mons", "oslo", KNOWS, seen="an old page")
    assert len(told()) == 1


def test_what_is_not_named_stays_and_what_says_nothing_goes(small_list: CatalogueVersion) -> None:
    say("mons", "oslo", KNOWS, Said("textile", competence=1))
    say("mons", "oslo", Said("textile"))
    assert [wish.group_id for wish in TeamWish.objects.all()] == ["medical"]


def test_an_old_page_overwrites_nothing(small_list: CatalogueVersion) -> None:
    old = wish_sheet(actor("mons"), member("oslo").public_id, TODAY).mark
    say("olga", "oslo", KNOWS)
    with pytest.raises(Stale):
        say("mons", "oslo", Said("medical", competence=1), seen=old)
    assert TeamWish.objects.get().competence == 3


@pytest.mark.parametrize("who", ["rita", "revi"])
def test_reader_and_auditor_do_not_speak_for_the_member(small_list: CatalogueVersion, who: str) -> None:
    mark = wish_sheet(actor("mons"), member("oslo").public_id, TODAY).mark
    with pytest.raises(NotVisible if who == "revi" else Refused):
        say(who, "oslo", KNOWS, seen=mark)
    assert not TeamWish.objects.exists()


@pytest.mark.parametrize("who", ["berit", "sekka", "nora"])
def test_others_sheet_is_as_if_it_were_not_there(small_list: CatalogueVersion, who: str) -> None:
    public_id = member("oslo").public_id
    with pytest.raises(NotVisible):
        say(who, "oslo", KNOWS, seen="x")
    with pytest.raises(NotVisible):
        wish_sheet(actor(who), public_id, TODAY)


def test_cooperation_is_spoken_for_as_one(small_list: CatalogueVersion) -> None:
    assert [one.slug for one in speaks_for(actor("uma"))] == ["bott"]
    assert say("uma", "bott", KNOWS)
    with pytest.raises(NotVisible):
        wish_sheet(actor("uma"), member("uio").public_id, TODAY)


@pytest.mark.parametrize(
    ("said", "share"),
    [
        (Said("medical", competence=4), ONE),
        (Said("medical", wish=2), ONE),
        (Said("boats", competence=1), ONE),
        (Said("medical", wish=1, barred=True), ONE),
        (Said("medical"), Decimal(11)),
        (Said("medical"), Decimal(-1)),
    ],
)
def test_answers_that_are_none_are_not_taken(small_list: CatalogueVersion, said: Said, share: Decimal) -> None:
    with pytest.raises(DomainError):
        say("mons", "oslo", said, share=share)
    assert not TeamCapacity.objects.exists()


def test_sheet_counts_own_contracts_and_for_a_cooperation_its_members(small_list: CatalogueVersion) -> None:
    gloves()
    gloves("uio")
    gloves("uio", reference="2")
    counts = {
        name: [row.contracts for row in wish_sheet(actor(who), member(name).public_id, TODAY).rows]
        for who, name in (("mons", "oslo"), ("uma", "bott"))
    }
    assert counts == {"oslo": [0, 1], "bott": [0, 2]}


def test_answers_of_all_and_who_is_missing(small_list: CatalogueVersion) -> None:
    say("mons", "oslo", KNOWS, Said("textile", wish=-1), share=Decimal(2))
    rows = {row.member.slug: row for row in answers(actor("sekka"), TODAY)}
    assert len(rows) == 8
    assert {slug for slug, row in rows.items() if row.answered} == {"oslo-kommune"}
    oslo = rows["oslo-kommune"]
    assert (oslo.knows, oslo.wants, oslo.would_rather_not, oslo.barred, oslo.share) == (1, 1, 1, 0, Decimal(2))
    assert not {"uio", "etisk-handel-norge"} & set(rows)
    with pytest.raises(NotVisible):
        answers(actor("nora"), TODAY)
