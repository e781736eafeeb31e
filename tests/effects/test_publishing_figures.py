"""The secretariat lets figures out: once for each page it looked at, and with nothing in them that leads to anybody."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from aktsom.core.errors import Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.effects.actions.publishing_figures import publish_figures
from aktsom.effects.actions.reckoning import reckon_all
from aktsom.effects.models import PublicFigures, ReckonedLedger
from aktsom.effects.queries.public_figures import chosen, editions, editions_of, figures_of, ready_figures
from aktsom.effects.tables import Cut, indicators
from aktsom.sharing.wall import behind
from aktsom.teams.models import CategoryTeam
from aktsom.teams.problems import Wrong
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, member
from tests.effects.laid import lay_world
from tests.risk.purchases import bought

MANY = {"oslo": 6, "bergen": 5, "stavanger": 6, "uio": 4}


@beginning(after=commons.small_list)
def reckoned() -> None:
    """Four members with 4 to 6 contracts with high risk each; nothing has been followed up."""
    for owner, count in MANY.items():
        for _ in range(count):
            bought(owner)
    reckon_all(NOON)


def let_out(number: int = 1, reason: str = "") -> PublicFigures:
    return publish_figures(by=actor("sekka"), at=NOON, year=2026, number=number, reason=reason)


def test_everybody_reads_intervals_and_no_member_is_named(reckoned: None) -> None:
    made = let_out()
    with behind(None):
        assert editions(None) == [made]
    told = {figure.id: figure for figure in figures_of(made)}
    [part] = told["followed_up"].parts
    assert (part.of.low, part.of.high) == (15, 25)  # 21 by the step of 10, since the largest part is 6
    assert part.counted.low == 0
    whole = json.dumps(made.content)
    for name in (*MANY, "Nordhav", "21", "kommune"):
        assert name not in whole


def test_the_journal_says_who_and_which_edition(reckoned: None) -> None:
    let_out()
    entry = JournalEntry.objects.get(verb="figures_published")
    assert (entry.subject, entry.changes) == ("2026", {"year": 2026, "edition": 1})
    assert entry.person_id == actor("sekka").person_id


def test_the_secretariat_alone(reckoned: None) -> None:
    for name in ("olga", "bjarne", "nora", "ada"):
        with pytest.raises(Refused):
            publish_figures(by=actor(name), at=NOON, year=2026, number=1)
    assert not PublicFigures.objects.exists()


def test_pressed_twice_or_on_an_old_page_lets_out_once(reckoned: None) -> None:
    let_out()
    with pytest.raises(Stale), transaction.atomic():
        let_out()
    assert PublicFigures.objects.count() == 1


def test_a_later_edition_says_why_and_the_first_stays(reckoned: None) -> None:
    first = let_out()
    with pytest.raises(Wrong), transaction.atomic():
        let_out(2)
    second = let_out(2, reason="Et register var lest to ganger.")
    assert editions_of(None, 2026) == [second, first]
    assert editions(None) == [second]


def test_not_before_they_are_reckoned(small_list: object) -> None:
    for year in (2025, 2026, 2027):
        with pytest.raises(Refused):
            publish_figures(by=actor("sekka"), at=NOON, year=year, number=1)


def test_where_two_members_share_a_register_nothing_is_told(terms: object) -> None:
    lay_world()
    reckon_all(NOON)
    ready = ready_figures(2026, NOON)
    assert all(not figure.parts for figure in ready.figures)
    assert {figure.withheld for figure in ready.figures} <= {"too_few", "telling", ""}


@pytest.mark.parametrize(("of_all", "of_others"), [("telling", ""), ("", "telling")])
def test_corrections_rest_on_the_ledger_of_all_together_alone(of_all: str, of_others: str, reckoned: None) -> None:
    """What a member's or a team's own ledger says, decides nothing, whichever of them was written down last."""
    ReckonedLedger.objects.filter(kind="deviations").delete()
    team = CategoryTeam.objects.create(
        group_id="medical", starts_on=NOON.date(), last_activity_at=NOON, lead_active_at=NOON, created_at=NOON
    )
    whose: tuple[tuple[str, dict[str, Any]], ...]
    whose = ((of_others, {"member": member("oslo")}), (of_all, {}), (of_others, {"team": team}))
    for withheld, named in whose:
        ReckonedLedger.objects.create(
            kind="deviations", year=2026, opening=0, added=0, reopened=0, closed=0, dropped=0, closing=0,
            withheld=withheld, reckoned_at=NOON, **named,
        )  # fmt: skip
    told = {figure.id: figure for figure in ready_figures(2026, NOON).figures}
    resting = [one.id for one in chosen() if one.rests_on]
    assert resting
    assert {told[id_].withheld for id_ in resting} == {of_all}


def test_of_corrections_nothing_while_their_ledger_is_not_reckoned(reckoned: None) -> None:
    ReckonedLedger.objects.filter(kind="deviations", member__isnull=True).delete()
    told = {figure.id: figure for figure in ready_figures(2026, NOON).figures}
    assert all(told[one.id].withheld for one in chosen() if one.rests_on)


def test_what_is_published_later_does_not_change_what_was(reckoned: None) -> None:
    made = let_out()
    before = made.content
    bought("oslo")
    reckon_all(NOON + timedelta(hours=1))
    made.refresh_from_db()
    assert made.content == before


def test_each_figure_that_is_chosen_is_reckoned_of_all_and_of_each() -> None:
    for one in chosen():
        assert Cut.NETWORK in indicators()[one.id].cuts
        assert Cut.MEMBER in indicators()[one.id].cuts or one.id == "hours_saved"
