"""What is found at one place is no word of another: conclusions stand place by place, and a new audit of one leaves
what stands of the others alone."""

from datetime import timedelta
from typing import Any

import pytest

from aktsom.core.models import JournalEntry
from aktsom.follow_up.models import Conclusion, FollowUp
from aktsom.follow_up.queries.conclusions import conclusions_of, current
from aktsom.follow_up.queries.judged_sites import sites_to_judge
from aktsom.follow_up.queries.proof import proof_of
from aktsom.follow_up.queries.reliance import RelianceLine, reliance_line
from aktsom.follow_up.rules.reliance import Against
from aktsom.follow_up.states import Method, Verdict
from aktsom.supply_chain.models import Site
from aktsom.teams.problems import Wrong
from tests.cast import NOON, actor, supplier
from tests.factories.links import link, site
from tests.follow_up.audits import begun, handed_in, ordered, told
from tests.follow_up.concluded import TODAY, concluded, followed_up, report
from tests.follow_up.methods import followed
from tests.follow_up.test_planning import gloves

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
LATER = NOON + timedelta(hours=1)


def factory(name: str, **said: Any) -> Site:
    """That delivers gloves to the supplier, as all see."""
    made = site(name)
    link(made, supplier(), stage="final", product_id=said.pop("product_id", "gloves"))
    return made


def stands(one: FollowUp) -> set[tuple[str, str]]:
    return {(row.site_name, row.verdict) for row in current(one)}


def test_met_at_one_place_and_not_at_another_stand_beside_each_other() -> None:
    one = followed_up(sets={"oslo": "T4"})
    first, second = factory("Lembayung"), factory("Sungai")
    evidence = report(one)
    concluded(one, cited=(evidence,), sites=(first.public_id,))
    concluded(one, verdict=Verdict.NOT_MET, cited=(evidence,), sites=(second.public_id,), at=LATER)
    assert stands(one) == {("Lembayung", "met"), ("Sungai", "not_met")}
    concluded(one, method=Method.SELF_REPORT)  # of the supplier as a whole
    assert ("", "met") in stands(one)
    told_of = [entry.changes.get("at") for entry in JournalEntry.objects.filter(verb="point_concluded")]
    assert sorted(told_of, key=str) == [None, "place", "place"]  # which place is not for all who read the journal


def test_a_new_audit_supersedes_what_stands_of_its_own_place_alone() -> None:
    one = followed_up(sets={"oslo": "T4"})
    first, second = factory("Lembayung"), factory("Sungai")
    evidence = report(one)
    both = (first.public_id, second.public_id)
    assert len(concluded(one, verdict=Verdict.NOT_MET, cited=(evidence,), sites=both)) == 2
    again = site("Lembayung AS", same_as=first)  # another record, judged to be the same place
    link(again, supplier(), stage="final", product_id="gloves")
    concluded(one, cited=(evidence,), sites=(first.public_id,), at=LATER)
    assert stands(one) == {("Lembayung", "met"), ("Sungai", "not_met")}
    old = Conclusion.objects.get(site_name="Lembayung", verdict="not_met")
    assert old.superseded_at == LATER


def test_a_record_found_to_be_the_same_place_later_is_superseded_too() -> None:
    one = followed_up(sets={"oslo": "T4"})
    first, second = factory("Lembayung"), factory("Lembayung Gloves")
    evidence = report(one)
    concluded(one, verdict=Verdict.NOT_MET, cited=(evidence,), sites=(second.public_id,))
    Site.objects.filter(pk=second.pk).update(same_as=first)
    concluded(one, cited=(evidence,), sites=(first.public_id,), at=LATER)
    assert stands(one) == {("Lembayung", "met")}


def test_an_audit_speaks_of_where_it_was() -> None:
    one = followed(term_set="T4")
    factory("Lembayung")
    handed_in(told(begun(ordered(one, other_sites=["Hanskefabrikken"]))))
    assert [(each.name, each.audited) for each in sites_to_judge(actor("bjarne"), one, TODAY)] == [
        ("Hanskefabrikken", True),
        ("Lembayung", False),
    ]
    lembayung = Site.objects.get().public_id
    for sites in ((), (lembayung,), ("Et annet sted",)):
        with pytest.raises(Wrong) as wrong:
            concluded(one, method=Method.AUDIT, cited=(report(one),), sites=sites)
        assert wrong.value.field == "sites"
    concluded(one, cited=(report(one),), sites=("Hanskefabrikken",))
    concluded(one, method=Method.SELF_REPORT, sites=(lembayung,))
    concluded(one, "1.2", cited=(report(one),), sites=("",))  # the supplier as a whole, when it is said
    assert {site for site, _verdict in stands(one)} == {"Hanskefabrikken", "Lembayung", ""}


def line(one: FollowUp, contract: str) -> RelianceLine:
    return reliance_line(actor("stina"), one, contract, TODAY)


def test_another_place_speaks_against_building_on_it() -> None:
    one = followed_up(sets={"oslo": "T4"})
    theirs = gloves("stavanger", term_set="T4")
    first, second = factory("Lembayung"), factory("Sungai")
    evidence = report(one)
    concluded(one, cited=(evidence,), sites=(first.public_id,))
    found = line(one, theirs.public_id)
    assert Against.OTHER_SITES in found.weighed.against
    assert [found.site_names[each] for each in found.weighed.other_sites] == ["Sungai"]
    concluded(one, cited=(evidence,), sites=(second.public_id,), at=LATER)
    assert Against.OTHER_SITES not in line(one, theirs.public_id).weighed.against


def test_where_nobody_knows_the_own_places_it_is_said() -> None:
    one = followed_up(sets={"oslo": "T4"})
    theirs = gloves("stavanger", term_set="T4")
    elsewhere = factory("Lembayung", product_id="masks")
    concluded(one, cited=(report(one),), sites=(elsewhere.public_id,))
    found = line(one, theirs.public_id)
    assert Against.OTHER_SITES in found.weighed.against
    assert (found.weighed.other_sites, found.site_names) == ((), {})


def test_what_was_found_elsewhere_does_not_answer_for_the_own_place() -> None:
    one = followed_up(sets={"oslo": "T4"})
    theirs = gloves("stavanger", term_set="T4")
    own, other = factory("Lembayung"), factory("Sungai", product_id="masks")
    evidence = report(one)
    concluded(one, "1.1", cited=(evidence,), sites=(own.public_id,))
    concluded(one, "1.2", cited=(evidence,), sites=(other.public_id,))
    assert Against.POINTS_OPEN in line(one, theirs.public_id).weighed.against  # 1.2 was not looked into at Lembayung
    concluded(one, "1.2", cited=(evidence,), sites=(own.public_id,), at=LATER)
    assert Against.POINTS_OPEN not in line(one, theirs.public_id).weighed.against


def test_the_proof_says_where_and_what_speaks_against() -> None:
    one = followed_up(sets={"oslo": "T4"})
    own = one.covered.get().contract
    first = factory("Lembayung")
    factory("Sungai")
    concluded(one, cited=(report(one),), sites=(first.public_id,))
    (found,) = proof_of(actor("rita"), own.public_id, TODAY, NOON).followed
    assert [row.site for row in found.conclusions] == ["Lembayung"]
    assert Against.OTHER_SITES in found.line.weighed.against


def test_who_reads_which_place_it_was() -> None:
    one = followed_up(sets={"oslo": "T4"})
    gloves("stavanger")
    hidden = site("Skjult", keys=())
    concluded(one, cited=(report(one),), sites=(factory("Lembayung").public_id,))
    Conclusion.objects.update(site_key=hidden.public_id, site_name="Skjult")

    def seen(who: str) -> tuple[bool, str]:
        (row,) = conclusions_of(actor(who), one, TODAY)
        return row.at_site, row.site

    assert seen("rita") == (True, "Skjult")  # of Oslo, which it was done for
    assert seen("stina") == (True, "")  # buys from the supplier and does not see the place
    Conclusion.objects.update(site_key=Site.objects.get(name="Lembayung").public_id, site_name="Lembayung")
    assert seen("stina") == (True, "Lembayung")
    assert seen("uma") == (True, "")
