"""Hours saved as a range with its basis, what was done before, and what money is shown to whom."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.core.papers import Text
from aktsom.effects.actions.baselines import (
    BaselineSaid,
    say_baseline,
    say_hourly_cost,
    strike_baseline,
    strike_hourly_cost,
)
from aktsom.effects.actions.effort import EffortSaid, write_down
from aktsom.effects.actions.reckoning import reckon_all
from aktsom.effects.effort_states import Activity
from aktsom.effects.models import Baseline, EffortEntry
from aktsom.effects.queries.baselines import baselines, before_after, hourly_cost, hourly_costs
from aktsom.effects.queries.effort import EffortScope
from aktsom.effects.queries.figures import figure
from aktsom.effects.queries.opened import Side, opened
from aktsom.effects.queries.savings import member_savings, network_savings, parts_of_all
from aktsom.effects.queries.scopes import NETWORK, of_team
from aktsom.effects.reports import resources
from aktsom.effects.reports.context import Context
from aktsom.effects.reports.figures_said import reckoned
from aktsom.effects.rules.hours import NOTHING, Ground, Saved
from aktsom.follow_up.models import FollowUp, SelfReport
from aktsom.members.actions import give_role
from aktsom.sharing.rules import Withheld
from aktsom.teams.models import CategoryTeam
from aktsom.teams.problems import Wrong
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, member, person
from tests.factories import mandates
from tests.factories.reports import asked, handed_in
from tests.follow_up.methods import followed

DAY = NOON.date()


@beginning(after=commons.small_list)
def answered() -> SelfReport:
    """Oslo has three contracts in it, Bergen and Stavanger one each; Oslo owns the report."""
    made = asked(followed("oslo", "oslo", "oslo", "bergen", "stavanger"))
    handed_in(made)
    return made


def scope(name: str | None = None) -> EffortScope:
    return EffortScope(date(2026, 1, 1), date(2026, 12, 31), member_id=member(name).pk if name else None)


def said(who: str, name: str, hours: int, activity: str = "reading", **more: Any) -> Baseline:
    usual = {"year": 2025, "per_year": 10, "said_by": "Innkjøpssjefen"}
    told = BaselineSaid(activity=activity, hours_each=Decimal(hours), **{**usual, **more})
    return say_baseline(by=actor(who), at=NOON, member_id=member(name).pk, said=told)


def wrote(who: str, report: SelfReport, hours: str, activity: str = "reading") -> EffortEntry:
    told = EffortSaid(activity, DAY, Decimal(hours), report.public_id)
    return write_down(by=actor(who), at=NOON, said=told)


class TestMember:
    def test_without_a_basis_there_is_no_figure_and_what_was_avoided_stands_apart(self, answered: SelfReport) -> None:
        found = member_savings(actor("olga"), scope("oslo"), DAY)

        assert (found.avoided, found.without_basis, found.total, found.money) == (2, 2, None, None)
        [kind] = found.kinds
        assert (kind.contracts, kind.span, kind.saved) == (3, None, None)
        assert [one.public_id for one in kind.activities] == [answered.public_id]

    def test_from_the_baseline(self, answered: SelfReport) -> None:
        said("olga", "oslo", 3)
        said("olga", "oslo", 1, "asking")
        found = member_savings(actor("olga"), scope("oslo"), DAY)

        assert found.total == Saved(Decimal(8), Decimal(8))
        assert found.kinds[0].span is not None
        assert found.kinds[0].span.ground is Ground.BASELINE
        assert found.without_basis == 0

    def test_from_own_entries_with_the_baseline_as_the_other_end(self, answered: SelfReport) -> None:
        said("olga", "oslo", 6)
        wrote("mons", answered, "2")
        wrote("mons", answered, "0.5", "asking")
        [kind] = member_savings(actor("olga"), scope("oslo"), DAY).kinds

        assert kind.span is not None
        assert (kind.span.low, kind.span.high, kind.span.ground) == (Decimal("2.5"), Decimal(6), Ground.BOTH)
        assert kind.saved == Saved(Decimal(5), Decimal(12))
        assert (kind.spent, kind.spent_on) == (Decimal("2.5"), 1)

    def test_who_only_read_saves_all_but_its_own_reading(self, answered: SelfReport) -> None:
        said("berit", "bergen", 4)
        wrote("berit", answered, "1", "relying")
        [kind] = member_savings(actor("berit"), scope("bergen"), DAY).kinds

        assert kind.avoided == 1
        assert kind.saved == Saved(Decimal(3), Decimal(3))

    def test_from_at_least_three_others_where_it_has_none_of_its_own(self, answered: SelfReport) -> None:
        for who, name, hours in (("berit", "bergen", 2), ("stina", "stavanger", 4)):
            said(who, name, hours)
        assert member_savings(actor("olga"), scope("oslo"), DAY).total is None

        said("uma", "uio", 6)
        [kind] = member_savings(actor("olga"), scope("oslo"), DAY).kinds
        assert kind.span is not None
        assert (kind.span.low, kind.span.high, kind.span.ground) == (Decimal(3), Decimal(5), Ground.OTHERS)

    def test_money_where_a_price_is_entered_and_for_its_own_people_alone(self, answered: SelfReport) -> None:
        said("olga", "oslo", 3)
        cost = say_hourly_cost(
            by=actor("olga"), at=NOON, member_id=member("oslo").pk, since=DAY, amount=Decimal(700), currency="NOK",
            said_by="Økonomi",
        )  # fmt: skip
        money = member_savings(actor("mons"), scope("oslo"), DAY).money

        assert money is not None
        assert (money.low, money.high, money.currency, money.said_by) == (4200, 4200, "NOK", "Økonomi")
        assert hourly_cost(actor("berit"), member("oslo").pk, DAY) is None
        assert hourly_cost(actor("olga"), member("oslo").pk, DAY - timedelta(days=1)) is None
        with pytest.raises(NotVisible):
            hourly_costs(actor("berit"), member("oslo").pk)
        strike_hourly_cost(by=actor("olga"), at=NOON, cost_id=cost.public_id)
        assert member_savings(actor("olga"), scope("oslo"), DAY).money is None

    def test_others_may_not_ask(self, answered: SelfReport) -> None:
        for who in ("berit", "sekka", "nora"):
            with pytest.raises(NotVisible):
                member_savings(actor(who), scope("oslo"), DAY)
        with pytest.raises(NotVisible):
            member_savings(actor("olga"), scope(), DAY)


@beginning(after=commons.small_list)
def of_four() -> SelfReport:
    """Oslo has three contracts in it, Bergen, Stavanger and the university one each; Oslo owns the report."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(mandates.OWNERS, "uio", "uma")
        give_role(by=PLATFORM, at=NOON, person=person("uma"), member=member("uio"), role="contract_owner")
        made = asked(followed("oslo", "oslo", "oslo", "bergen", "stavanger", "uio"))
    handed_in(made)
    return made


HOURS = {"olga": ("oslo", 3), "berit": ("bergen", 4), "stina": ("stavanger", 5), "uma": ("uio", 2)}  # 6 + 4 + 5 + 2


class TestNetwork:
    def test_a_range_once_four_have_a_basis_and_the_rest_apart(self, of_four: SelfReport) -> None:
        """Whoever reads it may be one of them: three others are left."""
        for count, (who, (name, hours)) in enumerate(HOURS.items()):
            said(who, name, hours)
            found = network_savings(actor("sekka"), scope(), DAY)
            assert found is not None
            assert (found.avoided, found.without_basis, found.members) == (5, 3 - count, count + 1)
            assert (found.saved is None) == (count < 3)
            assert found.withheld == (Withheld.TOO_FEW if count < 3 else None)

    def test_it_is_rounded_to_no_less_than_the_largest_part(self, of_four: SelfReport) -> None:
        for who, (name, hours) in HOURS.items():
            said(who, name, hours)
        found = network_savings(actor("uma"), scope(), DAY)
        assert found is not None
        assert sum(part.saved.low for part in parts_of_all(scope(), DAY) if part.saved) == 17
        assert found.saved == Saved(Decimal(20), Decimal(20))

    def test_what_is_nearly_one_members_alone_is_withheld(self, of_four: SelfReport) -> None:
        for who, (name, hours) in {**HOURS, "olga": ("oslo", 90)}.items():
            said(who, name, hours)
        found = network_savings(actor("uma"), scope(), DAY)
        assert found is not None
        assert (found.saved, found.withheld) == (None, Withheld.TELLING)

    def test_it_is_the_sum_over_members(self, of_four: SelfReport) -> None:
        for who, (name, hours) in HOURS.items():
            said(who, name, hours)
            wrote("mons" if name == "oslo" else who, of_four, "1")
        exact = parts_of_all(scope(), DAY)
        for who, (name, _hours) in HOURS.items():
            own = [part.saved for part in exact if part.member_id == member(name).pk and part.saved is not None]
            assert sum(own, NOTHING) == member_savings(actor(who), scope(name), DAY).total

    def test_the_figure_is_told_by_the_same_rule_and_opens_to_ones_own(self, of_four: SelfReport) -> None:
        said("olga", "oslo", 3)
        reckon_all(NOON)
        few = figure(actor("sekka"), NETWORK, 2026, NOON, "hours_saved")
        assert few is not None
        assert (few.parts, few.withheld) == ((), Withheld.TOO_FEW)
        for who in ("berit", "stina"):
            said(who, *HOURS[who])
        said("uma", "uio", 2)
        wrote("uma", of_four, "1.5")
        reckon_all(NOON)
        found = figure(actor("sekka"), NETWORK, 2026, NOON, "hours_saved")
        assert found is not None
        [part] = found.parts
        assert (part.counted, part.of, part.unknown) == (20, 20, 0)  # 16 and 16.5
        assert found.rounded
        for who, rows in (("berit", [4]), ("sekka", [])):
            seen = opened(actor(who), NETWORK, 2026, NOON, indicator="hours_saved", side=Side.COUNTED)
            assert [weight for _row, weight in seen.rows] == rows
            assert seen.own_only

    def test_in_a_report_too(self, of_four: SelfReport) -> None:
        for who, (name, hours) in HOURS.items():
            said(who, name, hours)
            reckon_all(NOON)
            team = CategoryTeam.objects.get()
            for of in (None, team):
                viewer, whose = (actor("sekka"), NETWORK) if of is None else (actor("mons"), of_team(of.public_id))
                about = Context(viewer, None, of, 2026, NOON, reckoned(viewer, whose, 2026, NOON))
                told = " ".join(part.text for part in resources.of_all(about).parts if isinstance(part, Text))
                assert ("for få har ført" in told) == (name != "uio")
        assert "De sparte omtrent 20 timer til sammen" in told

    def test_those_who_take_no_part_are_told_nothing(self, answered: SelfReport) -> None:
        assert network_savings(actor("nora"), scope(), DAY) is None


class TestBefore:
    def test_before_and_after_stand_beside_each_other(self, answered: SelfReport) -> None:
        said("olga", "oslo", 3)
        wrote("mons", answered, "2")
        wrote("mons", answered, "1", "planning")
        found = {each.activity: each for each in before_after(actor("olga"), scope("oslo"))}

        reading, planning = found[Activity.READING], found[Activity.PLANNING]
        assert (reading.before, reading.hours, reading.count) == (30, 2, 1)
        assert (planning.before, planning.hours) == (None, 1)
        with pytest.raises(NotVisible):
            before_after(actor("berit"), scope("oslo"))

    def test_a_newer_statement_takes_the_place_of_the_old_which_stays(self, answered: SelfReport) -> None:
        said("olga", "oslo", 3)
        anew = said("olga", "oslo", 5)

        assert baselines(actor("olga"), member("oslo").pk) == [anew]
        assert Baseline.objects.filter(ended_at__isnull=False).count() == 1
        assert JournalEntry.objects.filter(verb="baseline_said").count() == 2

        strike_baseline(by=actor("mons"), at=NOON, baseline_id=anew.public_id)
        assert baselines(actor("olga"), member("oslo").pk) == []
        with pytest.raises(Stale):
            strike_baseline(by=actor("mons"), at=NOON, baseline_id=anew.public_id)

    def test_only_those_who_keep_the_register_say_it(self, answered: SelfReport) -> None:
        with pytest.raises(Refused):
            said("rita", "oslo", 3)
        for who in ("berit", "nora"):
            with pytest.raises(NotVisible):
                said(who, "oslo", 3)
        with pytest.raises(NotVisible):
            strike_baseline(by=actor("berit"), at=NOON, baseline_id=said("olga", "oslo", 3).public_id)

    @pytest.mark.parametrize(
        ("more", "field"),
        [
            ({"hours": 0}, "hours_each"),
            ({"year": 2031}, "year"),
            ({"per_year": -1}, "per_year"),
            ({"said_by": " "}, "said_by"),
            ({"activity": "answering"}, "activity"),
        ],
    )
    def test_what_is_wrong_is_told_in_its_field(self, answered: SelfReport, more: dict[str, Any], field: str) -> None:
        with pytest.raises(Wrong) as told:
            said("olga", "oslo", more.pop("hours", 3), **more)
        assert told.value.field == field

    def test_two_that_count_for_the_same_year_are_refused_by_the_database(self, answered: SelfReport) -> None:
        one = said("olga", "oslo", 3)
        one.pk, one.public_id = None, "bas-0000000000"
        with pytest.raises(IntegrityError), transaction.atomic():
            one.save(force_insert=True)


def test_of_another_category_and_year_there_is_nothing(answered: SelfReport) -> None:
    said("olga", "oslo", 3)
    case = FollowUp.objects.get()
    here = EffortScope(date(2026, 1, 1), date(2026, 12, 31), member("oslo").pk, case.group_id)

    assert member_savings(actor("olga"), here, DAY).avoided == 2
    for other in (
        EffortScope(date(2025, 1, 1), date(2025, 12, 31), member("oslo").pk),
        EffortScope(date(2026, 1, 1), date(2026, 12, 31), member("oslo").pk, "other"),
    ):
        found = member_savings(actor("olga"), other, DAY)
        assert (found.kinds, found.total) == ([], None)
