"""Each indicator on a small world whose figures are counted by hand, what is unknown apart from what is not."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from aktsom.core.errors import NotVisible
from aktsom.core.public_ids import new_public_id
from aktsom.effects.actions.reckoning import reckon_all, reckon_member
from aktsom.effects.indicators import READS, Span
from aktsom.effects.models import ReckonedFigure, ReckonedLedger
from aktsom.effects.queries.figures import Figure, figure, figures
from aktsom.effects.queries.ledger import ledger, ledger_entries
from aktsom.effects.queries.opened import Side, every_row, opened
from aktsom.effects.queries.scopes import NETWORK, Scope, of_category, of_member, of_team
from aktsom.effects.rules.folding import fold
from aktsom.effects.rules.ledger import Column, Line
from aktsom.effects.tables import Cut, Kind, indicators
from aktsom.findings.models import Finding
from aktsom.follow_up.models import CoveredContract
from aktsom.risk.models import ContractRisk
from aktsom.sharing.rules import Withheld
from aktsom.sharing.wall import behind
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, member
from tests.effects.laid import Laid, lay_world
from tests.effects.stored import stored_years_meet
from tests.risk.purchases import bought

YEAR = 2026
# By indicator: {part: (counted, of, unknown)}, and what is unknown of all parts.
OSLO: dict[str, dict[str, tuple[int, int, int]]] = {
    "followed_up": {"": (2, 3, 0)},
    "with_clause": {"": (2, 3, 0)},
    "with_self_report": {"": (1, 3, 0)},
    "with_conclusion": {"": (1, 2, 1)},
    "open_red": {"": (1, 1, 2)},
    "answers_in_time": {"": (1, 1, 1)},
    "chain_told": {"raw": (0, 1, 2), "component": (0, 1, 2), "final": (1, 1, 2)},
    "terms": {"T4": (2, 2, 0)},
    "own_deviations": {"": (1, 2, 1)},
    "days_to_plan": {"": (10, 1, 1)},
    "days_to_closure": {"": (31, 1, 1)},
    "closure_rate": {"": (1, 2, 0)},
    "idle": {"": (1, 1, 0)},
    "remedied_people": {"": (2, 12, 5)},
    "remedied_sums": {"NOK": (400, 1000, 0), "USD": (100, 100, 0)},
    "reliance": {"fully": (1, 1, 0)},
    "funnel": {
        "bought_from": (2, 2, 0), "followed_up": (1, 2, 0), "answered": (1, 2, 0), "documents": (0, 2, 0),
        "met": (0, 2, 0), "audited": (0, 2, 0),
    },
}  # fmt: skip
BERGEN: dict[str, dict[str, tuple[int, int, int]]] = {
    "followed_up": {"": (1, 1, 1)},
    "with_clause": {"": (2, 2, 0)},
    "with_self_report": {"": (1, 1, 1)},
    "with_conclusion": {"": (0, 1, 1)},
    "open_red": {"": (0, 1, 1)},
    "answers_in_time": {"": (0, 1, 0)},
    "chain_told": {"raw": (0, 0, 2), "component": (0, 0, 2), "final": (0, 0, 2)},
    "terms": {"T3": (1, 2, 0), "T4": (1, 2, 0)},
    "own_deviations": {"": (0, 2, 0)},
    "reliance": {"partly": (1, 1, 0)},
}
UNKNOWN = {("oslo", "terms"): 1, ("oslo", "reliance"): 1, ("oslo", "remedied_sums"): 5}


@beginning(after=commons.terms)
def world() -> Laid:
    return lay_world()


def counted(one: Figure | None) -> dict[str, tuple[Any, Any, Any]]:
    assert one is not None
    return {part.part: (part.counted, part.of, part.unknown) for part in one.parts}


def own(name: str) -> Scope:
    return of_member(member(name).public_id)


@pytest.mark.parametrize("indicator", OSLO)
def test_a_members_own_are_as_counted_by_hand(indicator: str, world: Laid) -> None:
    for name, who, said in (("oslo", "olga", OSLO), ("bergen", "berit", BERGEN)):
        if indicator not in said:
            continue
        with behind(actor(who)):
            one = figure(actor(who), own(name), YEAR, NOON, indicator)
        assert counted(one) == said[indicator]
        assert one is not None
        assert one.unknown == UNKNOWN.get((name, indicator), 0)


def test_every_indicator_is_counted_by_hand_or_of_all_together() -> None:
    assert set(READS) == set(indicators())
    of_members = {one.id for one in indicators().values() if one.live}
    assert of_members == set(OSLO)


def test_what_is_written_down_is_what_is_reckoned_as_it_is_asked_for(world: Laid) -> None:
    reckon_all(NOON)
    for name, who in (("oslo", "olga"), ("bergen", "berit")):
        live = {one.indicator.id: counted(one) for one in figures(actor(who), own(name), YEAR, NOON)}
        rows = ReckonedFigure.objects.filter(member=member(name), group_id="").order_by("id")
        for one in indicators().values():
            stored = {row.part: row for row in rows if row.indicator == one.id}
            if one.kind not in (Kind.SHARE, Kind.DAYS) or not one.live:
                continue
            assert {part: (row.counted, row.of, row.unknown) for part, row in stored.items()} == live[one.id], one.id


def test_rows_open_to_as_many_as_the_figure_says(world: Laid) -> None:
    for name, who in (("oslo", "olga"), ("bergen", "berit")):
        for one in figures(actor(who), own(name), YEAR, NOON):
            if not one.indicator.live or one.indicator.kind is Kind.DAYS:
                continue
            asked: dict[str, Any] = {"indicator": one.indicator.id}
            for part in one.parts:
                rows = {
                    side: opened(actor(who), own(name), YEAR, NOON, side=side, part=part.part, **asked) for side in Side
                }
                assert all(len(found.rows) == found.total for found in rows.values())
                for side, found in rows.items():
                    whole = every_row(actor(who), own(name), YEAR, NOON, side=side, part=part.part, **asked)
                    assert list(whole) == found.rows
                sums = {side: sum(Decimal(weight) for _row, weight in found.rows) for side, found in rows.items()}
                assert sums[Side.COUNTED] == part.counted, one.indicator.id
                if one.indicator.kind in (Kind.SHARE, Kind.MONEY) and part.part:
                    assert sums[Side.NOT] == part.of - part.counted, one.indicator.id
                if len(one.parts) == 1 and one.indicator.kind is Kind.SHARE:
                    assert sums[Side.UNKNOWN] == part.unknown, one.indicator.id


def test_no_more_rows_are_counted_than_are_told(world: Laid, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {"indicator": "with_clause", "side": Side.COUNTED}
    monkeypatch.setattr("aktsom.effects.queries.opened.COUNTED", 1)
    monkeypatch.setattr("aktsom.effects.queries.opened.PAGE", 1)
    reckon_all(NOON)
    pages = [opened(actor("stina"), NETWORK, YEAR, NOON, skip=skip, **asked) for skip in range(4)]
    assert [(len(page.rows), page.total, page.more, page.next) for page in pages] == [
        (1, 1, True, 1), (1, 2, True, 2), (1, 3, True, 3), (1, 4, False, None),
    ]  # fmt: skip
    assert len({page.rows[0][0].public_id for page in pages}) == 4


def test_each_row_says_what_it_is_and_where_it_is_opened(world: Laid) -> None:
    found = opened(actor("olga"), own("oslo"), YEAR, NOON, indicator="with_clause", side=Side.NOT)
    [(row, weight)] = found.rows
    assert (row.room, row.public_id, row.title) == ("contract", world.contracts["three"].public_id, "Engangshansker")
    assert weight == 1
    assert not found.own_only


def test_of_all_together_facts_are_exact_and_what_is_each_ones_own_is_withheld(world: Laid) -> None:
    reckon_all(NOON)
    found = {one.indicator.id: one for one in figures(actor("sekka"), NETWORK, YEAR, NOON)}
    assert counted(found["followed_up"]) == {"": (3, 4, 1)}
    assert counted(found["with_clause"]) == {"": (4, 5, 0)}
    assert counted(found["terms"]) == {"T3": (1, 4, 0), "T4": (3, 4, 0)}
    assert counted(found["without_lead"]) == {"": (0, 1, 0)}
    assert counted(found["funnel"])["bought_from"] == (2, 2, 0)  # Nordhav is one company, whoever buys from it
    for id_ in ("own_deviations", "closure_rate", "remedied_sums", "reliance", "days_to_plan"):
        assert found[id_].withheld is Withheld.TOO_FEW, id_
        assert found[id_].parts == ()
    assert found["same_step"].parts == ()


def test_a_category_holds_what_is_bought_there(world: Laid) -> None:
    bought("oslo", "Arbeidstøy")
    reckon_all(NOON)
    assert counted(figure(actor("stina"), of_category("medical"), YEAR, NOON, "with_clause")) == {"": (4, 5, 0)}
    assert counted(figure(actor("stina"), of_category("textile"), YEAR, NOON, "with_clause")) == {"": (0, 1, 0)}
    assert counted(figure(actor("olga"), own("oslo"), YEAR, NOON, "with_clause")) == {"": (2, 4, 0)}
    in_group = of_member(member("oslo").public_id, "textile")
    assert counted(figure(actor("olga"), in_group, YEAR, NOON, "with_clause")) == {"": (0, 1, 0)}


def test_a_team_has_what_it_follows_up(world: Laid) -> None:
    team = world.follow_up.team
    assert team is not None
    with behind(actor("olga")):
        found = {one.indicator.id: one for one in figures(actor("olga"), of_team(team.public_id), YEAR, NOON)}
    assert counted(found["with_clause"]) == {"": (2, 3, 0)}
    assert counted(found["closure_rate"]) == {"": (1, 2, 0)}
    assert "own_deviations" not in found
    assert "followed_up" not in found  # it would be all, by what the words mean


def test_a_teams_funnel_begins_with_all_its_category_and_never_widens(world: Laid) -> None:
    team = world.follow_up.team
    assert team is not None
    bought("stavanger", supplier_name="Tredje Varer AS", supplier_number="")
    bought("oslo", "Arbeidstøy", supplier_name="Fjerde Varer AS", supplier_number="")  # in another category
    stages = counted(figure(actor("olga"), of_team(team.public_id), YEAR, NOON, "funnel"))
    assert {stage: number for stage, (number, _of, _unknown) in stages.items()} == {
        "bought_from": 3, "followed_up": 1, "answered": 1, "documents": 0, "met": 0, "audited": 0,
    }  # fmt: skip
    reckon_all(NOON)
    assert counted(figure(actor("olga"), of_team(team.public_id), YEAR, NOON, "funnel")) == stages


def test_a_stage_never_holds_a_supplier_that_the_first_does_not(world: Laid) -> None:
    """What is followed up by contracts that are over is bought from no more."""
    ContractRisk.objects.exclude(contract=world.contracts["two"]).update(verdict="low_risk")
    for scope in (own("oslo"), of_team(world.follow_up.team.public_id if world.follow_up.team else "")):
        stages = counted(figure(actor("olga"), scope, YEAR, NOON, "funnel"))
        assert [number for number, _of, _unknown in stages.values()] == [1, 0, 0, 0, 0, 0]


def test_what_each_owner_decided_to_build_on_is_not_told_to_the_team(world: Laid) -> None:
    """What one owner chose is its own: others know that it has decided, and no more."""
    reckon_all(NOON)
    team = world.follow_up.team
    assert team is not None
    scope = of_team(team.public_id)
    with behind(actor("olga")):
        assert "reliance" not in {one.indicator.id for one in figures(actor("olga"), scope, YEAR, NOON)}
        for side in Side:
            with pytest.raises(NotVisible):
                opened(actor("olga"), scope, YEAR, NOON, indicator="reliance", side=side)
    assert not ReckonedFigure.objects.filter(indicator="reliance", team__isnull=False).exists()


def test_nobody_has_anothers(world: Laid) -> None:
    team = world.follow_up.team
    assert team is not None
    wrong = (
        ("berit", own("oslo")),
        ("ada", own("oslo")),  # runs its people, and reads no register
        ("sekka", own("oslo")),
        ("nora", NETWORK),
        ("revi", NETWORK),
        ("stina", of_team(team.public_id)),
        ("olga", of_category("nothing")),
        ("olga", of_team("tea-none")),
    )
    for who, scope in wrong:
        for read in (figures, ledger):
            with pytest.raises(NotVisible):
                read(actor(who), scope, YEAR, NOON)


def test_rows_behind_a_total_are_ones_own_where_they_are_no_fact_of_the_network(world: Laid) -> None:
    reckon_all(NOON)
    everybodys = opened(actor("stina"), NETWORK, YEAR, NOON, indicator="with_clause", side=Side.COUNTED)
    assert (everybodys.total, everybodys.own_only) == (4, False)
    for who, expected in (("olga", 1), ("stina", 0), ("sekka", 0)):
        found = opened(actor(who), NETWORK, YEAR, NOON, indicator="own_deviations", side=Side.COUNTED)
        assert (found.total, found.own_only) == (expected, True), who


def test_a_members_own_can_be_reckoned_alone(world: Laid) -> None:
    reckon_all(NOON)
    others = list(ReckonedFigure.objects.exclude(member=member("oslo")).order_by("id").values_list("id", flat=True))
    bought("oslo")
    reckon_member(member("oslo").pk, NOON)
    row = ReckonedFigure.objects.get(member=member("oslo"), indicator="with_clause", group_id="")
    assert (row.counted, row.of) == (2, 4)
    assert (
        list(ReckonedFigure.objects.exclude(member=member("oslo")).order_by("id").values_list("id", flat=True))
        == others
    )


def norway(year: int, month: int, day: int, hour: int = 12) -> datetime:
    return timezone.make_aware(datetime(year, month, day, hour))


def close(world: Laid, at: datetime) -> None:
    Finding.objects.filter(pk=world.open_.pk).update(
        state="closed", closed_at=at, closed_on=timezone.localdate(at), closed_reason="Rettet"
    )


def test_what_came_on_the_last_day_of_a_quarter_is_in_it(world: Laid) -> None:
    """Reckoned whole on the first day after, and left as it is then."""
    reckon_all(norway(2026, 12, 31))
    close(world, norway(2026, 12, 31, 23))
    reckon_all(norway(2027, 1, 1, 1))
    rows = ReckonedFigure.objects.filter(indicator="closure_rate", member=member("oslo"), group_id="")
    [over] = rows.filter(quarter=date(2026, 10, 1))
    assert (over.counted, over.of) == (2, 2)
    assert not rows.filter(quarter=date(2027, 1, 1)).exists()
    team = ReckonedFigure.objects.filter(indicator="closure_rate", team=world.follow_up.team)
    assert team.get(quarter=date(2026, 10, 1)).counted == 2
    for at in (norway(2027, 1, 1, 2), norway(2027, 1, 2)):
        reckon_all(at)
        over.refresh_from_db()  # the very row
    assert over.reckoned_at == norway(2027, 1, 1, 1)


def test_a_quarter_is_made_whole_later_where_the_first_day_was_missed(world: Laid) -> None:
    Finding.objects.filter(pk=world.open_.pk).update(stood_at=norway(2026, 9, 1))
    Finding.objects.filter(pk=world.closed.pk).update(closed_at=norway(2026, 10, 1, 0))
    reckon_all(norway(2026, 9, 29))
    close(world, norway(2026, 9, 30))
    reckon_all(norway(2026, 10, 3))
    rows = ReckonedFigure.objects.filter(indicator="days_to_closure", member=member("oslo"), group_id="")
    assert [rows.get(quarter=date(2026, month, 1)).of for month in (7, 10)] == [1, 2]


def test_a_quarter_that_nobody_reckoned_is_not_made_up(world: Laid) -> None:
    reckon_all(NOON)
    assert set(ReckonedFigure.objects.values_list("quarter", flat=True)) == {date(2026, 10, 1)}
    assert set(ReckonedLedger.objects.values_list("year", flat=True)) == {2026}


def test_a_stored_year_ends_as_the_next_begins(world: Laid) -> None:
    """Also after something came on its last day, and where a contract leaves a follow-up in the year after."""
    reckon_all(norway(2026, 12, 31))
    late = Finding.objects.get(pk=world.open_.pk)
    late.pk, late.public_id, late.stood_at = None, new_public_id("fin"), norway(2026, 12, 31, 23)
    late.save(force_insert=True)
    reckon_all(norway(2027, 1, 1, 1))
    oslos = ReckonedLedger.objects.filter(kind="deviations", member=member("oslo"), group_id="")
    assert list(oslos.order_by("year").values_list("opening", "closing")) == [(0, 2), (2, 2)]
    assert stored_years_meet()
    CoveredContract.objects.filter(contract=world.contracts["four"]).update(left_at=norway(2027, 1, 5))
    for again in (
        lambda: reckon_member(member("bergen").pk, norway(2027, 1, 6)),
        lambda: reckon_all(norway(2028, 2, 1)),
    ):
        again()
        assert stored_years_meet()


def test_reckoning_twice_writes_once(world: Laid) -> None:
    assert reckon_all(NOON) == reckon_all(NOON)
    rows = ReckonedFigure.objects.values_list("indicator", "quarter", "member", "team", "group_id", "part")
    assert len(rows) == len(set(rows))


def test_the_ledger_of_a_member(world: Laid) -> None:
    lines = {one.kind: one.line for one in ledger(actor("olga"), own("oslo"), YEAR, NOON)}
    assert lines["deviations"] == Line(added=2, closed=1, closing=1)
    assert lines["follow_ups"] == Line(added=1, closed=1)
    assert "signals" not in lines
    after = {one.kind: one.line for one in ledger(actor("olga"), own("oslo"), YEAR + 1, NOON.replace(year=2027))}
    assert after["deviations"] == Line(opening=1, closing=1)
    for kind, line in lines.items():
        for column in Column:
            rows = ledger_entries(actor("olga"), own("oslo"), YEAR, NOON, kind=kind, column=column)
            assert len(rows) == getattr(line, column.value), (kind, column)


def test_the_ledger_of_all_leaves_nobody(world: Laid) -> None:
    reckon_all(NOON)
    kept = {one.kind: one for one in ledger(actor("stina"), NETWORK, YEAR, NOON)}
    assert kept["follow_ups"].line == Line(added=1, closed=1)
    assert kept["deviations"].withheld is Withheld.TOO_FEW
    assert kept["deviations"].line == Line()
    assert "signals" not in kept
    assert "signals" in {one.kind for one in ledger(actor("sekka"), NETWORK, YEAR, NOON)}
    assert all(row.opening + row.added - row.closed == row.closing for row in ReckonedLedger.objects.all())


def test_what_members_have_adds_up_to_what_all_have_where_nobody_shares_it(world: Laid) -> None:
    for id_ in ("followed_up", "with_clause", "own_deviations", "reliance", "answers_in_time", "chain_told"):
        cells = fold(READS[id_](Span(YEAR, NOON.date())).read())
        for cell, tally in cells.items():
            if cell.member_id is None:
                parts = [t for c, t in cells.items() if c.member_id is not None and c[1:] == cell[1:]]
                assert sum(part.of for part in parts) == tally.of, (id_, cell)
                assert sum(part.counted for part in parts) == tally.counted, (id_, cell)


def test_as_many_questions_for_three_contracts_as_for_one(world: Laid) -> None:
    def asked() -> int:
        who, scope = actor("olga"), own("oslo")
        with CaptureQueriesContext(connection) as queries:
            figures(who, scope, YEAR, NOON)
            ledger(who, scope, YEAR, NOON)
            opened(who, scope, YEAR, NOON, indicator="with_clause", side=Side.NOT)
        return len(queries)

    before = asked()
    for _ in range(3):
        bought("oslo")
    assert asked() == before


def test_words_are_there_in_three_languages() -> None:
    for one in indicators().values():
        for language in ("nb", "nn", "en"):
            for what in ("name", "definition", "counted", "of", "unknown"):
                assert one.words[f"{what}_{language}"], (one.id, what, language)
                assert "{" not in one.said(what, language)
        assert Cut.NETWORK in one.cuts
        assert one.source
