"""The made-up year by its figures, which can be worked out by hand from `pilot_year`, and again from the journal."""

from calendar import monthrange
from datetime import date, datetime
from itertools import pairwise

import pytest
from click.testing import CliRunner
from django.utils import timezone

from aktsom.cli.journal import journal
from aktsom.contracts.models import Contract
from aktsom.core.actor import PLATFORM
from aktsom.core.models import JournalEntry
from aktsom.effects.effort_states import JointKind
from aktsom.effects.indicators import Narrowed
from aktsom.effects.queries.duplicates import every_activity, network_duplicates, summed
from aktsom.effects.queries.effort import EffortScope
from aktsom.effects.queries.figures import figure
from aktsom.effects.queries.histories import READS
from aktsom.effects.queries.ledger import cut, ledger
from aktsom.effects.queries.savings import network_savings
from aktsom.effects.queries.scopes import NETWORK, of_member, of_team
from aktsom.effects.rules.ledger import entries
from aktsom.effects.rules.ledger import line as reckoned_line
from aktsom.findings.models import ActionPlan, Entitlement, Finding, Payment, StatedTotal
from aktsom.follow_up.models import FollowUp
from aktsom.risk.models import ContractRisk
from aktsom.teams.models import CategoryTeam
from tests.effects.pilot_year.clock import YEAR
from tests.effects.pilot_year.people import BUYERS, actor, member, owner_of
from tests.effects.pilot_year.registers import SUPPLIERS
from tests.effects.pilot_year.story import TEAMS, Story
from tests.effects.recomputed import Journal, Line, line

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("pilot_year")]
PERIOD = EffortScope(date(YEAR, 1, 1), date(YEAR, 12, 31))
EVE = date(YEAR, 12, 31)
# Opening, new, closed, closing. What came and went of each is said in `pilot_year.year`, and before it in `before`.
OF_THE_YEAR = {
    "follow_ups": Line(1, 11, 6, 6),  # yarn was announced the year before; five are concluded and the skirts dropped
    "deviations": Line(1, 6, 5, 2),  # fees and breaks are left; exits were opened again, dust was no breach
    "plans": Line(1, 2, 1, 2),
    "inquiries": Line(0, 2, 1, 1),
    "decisions": Line(0, 7, 5, 2),  # Uib and Akershus have not decided
    "signals": Line(0, 5, 4, 1),  # the rumour waits
}
DEVIATIONS_BY_MONTH = {
    1: (1, 0, 0, 1), 3: (1, 0, 1, 0), 7: (0, 3, 0, 3), 9: (3, 1, 0, 4), 10: (4, 1, 2, 3), 11: (3, 1, 1, 3),
    12: (3, 0, 1, 2),
}  # fmt: skip
AVOIDED = {"self_report": 56, "meeting": 29, "document_review": 35, "audit": 4}


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))


NEW_YEAR, NEXT = midnight(date(YEAR, 1, 1)), midnight(date(YEAR + 1, 1, 1))
MONTHS = [(midnight(date(YEAR, month, 1)), midnight(date(YEAR, month % 12 + 1, 1).replace(year=YEAR + month // 12)))
          for month in range(1, 13)]  # fmt: skip


def of_product(kind: str, start: datetime = NEW_YEAR, end: datetime = NEXT, to: Narrowed | None = None) -> Line:
    """As the product's ledger has it."""
    whose = to or Narrowed()
    found = reckoned_line(entries(cut(READS[kind](whose), whose), start, end))
    assert found.adds_up
    return Line(found.opening, found.added, found.closed, found.closing)


class TestTheWorld:
    def test_it_is_as_large_as_the_pilot(self, year: Story) -> None:
        rows = Contract.objects.all()
        assert (rows.count(), rows.values("member").distinct().count()) == (300, 8)
        assert rows.values("supplier").distinct().count() == len(SUPPLIERS) == 40
        assert CategoryTeam.objects.count() == len(TEAMS) == 4
        assert set(ContractRisk.objects.values_list("verdict", flat=True)) == {"high_risk"}

    def test_from_forty_suppliers_to_one_that_is_audited(self, year: Story) -> None:
        found = figure(actor("sekka"), NETWORK, YEAR, midnight(EVE), "funnel")
        assert found is not None
        assert {part.part: int(part.counted) for part in found.parts} == {
            "bought_from": 40, "followed_up": 12, "answered": 10, "documents": 6, "met": 5, "audited": 1,
        }  # fmt: skip


class TestItAddsUp:
    @pytest.mark.parametrize("kind", OF_THE_YEAR)
    def test_the_year(self, year: Story, kind: str) -> None:
        assert of_product(kind) == OF_THE_YEAR[kind]
        assert line(Journal().spells(kind), NEW_YEAR, NEXT) == OF_THE_YEAR[kind]

    def test_each_month_and_from_one_to_the_next(self, year: Story) -> None:
        journal = Journal()
        for kind, whole in OF_THE_YEAR.items():
            months = [of_product(kind, *span) for span in MONTHS]
            assert months == [line(journal.spells(kind), *span) for span in MONTHS], kind
            for one, after in pairwise(months):
                assert one.opening + one.new - one.closed == one.closing == after.opening, kind
            assert (sum(one.new for one in months), sum(one.closed for one in months)) == (whole.new, whole.closed)

    @pytest.mark.parametrize("month", DEVIATIONS_BY_MONTH)
    def test_deviations_month_by_month(self, year: Story, month: int) -> None:
        assert monthrange(YEAR, month)[1] == (MONTHS[month - 1][1] - MONTHS[month - 1][0]).days
        assert of_product("deviations", *MONTHS[month - 1]) == Line(*DEVIATIONS_BY_MONTH[month])

    def test_categories_add_up_to_the_network(self, year: Story) -> None:
        journal = Journal()
        for kind in ("follow_ups", "deviations", "plans", "decisions"):
            spells, parts = journal.spells(kind), []
            for team in TEAMS:
                found = of_product(kind, to=Narrowed(group_id=team.group))
                assert found == line(journal.in_group(spells, team.group), NEW_YEAR, NEXT), (kind, team.group)
                parts.append(found)
            for name in Line.__dataclass_fields__:
                assert sum(getattr(part, name) for part in parts) == getattr(OF_THE_YEAR[kind], name)

    def test_what_waits_for_a_decision_is_each_members_own_and_adds_up_to_the_whole(self, year: Story) -> None:
        own = [of_product("decisions", to=Narrowed(frozenset({member(buyer.name).pk}))) for buyer in BUYERS]
        for name in Line.__dataclass_fields__:
            assert sum(getattr(part, name) for part in own) == getattr(OF_THE_YEAR["decisions"], name)

    def test_each_member_has_met_what_its_own_contracts_were_covered_for(self, year: Story) -> None:
        journal = Journal()
        for buyer in BUYERS:
            id_ = member(buyer.name).pk
            for kind in ("follow_ups", "deviations", "plans"):
                found = of_product(kind, to=Narrowed(frozenset({id_})))
                assert found == line(journal.of_member(journal.spells(kind), id_), NEW_YEAR, NEXT), (buyer.name, kind)
        flo, akershus = (
            of_product("follow_ups", to=Narrowed(frozenset({member(name).pk}))) for name in ("flo", "akershus")
        )
        assert flo == Line()  # it gave no mandate
        assert akershus.opening == 0  # it gave one in February

    def test_what_pages_show_of_it_is_the_same(self, year: Story) -> None:
        night = midnight(EVE)
        for viewer, scope in (
            (owner_of("oslo"), of_member(member("oslo").public_id)),
            (actor("marte"), of_team(CategoryTeam.objects.get(group_id="textile").public_id)),
            (actor("sekka"), NETWORK),
        ):
            kept = ledger(viewer, scope, YEAR, night)
            assert {one.kind for one in kept} >= {"follow_ups", "deviations", "plans", "inquiries", "decisions"}
            assert all(one.line.adds_up for one in kept)
        told = {one.kind: one for one in kept}
        assert told["follow_ups"].line.closing == 6
        assert told["signals"].line.closing == 1


class TestSaved:
    def test_avoided_duplicates_are_contracts_ticked_off_less_one_each_time(self, year: Story) -> None:
        found = network_duplicates(PLATFORM, PERIOD)
        assert {kind.value: one.avoided for kind, one in found.items()} == AVOIDED
        assert Journal().avoided(NEW_YEAR, NEXT) == AVOIDED
        assert (found[JointKind.SELF_REPORT].activities, found[JointKind.SELF_REPORT].contracts) == (10, 66)

    def test_so_it_is_activity_by_activity_and_member_by_member(self, year: Story) -> None:
        ticked = Journal().ticked(NEW_YEAR, NEXT)
        activities = every_activity(PLATFORM, PERIOD)
        assert {(one.kind.value, one.public_id if one.kind != JointKind.AUDIT else ""): dict(one.ticked)
                for one in activities} == {
            (kind, id_ if kind != "audit" else ""): dict(contracts)
            for kind, done in ticked.items() for id_, contracts in done.items()
        }  # fmt: skip
        rows = summed(activities)
        assert sum(row.avoided for row in rows) == sum(AVOIDED.values()) == 124
        assert {row.member_id for row in rows} == {member(buyer.name).pk for buyer in BUYERS if buyer.name != "flo"}

    def test_hours_saved_rest_on_what_four_have_said(self, year: Story) -> None:
        """Oslo 6 hours, Bergen 4, the hospitals 8 and Statsbygg 6 for each report that they need not ask alone."""
        found = network_savings(actor("sekka"), PERIOD, EVE)
        assert found is not None
        assert (found.avoided, found.members) == (124, 4)
        assert found.saved is not None
        assert 0 < found.saved.low <= found.saved.high
        assert found.without_basis == sum(
            row.avoided for row in summed(every_activity(PLATFORM, PERIOD))
            if row.kind != JointKind.SELF_REPORT
            or row.member_id not in {member(name).pk for name in ("oslo", "bergen", "sykehus", "statsbygg")}
        )  # fmt: skip

    def test_what_is_paid_is_never_more_than_is_owed_and_the_news_is_shown_beside(self, year: Story) -> None:
        [owed], [paid], [stated] = Entitlement.objects.all(), Payment.objects.all(), StatedTotal.objects.all()
        assert (owed.people, owed.amount * owed.people, paid.amount, stated.amount) == (24, 20_400, 10_200, 25_000)
        found = figure(owner_of("oslo"), of_member(member("oslo").public_id), YEAR, midnight(EVE), "remedied_sums")
        assert found is not None
        [part] = found.parts
        assert (part.part, part.counted, part.of) == ("USD", 10_200, 20_400)


class TestTheJournal:
    def test_it_holds_and_the_command_says_so(self, year: Story) -> None:
        said = CliRunner().invoke(journal, ["verify"])
        assert said.exit_code == 0, said.output
        assert str(JournalEntry.objects.count()) in said.output.replace("\N{NO-BREAK SPACE}", "").replace(",", "")

    def test_the_last_that_it_says_of_each_is_how_it_stands(self, year: Story) -> None:
        last: dict[str, str] = {}
        rows = JournalEntry.objects.order_by("number").values_list("subject", "changes")
        for subject, changes in rows:
            if isinstance(changes.get("state"), str):
                last[subject] = changes["state"]
        for model in (Finding, ActionPlan):
            for public_id, state in model.objects.values_list("public_id", "state"):
                assert last[public_id] == state, (public_id, last[public_id], state)

    def test_the_funnel_from_it_alone(self, year: Story) -> None:
        assert Journal().funnel(NEW_YEAR, NEXT) == {
            "followed_up": 12, "answered": 10, "documents": 6, "met": 5, "audited": 1,
        }  # fmt: skip
        assert FollowUp.objects.filter(announced_at__isnull=False).count() == 12
