"""What was found is noted, heard, stands and is closed; whoever may not see it does not."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.findings.actions import findings as acts
from aktsom.findings.actions import hearing
from aktsom.findings.jobs import letters
from aktsom.findings.models import ColourChange, Finding
from aktsom.findings.permissions import findings as finding_rules
from aktsom.findings.permissions import plans as plan_rules
from aktsom.findings.permissions import remedies as remedy_rules
from aktsom.findings.queries.board import Narrowed, Turn, board
from aktsom.findings.queries.findings import (
    being_heard,
    finding,
    finding_view,
    findings_of,
    findings_shown_to,
    heard_and_waiting,
)
from aktsom.findings.rules.severity import Grade, Severity
from aktsom.findings.states import FindingKind, FindingState
from aktsom.follow_up.jobs.method_letters import group_called
from aktsom.follow_up.models import FollowUp
from aktsom.sharing.workers import Worry
from aktsom.suppliers.actions import give_supplier_role
from aktsom.teams.actions.memos import LookAgain
from aktsom.teams.problems import Wrong
from tests.cast import NOON, actor, person
from tests.findings.made import DAY, GRAVE, TODAY, WHY, accepted, noted, proved, said, shown, standing
from tests.follow_up.concluded import report

pytestmark = pytest.mark.django_db


def sees(one: Finding, *names: str) -> list[str]:
    found = []
    for name in names:
        try:
            finding(actor(name), one.public_id)
        except NotVisible:
            continue
        found.append(name)
    return found


EVERYBODY = ("bjarne", "mons", "rita", "stina", "uma", "nora", "sekka")


def test_it_is_seen_by_more_as_it_is_heard_and_stands(one: FollowUp) -> None:
    made = noted(one)
    assert sees(made, *EVERYBODY) == ["bjarne", "mons"]
    made = acts.show_to_supplier(by=actor("mons"), at=NOON, finding_id=made.public_id, revision=made.revision)
    assert made.hear_by == TODAY + 14 * DAY
    assert sees(made, *EVERYBODY) == ["bjarne", "mons", "nora"]
    assert findings_shown_to(actor("nora")) == [made]
    with pytest.raises(Refused, match="fristen er ikke gått"):
        acts.let_stand(by=actor("bjarne"), at=NOON, finding_id=made.public_id, revision=made.revision)
    hearing.comment(
        by=actor("nora"), at=NOON, finding_id=made.public_id, revision=made.revision, text="Det er rettet.",
        corrects=False,
    )  # fmt: skip
    made.refresh_from_db()
    made = acts.let_stand(by=actor("bjarne"), at=NOON, finding_id=made.public_id, revision=made.revision)
    assert sees(made, *EVERYBODY) == ["bjarne", "mons", "rita", "nora"]  # Rita's contract is covered
    assert [each.text for each in finding_view(actor("rita"), made).comments] == ["Det er rettet."]
    told = list(JournalEntry.objects.filter(subject=made.public_id).order_by("number"))
    verbs = ["finding_noted", "finding_shown", "finding_commented", "finding_stands"]
    assert [entry.verb for entry in told] == verbs
    assert not any("gebyr" in str(entry.changes).lower() for entry in told)


def test_the_supplier_is_heard_on_what_the_finding_says_when_it_stands(one: FollowUp) -> None:
    made = shown(one)
    hearing.comment(
        by=actor("nora"), at=NOON, finding_id=made.public_id, revision=made.revision, text="Ja.", corrects=False
    )
    assert heard_and_waiting(actor("bjarne"), TODAY) == [made]
    made.refresh_from_db()
    told, at = {"by": actor("mons"), "finding_id": made.public_id}, NOON + 3 * DAY
    same = acts.change_finding(**told, at=at, revision=made.revision, said=said())
    assert (same.hear_by, heard_and_waiting(actor("bjarne"), TODAY)) == (TODAY + 14 * DAY, [made])
    made = acts.change_finding(**told, at=at, revision=same.revision, said=said(text="De har tatt passene fra dem."))
    assert made.hear_by == TODAY + 17 * DAY
    assert heard_and_waiting(actor("bjarne"), TODAY) == []
    assert being_heard(actor("bjarne"), TODAY) == [made]
    assert [each.answered for each in findings_shown_to(actor("nora"))] == [False]
    assert [row.turn for row in board(actor("bjarne"), Narrowed(), TODAY).rows] == [Turn.SUPPLIER]
    with pytest.raises(Refused, match="fristen er ikke gått"):
        acts.let_stand(**told, at=at, revision=made.revision)
    hearing.comment(
        by=actor("nora"), at=at, finding_id=made.public_id, revision=made.revision, text="Nei.", corrects=True
    )
    made.refresh_from_db()
    assert acts.let_stand(**told, at=at, revision=made.revision).state == FindingState.STANDS


def test_the_supplier_is_heard_before_it_stands(one: FollowUp) -> None:
    made = noted(one)
    with pytest.raises(Refused, match="svare først"):
        acts.let_stand(by=actor("bjarne"), at=NOON, finding_id=made.public_id, revision=made.revision, unheard=WHY)
    assert standing(one, title="Overtid").state == FindingState.STANDS


def test_what_endangers_workers_is_told_neither_to_the_supplier_nor_to_others(one: FollowUp) -> None:
    made = shown(one)
    made = hearing.stop_finding(
        by=actor("bjarne"), at=NOON, finding_id=made.public_id, revision=made.revision, reason=WHY
    )
    assert (made.state, sees(made, *EVERYBODY)) == ("noted", ["bjarne", "mons"])
    with pytest.raises(Refused, match="fare"):
        acts.show_to_supplier(by=actor("bjarne"), at=NOON, finding_id=made.public_id, revision=made.revision)
    with pytest.raises(Wrong):
        acts.let_stand(by=actor("bjarne"), at=NOON, finding_id=made.public_id, revision=made.revision)
    made = acts.let_stand(by=actor("bjarne"), at=NOON, finding_id=made.public_id, revision=made.revision, unheard=WHY)
    assert (made.state, sees(made, *EVERYBODY)) == ("stands", ["bjarne", "mons"])
    with transaction.atomic(), pytest.raises(IntegrityError):
        Finding.objects.filter(pk=made.pk).update(shared_at=NOON)
    made = hearing.lift_finding(
        by=actor("bjarne"), at=NOON, finding_id=made.public_id, revision=made.revision, reason=WHY
    )
    assert (made.state, sees(made, *EVERYBODY)) == ("noted", ["bjarne", "mons"])  # now the supplier can be heard
    made = acts.show_to_supplier(by=actor("bjarne"), at=NOON, finding_id=made.public_id, revision=made.revision)
    assert (made.state, sees(made, *EVERYBODY)) == ("hearing", ["bjarne", "mons", "nora"])
    with pytest.raises(Refused, match="ikke svart"):
        acts.let_stand(by=actor("bjarne"), at=NOON, finding_id=made.public_id, revision=made.revision)


def test_one_that_was_heard_is_shared_again_when_the_danger_is_over(one: FollowUp) -> None:
    made = standing(one)
    for act in (hearing.stop_finding, hearing.lift_finding):
        made = act(by=actor("bjarne"), at=NOON, finding_id=made.public_id, revision=made.revision, reason=WHY)
    assert (made.state, sees(made, *EVERYBODY)) == ("stands", ["bjarne", "mons", "rita"])
    made = acts.show_to_supplier(by=actor("bjarne"), at=NOON, finding_id=made.public_id, revision=made.revision)
    assert (made.state, sees(made, *EVERYBODY)) == ("stands", ["bjarne", "mons", "rita", "nora"])


def test_nobody_who_answers_for_the_supplier_follows_it_up(one: FollowUp) -> None:
    made = standing(one)
    plan = accepted(one, made)
    proved(plan.measures.get())
    give_supplier_role(by=PLATFORM, at=NOON, person=person("bjarne"), supplier=one.supplier, role="supplier_respondent")
    both, told = actor("bjarne"), "svarer for leverandøren"
    assert told in str(finding_rules.move(both, made, "withdraw"))
    assert told in str(plan_rules.move(both, plan, "accept"))
    assert told in str(plan_rules.measure(both, plan.measures.get(), "find_sufficient"))
    assert told in str(remedy_rules.confirm(both, made))


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"number": ""}, "number"),
        ({"number": "9.9"}, "number"),
        ({"severity": None}, "severity"),
        ({"severity_reason": "kort"}, "severity_reason"),
        ({"title": "  "}, "title"),
        ({"text": ""}, "text"),
        ({"found_on": TODAY + DAY}, "found_on"),
        ({"positive": True}, "positive"),
        ({"site": "stedet som ikke finnes"}, "site"),
        ({"buyers_part": "price"}, "buyers_part_text"),
    ],
)
def test_what_is_wrong_is_told_in_its_field(one: FollowUp, told: dict[str, object], field: str) -> None:
    with pytest.raises(Wrong) as wrong:
        noted(one, **told)
    assert wrong.value.field == field
    assert not Finding.objects.exists()


def test_what_may_tell_who_a_worker_is_comes_back_once(one: FollowUp) -> None:
    with pytest.raises(LookAgain) as again:
        noted(one, people=3)
    assert Worry.SMALL_GROUP in again.value.worries
    assert noted(one, people=3, looked=again.value.mark).people == 3


def test_an_allegation_becomes_something_else_by_a_decision_with_evidence(one: FollowUp) -> None:
    made = shown(one, kind=FindingKind.ALLEGATION, severity=None, severity_reason="")
    told = {"by": actor("bjarne"), "at": NOON, "finding_id": made.public_id, "reason": WHY}
    with pytest.raises(Wrong) as wrong:
        hearing.decide_kind(**told, revision=made.revision, after=FindingKind.DEVIATION)
    assert wrong.value.field == "evidence"
    file = report(one)
    grave = {"severity": GRAVE, "severity_reason": WHY, "evidence_id": file.public_id}
    hearing.decide_kind(**told, revision=made.revision, after=FindingKind.DEVIATION, **grave)
    made.refresh_from_db()
    assert (made.kind, made.scale, made.severity.whole) == ("deviation", Grade.GRAVE, Grade.GRAVE)
    with pytest.raises(Refused):
        hearing.decide_kind(**told, revision=made.revision, after=FindingKind.ALLEGATION)
    with pytest.raises(Wrong) as wrong:
        hearing.decide_kind(**told, revision=made.revision, after=FindingKind.OBSERVATION)
    assert wrong.value.field == "evidence"
    hearing.decide_kind(**told, revision=made.revision, after=FindingKind.OBSERVATION, evidence_id=file.public_id)
    [first, second] = finding_view(actor("nora"), made).decisions
    assert (first.before, first.after, second.after) == ("allegation", "deviation", "observation")
    with pytest.raises(Stale):
        hearing.decide_kind(**told, revision=made.revision, after=FindingKind.DEVIATION, **grave)


def test_the_same_thing_is_noted_once_and_again_when_it_was_withdrawn(one: FollowUp) -> None:
    made = noted(one, rests_on="audit:arw-1")
    with pytest.raises(Stale, match="allerede"):
        noted(one, rests_on="audit:arw-1")
    acts.withdraw_finding(by=actor("mons"), at=NOON, finding_id=made.public_id, revision=made.revision, reason=WHY)
    assert noted(one, rests_on="audit:arw-1").pk != made.pk
    assert [each.state for each in findings_of(actor("bjarne"), [one])] == ["noted", "withdrawn"]


def test_a_deviation_is_not_closed_on_a_promise_and_an_observation_with_a_reason(one: FollowUp) -> None:
    deviation = standing(one)
    with pytest.raises(DomainError, match="vist at det er rettet"):
        acts.close_finding(
            by=actor("bjarne"), at=NOON, finding_id=deviation.public_id, revision=deviation.revision, reason=WHY
        )
    seen = standing(one, kind=FindingKind.OBSERVATION, severity=None, severity_reason="", positive=True)
    seen = acts.close_finding(
        by=actor("bjarne"), at=NOON, finding_id=seen.public_id, revision=seen.revision, reason=WHY
    )
    assert (seen.state, seen.closed_on) == ("closed", TODAY)


def test_what_stands_is_not_rewritten_and_happens_again_with_a_trace(one: FollowUp) -> None:
    first = standing(one)
    with pytest.raises(Refused, match="står"):
        acts.change_finding(
            by=actor("bjarne"), at=NOON, finding_id=first.public_id, revision=first.revision, said=said()
        )
    again = noted(one, title="Gebyr én gang til", earlier=first.public_id)
    assert (again.earlier, first.again.get()) == (first, again)
    changed = acts.change_finding(
        by=actor("mons"), at=NOON, finding_id=again.public_id, revision=again.revision, said=said(title="Gebyr igjen")
    )
    assert (changed.title, changed.earlier) == ("Gebyr igjen", None)


def test_what_kind_it_is_is_never_changed_in_passing(one: FollowUp) -> None:
    made = noted(one)
    with pytest.raises(Wrong) as wrong:
        acts.change_finding(
            by=actor("bjarne"), at=NOON, finding_id=made.public_id, revision=made.revision,
            said=said(kind=FindingKind.OBSERVATION, severity=None, severity_reason=""),
        )  # fmt: skip
    assert wrong.value.field == "kind"


def test_a_deviation_that_stands_is_not_withdrawn_before_it_is_shown_to_be_none(one: FollowUp) -> None:
    made = standing(one)
    told = {"by": actor("bjarne"), "at": NOON, "finding_id": made.public_id, "reason": WHY}
    with pytest.raises(Refused, match="trekkes ikke"):
        acts.withdraw_finding(**told, revision=made.revision)
    hearing.decide_kind(
        **told, revision=made.revision, after=FindingKind.OBSERVATION, evidence_id=report(one).public_id
    )
    made.refresh_from_db()
    assert acts.withdraw_finding(**told, revision=made.revision).state == FindingState.WITHDRAWN


def test_what_can_hardly_be_made_good_again_says_why(one: FollowUp) -> None:
    hard = Severity(Grade.MINOR, Grade.MINOR, Grade.GRAVE)
    with pytest.raises(Wrong) as wrong:
        noted(one, severity=hard)
    assert wrong.value.field == "irremediable_reason"
    made = noted(one, severity=hard, irremediable_reason="Barna har mistet to år på skolen.")
    assert (made.severity.whole, made.irremediable_reason) == (Grade.GRAVE, "Barna har mistet to år på skolen.")


def test_the_same_once_more_is_told_to_whoever_sees_both(one: FollowUp) -> None:
    first = noted(one, title="Første gang")
    again = standing(one, earlier=first.public_id)
    for who, sees_ in (("mons", True), ("rita", False), ("nora", False)):
        view = finding_view(actor(who), again)
        assert (view.before == first) is sees_, who
    assert finding_view(actor("bjarne"), first).again == [again]


def test_what_is_stopped_turns_no_colour_and_what_was_known_goes_on_counting(one: FollowUp) -> None:
    def colour() -> list[str]:
        return [row.colour for row in ColourChange.objects.filter(term_set="T4").order_by("id")]

    secret = noted(one, title="Slått av vakten")
    secret = hearing.stop_finding(
        by=actor("bjarne"), at=NOON, finding_id=secret.public_id, revision=secret.revision, reason=WHY
    )
    acts.let_stand(by=actor("bjarne"), at=NOON, finding_id=secret.public_id, revision=secret.revision, unheard=WHY)
    assert "yellow" not in colour()
    known = standing(one)
    assert colour()[-1] == "yellow"
    hearing.stop_finding(by=actor("bjarne"), at=NOON, finding_id=known.public_id, revision=known.revision, reason=WHY)
    assert colour()[-1] == "yellow"


@pytest.mark.parametrize("who", ["rita", "nora"])
def test_whoever_is_only_shown_it_does_nothing_with_it(one: FollowUp, who: str) -> None:
    made = standing(one)
    for act in (acts.close_finding, acts.withdraw_finding, hearing.stop_finding):
        with pytest.raises(Refused):
            act(by=actor(who), at=NOON, finding_id=made.public_id, revision=made.revision, reason=WHY)
    for act in (acts.show_to_supplier, acts.let_stand):
        with pytest.raises(Refused):
            act(by=actor(who), at=NOON + timedelta(days=30), finding_id=made.public_id, revision=made.revision)
    with pytest.raises(NotVisible):
        acts.note_finding(by=actor("stina"), at=NOON, follow_up_id=one.public_id, said=said())


def test_the_point_is_read_in_each_wording(one: FollowUp) -> None:
    made = standing(one)
    duties = finding_view(actor("bjarne"), made).duties
    assert {code for _duty, sets in duties for code in sets} == {"T1", "T4"}
    assert all(duty.number == "1.1" for duty, _sets in duties)


def test_letters_that_come_in_numbers_say_of_whom_and_of_what_they_are(one: FollowUp) -> None:
    made = standing(one)
    [(_person, write), *_rest] = letters.stands({"id": made.public_id})
    assert write().subject == f"Et funn hos Nordhav Medisinsk AS ({group_called(one)}) gjelder avtalen deres"
    assert group_called(one) not in ("", one.group_id)
    [(_person, write), *_rest] = letters.changed({"id": made.public_id})
    assert write().subject == f"Gruppen for {group_called(one)} har nytt om et funn"
