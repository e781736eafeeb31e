"""A10: solar panels from one installer. Stages from quartz to module; UiB has about 600 panels, NMBU stops buying in
September 2022, and a third buyer's terms ask for the address of every stage. Nobody shows where the silicon is from."""

from datetime import date

import pytest

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import DomainError, NotVisible, Refused
from aktsom.findings.actions import hearing
from aktsom.findings.actions import touched as touched_acts
from aktsom.findings.models import Finding
from aktsom.findings.queries.chain_told import chain_told
from aktsom.findings.rules.severity import Grade, Severity
from aktsom.findings.states import FindingKind
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.models import DecisionMade, SanctionDecision, Suspension
from aktsom.sanctions.problems import NotReady
from aktsom.sanctions.queries.blocks import blocks_of
from aktsom.sanctions.queries.decisions import decision
from aktsom.sanctions.states import Answer
from aktsom.supply_chain.models import Declaration
from aktsom.supply_chain.states import Stage
from aktsom.terms.actions import load_terms
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, person
from tests.factories.chains import FACTORY, asked, sent
from tests.findings.made import accepted
from tests.findings.made import noted as found
from tests.findings.signalled import delivers, noted, opened, place
from tests.follow_up.concluded import followed_up
from tests.sanctions.made import DAY, LATER, answer, begun, broken, contract_of, decided
from tests.sanctions.steps_made import part_written

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
MODULES = {**FACTORY, "name": "Modulfabrikken", "country": "Kina"}
CELLS = {"stage": "Komponent", "name": "Cellefabrikken", "country": "Vietnam", "delivers_to": "Modulfabrikken"}
SILICON = {"stage": "Råvare", "unknown": "ja", "material": "kvarts, polysilisium, barrer og skiver"}
STOPS = (
    "Vi kjøper ikke flere av de om lag 600 panelene før det er vist hvor silisiumet kommer fra. "
    "Stansen gjelder fra 15. september 2022."
)


@beginning(after=commons.terms)
def case() -> FollowUp:
    """Statsbygg's terms (Stavanger stands for it) ask for every stage; those of UiB and NMBU do not."""
    for name in ("sekka", "olga", "berit", "stina", "mons", "bjarne", "nora", "aksel"):
        person(name)
    return followed_up(sets={"stavanger": "T4", "oslo": "T1", "bergen": "T1"})


def all_three_ask(case: FollowUp) -> None:
    for owner, who in (("oslo", "olga"), ("bergen", "berit"), ("stavanger", "stina")):
        asked(contract_of(case, owner), by=who, products=["gloves"], answer_by=date(2026, 11, 30))


def test_the_request_list_that_three_share_is_one_request(case: FollowUp) -> None:
    all_three_ask(case)
    one = Declaration.objects.get()
    assert {row.contract for row in one.contracts.all()} == {
        contract_of(case, owner) for owner in ("oslo", "bergen", "stavanger")
    }
    sent(MODULES, CELLS, SILICON)
    assert Declaration.objects.filter(state="submitted").count() == 1  # and one answer


def test_a_stage_that_is_not_told_is_a_deviation_for_the_terms_that_demand_it_and_for_no_others(
    case: FollowUp,
) -> None:
    all_three_ask(case)
    assert not chain_told(actor("bjarne"), case, date(2026, 11, 30)).lacks  # the last day to answer
    sent(MODULES, CELLS, SILICON)
    told = chain_told(actor("bjarne"), case, TODAY)
    [lack] = told.lacks
    assert (lack.number, lack.term_sets, lack.told, len(lack.cells)) == ("2.7", ("T4",), 1, 3)
    raw = next(cell for cell in lack.cells if cell.stage is Stage.RAW)
    assert raw.said  # the supplier says itself that it does not know
    [other] = told.not_achieved
    assert (other.term_set, [cell.stage for cell in other.cells]) == ("T1", [Stage.RAW])
    assert (other.asked.on, other.asked.answered_on) == (TODAY, TODAY)  # the formal request is shown beside it


def test_what_is_not_shown_is_never_forced_labour_at_the_module_maker(case: FollowUp) -> None:
    all_three_ask(case)
    sent(MODULES, CELLS, SILICON)
    [lack] = chain_told(actor("bjarne"), case, TODAY).lacks
    row = found(case, rests_on=lack.code, number=lack.number, title="Kjeden er ikke vist", found_on=lack.since)
    assert (row.kind, row.number, row.site_key, row.site_name) == ("deviation", "2.7", "", "")
    assert not Finding.objects.filter(site_name="Modulfabrikken").exists()
    assert not Finding.objects.exclude(number="2.7").exists()  # of the chain, and of no work


def test_a_suspicion_stays_an_allegation_without_evidence(case: FollowUp) -> None:
    maker = place("Modulfabrikken", "CN")
    delivers(maker, case.supplier)
    one = opened(noted(), maker)
    made = touched_acts.note_allegation(
        by=actor("bjarne"), at=NOON, inquiry_id=one.public_id, follow_up_id=case.public_id,
        title="Leverandøren viser ikke hvor silisiumet kommer fra",
        text="Kjeden bak modulene er ikke vist. Hva som skjer der, vet vi ikke.",
    )  # fmt: skip
    assert (made.kind, made.site_key, made.severity) == (FindingKind.ALLEGATION, "", None)
    with pytest.raises(DomainError):
        hearing.decide_kind(
            by=actor("bjarne"), at=NOON, finding_id=made.public_id, revision=made.revision,
            after=FindingKind.DEVIATION, reason="Silisiumet kan komme derfra.",
            severity=Severity(Grade.GRAVE, Grade.GRAVE, Grade.GRAVE), severity_reason="Alvorlig om det er sant.",
        )  # fmt: skip
    assert not Finding.objects.filter(kind=FindingKind.DEVIATION).exists()


class TestTheDecisionOfOneBuyer:
    """NMBU (Bergen stands for it) stops buying under its own contract, without anybody's advice, and for no others."""

    @pytest.fixture
    def three(self, small_list: object) -> FollowUp:
        load_terms(by=PLATFORM, at=NOON)
        for name in ("nora", "aksel", "olga", "berit", "stina", "sekka", "mons"):
            person(name)
        return followed_up(sets={"oslo": "T4", "bergen": "T4", "stavanger": "T4"})

    def made(self, one: FollowUp) -> SanctionDecision:
        row = broken(one, number="2.7", title="Kjeden er ikke vist")
        accepted(one, row, text="Vise hvor silisiumet kommer fra", due_on=TODAY + 30 * DAY)
        part_written(begun(one, "bergen"), LATER, by="berit")
        return decided(one, "bergen", answer(Answer.OTHER_STEP, "suspension-partial", reason=STOPS))

    def test_it_is_its_own_with_its_reasons_and_figures(self, three: FollowUp) -> None:
        one = self.made(three)
        read = decision(actor("berit"), one.public_id)
        assert (read.owner.slug, read.state, read.decided_by_id) == ("bergen-kommune", "decided", person("berit").pk)
        assert (read.recommendation, read.step) == (None, "suspension-partial")  # nobody advised it
        assert "600 panelene" in read.reason
        assert "15. september 2022" in read.reason
        stop = Suspension.objects.get()
        assert (stop.decision, stop.state, stop.contract_id) == (one, "in_force", contract_of(three, "bergen").pk)

    def test_the_others_go_on_buying_and_read_none_of_it(self, three: FollowUp) -> None:
        one = self.made(three)
        ids = {owner: contract_of(three, owner).pk for owner in ("oslo", "bergen", "stavanger")}
        assert set(blocks_of(actor("berit"), list(ids.values()), LATER.date())) == {ids["bergen"]}
        assert list(SanctionDecision.objects.values_list("owner__slug", flat=True)) == ["bergen-kommune"]
        for who in ("olga", "stina", "sekka", "mons"):
            with pytest.raises(NotVisible):
                decision(actor(who), one.public_id)
        assert DecisionMade.objects.get().owner.slug == "bergen-kommune"  # that it has decided, the others do see

    def test_nobody_else_decides_it(self, three: FollowUp) -> None:
        broken(three, number="2.7", title="Kjeden er ikke vist")
        for who in ("olga", "mons", "bjarne", "sekka"):
            with pytest.raises((Refused, NotVisible)):
                decided(three, "bergen", answer(Answer.OTHER_STEP, "notice-of-breach", reason=STOPS), by=who)
        assert not SanctionDecision.objects.filter(state="decided").exists()

    def test_must_not_be_called_a_breach_of_terms_that_do_not_ask_for_it(self, case: FollowUp) -> None:
        broken(case, number="2.7", title="Kjeden er ikke vist")
        with pytest.raises(NotReady, match="Punktet i vilkårene"):
            decided(case, "bergen", answer(Answer.OTHER_STEP, "notice-of-breach", reason=STOPS))
        assert decided(case, "stavanger", answer(Answer.OTHER_STEP, "notice-of-breach")).state == "decided"
