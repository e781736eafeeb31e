"""A18: three agencies at building sites: one does not use the system, one partly; registered deviations that nobody
acts on. And 599 procurements of which 60 % have a routine and half were assessed."""

from datetime import date, timedelta

import pytest

from aktsom.contracts.models import Contract
from aktsom.core.actor import PLATFORM
from aktsom.core.errors import NotVisible
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.findings.actions.escalating import escalate_all
from aktsom.findings.models import Finding
from aktsom.findings.queries.board import Narrowed, board
from aktsom.findings.queries.findings import finding
from aktsom.findings.queries.story import found_story
from aktsom.follow_up.jobs.method_letters import tell_of_a_method
from aktsom.follow_up.models import FollowUp
from aktsom.members.actions.reviewing import close_access_review, decide_access, keep_used, open_access_reviews
from aktsom.members.models import AccessReview, Membership
from aktsom.members.queries.reviews import review_page
from aktsom.risk.models import ContractRisk, RiskState
from aktsom.risk.queries.practice import practice
from tests.cast import NOON, actor, member, person
from tests.findings.made import DAY, TODAY, accepted, standing

pytestmark = pytest.mark.django_db


def test_a_deviation_that_nobody_acts_on_goes_to_the_managers_and_the_story_proves_it(
    one: FollowUp, mailoutbox: list[object]
) -> None:
    actor("olga"), actor("berit")  # who answer for the contracts of Oslo and of Bergen
    left = standing(one, title="Ingen gjør noe")
    for day in range(1, 30):
        assert escalate_all(TODAY + day * DAY, NOON + timedelta(days=day)) == 0
    assert escalate_all(TODAY + 30 * DAY, NOON + timedelta(days=30)) == 1
    letter = OutboxMessage.objects.filter(payload__what="deviation_idle").get()
    before = len(mailoutbox)
    tell_of_a_method(letter.payload)
    to = {address for mail in mailoutbox[before:] for address in mail.to}  # type: ignore[attr-defined]
    assert {"olga@example.org", "berit@example.org"} <= to
    assert not any("Ingen gjør noe" in mail.body for mail in mailoutbox)  # type: ignore[attr-defined]
    [told] = [each for each in found_story(actor("rita"), one.pk) if each.what == "deviation_escalated"]
    assert told.about == left.public_id
    [row] = board(actor("rita"), Narrowed(), TODAY + 31 * DAY).rows
    assert row.one.escalated_on == TODAY + 30 * DAY
    entry = JournalEntry.objects.get(verb="deviation_escalated")
    assert (entry.subject, entry.changes["why"]) == (left.public_id, "idle")


def test_who_has_no_part_in_it_is_not_told_and_does_not_see_it(one: FollowUp) -> None:
    left = standing(one)
    escalate_all(TODAY + 30 * DAY, NOON)
    for who in ("stina", "uma", "sekka", "odd", "revi"):
        with pytest.raises(NotVisible):
            finding(actor(who), left.public_id)
        assert found_story(actor(who), one.pk) == []


def test_what_is_acted_on_in_time_is_told_of_to_nobody(one: FollowUp) -> None:
    accepted(one, standing(one), due_on=TODAY + 300 * DAY)
    assert escalate_all(TODAY + 200 * DAY, NOON) == 0
    assert not Finding.objects.exclude(escalated_on=None).exists()


PROCUREMENTS, WITH_ROUTINE, ASSESSED = 599, 359, 300


def test_599_procurements_of_which_three_in_five_have_a_routine_and_half_were_assessed(one: FollowUp) -> None:
    from tests.follow_up.test_planning import gloves

    like = gloves("stavanger", term_set="T4")
    risk = ContractRisk.objects.get(contract=like)
    contracts = Contract.objects.bulk_create([_like(like, number) for number in range(1, PROCUREMENTS)])
    ContractRisk.objects.bulk_create([_risk_like(risk, each) for each in contracts])
    ours = Contract.objects.filter(member=member("stavanger")).order_by("id")
    ids = list(ours.values_list("pk", flat=True))
    ours.update(term_set=None)
    Contract.objects.filter(pk__in=ids[:WITH_ROUTINE]).update(term_set="T4")
    ContractRisk.objects.filter(contract__in=ids).update(state=RiskState.SCREENED)
    ContractRisk.objects.filter(contract__in=ids[-ASSESSED:]).update(state=RiskState.CONFIRMED)
    rows = {row.member.slug: row for row in practice(actor("sekka"), TODAY)}
    found = rows["stavanger-kommune"]
    assert (found.contracts, found.with_terms, found.assessed) == (PROCUREMENTS, WITH_ROUTINE, ASSESSED)
    assert (found.share(found.with_terms), found.share(found.assessed)) == (60, 50)
    assert rows["uio"].contracts == 0  # not in use is shown, and is not left out
    assert rows["uio"].share(0) is None  # must not: nothing of nothing is told as a share
    for who in ("stina", "olga", "nora"):
        assert practice(actor(who), TODAY) == []


def test_of_three_agencies_one_does_not_use_it_and_one_does_partly(one: FollowUp) -> None:
    """Use is what the dashboard shows: contracts in it, and those among them that somebody has assessed."""
    from tests.follow_up.test_planning import gloves

    made = [gloves("bergen", reference=f"Bygg {number}") for number in range(3)]
    ContractRisk.objects.filter(contract__member=member("oslo")).update(state=RiskState.CONFIRMED)
    ContractRisk.objects.filter(contract__member=member("bergen")).update(state=RiskState.SCREENED)
    ContractRisk.objects.filter(contract=made[0]).update(state=RiskState.CONFIRMED)
    rows = {row.member.slug: row for row in practice(actor("sekka"), TODAY)}
    assert (rows["oslo-kommune"].contracts, rows["oslo-kommune"].share(rows["oslo-kommune"].assessed)) == (1, 100)
    partly = rows["bergen-kommune"]
    assert (partly.contracts, partly.assessed, partly.share(partly.assessed)) == (4, 1, 25)
    assert (rows["uio"].contracts, rows["uio"].assessed) == (0, 0)


def test_whoever_has_access_without_need_is_listed_and_removed_and_the_report_proves_it() -> None:
    for who in ("ada", "olga", "rita"):
        person(who)
    Membership.objects.update(given_at=NOON - timedelta(days=300), last_used_on=date(2026, 3, 1))
    Membership.objects.filter(person=person("rita")).update(last_used_on=date(2025, 12, 31))
    open_access_reviews(by=PLATFORM, at=NOON)
    review = AccessReview.objects.get(member=member("oslo"))
    listed = {row.name: row.used for row in review_page(actor("ada"), review.public_id, TODAY).lines}
    assert listed == {"Ada": True, "Olga": True, "Rita": False}
    decide_access(
        by=actor("ada"), at=NOON, review=review.public_id, line=review.lines.get(person=person("rita")).pk,
        decision="remove",
    )  # fmt: skip
    assert member("oslo").pk not in actor("rita").member_ids
    keep_used(by=actor("ada"), at=NOON, review=review.public_id)
    close_access_review(by=actor("ada"), at=NOON, review=review.public_id)
    proof = {
        row.name: (row.decision, row.decided_by) for row in review_page(actor("ada"), review.public_id, TODAY).lines
    }
    assert proof == {"Ada": ("keep", "Ada"), "Olga": ("keep", "Ada"), "Rita": ("remove", "Ada")}


def _like(one: Contract, number: int) -> Contract:
    fields = {f.attname: getattr(one, f.attname) for f in Contract._meta.concrete_fields if not f.primary_key}
    fields.pop("public_id")
    return Contract(**{**fields, "title": f"Anskaffelse {number}"})


def _risk_like(one: ContractRisk, contract: Contract) -> ContractRisk:
    fields = {f.attname: getattr(one, f.attname) for f in ContractRisk._meta.concrete_fields if not f.primary_key}
    fields.pop("public_id", None)
    return ContractRisk(**{**fields, "contract_id": contract.pk})
