"""A12: an NGO's report on four firms with 98 interviews; five plants in three countries are audited for two buyers of
different sectors. What is found is told for each place, and what was alleged is confirmed in part."""

from collections import Counter
from datetime import timedelta

import pytest

from aktsom.findings.actions import findings as acts
from aktsom.findings.actions import hearing
from aktsom.findings.models import Finding
from aktsom.findings.queries.colours import colours_now
from aktsom.findings.rules.colour import Colour
from aktsom.findings.rules.severity import Grade, Severity
from aktsom.findings.states import FindingKind
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.rules.reliance import duplicates_avoided
from aktsom.sanctions.models import SanctionDecision, Suspension
from aktsom.sanctions.queries.blocks import blocks_of
from aktsom.supply_chain.models import Site
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, member, person
from tests.findings.made import DAY, WHY, accepted, noted, standing
from tests.findings.signalled import delivers, place
from tests.follow_up.concluded import followed_up, report

pytestmark = pytest.mark.django_db
PLANTS = {
    "Slakteri Bangkok": "TH", "Slakteri Korat": "TH", "Foredling Kaunas": "LT", "Foredling Vilnius": "LT",
    "Foredling Vejle": "DK",
}  # fmt: skip
FIRST = ("Feil utbetalt lønn", "Høye gebyrer for jobben", "Helse og sikkerhet")  # at the first plant
VISITED = ("Overtid uten tillegg", "Brannvern")  # at the one that was visited
LATER = NOON + timedelta(days=30)


@beginning(after=commons.terms)
def one() -> FollowUp:
    """One activity, under mandates of two: a region's and a purchasing centre's contract (Oslo and Bergen)."""
    person("nora"), person("aksel")
    return followed_up(sets={"oslo": "T4", "bergen": "T4"})


@pytest.fixture
def plants(one: FollowUp) -> dict[str, Site]:
    found = {name: place(name, country) for name, country in PLANTS.items()}
    for site in found.values():
        delivers(site, one.supplier)
    return found


def test_two_buyers_of_different_sectors_share_one_activity(one: FollowUp) -> None:
    covered = list(one.covered.select_related("mandate"))
    assert {row.member for row in covered} == {member("oslo"), member("bergen")}
    assert all(row.mandate is not None and row.mandate.state == "granted" for row in covered)
    assert FollowUp.objects.count() == 1
    assert duplicates_avoided(len(covered)) == 1


def test_what_is_found_is_found_at_one_place(one: FollowUp, plants: dict[str, Site]) -> None:
    assert Counter(PLANTS.values()) == {"TH": 2, "LT": 2, "DK": 1}
    for name, titles in (("Slakteri Bangkok", FIRST), ("Slakteri Korat", VISITED)):
        for title in titles:
            standing(one, title=title, site=plants[name].public_id)
    rows = Finding.objects.filter(kind="deviation", state="stands").values_list("site_name", "site_country")
    assert Counter(rows) == {("Slakteri Bangkok", "TH"): 3, ("Slakteri Korat", "TH"): 2}
    for name in ("Foredling Kaunas", "Foredling Vilnius", "Foredling Vejle"):  # must not: found by likeness
        assert not Finding.objects.filter(site_key=plants[name].public_id).exists()


def test_what_is_good_is_kept_and_changes_no_colour(one: FollowUp, plants: dict[str, Site]) -> None:
    row = noted(
        one, kind=FindingKind.OBSERVATION, title="Egen tillitsvalgt", positive=True, number="", severity=None,
        severity_reason="", site=plants["Foredling Vejle"].public_id,
    )  # fmt: skip
    assert (Finding.objects.get(positive=True).site_name, row.severity) == ("Foredling Vejle", None)
    assert colours_now(actor("mons"), [one]) == {}


def test_no_boycott_but_a_plan(one: FollowUp, plants: dict[str, Site]) -> None:
    found = [
        standing(one, title=title, site=plants[name].public_id)
        for name, titles in (("Slakteri Bangkok", FIRST), ("Slakteri Korat", VISITED))
        for title in titles
    ]
    plan = accepted(one, *found)
    assert (plan.state, plan.measures.count()) == ("accepted", 5)
    assert {each.colour for each in colours_now(actor("mons"), [one])[one.pk]} == {Colour.YELLOW}
    contracts = list(one.covered.values_list("contract_id", flat=True))
    for who in ("olga", "berit"):
        assert blocks_of(actor(who), contracts, NOON.date() + 50 * DAY) == {}
    assert not SanctionDecision.objects.exists()
    assert not Suspension.objects.exists()


def test_an_allegation_confirmed_in_part_says_so(one: FollowUp) -> None:
    common = {"found_on": NOON.date() - 3 * DAY, "text": "Fra en rapport med 98 intervjuer."}
    said = acts.FindingSaid(kind=FindingKind.ALLEGATION, title="Gebyr og tilbakeholdte pass", number="1.1", **common)
    alleged = acts.note_finding(by=actor("mons"), at=NOON, follow_up_id=one.public_id, said=said)
    paper = report(one)
    seen = acts.FindingSaid(
        kind=FindingKind.DEVIATION, title="Overtid uten tillegg", number="1.6", earlier=alleged.public_id,
        severity=Severity(Grade.SERIOUS, Grade.SERIOUS, Grade.MINOR), severity_reason=WHY, **common,
    )  # fmt: skip
    good = acts.FindingSaid(kind=FindingKind.OBSERVATION, title="Egen tillitsvalgt", positive=True, **common)
    for each in (seen, good):
        acts.note_finding(by=actor("mons"), at=NOON, follow_up_id=one.public_id, said=each)
    hearing.decide_kind(
        by=actor("mons"), at=NOON, finding_id=alleged.public_id, revision=alleged.revision,
        after=FindingKind.OBSERVATION, reason="Bekreftet i del: gebyr sett, pass ikke holdt tilbake her.",
        evidence_id=paper.public_id,
    )  # fmt: skip
    alleged.refresh_from_db()
    [decision] = alleged.decisions.all()
    assert (alleged.kind, decision.before, decision.evidence) == ("observation", "allegation", paper)
    assert "del" in decision.reason
    assert Finding.objects.get(positive=True).kind == "observation"
    assert Finding.objects.get(earlier=alleged).number == "1.6"
    for other in Finding.objects.exclude(pk=alleged.pk):  # must not: what was not seen becomes a deviation
        assert "pass" not in other.title.lower()
