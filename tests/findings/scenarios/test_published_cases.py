"""Cases of sister collaborations, with their figures and what must not happen: what the public reads, and when."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from aktsom.core.errors import Refused
from aktsom.findings.actions.areas import publish_areas
from aktsom.findings.models import PublicArea, PublicationVersion, PublicResult
from aktsom.findings.rules.published import PublicFields
from aktsom.follow_up.models import FollowUp
from aktsom.sharing.models import Release
from aktsom.suppliers.models import Supplier
from aktsom.supply_chain.models import ChainLink, Site
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, member, person, supplier
from tests.findings import made
from tests.findings import published as out
from tests.follow_up.concluded import concluded, followed_up, report

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SIX_FIELDS = {"supplier", "audited_on", "risk_area", "sample_product", "buyers", "outcome"}
# What the list of buyers rests on, and what it may hold: other goods than the sample, purchases without a contract.
CAVEAT = ("avtaleregistre fra 2024", "andre varer enn stikkprøven", "uten avtale")


@beginning(after=commons.terms, autouse=True)
def _people() -> None:
    person("nora"), person("aksel"), person("sekka")


def told(page: PublicResult) -> PublicFields:
    return PublicFields.read(page.content)


class TestPublicationRecord:
    """Care of Sweden, July 2025: deviations, a plan, put right, approved at the re-audit."""

    def test_the_record_with_its_history_a_correction_and_a_withdrawal(self, client: Client) -> None:
        one = followed_up(sets={"oslo": "T4", "bergen": "T4"})
        finding = made.standing(one)
        made.accepted(one, finding)
        first = out.let_out(one, buyers_year=2024)
        assert told(first).outcome.colour == "yellow"

        later = NOON + 30 * DAY
        made.judged(finding.measures.get(), later)
        made.closed(finding, later)
        concluded(one, cited=(report(one),), at=later, done_on=later.date())
        second = told(out.corrected(first, later, "Avvikene er rettet, og kontrollert på nytt."))

        newest = PublicResult.objects.filter(page=first.page).order_by("-id")[0]
        assert set(newest.content) == SIX_FIELDS  # these, and nothing else
        assert second.supplier == "Nordhav Medisinsk AS"
        assert second.audited_on == later.date().isoformat()
        assert second.risk_area == "medical"
        assert second.buyers.names == ("Bergen kommune", "Oslo kommune")
        assert second.buyers.year == 2024
        assert second.outcome.colour == "green"
        assert [colour for _since, colour in second.outcome.history] == ["yellow"]
        assert [row.closed_on for row in second.outcome.deviations] == [later.date().isoformat()]
        text = client.get(f"/resultater/{first.page}/", headers={"accept-language": "nb"}).text
        for words in (*CAVEAT, "Før det: Gul", "Ingen avvik funnet i revisjonen", "utgave 2"):
            assert words in text
        assert "Denne utgaven er rettet" in client.get(
            f"/resultater/{first.page}/utgave/1/", headers={"accept-language": "nb"}
        ).text  # fmt: skip

        out.withdrawn(first, later + DAY)
        assert "Nordhav" not in client.get(f"/resultater/{first.page}/").text
        trace = list(Release.objects.filter(subject=first.page).order_by("id").values_list("before", "after"))
        assert trace == [("linked_buyers", "public"), ("linked_buyers", "public"), ("public", "linked_buyers")]
        assert PublicationVersion.objects.filter(publication__public_id=first.page).count() == 2

    def test_must_not_be_out_before_there_is_a_plan(self) -> None:
        one = followed_up(sets={"oslo": "T4", "bergen": "T4"})
        made.standing(one)
        version = out.proposed(out.answered(out.shown(out.drafted(one))))
        with pytest.raises(Refused):
            out.published(version)
        assert not PublicResult.objects.exists()


class TestPandemicMasks:
    """OneMed, autumn 2020: the risk is found in early October, the media write in December."""

    def test_a_text_can_be_out_the_same_day_while_the_verification_is_open(self, client: Client) -> None:
        one = followed_up(sets={"oslo": "T4", "bergen": "T4"})
        at = datetime(2026, 12, 2, 8, 0, tzinfo=UTC)
        page = out.let_out(
            one, at=at, comment="Vi har et eget kontor som gjør revisjoner.", buyers_year=2026,
            statement="Vi fant selv risikoen i oktober. Leverandøren har fortalt om tiltak. De er ikke kontrollert.",
        )  # fmt: skip
        found = told(page)
        assert page.published_at.date() == at.date()
        assert (found.outcome.colour, found.outcome.since, found.outcome.conclusions) == ("none", "", ())
        assert found.audited_on == ""
        text = client.get(f"/resultater/{page.page}/", headers={"accept-language": "nb"}).text
        assert "Ikke kontrollert ennå" in text
        assert "Ikke undersøkt mot T4." in text
        assert "Leverandøren sier" in text  # its own words, and told as such
        assert "Grønn" not in text.split("</main>")[0].split("<h1>")[1]

    def test_the_same_day_takes_the_suppliers_answer(self) -> None:
        one = followed_up(sets={"oslo": "T4", "bergen": "T4"})
        version = out.proposed(out.shown(out.drafted(one)))
        with pytest.raises(Refused, match="tid til å svare"):
            out.published(version)


class TestNaturalStone:
    """Quarries that importers have told of: areas for everybody, and no way from a company to a quarry."""

    def quarry(self, name: str, region: str, *importers: Supplier, country: str = "IN") -> Site:
        usual = {"name_key": name.lower(), "added_at": NOON, "changed_at": NOON}
        site = Site.objects.create(name=name, country=country, region=region, **usual)
        for importer in importers:
            ChainLink.objects.create(
                from_site=site, to_supplier=importer, said_by=importer, stage="raw", group_id="medical",
                source="self_report", added_at=NOON, owner=member("oslo"), audience="linked_buyers",
            )  # fmt: skip
        return site

    def test_areas_alone_and_a_shared_quarry_once(self, client: Client) -> None:
        ones = [supplier(f"Importør {number} AS", "") for number in range(4)]
        self.quarry("Kota Sten Planted", "Rajasthan", *ones[:3])
        self.quarry("Jaipur Sten Planted", "Rajasthan", ones[3])
        self.quarry("Alene Planted", "Fujian", ones[0], country="CN")
        self.quarry("Til Planted", "Hubei", ones[1], country="CN")
        publish_areas(by=actor("sekka"), at=NOON, group_id="medical", reason="Den årlige oversikten over områder.")
        rows = list(PublicArea.objects.values_list("country", "region", "places"))
        assert rows == [("IN", "Rajasthan", 2)]  # what only two have told of is not told
        text = client.get("/resultater/omrader/", headers={"accept-language": "nb"}).text
        assert "Rajasthan" in text
        for hidden in ("Planted", "Importør", "Fujian", "Hubei", "Kina"):
            assert hidden not in text

    def test_must_not_be_let_out_by_others(self) -> None:
        for name in ("bjarne", "nora"):
            with pytest.raises(Refused):
                publish_areas(by=actor(name), at=NOON, group_id="medical", reason="Den årlige oversikten.")

    def test_must_not_name_the_quarry_in_a_result(self, client: Client) -> None:
        one: FollowUp = followed_up(sets={"oslo": "T4", "bergen": "T4"})
        self.quarry("Kota Sten Planted", "Rajasthan", supplier())
        version = out.drafted(one)
        from aktsom.findings.actions.publication_loading import Leaks

        said: dict[str, Any] = {"statement": "Steinen er fra Kota Sten Planted."}
        with pytest.raises(Leaks, match="Kota"):
            out.written(version, **said)
