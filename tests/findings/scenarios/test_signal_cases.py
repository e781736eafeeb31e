"""Cases of sister collaborations as far as signals, inquiries and the chain go, with what must not happen."""

from datetime import date

import pytest

from aktsom.contracts.models import Contract
from aktsom.core.actor import PLATFORM
from aktsom.core.errors import DomainError, NotVisible, Refused
from aktsom.findings.actions import hearing
from aktsom.findings.actions import inquiries as acts
from aktsom.findings.actions import touched as touched_acts
from aktsom.findings.models import Finding, Inquiry, InquiryBranch
from aktsom.findings.queries.inquiries import inquiry, inquiry_view
from aktsom.findings.rules.severity import Grade, Severity
from aktsom.findings.rules.transparency import Untold, untold
from aktsom.findings.signal_states import SignalSource
from aktsom.findings.states import FindingKind
from aktsom.follow_up.models import FollowUp, SelfReport
from aktsom.sharing.audiences import member_key
from aktsom.supply_chain.models import ChainLink, Declaration, Site
from aktsom.supply_chain.queries.chain import chain_behind, coverage
from aktsom.supply_chain.queries.reaching import walk
from aktsom.supply_chain.queries.starts import StartKind, start_of
from aktsom.supply_chain.states import Stage
from aktsom.terms.actions import load_terms
from tests.cast import NOON, actor, member, person
from tests.factories.chains import asked, people
from tests.factories.contracts import contract
from tests.findings.signalled import buys, delivers, noted, of, opened, place
from tests.follow_up.concluded import followed_up

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def _world(small_list: object) -> None:
    load_terms(by=PLATFORM, at=NOON)
    for name in ("sekka", "olga", "berit", "stina", "mons", "bjarne"):
        person(name)


class TestNaturalStone:
    """A9: a TV report of a quarry in Rajasthan; importers A, B and C buy from it for three cities."""

    QUARRY = "Budhpura brudd 7"

    def quarry(self, **said: object) -> Site:
        for owner, name in (("oslo", "Importør A"), ("bergen", "Importør B"), ("stavanger", "Importør C")):
            buys(owner, name, description="gatestein")
        found = place(self.QUARRY, "IN")
        Site.objects.filter(pk=found.pk).update(region="Rajasthan", **said)
        for name in ("Importør A", "Importør B", "Importør C"):
            delivers(found, of(name), "raw")
        return found

    def test_a_quarry_of_three_importers_is_one_place_with_three_links_and_one_inquiry(self) -> None:
        quarry = self.quarry()
        one = opened(noted(source=SignalSource.MEDIA, kind="child_labour"), quarry, kind="child_labour")
        assert Site.objects.filter(name=self.QUARRY).count() == 1
        assert ChainLink.objects.filter(from_site=quarry).count() == 3
        assert Inquiry.objects.count() == 1
        assert set(one.branches.values_list("branch", flat=True)) == {"components"}  # it is the raw material
        assert {row.member for row in one.touched.all()} == {member(name) for name in ("oslo", "bergen", "stavanger")}
        walked = walk(actor("olga"), start_of(actor("olga"), StartKind.SITE, quarry.public_id, TODAY, ()), TODAY)
        assert len(walked.suppliers) == 3

    def test_the_group_decides_what_is_asked_and_nobody_is_asked_for_full_due_diligence(self) -> None:
        one = opened(noted(kind="child_labour"), self.quarry(), kind="child_labour")
        acts.ask_suppliers(by=actor("sekka"), at=NOON, inquiry_id=one.public_id, revision=one.revision)
        asked_of = InquiryBranch.objects.filter(supplier__name="Importør A")
        assert [row.state for row in asked_of] == ["asked"]  # one question, by its place in the chain
        assert not SelfReport.objects.exists()
        assert not FollowUp.objects.exists()
        with pytest.raises(Refused):
            acts.ask_suppliers(by=actor("olga"), at=NOON, inquiry_id=one.public_id, revision=one.revision + 1)

    def test_who_may_not_see_the_quarry_is_told_the_area_and_never_company_to_quarry(self) -> None:
        quarry = self.quarry(seen_by=frozenset({member_key(member("oslo").pk)}))
        ChainLink.objects.filter(from_site=quarry).update(seen_by=frozenset({member_key(member("oslo").pk)}))
        one = opened(noted(kind="child_labour"), quarry, start_name=self.QUARRY, kind="child_labour")
        view = inquiry_view(actor("stina"), one, TODAY)
        assert (view.place, [row.way for row in view.contracts]) == ("", [()])
        assert self.QUARRY not in f"{one.title} {one.about}"
        with pytest.raises(NotVisible):
            start_of(actor("stina"), StartKind.SITE, quarry.public_id, TODAY, ())
        assert inquiry_view(actor("olga"), one, TODAY).place == self.QUARRY

    def test_a_quarry_that_nobody_names_is_a_gap_that_is_seen(self) -> None:
        made = buys("oslo", "Importør D", description="gatestein")
        cells = coverage(made, chain_behind(actor("olga"), of("Importør D"), TODAY), ("",))
        assert {cell.stage: cell.gap for cell in cells}[Stage.RAW]


class TestSolarPanels:
    """A10: who made the silicon is not shown; three buyers, one installer, two kinds of terms."""

    def test_a_stage_without_an_address_is_a_deviation_only_where_the_terms_ask_for_it(self) -> None:
        statsbygg = buys("stavanger", "Solinstallatør")
        other = buys("oslo", "Solinstallatør")
        Contract.objects.filter(pk=statsbygg.pk).update(term_set="T4")
        Contract.objects.filter(pk=other.pk).update(term_set="T1")
        told = {}
        for made, who in ((statsbygg, "stina"), (other, "olga")):
            made.refresh_from_db()
            cells = coverage(made, chain_behind(actor(who), of("Solinstallatør"), TODAY), ("",))
            told[made.pk] = {cell.stage: untold(cell) for cell in cells}
        assert told[statsbygg.pk][Stage.RAW] == Untold(FindingKind.DEVIATION, show_request=False)
        assert told[other.pk][Stage.RAW] == Untold(None, show_request=True)

    def test_the_request_list_that_three_share_is_one_request(self) -> None:
        people("nora")
        mine = [contract(owner) for owner in ("oslo", "bergen", "stavanger")]
        for made, who in zip(mine, ("olga", "berit", "stina"), strict=True):
            asked(made, by=who)
        assert Declaration.objects.count() == 1
        assert Declaration.objects.get().contracts.count() == 3

    def test_what_is_not_shown_is_never_forced_labour_at_the_module_maker(self) -> None:
        case = followed_up()
        maker = place("Modulfabrikken", "CN")
        delivers(maker, case.supplier)
        one = opened(noted(), maker)
        made = touched_acts.note_allegation(
            by=actor("bjarne"), at=NOON, inquiry_id=one.public_id, follow_up_id=case.public_id,
            title="Leverandøren viser ikke hvor silisiumet kommer fra",
            text="Kjeden bak modulene er ikke vist. Hva som skjer der, vet vi ikke.",
        )  # fmt: skip
        assert (made.kind, made.site_key, made.severity) == (FindingKind.ALLEGATION, "", None)
        with pytest.raises(DomainError):  # no evidence: it stays what it is
            hearing.decide_kind(
                by=actor("bjarne"), at=NOON, finding_id=made.public_id, revision=made.revision,
                after=FindingKind.DEVIATION, reason="Silisiumet kan komme derfra.",
                severity=Severity(Grade.GRAVE, Grade.GRAVE, Grade.GRAVE), severity_reason="Alvorlig om det er sant.",
            )  # fmt: skip
        assert not Finding.objects.filter(kind=FindingKind.DEVIATION).exists()
        assert not Finding.objects.filter(site_name="Modulfabrikken").exists()


class TestChickenFromThailand:
    """A12: an NGO's report with 98 interviews of four firms; two buyers of two sectors, two suppliers."""

    def test_the_report_is_one_signal_with_its_source_and_one_inquiry_for_both_buyers(self) -> None:
        buys("bergen", "Martin og Søn"), buys("stavanger", "Meny Grossist")
        plant = place("Kyllingslakteriet", "TH")
        for name in ("Martin og Søn", "Meny Grossist"):
            delivers(plant, of(name))
        signal = noted(
            text="Rapport med 98 intervjuer om fire firmaer: gebyrer, tilbakeholdte pass, feil lønn.",
            name="Swedwatch", on=date(2026, 10, 20), link="https://example.org/trapped.pdf",
        )  # fmt: skip
        one = opened(signal, plant)
        signal.refresh_from_db()
        assert (signal.state, signal.source, signal.source_name) == ("joined", "ngo", "Swedwatch")
        assert {row.member for row in one.touched.all()} == {member("bergen"), member("stavanger")}
        assert set(one.branches.values_list("branch", flat=True)) == {"forward"}
        for who in ("berit", "stina"):
            assert inquiry(actor(who), one.public_id)
        assert not Finding.objects.exists()  # what somebody says is no finding yet
