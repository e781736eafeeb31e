"""Cases of sister collaborations in which orders stop, a bidder is refused, or nothing may be concluded too early."""

from datetime import date, timedelta

import pytest

from aktsom.contracts.models import Contract
from aktsom.core.actor import PLATFORM
from aktsom.findings.actions import colours as colour_acts
from aktsom.findings.actions import hearing
from aktsom.findings.actions.findings import show_to_supplier
from aktsom.findings.models import ColourChange, Finding
from aktsom.findings.states import FindingKind
from aktsom.follow_up.models import FollowUp
from aktsom.risk.models import ContractRisk
from aktsom.sanctions.actions import competitions, conditions
from aktsom.sanctions.models import Bid, QualificationRefusal, SanctionDecision
from aktsom.sanctions.queries.blocks import blocks_of
from aktsom.sanctions.queries.competitions import warnings
from aktsom.sanctions.rules.blocks import Ground
from aktsom.suppliers.models import Supplier
from aktsom.supply_chain.queries.chain import chain_behind, coverage
from aktsom.supply_chain.states import Known, Stage
from aktsom.terms.actions import load_terms
from tests.cast import NOON, actor, member, supplier
from tests.factories.chains import asked, sent
from tests.factories.contracts import contract
from tests.findings.made import noted

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
START = date(2026, 8, 31)
TIER_1 = {"stage": "Sluttprodukt", "name": "Instrumente Tuttlingen", "country": "Tyskland"}
WORKSHOPS = {"stage": "Komponent", "unknown": "ja", "material": "smidde emner fra underleverte verksteder"}


@pytest.fixture(autouse=True)
def terms(small_list: object) -> None:
    load_terms(by=PLATFORM, at=NOON)


class TestSurgicalInstrumentsFromSialkot:
    """A4: a German importer; the workshops behind it unknown; LSAS level 1 asked for within six months of the start."""

    def framework(self) -> Contract:
        return contract("oslo", title="Kirurgiske instrumenter", starts_on=START, products=("Pinsetter", "Klemmer"))

    def test_the_workshops_are_insufficient_information_and_count_against_coverage(self) -> None:
        made = self.framework()
        asked(made)
        sent(TIER_1, WORKSHOPS)
        cells = {
            cell.stage: cell
            for cell in coverage(made, chain_behind(actor("olga"), supplier(), NOON.date()), ["gloves"])
        }
        assert cells[Stage.FINAL].known is Known.CLAIMED  # the importer's own workshop is all that is told
        assert cells[Stage.COMPONENT].known is Known.UNKNOWN
        assert cells[Stage.COMPONENT].said
        assert cells[Stage.COMPONENT].gap
        assert cells[Stage.RAW].gap
        assert sum(not cell.gap for cell in cells.values()) == 1  # one stage of three is covered, by a claim

    def test_no_low_risk_because_tier_1_is_in_germany(self) -> None:
        made = self.framework()
        asked(made)
        before = list(ContractRisk.objects.filter(contract=made).values_list("verdict", "level"))
        sent(TIER_1, WORKSHOPS)
        after = list(ContractRisk.objects.filter(contract=made).values_list("verdict", "level"))
        assert after == before
        assert not ContractRisk.objects.filter(contract=made, level="low").exists()

    def test_without_level_1_six_months_after_start_nothing_is_ordered_under_that_framework(self) -> None:
        made, other = self.framework(), contract("oslo", title="Annen rammeavtale", starts_on=START)
        one = conditions.make_condition(
            by=actor("olga"), at=NOON, contract_id=made.public_id,
            said=conditions.ConditionSaid("LSAS nivå 1", months=6),
        )  # fmt: skip
        assert one.due_on == date(2027, 2, 28)  # six months after 31 August, in a short February
        who, both = actor("mons"), [made.pk, other.pk]
        assert blocks_of(who, both, one.due_on) == {}  # on the day itself it can still be shown
        found = blocks_of(who, both, one.due_on + DAY)
        assert set(found) == {made.pk}  # that framework, and no other contract with the supplier
        assert (found[made.pk][0].ground, found[made.pk][0].whole) == (Ground.CONDITION, True)
        shown = conditions.find_met(
            by=actor("olga"), at=NOON + 130 * DAY, condition_id=one.public_id, revision=one.revision,
            shown_on=one.due_on + 5 * DAY, rests_on="Sertifikat nivå 1",
        )  # fmt: skip
        assert (shown.state, blocks_of(who, both, one.due_on + 9 * DAY)) == ("met", {})

    def test_in_a_leap_year_the_day_is_the_29th(self) -> None:
        made = contract("oslo", title="Instrumenter", starts_on=date(2027, 8, 31))
        one = conditions.make_condition(
            by=actor("olga"), at=NOON, contract_id=made.public_id, said=conditions.ConditionSaid("LSAS 1", months=6)
        )
        assert one.due_on == date(2028, 2, 29)

    def test_a_refused_qualification_stands_in_the_tender_and_is_no_result(self, one: FollowUp) -> None:
        """2014: half of the bidders were left out for want of documentation."""
        before = (Finding.objects.count(), ColourChange.objects.count(), SanctionDecision.objects.count())
        names = [f"Importør {number} AS" for number in range(6)]
        bidders = [supplier(name, "") for name in names]
        for at, each in enumerate(bidders):
            bid = competitions.note_bid(
                by=actor("olga"), at=NOON, member_id=member("oslo").public_id, supplier_id=each.public_id,
                competition="Kirurgiske instrumenter 2014",
            )  # fmt: skip
            if at % 2:
                competitions.refuse_qualification(
                    by=actor("olga"), at=NOON, bid_id=bid.public_id, revision=bid.revision,
                    missing="Signerte retningslinjer", ground="documentation-missing",
                    reason="Det som ble bedt om, er ikke levert.", decided_on=NOON.date(),
                )  # fmt: skip
        assert (QualificationRefusal.objects.count(), Bid.objects.count()) == (3, 6)
        colour_acts.note_all(NOON)
        assert (Finding.objects.count(), ColourChange.objects.count(), SanctionDecision.objects.count()) == before
        assert warnings(actor("olga")) == []  # a refusal opens no case
        relations = {field.name for field in QualificationRefusal._meta.get_fields() if field.is_relation}
        assert relations == {"bid", "owner"}  # it points at no follow-up, finding or decision
        assert Supplier.objects.filter(name__in=names).count() == 6

    def test_a_closing_record_has_its_period(self, one: FollowUp) -> None:
        """2019 to 2021, closed."""
        FollowUp.objects.filter(pk=one.pk).update(
            starts_on=date(2019, 3, 1), ends_on=date(2021, 10, 31), state="running"
        )
        one.refresh_from_db()
        assert (one.starts_on, one.ends_on) == (date(2019, 3, 1), date(2021, 10, 31))


class TestPandemicMasks:
    """A22: the buyer finds the risk in October, the media in December; the wholesaler tells of measures and an audit
    office of its own."""

    OCTOBER, DECEMBER = NOON - 28 * DAY, NOON + 32 * DAY

    def own(self, one: FollowUp) -> Finding:
        return noted(
            one, at=self.OCTOBER, kind=FindingKind.ALLEGATION, title="Risiko ved maskefabrikkene", number="",
            severity=None, severity_reason="", found_on=self.OCTOBER.date(),
        )  # fmt: skip

    def from_media(self, one: FollowUp) -> Finding:
        return noted(
            one, at=self.DECEMBER, kind=FindingKind.ALLEGATION, title="Oppslag i avisen", number="", severity=None,
            severity_reason="", found_on=self.DECEMBER.date(),
        )  # fmt: skip

    def test_own_detection_stands_before_the_media(self, one: FollowUp) -> None:
        first, second = self.own(one), self.from_media(one)
        assert (second.found_on - first.found_on).days == 60
        found = list(Finding.objects.filter(follow_up=one).order_by("found_on"))
        assert [each.pk for each in found] == [first.pk, second.pk]

    def test_what_the_supplier_says_is_its_own_word_and_verifies_nothing(self, one: FollowUp) -> None:
        first = self.own(one)
        shown = show_to_supplier(
            by=actor("bjarne"), at=self.OCTOBER, finding_id=first.public_id, revision=first.revision
        )
        hearing.comment(
            by=actor("nora"), at=self.OCTOBER, finding_id=shown.public_id, revision=shown.revision,
            text="Vårt eget revisjonskontor har vært der.", corrects=False,
        )  # fmt: skip
        shown.refresh_from_db()
        assert (shown.state, shown.kind) == ("hearing", FindingKind.ALLEGATION)  # not closed, and proved neither way
        assert not shown.decisions.exists()
        assert blocks_of(actor("olga"), list(one.covered.values_list("contract_id", flat=True)), NOON.date()) == {}
