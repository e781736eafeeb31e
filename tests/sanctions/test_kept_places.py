"""A step and its letter name no place that a tier behind the supplier keeps from it."""

import pytest

from aktsom.findings.models import Finding
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.actions import replacements, suspensions
from aktsom.sanctions.actions.letters import send_letter, write_letter
from aktsom.sanctions.models import Letter, Replacement, SanctionDecision, Suspension
from aktsom.sanctions.queries.letter_facts import values_of
from aktsom.sanctions.rules.suspensions import Result
from aktsom.supply_chain.models import Site
from aktsom.teams.problems import Wrong
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor
from tests.factories.chains import hidden_tier
from tests.findings.made import standing
from tests.follow_up.concluded import followed_up
from tests.sanctions.steps_made import (
    DAY,
    TODAY,
    WHY,
    decided,
    demanded,
    drafted,
    exit_written,
    judged,
    proposed,
    suspended,
    suspension_drafted,
)

pytestmark = pytest.mark.django_db


@beginning(after=commons.terms)
def one() -> FollowUp:
    """Under terms that let a tier keep what it tells from its customer."""
    return followed_up(sets={"oslo": "T4"})


@pytest.fixture
def hidden(one: FollowUp) -> Site:
    return hidden_tier()


def keep(site: Site) -> None:
    """From everybody, as when the contracts have come to let its tier do so."""
    Site.objects.filter(pk=site.pk).update(seen_by=frozenset())


def test_no_suspension_of_it_is_drafted_or_begun(one: FollowUp, hidden: Site) -> None:
    with pytest.raises(Wrong, match="holdt det for seg selv") as wrong:
        suspension_drafted(one, products=(), places=(hidden.public_id,))
    assert wrong.value.field == "places"
    assert not Suspension.objects.exists()
    SanctionDecision.objects.all().delete()
    known = Site.objects.get(name="Lembayung Gloves")
    made = suspension_drafted(one, products=(), places=(known.public_id,))
    exit_written(made.decision)
    keep(known)
    with pytest.raises(Wrong, match="holdt det for seg selv"):
        decided(made.decision)
    made.refresh_from_db()
    assert made.state == "drafted"


def test_nor_is_it_demanded_replaced_or_entered_as_the_new_place(one: FollowUp, hidden: Site) -> None:
    said = replacements.ReplacementSaid(place=hidden.public_id, due_on=TODAY + 60 * DAY)
    decision = drafted(one, "replace-subsupplier")
    with pytest.raises(Wrong, match="holdt det for seg selv") as wrong:
        replacements.draft_replacement(by=actor("olga"), at=NOON, decision_id=decision.public_id, said=said)
    assert wrong.value.field == "place"
    assert not Replacement.objects.exists()
    SanctionDecision.objects.all().delete()
    made = demanded(one)
    with pytest.raises(Wrong, match="holdt det for seg selv") as wrong:
        proposed(made, by="olga", site=hidden.public_id)
    assert wrong.value.field == "site"
    with pytest.raises(Wrong, match="Hemmelig Lateks") as wrong:
        proposed(made, by="olga", name="Hemmelig Lateks", country="TH")
    assert wrong.value.field == "name"
    assert proposed(made, name="Hemmelig Lateks", country="TH").state == "proposed"  # by the supplier, which knows it


def test_nor_is_it_named_in_what_the_supplier_reads_of_a_step(one: FollowUp, hidden: Site) -> None:
    with pytest.raises(Wrong, match="Hemmelig Lateks") as wrong:
        suspension_drafted(one, lift_test="En revisjon hos Hemmelig Lateks er bestått.")
    assert wrong.value.field == "lift_test"
    SanctionDecision.objects.all().delete()
    made = suspended(one)
    with pytest.raises(Wrong, match="Hemmelig Lateks") as wrong:
        suspensions.judge_test(
            by=actor("olga"), at=NOON, suspension_id=made.public_id, revision=made.revision, result=Result.MET,
            rests_on="Besøket hos Hemmelig Lateks.", reason=WHY,
        )  # fmt: skip
    assert wrong.value.field == "rests_on"
    with pytest.raises(Wrong, match="Hemmelig Lateks") as wrong:
        write_letter(by=actor("olga"), at=NOON, decision=made.decision, said={"period": "Til Hemmelig Lateks er ute."})
    assert wrong.value.field == "period"
    assert judged(made).state == "lifted"


def test_nor_by_what_the_letter_says_after_the_decision(one: FollowUp, hidden: Site) -> None:
    standing(one)
    decision = decided(drafted(one, "notice-of-breach"))
    SanctionDecision.objects.filter(pk=decision.pk).update(reason="Gebyr hos Hemmelig Lateks.")
    decision.refresh_from_db()
    row = write_letter(by=actor("olga"), at=NOON, decision=decision)
    with pytest.raises(Wrong, match="Hemmelig Lateks") as wrong:
        send_letter(by=actor("olga"), at=NOON, letter=row)
    assert wrong.value.field == "reasons"
    row.refresh_from_db()
    assert (row.state, row.serial) == ("draft", None)


def test_the_letter_leaves_out_a_place_that_has_come_to_be_kept(one: FollowUp, hidden: Site) -> None:
    known = Site.objects.get(name="Lembayung Gloves")
    made = standing(one, site=known.public_id)
    contract = one.covered.get().contract
    letter = Letter(
        follow_up=one, supplier=one.supplier, owner=contract.member, contract=contract, kind="notice-of-breach",
        language="nb", term_set="T4", recipient="Nordhav Medisinsk AS",
    )  # fmt: skip
    [before] = values_of(letter)["findings"]
    assert ("Lembayung Gloves" in before, made.title in before) == (True, True)
    keep(known)
    [after] = values_of(letter)["findings"]
    assert ("Lembayung Gloves" in after, made.title in after) == (False, True)
    assert Finding.objects.get().site_name == "Lembayung Gloves"
    assert hidden.name not in after
