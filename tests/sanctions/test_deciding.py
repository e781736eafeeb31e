"""The owner of each contract decides for itself: follows, takes another step, declines or awaits, with a reason. The
others see that a decision exists, and what it says when it is shared."""

from datetime import timedelta
from itertools import product

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from aktsom.contracts.models import Contract
from aktsom.core.actor import PLATFORM, Actor
from aktsom.core.errors import NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.findings.rules.severity import Grade, Severity
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.actions import deciding, drafting
from aktsom.sanctions.models import DecisionMade, SanctionDecision, Suspension
from aktsom.sanctions.problems import NotReady
from aktsom.sanctions.queries.decisions import columns, decision, decisions_of, waiting_for
from aktsom.sanctions.states import DECISION, Answer, DecisionState
from aktsom.teams.actions.memos import LookAgain
from aktsom.teams.problems import Wrong
from tests.cast import actor
from tests.sanctions.made import (
    DAY,
    LATER,
    OWNERS,
    TODAY,
    WHY,
    answer,
    begun,
    broken,
    contract_of,
    decided,
    recommended,
    unmet,
)
from tests.sanctions.steps_made import part_written

pytestmark = pytest.mark.django_db


def decide(
    one: SanctionDecision, by: str = "olga", said: drafting.DecisionSaid | None = None, actors: Actor | None = None
) -> SanctionDecision:
    return deciding.decide(
        by=actors or actor(by), at=LATER, decision_id=one.public_id, revision=one.revision, said=said or answer()
    )


def test_three_members_decide_three_things_for_themselves(one: FollowUp) -> None:
    finding = unmet(one)
    first = recommended(one, finding)
    decided(one, "oslo")
    on = recommended(one, finding, step="suspension-partial", replaces=first)
    part_written(begun(one, "oslo"), LATER)
    suspends = decided(one, "oslo", answer(Answer.FOLLOW, "suspension-partial", share=True))
    assert Suspension.objects.get(decision=suspends).state == "in_force"
    warns = decided(one, "bergen", answer(Answer.OTHER_STEP, "notice-of-breach"))
    Contract.objects.filter(pk=contract_of(one, "stavanger").pk).update(ends_on=TODAY - DAY)
    with pytest.raises(Refused, match="løper ikke"):
        begun(one, "stavanger")
    assert (suspends.step, warns.step) == ("suspension-partial", "notice-of-breach")
    seen = {row.covered.member.slug: row for row in columns(actor("bjarne"), one, on, TODAY)}
    assert seen["oslo-kommune"].decision == suspends  # Oslo shares it
    assert [each.step for each in seen["oslo-kommune"].taken] == ["suspension-partial"]  # what it warned of is its own
    assert seen["bergen-kommune"].decision == warns  # his own body's
    assert not seen["stavanger-kommune"].active
    by_stina = {row.covered.member.slug: row for row in columns(actor("stina"), one, on, TODAY)}
    assert by_stina["bergen-kommune"].decision is None
    assert by_stina["bergen-kommune"].made is not None
    assert by_stina["oslo-kommune"].decision == suspends
    assert suspends.ticked["plan-not-met"]
    assert suspends.ticked["contract-allows"] == [contract_of(one, "oslo").public_id]


def test_others_see_that_it_exists_and_what_it_says_only_when_it_is_shared(one: FollowUp) -> None:
    on = recommended(one, broken(one))
    made = decided(one)
    assert decision(actor("rita"), made.public_id) == made
    for who in ("bjarne", "berit", "stina", "uma", "sekka", "nora", "ada"):
        with pytest.raises(NotVisible):
            decision(actor(who), made.public_id)
    assert [row.made is not None for row in columns(actor("berit"), one, on, TODAY)] == [False, True, False]
    share = {"at": LATER, "decision_id": made.public_id}
    for who in ("mons", "rita"):
        with pytest.raises(Refused):
            deciding.share_decision(by=actor(who), revision=made.revision, shared=True, **share)
    with pytest.raises(NotVisible):
        deciding.share_decision(by=actor("bjarne"), revision=made.revision, shared=True, **share)
    made = deciding.share_decision(by=actor("olga"), revision=made.revision, shared=True, **share)
    for who in ("bjarne", "berit", "stina"):
        assert decision(actor(who), made.public_id).reason == WHY
        with pytest.raises(Refused):
            deciding.withdraw_decision(by=actor(who), revision=made.revision, reason=WHY, **share)
    for who in ("uma", "sekka", "nora"):
        with pytest.raises(NotVisible):
            decision(actor(who), made.public_id)
    with pytest.raises(Stale):
        deciding.share_decision(by=actor("olga"), revision=made.revision, shared=True, **share)
    made = deciding.share_decision(by=actor("olga"), revision=made.revision, shared=False, **share)
    with pytest.raises(NotVisible):
        decision(actor("berit"), made.public_id)


def test_the_draft_is_known_to_the_contracts_own_people_alone(one: FollowUp) -> None:
    on = recommended(one, broken(one))
    draft = begun(one, by="mons")  # the manager prepares
    assert begun(one) == draft  # and the owner goes on with it
    for who in ("bjarne", "berit", "stina"):
        with pytest.raises(NotVisible):
            decision(actor(who), draft.public_id)
        assert all(row.draft is None and row.made is None for row in columns(actor(who), one, on, TODAY) if not row.own)
    with pytest.raises(Refused, match="Bare avtaleeieren"):
        begun(one, by="rita")
    for who in ("berit", "bjarne", "uma", "sekka"):
        with pytest.raises(NotVisible):
            begun(one, "oslo", by=who)
    assert not DecisionMade.objects.exists()


@pytest.mark.parametrize(("said", "step"), [
    (answer(Answer.FOLLOW), "notice-of-breach"),
    (answer(Answer.OTHER_STEP, "dialogue"), "dialogue"),
    (answer(Answer.DECLINE), ""),
    (answer(Answer.AWAIT, await_until=TODAY + DAY), ""),
])  # fmt: skip
def test_each_answer_has_a_reason_and_a_trace(one: FollowUp, said: drafting.DecisionSaid, step: str) -> None:
    recommended(one, broken(one))
    draft = begun(one)
    with pytest.raises(Wrong) as error:
        decide(draft, said=drafting.DecisionSaid(said.answer, said.step, await_until=said.await_until))
    assert error.value.field == "reason"
    made = decide(draft, said=said)
    assert (made.state, made.answer, made.step, made.decided_by_id) == (
        "decided", said.answer, step, actor("olga").person_id
    )  # fmt: skip
    told = JournalEntry.objects.filter(verb="sanction_decided").get()
    assert (told.subject, told.changes["step"]) == (made.public_id, step)
    assert WHY not in str(told.changes)
    with pytest.raises(Stale, match="allerede"):  # a second press of the button
        decide(draft, said=said)
    assert SanctionDecision.objects.count() == 1


def test_nothing_is_followed_that_is_not_recommended(one: FollowUp) -> None:
    broken(one)
    draft = begun(one)
    with pytest.raises(Wrong):
        decide(draft)
    made = decide(draft, said=answer(Answer.OTHER_STEP, "notice-of-breach"))
    assert (made.recommendation, made.step) == (None, "notice-of-breach")
    with transaction.atomic(), pytest.raises(IntegrityError):
        SanctionDecision.objects.update(answer="follow")


def test_who_awaits_says_until_when(one: FollowUp) -> None:
    recommended(one, broken(one))
    draft = begun(one)
    for told in (None, TODAY):
        with pytest.raises(Wrong) as wrong:
            decide(draft, said=answer(Answer.AWAIT, await_until=told))
        assert wrong.value.field == "await_until"
    assert not DecisionMade.objects.exists()


def test_a_change_of_mind_supersedes_and_stays_to_be_read(one: FollowUp) -> None:
    recommended(one, broken(one))
    first = decided(one, said=answer(Answer.AWAIT, await_until=TODAY + 30 * DAY))
    second = decided(one)
    first.refresh_from_db()
    assert (first.state, second.supersedes, second.state) == ("superseded", first, "decided")
    assert [row.ended_at for row in DecisionMade.objects.order_by("id")] == [LATER, None]
    assert decisions_of(actor("olga"), contract_of(one, "oslo"), one) == [second, first]
    gone = deciding.withdraw_decision(
        by=actor("olga"), at=LATER, decision_id=second.public_id, revision=second.revision, reason=WHY
    )
    assert (gone.state, gone.withdrawn_reason) == ("withdrawn", WHY)
    assert not DecisionMade.objects.filter(ended_at=None).exists()


def test_a_page_that_shows_another_recommendation_is_stale(one: FollowUp) -> None:
    finding = broken(one)
    first = recommended(one, finding)
    draft = begun(one)
    second = recommended(one, finding, step="dialogue", replaces=first)
    with pytest.raises(Stale, match="endret eller trukket"):
        decide(draft)
    again = begun(one)
    assert (again, again.recommendation, again.step) == (draft, second, "dialogue")
    made = decide(again)
    assert (made.recommendation, made.step) == (second, "dialogue")


def test_one_that_comes_while_the_owner_writes_by_itself_is_read_first(one: FollowUp) -> None:
    finding = broken(one)
    draft = begun(one)
    recommended(one, finding)
    with pytest.raises(Stale, match="anbefalt noe"):
        decide(draft, said=answer(Answer.OTHER_STEP, "notice-of-breach"))


def test_who_decides_is_said_for_each_step(one: FollowUp) -> None:
    finding = unmet(one)
    on = recommended(one, finding)
    with pytest.raises(Refused, match="sitter i gruppen"):
        decide(begun(one, by="mons"), by="mons")  # Oslo's manager, and deputy of the team
    made = decide(begun(one, by="dag"), by="dag")  # Oslo's manager, and in no team
    assert made.decided_by_id == actor("dag").person_id
    with pytest.raises(Refused, match="hva andre får lese"):
        decide(begun(one, by="dag"), by="dag", said=answer(share=True))
    with pytest.raises(Refused, match="Bare avtaleeieren"):
        decide(begun(one, by="dag"), by="dag", said=answer(Answer.DECLINE))
    recommended(one, finding, step="suspension-partial", replaces=on)
    with pytest.raises(Refused, match="Bare avtaleeieren"):
        decide(begun(one, by="dag"), by="dag", said=answer(Answer.FOLLOW, "suspension-partial"))
    with pytest.raises((NotVisible, Refused)):
        decide(begun(one), said=answer(Answer.FOLLOW, "suspension-partial"), actors=PLATFORM)


def test_a_step_whose_preconditions_are_open_is_refused_with_what_is_missing(one: FollowUp) -> None:
    finding = broken(one)
    recommended(one, finding, step="correction")
    draft = begun(one)
    with pytest.raises(NotReady, match="Påpekt brudd er sendt; Det er satt en rimelig frist") as error:
        decide(draft)
    assert error.value.missing == ("notice-sent", "deadline-set")
    with pytest.raises(NotReady) as error:  # the ground is written, and nobody has said that it is grave
        decide(draft, said=answer(deadline_on=TODAY + 30 * DAY, aside={"notice-sent": WHY}))
    assert error.value.not_aside == ("notice-sent",)
    with pytest.raises(NotReady):
        decide(draft, said=answer(deadline_on=TODAY + 30 * DAY, aside={"notice-sent": " "}, is_grave=True))
    with pytest.raises(Wrong):
        decide(draft, said=answer(deadline_on=TODAY, aside={"notice-sent": WHY}, is_grave=True))
    draft.refresh_from_db()
    assert draft.state == "draft"
    made = decide(draft, said=answer(deadline_on=TODAY + 30 * DAY, aside={"notice-sent": WHY}, is_grave=True))
    assert (made.aside, made.is_grave) == ({"notice-sent": WHY}, True)


def test_what_is_not_grave_sets_nothing_aside(one: FollowUp) -> None:
    mild = Severity(Grade.MINOR, Grade.SERIOUS, Grade.MINOR)
    recommended(one, broken(one, severity=mild), step="correction")
    with pytest.raises(Wrong) as error:
        decide(begun(one), said=answer(deadline_on=TODAY + DAY, aside={"notice-sent": WHY}, is_grave=True))
    assert error.value.field == "is_grave"


def test_what_is_typed_stays_in_the_draft_and_workers_names_are_looked_at(one: FollowUp) -> None:
    recommended(one, broken(one))
    draft = begun(one)
    write = {"by": actor("olga"), "at": LATER, "decision_id": draft.public_id}
    with pytest.raises(LookAgain):
        drafting.write_decision(
            **write, revision=draft.revision, said=answer(reason="Arbeideren Nguyen Van An ble slått av formannen.")
        )
    kept = drafting.write_decision(**write, revision=draft.revision, said=answer(reason="Halvferdig"))
    assert (kept.reason, kept.revision) == ("Halvferdig", draft.revision + 1)
    with pytest.raises(Stale):
        drafting.write_decision(**write, revision=draft.revision, said=answer())
    with pytest.raises(NotVisible):
        drafting.write_decision(**{**write, "by": actor("bjarne")}, revision=kept.revision, said=answer())


def test_what_waits_is_one_row_for_each_contract_and_comes_back_on_its_day(one: FollowUp) -> None:
    assert waiting_for(actor("olga"), TODAY) == []
    on = recommended(one, broken(one))
    for owner, who in OWNERS.items():
        assert [(row[0], row[1]) for row in waiting_for(actor(who), TODAY)] == [(on, contract_of(one, owner))]
    assert [row[1] for row in waiting_for(actor("mons"), TODAY)] == [contract_of(one, "oslo")]
    for who in ("rita", "uma", "sekka", "nora", "ada"):
        assert waiting_for(actor(who), TODAY) == []
    decided(one, "oslo", answer(Answer.AWAIT, await_until=TODAY + 3 * DAY))
    assert waiting_for(actor("olga"), TODAY + 2 * DAY) == []
    assert len(waiting_for(actor("olga"), TODAY + 3 * DAY)) == 1
    decided(one, "bergen", answer(Answer.DECLINE))
    assert waiting_for(actor("berit"), TODAY + timedelta(days=30)) == []
    Contract.objects.filter(pk=contract_of(one, "stavanger").pk).update(state="ended")
    assert waiting_for(actor("stina"), TODAY) == []


def test_the_columns_take_the_same_questions_for_one_and_for_many(one: FollowUp) -> None:
    on = recommended(one, broken(one))
    with CaptureQueriesContext(connection) as many:
        assert len(columns(actor("olga"), one, on, TODAY)) == 3
    one.covered.exclude(member__slug="oslo-kommune").update(left_at=LATER)
    viewer = actor("olga")
    with CaptureQueriesContext(connection) as few:
        assert len(columns(viewer, one, on, TODAY)) == 1
    assert len(few) <= len(many)
    with CaptureQueriesContext(connection) as rows:
        waiting_for(viewer, TODAY)
    assert len(rows) <= 5


@pytest.mark.parametrize(("state", "verb"), list(product(DecisionState, ("decide", "supersede", "withdraw"))))
def test_states(state: str, verb: str) -> None:
    allowed = {
        ("draft", "decide"), ("decided", "supersede"), ("draft", "withdraw"), ("decided", "withdraw"),
        ("superseded", "withdraw"),
    }  # fmt: skip
    assert (DECISION.refusal(state, verb) is None) is ((state, verb) in allowed)
