"""A supplier is asked once for all contracts that a follow-up covers, each with its own due day."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail

from aktsom.contracts.models import Contract, OwnFacts
from aktsom.core.actor import PLATFORM
from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.follow_up.actions import planning, report_keys
from aktsom.follow_up.actions.dispatching import ASKED_MAIL, Dispatch, NobodyAnswers, dispatch_self_report
from aktsom.follow_up.actions.questionnaires import load_questionnaires
from aktsom.follow_up.actions.reported import JOINED_MAIL
from aktsom.follow_up.actions.withdrawing import WITHDRAWN_MAIL, withdraw_self_report
from aktsom.follow_up.jobs.days import follow_contracts
from aktsom.follow_up.jobs.reports import tell_of_late_joiners
from aktsom.follow_up.models import FollowUp, QuestionnaireEdition, SelfReport
from aktsom.follow_up.queries.asked_suppliers import people_of_supplier
from aktsom.follow_up.queries.self_reports import asked_of, preview, report_of_contract, reports_of
from aktsom.follow_up.rules.dues import Timing
from aktsom.follow_up.states import FollowUpState, Method, ReportState
from aktsom.sharing.audiences import member_key, supplier_key, team_key
from aktsom.sharing.wall import behind
from aktsom.teams.models import Mandate
from aktsom.teams.problems import Wrong
from tests.cast import NOON, actor, member, now, person, supplier
from tests.factories.dispatches import KARI, LINK, dispatched, told
from tests.factories.mandates import granted, team
from tests.factories.reports import handed_in
from tests.follow_up.test_planning import gloves, planned, planned_alone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
TODAY = NOON.date()


def announced(*owners: str, **said: Any) -> FollowUp:
    """The team's, with a mandate for a contract of each."""
    ours = team()
    for owner in owners or ("oslo",):
        granted(ours, gloves(owner, term_set="T4"))
    return told(planned(**said))


def test_one_request_for_all_contracts_and_each_has_its_own_day() -> None:
    ours = team()
    for owner, said in (
        ("oslo", {"term_set": "T1", "signed_on": date(2026, 10, 15)}),
        ("bergen", {"term_set": "T3", "starts_on": date(2026, 9, 1)}),
        ("stavanger", {"term_set": "T4"}),
    ):
        granted(ours, gloves(owner, **said))
    one = told(planned())
    report = dispatched(one, message="  Vi spør for tre.  ")
    days = {row.member.slug: row.due_on for row in report.contracts.select_related("member")}
    assert days == {
        "oslo-kommune": date(2026, 11, 15),
        "bergen-kommune": date(2027, 3, 1),
        "stavanger-kommune": TODAY + timedelta(weeks=6),
    }
    one.refresh_from_db()
    assert (one.state, report.state, report.message) == (FollowUpState.RUNNING, ReportState.ASKED, "Vi spør for tre.")
    assert (report.edition.form, report.edition.state) == (one.form, "published")
    assert report.contact_id == report.asked_by_id == person("bjarne").pk
    assert OutboxMessage.objects.filter(kind=ASKED_MAIL).count() == 1
    entries = JournalEntry.objects.filter(verb="self_report_asked", subject=report.public_id)
    assert {entry.on_behalf_of_id for entry in entries} == {member(x).pk for x in ("oslo", "bergen", "stavanger")}


def test_where_the_day_cannot_be_told_it_says_why() -> None:
    ours = team()
    for owner, said in (
        ("oslo", {"term_set": "T1", "signed_on": None}),
        ("bergen", {"term_set": "T0"}),
        ("stavanger", {"term_set": "T2"}),
        ("oslo", {"term_set": ""}),
    ):
        granted(ours, gloves(owner, **said))
    report = dispatched(told(planned()))
    rows = list(report.contracts.all())
    assert {row.due_on for row in rows} == {None}
    said = {row.term_set: row.due_why["open"] for row in rows}
    assert said == {"T1": "day_missing", "T0": "not_asked_for", "T2": "contract_says", "": "no_terms"}


def test_a_second_press_makes_no_second_request() -> None:
    one = announced()
    before = one.revision
    dispatched(one)
    again = {"by": actor("bjarne"), "at": NOON, "follow_up_id": one.public_id, "dispatch": Dispatch(), "link": LINK}
    with pytest.raises(Stale):
        dispatch_self_report(revision=before, **again)
    with pytest.raises(Refused, match="allerede spurt"):
        dispatch_self_report(revision=None, **again)
    assert SelfReport.objects.count() == 1


def test_what_stands_against_it() -> None:
    ours = team()
    granted(ours, gloves("oslo"))
    one = planned()
    load_questionnaires(by=PLATFORM, at=NOON)
    with pytest.raises(Refused, match="Varsle"):
        dispatched(one)
    told(one)
    for who in ("stina", "nora", "sekka"):
        with pytest.raises(NotVisible):
            dispatched(one, by=who)
    with pytest.raises(Wrong, match="Velg en av dem"):
        dispatched(one, contact=person("stina").public_id)
    with pytest.raises(Wrong, match="høyst"):
        dispatched(one, message="x" * 4001)
    FollowUp.objects.filter(pk=one.pk).update(methods=[Method.MEETING])
    with pytest.raises(Refused, match="Egenrapport er ikke med"):
        dispatched(one)
    FollowUp.objects.filter(pk=one.pk).update(methods=[Method.SELF_REPORT], state="concluded")
    with pytest.raises(Refused, match="avsluttet"):
        dispatched(one)
    assert not SelfReport.objects.exists()


def test_without_a_contract_or_a_form_nobody_is_asked() -> None:
    one = announced()
    Mandate.objects.update(state="withdrawn", withdrawn_at=NOON)
    with pytest.raises(DomainError, match="ingen avtale"):
        dispatched(one)
    Mandate.objects.update(state="granted", withdrawn_at=None)
    QuestionnaireEdition.objects.update(state="replaced")
    with pytest.raises(DomainError, match="ikke publisert"):
        dispatched(one)
    QuestionnaireEdition.objects.update(state="published")
    Contract.objects.update(ends_on=TODAY - timedelta(days=1))
    with pytest.raises(DomainError, match="ingen avtale"):
        dispatched(one)
    assert not SelfReport.objects.exists()
    assert FollowUp.objects.get().state == FollowUpState.ANNOUNCED


def test_a_mandate_that_ended_leaves_its_contract_out() -> None:
    one = announced("oslo", "stavanger")
    Mandate.objects.filter(member=member("oslo")).update(state="withdrawn", withdrawn_at=NOON)
    report = dispatched(one)
    assert [row.member.slug for row in report.contracts.all()] == ["stavanger-kommune"]
    assert member_key(member("oslo").pk) not in report.seen_by


def test_where_nobody_answers_somebody_has_to_be_named() -> None:
    one = announced()
    with pytest.raises(NobodyAnswers):
        dispatched(one, answered_for=False)
    assert not SelfReport.objects.exists()
    assert FollowUp.objects.get().state == FollowUpState.ANNOUNCED
    report = dispatched(one, answered_for=False, first=KARI)
    assert report.invitations.get().invitation.invitation.email == KARI.email


def test_a_member_asks_for_itself() -> None:
    gloves("stavanger", term_set="T4")
    one = told(planned_alone("stina", "stavanger"), by="stina")
    report = dispatched(one, by="stina")
    assert (report.team, report.owner_id) == (None, member("stavanger").pk)
    assert report.seen_by == {member_key(member("stavanger").pk), supplier_key(supplier().pk)}


def test_the_parties_see_it_and_nobody_else() -> None:
    report = dispatched(announced("oslo", "stavanger"))
    for who in ("bjarne", "mons", "olga", "stina", "nora", "aksel"):
        assert list(SelfReport.objects.visible_to(actor(who))) == [report], who
    for who in ("odd", "uma", "berit", "sekka", "ada", "revi"):
        assert not SelfReport.objects.visible_to(actor(who)).exists(), who
    assert asked_of(actor("odd"), TODAY) == []
    assert [one.report for one in asked_of(actor("nora"), TODAY)] == [report]


def test_another_members_day_is_not_told_to_the_rest() -> None:
    """A due day that is counted from the signing tells when a contract was signed."""
    one = announced("oslo", "stavanger")
    dispatched(one)
    own = Contract.objects.get(member=member("stavanger"))
    others = Contract.objects.get(member=member("oslo"))
    (seen,) = reports_of(actor("stina"), one, NOON)
    assert [row.contract for row, _timing in seen.contracts] == [own]
    assert (seen.total, seen.answers, seen.invited) == (2, [], None)
    (all_of_it,) = reports_of(actor("bjarne"), one, NOON)
    assert len(all_of_it.contracts) == 2
    assert all_of_it.answers == ["Aksel", "Nora"]
    assert report_of_contract(actor("stina"), own, TODAY) is not None
    assert report_of_contract(actor("stina"), others, TODAY) is None
    assert report_of_contract(actor("bjarne"), others, TODAY) is not None
    assert reports_of(actor("uma"), one, NOON) == []


def test_late_joiners_are_asked_for_by_their_own_terms_from_the_day_they_join() -> None:
    one = announced("oslo")
    report = dispatched(one)
    granted(one.team, gloves("stavanger", term_set="T4"))
    later = NOON + timedelta(days=10)
    assert planning.cover_more(by=actor("bjarne"), at=later, follow_up_id=one.public_id) == 1
    assert planning.cover_more(by=actor("bjarne"), at=later, follow_up_id=one.public_id) == 0
    row = report.contracts.get(member=member("stavanger"))
    assert (row.due_on, row.ticked_on) == (later.date() + timedelta(weeks=6), None)
    assert SelfReport.objects.visible_to(actor("stina")).exists()
    assert JournalEntry.objects.filter(verb="self_report_joined").count() == 1
    assert SelfReport.objects.count() == 1


def joined_letters() -> list[str]:
    for message in OutboxMessage.objects.filter(kind=JOINED_MAIL, delivered_at__isnull=True):
        tell_of_late_joiners(message.payload)
    return [str(one.body) for one in mail.outbox if "flere avtaler er med" in one.subject]


def test_late_joiners_are_told_of_in_one_letter_each_with_its_day() -> None:
    one = announced("oslo")
    report = dispatched(one)
    for who in ("stavanger", "bergen", "bergen"):
        granted(one.team, gloves(who, term_set="T4"))
    later = NOON + timedelta(days=10)
    planning.cover_more(by=actor("bjarne"), at=later, follow_up_id=one.public_id)
    planning.cover_more(by=actor("bjarne"), at=later, follow_up_id=one.public_id)  # nobody new
    nora, *_others = letters = joined_letters()
    assert len(letters) == len(people_of_supplier(report.supplier_id))
    assert "3 avtaler til er med" in nora
    assert "Dere svarer fortsatt én gang" in nora
    assert "- Bergen kommune: 2 avtaler, frist" in nora
    assert "- Stavanger kommune: 1 avtale, frist" in nora


def test_who_joins_after_the_answer_is_told_of_as_answered_in_time_or_late() -> None:
    one = announced("oslo")
    report = dispatched(one)
    handed_in(report, at=NOON + timedelta(days=20))
    for who in ("stavanger", "bergen"):
        granted(one.team, gloves(who, term_set="T4"))
    planning.cover_more(by=actor("bjarne"), at=NOON + timedelta(days=21), follow_up_id=one.public_id)
    report.contracts.filter(member=member("bergen")).update(due_on=TODAY)
    letter = joined_letters()[0]
    assert "Dere trenger ikke svare på nytt" in letter
    assert "- Bergen kommune: 1 avtale, svaret kom etter fristen" in letter
    assert "- Stavanger kommune: 1 avtale, svaret kom i tide" in letter
    SelfReport.objects.update(state="withdrawn", withdrawn_reason="Ble spurt ved en feil.")
    mail.outbox.clear()
    assert joined_letters() == []


def test_who_joins_after_the_answer_is_ticked_off_on_its_day() -> None:
    one = announced("oslo")
    report = dispatched(one)
    handed_in(report, at=NOON + timedelta(days=20))
    granted(one.team, gloves("stavanger", term_set="T4"))
    planning.cover_more(by=actor("bjarne"), at=NOON + timedelta(days=90), follow_up_id=one.public_id)
    row = report.contracts.get(member=member("stavanger"))
    assert row.ticked_on == TODAY + timedelta(days=20)
    assert row.in_time is True
    assert all(one.is_open is False for one in asked_of(actor("nora"), TODAY))


def test_last_times_answer_is_found_whoever_asked_if_the_asker_may_read_it() -> None:
    first = announced("oslo", "stavanger")
    before = dispatched(first)
    handed_in(before, at=NOON)
    FollowUp.objects.filter(pk=first.pk).update(state="concluded")
    alone = told(planned_alone("stina", "stavanger"), by="stina")
    assert dispatched(alone, by="stina").previous == before
    gloves("bergen")
    other = told(planned_alone("berit", "bergen", beside="Vi har en egen avtale her."), by="berit")
    assert dispatched(other, by="berit").previous is None


def test_it_is_withdrawn_with_a_reason_and_can_be_asked_anew() -> None:
    one = announced()
    report = dispatched(one)
    said = {"by": actor("mons"), "at": NOON, "report_id": report.public_id}
    with pytest.raises(Wrong):
        withdraw_self_report(**said, revision=1, reason="kort")
    with pytest.raises(Stale):
        withdraw_self_report(**said, revision=7, reason="Vi har fått svaret på annen måte.")
    with pytest.raises(NotVisible):
        withdraw_self_report(**{**said, "by": actor("stina")}, revision=1, reason="Vi har fått svaret på annen måte.")
    with pytest.raises(NotVisible):
        withdraw_self_report(**{**said, "by": actor("nora")}, revision=1, reason="Vi har fått svaret på annen måte.")
    withdraw_self_report(**said, revision=1, reason="Vi har fått svaret på annen måte.")
    assert OutboxMessage.objects.filter(kind=WITHDRAWN_MAIL).count() == 1
    assert JournalEntry.objects.filter(verb="self_report_withdrawn").count() == 1
    with pytest.raises(Refused):
        withdraw_self_report(**said, revision=2, reason="Vi har fått svaret på annen måte.")
    assert dispatched(one).pk != report.pk


def test_what_is_answered_is_not_withdrawn() -> None:
    report = dispatched(announced())
    handed_in(report)
    report.refresh_from_db()
    with pytest.raises(Refused):
        withdraw_self_report(
            by=actor("mons"),
            at=NOON,
            report_id=report.public_id,
            revision=report.revision,
            reason="For sent, ja visst.",
        )


def test_dropping_the_follow_up_calls_the_question_back() -> None:
    one = announced()
    report = dispatched(one)
    one.refresh_from_db()
    planning.drop_follow_up(
        by=actor("mons"), at=NOON, follow_up_id=one.public_id, revision=one.revision, reason="Avtalen er over nå."
    )
    report.refresh_from_db()
    assert (report.state, report.withdrawn_reason) == (ReportState.WITHDRAWN, "Avtalen er over nå.")


def test_keys_follow_contracts_and_are_checked() -> None:
    one = announced("oslo", "stavanger")
    report = dispatched(one)
    theirs = member_key(member("stavanger").pk)
    assert theirs in report.seen_by
    Contract.objects.filter(member=member("stavanger")).update(ends_on=TODAY - timedelta(days=9))
    report_keys.recompute_all(now().date())
    report.refresh_from_db()
    assert theirs in report.seen_by  # what was answered for a contract stays in its file
    Contract.objects.filter(member=member("stavanger")).update(state="struck")
    found = report_keys.check_all(day=TODAY)
    assert [(who, surplus) for who, _missing, surplus in found.differing] == [(report.public_id, 1)]
    follow_contracts({"member": member("stavanger").pk})
    report.refresh_from_db()
    assert theirs not in report.seen_by
    assert report_keys.check_all(day=TODAY).differing == []
    assert {team_key(one.team_id), supplier_key(supplier().pk)} <= report.seen_by


def test_the_preview_says_what_would_be_asked() -> None:
    one = announced("oslo", "stavanger")
    seen = preview(actor("bjarne"), one, NOON)
    assert (len(seen.contracts), seen.needs_first, seen.due) == (2, True, TODAY + timedelta(weeks=6))
    assert seen.members == [("Oslo kommune", 1), ("Stavanger kommune", 1)]
    person("nora")
    assert preview(actor("bjarne"), one, NOON).answers == 1


def test_a_day_that_is_past_shows_as_over_and_an_answer_in_its_time() -> None:
    one = announced("oslo")
    report = dispatched(one)
    late = NOON + timedelta(weeks=7)
    (seen,) = reports_of(actor("bjarne"), one, late)
    assert seen.timings == {Timing.OVERDUE: 1}
    handed_in(report, at=late)
    (seen,) = reports_of(actor("bjarne"), one, late)
    assert seen.timings == {Timing.LATE: 1}


def test_references_are_for_the_supplier_and_own_facts_stay_the_owners() -> None:
    one = announced("oslo")
    report = dispatched(one)
    assert report.contracts.get().reference == OwnFacts.objects.get().reference


def test_behind_the_databases_wall_the_supplier_finds_it_and_the_buyers_their_part() -> None:
    """A supplier sees no follow-up, so that nothing of its list may lead through one."""
    one = announced("oslo", "stavanger")
    report = dispatched(one)
    for who, seen in (("nora", True), ("odd", False)):
        with behind(actor(who)):
            assert [each.report for each in asked_of(actor(who), TODAY)] == ([report] if seen else [])
    for who in ("bjarne", "stina"):
        with behind(actor(who)):
            assert [each.report for each in reports_of(actor(who), one, NOON)] == [report]
    with behind(actor("bjarne")):
        (seen_by_team,) = reports_of(actor("bjarne"), one, NOON)
    assert seen_by_team.answers == ["Aksel", "Nora"]
