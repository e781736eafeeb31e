"""Cases of sister collaborations as far as signals, inquiries and the chain go, with what must not happen."""

from datetime import date

import pytest

from aktsom.core.errors import NotVisible, Refused
from aktsom.findings.actions import inquiries as acts
from aktsom.findings.models import Finding, Inquiry, InquiryBranch
from aktsom.findings.queries.inquiries import inquiry, inquiry_view
from aktsom.findings.signal_states import SignalSource
from aktsom.follow_up.models import FollowUp, SelfReport
from aktsom.sharing.audiences import member_key
from aktsom.supply_chain.models import ChainLink, Site
from aktsom.supply_chain.queries.chain import chain_behind, coverage
from aktsom.supply_chain.queries.reaching import walk
from aktsom.supply_chain.queries.starts import StartKind, start_of
from aktsom.supply_chain.rules.coverage import Mapped, mapped
from aktsom.supply_chain.states import Stage
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, member, person
from tests.findings.signalled import buys, delivers, noted, of, opened, place

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


@beginning(after=commons.terms, autouse=True)
def _world() -> None:
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

    def test_how_much_is_mapped_is_reckoned_for_each_stage(self) -> None:
        """Of 50 kinds of stone the place of production is told for 96 %, and the quarry for 82 %."""
        made = buys("oslo", "Importør E", description="gatestein")
        importer, kinds = of("Importør E"), [f"stone-{number}" for number in range(50)]
        for told, stage in ((48, "final"), (41, "raw")):
            for kind in kinds[:told]:
                delivers(place(f"{stage} {kind}", "IN"), importer, stage)
                ChainLink.objects.filter(from_site__name=f"{stage} {kind}").update(product_id=kind)
        found = mapped(coverage(made, chain_behind(actor("olga"), importer, TODAY), kinds))
        assert found == {Stage.RAW: Mapped(41, 50), Stage.COMPONENT: Mapped(0, 50), Stage.FINAL: Mapped(48, 50)}
        assert (found[Stage.FINAL].per_cent, found[Stage.RAW].per_cent) == (96, 82)


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
