"""Cases of sister collaborations in which orders stop, a bidder is refused, or nothing may be concluded too early."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest

from aktsom.contracts.models import Contract
from aktsom.core.errors import DomainError, Refused
from aktsom.findings.actions import colours as colour_acts
from aktsom.findings.actions import hearing
from aktsom.findings.actions.findings import let_stand, show_to_supplier
from aktsom.findings.models import ColourChange, Finding
from aktsom.findings.queries.story import found_story
from aktsom.findings.states import FindingKind
from aktsom.follow_up.actions.concluding import conclude_follow_up
from aktsom.follow_up.actions.planning import Plan, announce, change_plan
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.proof import proof_of
from aktsom.follow_up.states import Method
from aktsom.risk.models import ContractRisk
from aktsom.sanctions.actions import competitions, conditions
from aktsom.sanctions.models import Bid, QualificationRefusal, SanctionDecision
from aktsom.sanctions.queries.blocks import blocks_of
from aktsom.sanctions.queries.competitions import warnings
from aktsom.sanctions.rules.blocks import Ground
from aktsom.suppliers.models import Supplier
from aktsom.supply_chain.queries.chain import chain_behind, coverage
from aktsom.supply_chain.states import Known, Stage
from aktsom.web.findings.story import events as story_events
from tests.cast import NOON, actor, member, person, supplier
from tests.factories.chains import asked, sent
from tests.factories.contracts import contract
from tests.findings.made import noted
from tests.follow_up.concluded import report
from tests.follow_up.test_concluding import whole
from tests.sanctions.made import contract_of
from tests.web.conftest import Visit, visit  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
DAY = timedelta(days=1)
START = date(2026, 8, 31)
TIER_1 = {"stage": "Sluttprodukt", "name": "Instrumente Tuttlingen", "country": "Tyskland"}
WORKSHOPS = {"stage": "Komponent", "unknown": "ja", "material": "smidde emner fra underleverte verksteder"}


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

    FROM, TO, CLOSED = date(2026, 9, 1), date(2027, 4, 30), NOON + 170 * DAY

    def followed(self, one: FollowUp) -> FollowUp:
        """Forceps and clips, planned for a period before they are announced."""
        plan = Plan(starts_on=self.FROM, ends_on=self.TO, methods=[Method.SELF_REPORT])
        FollowUp.objects.filter(pk=one.pk).update(state="planned", announced_at=None)
        planned = change_plan(by=actor("bjarne"), at=NOON, follow_up_id=one.public_id, revision=one.revision, plan=plan)
        return announce(by=actor("bjarne"), at=NOON, follow_up_id=one.public_id, revision=planned.revision)

    def test_a_closing_record_has_its_period(self, one: FollowUp) -> None:
        """2019 to 2021, closed: from when, until when, and the day on which it was closed."""
        running = self.followed(one)
        with pytest.raises(Refused):  # must not: closed with points that nobody has said anything of
            conclude_follow_up(by=actor("mons"), at=self.CLOSED, follow_up_id=one.public_id, revision=running.revision)
        whole(running, at=self.CLOSED)
        contract_id = contract_of(one, "oslo").public_id
        [followed] = proof_of(actor("olga"), contract_id, self.CLOSED.date(), self.CLOSED).followed
        record = followed.one
        assert (record.starts_on, record.ends_on, record.ended_at) == (self.FROM, self.TO, self.CLOSED)
        assert (record.state, followed.covered is not None) == ("concluded", True)

    def test_must_not_have_a_period_that_ends_before_it_begins(self, one: FollowUp) -> None:
        FollowUp.objects.filter(pk=one.pk).update(state="planned", announced_at=None)
        with pytest.raises(DomainError):
            change_plan(
                by=actor("bjarne"), at=NOON, follow_up_id=one.public_id, revision=one.revision,
                plan=Plan(starts_on=self.TO, ends_on=self.FROM, methods=[Method.SELF_REPORT]),
            )  # fmt: skip


class TestPandemicMasks:
    """A22: the buyer finds the risk early in October, the media write in December; the wholesaler tells when it saw the
    risk, of measures, of how it is now, and of an audit office of its own."""

    FOUND, SHOWN, TOLD = date(2026, 10, 2), date(2026, 10, 5), date(2026, 10, 9)
    STANDS, MEDIA = date(2026, 10, 20), date(2026, 12, 4)
    STATEMENT = (
        "Vi så risikoen 28. september. Bestillinger hos Hubei Haixin og Zhende Medical er stanset. "
        "Vårt eget revisjonskontor har vært der."
    )

    def moment(self, day: date) -> datetime:
        return datetime.combine(day, time(9), UTC)

    def alleged(self, one: FollowUp, on: date, title: str) -> Finding:
        return noted(
            one, at=self.moment(on), kind=FindingKind.ALLEGATION, title=title, number="", severity=None,
            severity_reason="", found_on=on,
        )  # fmt: skip

    def own(self, one: FollowUp) -> Finding:
        """Found, shown to the wholesaler, answered by it, and standing as what it is: an allegation."""
        row = self.alleged(one, self.FOUND, "Risiko ved maskefabrikkene")
        row = show_to_supplier(
            by=actor("bjarne"), at=self.moment(self.SHOWN), finding_id=row.public_id, revision=row.revision
        )
        hearing.comment(
            by=actor("nora"), at=self.moment(self.TOLD), finding_id=row.public_id, revision=row.revision,
            text=self.STATEMENT, corrects=False,
        )  # fmt: skip
        row.refresh_from_db()
        return row

    def standing(self, one: FollowUp) -> Finding:
        row = self.own(one)
        return let_stand(
            by=actor("bjarne"), at=self.moment(self.STANDS), finding_id=row.public_id, revision=row.revision
        )

    def told(self, one: FollowUp, who: str) -> list[tuple[str, date]]:
        """The timeline as somebody reads it, the first event at the top."""
        return [(each.what, each.at.date()) for each in reversed(found_story(actor(who), one.pk))]

    def test_the_timeline_as_each_audience_reads_it(self, one: FollowUp) -> None:
        self.standing(one)
        self.alleged(one, self.MEDIA, "Oppslag i avisen")
        own = [
            ("finding_noted", self.FOUND), ("finding_shown", self.SHOWN), ("finding_commented", self.TOLD),
            ("finding_stands", self.STANDS),
        ]  # fmt: skip
        for who in ("bjarne", "mons"):  # who follow up: own detection stands two months before the media
            assert self.told(one, who) == [*own, ("finding_noted", self.MEDIA)]
        for who in ("nora", "olga", "stina", "rita"):  # the wholesaler, and those who have a contract with it
            assert self.told(one, who) == own
        for who in ("uma", "odd", "sekka"):
            assert self.told(one, who) == []

    def test_the_supplier_reads_its_timeline_on_its_own_page(self, one: FollowUp, visit: Visit) -> None:  # noqa: F811
        at = f"/for-leverandor/{one.public_id}/"
        nora = visit("nora")
        self.alleged(one, self.MEDIA - DAY, "Et rykte")
        assert nora.get(at).status_code == 404  # must not: that there is anything at all before it is shown
        self.standing(one)
        self.alleged(one, self.MEDIA, "Oppslag i avisen")
        story = nora.get(at).text.split('id="historien"')[1]
        days = re.findall(r'<time datetime="(\d{4}-\d\d-\d\d)', story)
        assert days == [str(day) for day in (self.STANDS, self.TOLD, self.SHOWN, self.FOUND)]
        said = ("Funnet står: ", "Leverandøren uttalte seg: ", "fikk funnet til uttalelse: ", "Funn skrevet ned: ")
        where = [story.index(f"{text}Risiko ved maskefabrikkene") for text in said]
        assert where == sorted(where)
        for hidden in ("Oppslag i avisen", "Et rykte"):  # must not: an allegation that it is not shown
            assert hidden not in story
        for who in ("bjarne", "olga", "odd", "sekka"):
            assert visit(who).get(at).status_code == 404

    def test_before_it_stands_nobody_but_the_two_sides_knows(self, one: FollowUp) -> None:
        row = self.alleged(one, self.FOUND, "Risiko ved maskefabrikkene")
        assert self.told(one, "bjarne") == [("finding_noted", self.FOUND)]
        for who in ("nora", "olga", "stina"):
            assert self.told(one, who) == []
        show_to_supplier(
            by=actor("bjarne"), at=self.moment(self.SHOWN), finding_id=row.public_id, revision=row.revision
        )
        assert self.told(one, "nora") == [("finding_noted", self.FOUND), ("finding_shown", self.SHOWN)]
        for who in ("olga", "stina"):
            assert self.told(one, who) == []

    def test_each_event_says_who_else_reads_it(self, one: FollowUp) -> None:
        self.standing(one)
        self.alleged(one, self.MEDIA, "Oppslag i avisen")
        events = [(each.text, each.seen) for each in reversed(story_events(found_story(actor("bjarne"), one.pk)))]
        assert events[0] == ("Funn skrevet ned: Risiko ved maskefabrikkene", "også leverandøren og avtaleeierne")
        assert events[2][0] == "Leverandøren uttalte seg: Risiko ved maskefabrikkene"
        assert events[-1] == ("Funn skrevet ned: Oppslag i avisen", "bare de som følger opp")

    def test_what_the_supplier_says_is_its_own_word_and_verifies_nothing(self, one: FollowUp) -> None:
        row = self.standing(one)
        assert (row.state, row.kind) == ("stands", FindingKind.ALLEGATION)  # not closed, and proved neither way
        [comment] = row.comments.all()
        assert (comment.text, comment.said_by_id) == (self.STATEMENT, person("nora").pk)
        assert not row.decisions.exists()
        its_own = report(one, from_supplier=True, title="Rapport fra leverandørens revisjonskontor")
        assert its_own.from_supplier  # evidence of its kind
        assert not Finding.objects.filter(state="closed").exists()
        assert not ColourChange.objects.filter(follow_up=one, colour="green").exists()
        assert blocks_of(actor("olga"), list(one.covered.values_list("contract_id", flat=True)), NOON.date()) == {}
