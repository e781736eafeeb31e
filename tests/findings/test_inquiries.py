"""One signal makes one joint inquiry, which reaches everybody whom it touches, asks suppliers by their place in the
chain, and alerts at once what does not bear waiting."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from aktsom.core.errors import NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.findings.actions import inquiries as acts
from aktsom.findings.actions import touched as touched_acts
from aktsom.findings.actions.findings import show_to_supplier
from aktsom.findings.actions.reaching_again import reach_again
from aktsom.findings.models import Finding, Inquiry, InquiryBranch, InquiryMember
from aktsom.findings.queries.inquiries import (
    alerts_waiting,
    asked_branches,
    inquiry,
    inquiry_view,
    open_about,
    touched_waiting,
)
from aktsom.findings.queries.touching import starts_for, touched_by, whole
from aktsom.findings.signal_states import Employer, SignalState
from aktsom.follow_up.models import FollowUp
from aktsom.sharing.audiences import member_key
from aktsom.supply_chain.models import Site
from aktsom.supply_chain.queries.reaching import MOST_WALKED
from aktsom.supply_chain.reach import Kind, pack
from aktsom.teams.problems import Wrong
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, member, person
from tests.factories.mandates import team
from tests.findings.signalled import TEXT, buys, delivers, noted, of, opened, place, received

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
WHY = "Vi har undersøkt det så langt vi kan."


@beginning(after=commons.small_list)
def site() -> Site:
    """Finishes goods for Alfa, whom Oslo and Bergen buy from; makes a part for Beta's factory, whom Stavanger buys
    from; Gamma sells gloves too, and nobody knows from where."""
    for name in ("sekka", "nora", "aksel", "olga", "berit", "stina", "mons", "bjarne", "rita"):
        person(name)
    found, further = place(), place("Beta Assembly", "PL")
    buys("oslo", "Alfa AS"), buys("bergen", "Alfa AS"), buys("stavanger", "Beta AS")
    buys("bergen", "Gamma AS", description="engangshansker", cpv=("33141420",))
    delivers(found, of("Alfa AS"))
    delivers(found, further, "component")
    delivers(further, of("Beta AS"))
    return found


def do(act: Any, one: Inquiry, by: str = "sekka", at: Any = NOON, **said: Any) -> Any:
    one.refresh_from_db()
    return act(by=actor(by), at=at, inquiry_id=one.public_id, revision=one.revision, **said)


def asked(one: Inquiry, name: str) -> InquiryBranch:
    return InquiryBranch.objects.get(inquiry=one, supplier__name=name)


def test_all_contract_owners_touched_are_reached_by_their_suppliers_place_in_the_chain(site: Site) -> None:
    one = opened(received()[0], site, product_id="gloves")
    assert {row.supplier.name: (row.branch, row.hops) for row in one.branches.all()} == {
        "Alfa AS": ("forward", 1),
        "Beta AS": ("components", 2),
        "Gamma AS": ("explain", None),
    }
    assert {row.member: row.contracts for row in one.touched.all()} == {
        member("oslo"): 1, member("bergen"): 2, member("stavanger"): 1,
    }  # fmt: skip
    for who in ("olga", "berit", "stina", "rita"):
        assert inquiry(actor(who), one.public_id) == one
    person("uma")
    with pytest.raises(NotVisible):
        inquiry(actor("uma"), one.public_id)


def test_who_never_heard_of_the_place_is_reached_and_shown_no_way_that_it_may_not_see(site: Site) -> None:
    hidden = place("Hemmelig", "TH")
    Site.objects.filter(pk=hidden.pk).update(seen_by=frozenset({member_key(member("oslo").pk)}))
    buys("stavanger", "Alfa AS")
    delivers(hidden, of("Alfa AS"), seen_by=frozenset({member_key(member("oslo").pk)}))
    one = opened(received()[0], hidden, start_name="hemmelig")
    for who, way, name in (("olga", 2, "Hemmelig"), ("stina", 0, "")):
        view = inquiry_view(actor(who), one, TODAY)
        [row] = [each for each in view.contracts if each.contract.supplier.name == "Alfa AS"]
        assert (len(row.way), view.place) == (way, name), who
        assert row.branch.hops == 1


def test_a_place_that_one_does_not_see_is_found_by_exactly_its_name_alone(site: Site) -> None:
    Site.objects.filter(pk=site.pk).update(seen_by=frozenset({member_key(member("oslo").pk)}))
    assert [each.name for each in starts_for(actor("sekka"), "lembayung", TODAY, lambda _text: [])] == ["lembayung"]
    assert starts_for(actor("sekka"), "lembay", TODAY, lambda _text: []) == []
    with pytest.raises(NotVisible):
        opened(received()[0], site, start_name="noe annet")


def test_each_sees_its_own_contracts_and_answers_of_its_own_suppliers_and_never_the_signal(site: Site) -> None:
    one = opened(received()[0], site)
    for who, suppliers in (("olga", {"Alfa AS"}), ("stina", {"Beta AS"}), ("sekka", {"Alfa AS", "Beta AS"})):
        view = inquiry_view(actor(who), one, TODAY)
        assert {row.supplier.name for row in view.branches} == suppliers
        assert bool(view.signals) == (who == "sekka")
        assert {row.member.name for row in view.touched} == (
            {"Oslo kommune", "Bergen kommune", "Stavanger kommune"} if who == "sekka" else
            {member("oslo").name} if who == "olga" else {member("stavanger").name}
        )  # fmt: skip


def test_letters_say_that_and_never_what(
    site: Site, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        one = opened(received()[0], site)
        do(acts.raise_alert, one, text="Slutt å bestille derfra til vi vet mer.")
    told = {address for letter in mailoutbox for address in letter.to}
    assert {"olga@example.org", "berit@example.org", "stina@example.org", "sekka@example.org"} <= told
    assert "nora@example.org" not in told
    words = "\n".join(f"{letter.subject}\n{letter.body}" for letter in mailoutbox)
    for secret in (TEXT, "Lembayung", one.title, one.about, "Slutt å bestille", "Alfa AS"):
        assert secret not in words


def test_several_signals_are_one_inquiry_and_a_second_of_the_same_is_refused(site: Site) -> None:
    first, second = received()[0], noted()
    one = opened(first, site)
    first.refresh_from_db()
    assert (first.state, first.inquiry) == (SignalState.JOINED, one)
    with pytest.raises(Stale):
        opened(second, site)
    acts.join_signal(
        by=actor("sekka"), at=NOON, signal_id=second.public_id, revision=second.revision, inquiry_id=one.public_id
    )
    assert one.signals.count() == 2
    with pytest.raises(Refused):
        opened(first, place("Et annet sted"))
    assert Inquiry.objects.count() == 1


def test_what_the_sender_wrote_is_copied_nowhere(site: Site) -> None:
    one = received()[0]
    for field in ("title", "about"):
        with pytest.raises(Wrong) as error:
            opened(one, site, **{field: f"Noen sier: «{TEXT.upper()}»"})
        assert error.value.field == field
    made = opened(one, site)
    with pytest.raises(Wrong):
        do(acts.raise_alert, made, text=TEXT)
    with pytest.raises(Wrong):
        do(acts.close_inquiry, made, reason=TEXT)


class TestAsking:
    def test_a_supplier_sees_its_own_branch_when_it_is_asked_and_answers_once(self, site: Site) -> None:
        buys("oslo", "Nordhav Medisinsk AS")
        delivers(site, of("Nordhav Medisinsk AS"))
        nordhav = actor("nora").supplier_ids
        InquiryBranch.objects.all().delete()
        one = opened(received()[0], site)
        row = InquiryBranch.objects.get(inquiry=one, supplier__same_as=None, supplier__name="Nordhav Medisinsk AS")
        InquiryBranch.objects.filter(pk=row.pk).update(supplier_id=next(iter(nordhav)))
        assert asked_branches(actor("nora")) == []
        assert do(acts.ask_suppliers, one) == 3
        assert asked_branches(actor("nora")) == [row]
        row.refresh_from_db()
        answer = {"by": actor("nora"), "at": NOON, "branch_id": row.public_id, "text": "Vi har sendt kravene videre."}
        touched_acts.answer_branch(**answer, revision=row.revision)
        with pytest.raises(Refused):
            touched_acts.answer_branch(**answer, revision=row.revision + 1)
        row.refresh_from_db()
        assert (row.state, row.answer) == ("answered", "Vi har sendt kravene videre.")
        assert inquiry_view(actor("olga"), one, TODAY).branches[-1].answer
        assert "Vi har sendt" not in repr([b.answer for b in inquiry_view(actor("stina"), one, TODAY).branches])
        with pytest.raises(Stale):
            do(acts.ask_suppliers, one)  # all are asked

    def test_while_it_could_show_who_spoke_nobody_is_asked(self, site: Site) -> None:
        one = opened(received()[0], site, held_reason="Bare tre arbeidere vet dette.")
        with pytest.raises(Refused):
            do(acts.ask_suppliers, one)
        with pytest.raises(Refused):
            do(acts.hold, one, reason=WHY)
        do(acts.release, one, reason="Mange har sagt det nå.")
        assert do(acts.ask_suppliers, one) == 2
        for act in (acts.hold, acts.release):
            do(act, one, reason=WHY)

    @pytest.mark.parametrize("employer", [Employer.NEVER, Employer.ASK])
    def test_nobody_is_asked_before_somebody_has_looked_at_it_where_the_employer_may_not_know(
        self, site: Site, one: FollowUp, employer: Employer
    ) -> None:
        made = opened(received()[0], site)
        assert made.held_at is None
        careful, _code = received(employer=employer)
        acts.join_signal(
            by=actor("sekka"), at=NOON, signal_id=careful.public_id, revision=careful.revision,
            inquiry_id=made.public_id,
        )  # fmt: skip
        with pytest.raises(Refused, match="i fare"):
            do(acts.ask_suppliers, made)
        found = touched_acts.note_allegation(
            by=actor("bjarne"), at=NOON, inquiry_id=made.public_id, follow_up_id=one.public_id, title="Pass holdes",
            text="Noen sier at pass blir holdt tilbake.",
        )  # fmt: skip
        with pytest.raises(Refused, match="holdt tilbake"):
            show_to_supplier(by=actor("bjarne"), at=NOON, finding_id=found.public_id, revision=found.revision)
        do(acts.release, made, reason="Mange har sagt det nå.")
        assert do(acts.ask_suppliers, made) == 2
        show_to_supplier(by=actor("bjarne"), at=NOON, finding_id=found.public_id, revision=found.revision)

    def test_the_day_is_given_and_lies_ahead(self, site: Site) -> None:
        one = opened(received()[0], site)
        with pytest.raises(Wrong):
            do(acts.ask_suppliers, one, answer_by=TODAY)
        do(acts.ask_suppliers, one)
        one.refresh_from_db()
        assert one.answer_by == TODAY + timedelta(days=14)


class TestAlert:
    def test_every_body_is_told_at_once_and_acknowledges_for_itself(self, site: Site) -> None:
        one = opened(received()[0], site)
        do(acts.raise_alert, one, text="Slutt å bestille derfra til vi vet mer.")
        for who in ("olga", "berit", "stina", "mons"):
            [row] = alerts_waiting(actor(who))
            assert row.inquiry == one
        assert alerts_waiting(actor("rita")) == []  # reads, and does not answer for the body
        with pytest.raises(Refused):
            do(acts.raise_alert, one, text="En gang til.")
        said = {"at": NOON, "inquiry_id": one.public_id, "member_id": member("oslo").public_id}
        touched_acts.acknowledge_alert(by=actor("olga"), **said)
        first = InquiryMember.objects.get(member=member("oslo"))
        touched_acts.acknowledge_alert(by=actor("mons"), **said)  # pressed twice
        first.refresh_from_db()
        assert first.acknowledged_by_id == person("olga").pk
        assert alerts_waiting(actor("mons")) == []
        assert alerts_waiting(actor("stina"))
        with pytest.raises(Refused):
            touched_acts.take_part(by=actor("rita"), revision=first.revision, part="joins", **said)
        with pytest.raises(NotVisible):
            touched_acts.acknowledge_alert(by=actor("stina"), **said)

    def test_what_is_not_on_the_list_raises_none(self, site: Site) -> None:
        one = opened(received(kind="wages")[0], site, kind="wages")
        with pytest.raises(Refused):
            do(acts.raise_alert, one, text="Lønnen er for lav.")

    def test_who_is_reached_later_is_alerted_then_and_nobody_twice(
        self, site: Site, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
    ) -> None:
        one = opened(received()[0], site)
        do(acts.raise_alert, one, text="Slutt å bestille derfra til vi vet mer.")
        buys("uio", "Alfa AS")
        OutboxMessage.objects.update(delivered_at=NOON)
        later = NOON + timedelta(days=1)
        with django_capture_on_commit_callbacks(execute=True):
            assert do(reach_again, one, at=later) == 1
        assert alerts_waiting(actor("uma"))
        told = {address for letter in mailoutbox for address in letter.to}
        assert told & {"olga@example.org", "berit@example.org", "stina@example.org"} == set()
        assert do(reach_again, one, at=later) == 0


class TestOwnJudgement:
    def test_it_is_its_own_and_read_by_others_only_if_it_shares_it(self, site: Site) -> None:
        one = opened(received()[0], site)
        said = {"inquiry_id": one.public_id, "member_id": member("oslo").public_id, "at": NOON}
        with pytest.raises(Wrong):
            touched_acts.take_part(by=actor("olga"), revision=1, part="own", **said)
        assert touched_waiting(actor("olga"))
        touched_acts.take_part(by=actor("olga"), revision=1, part="joins", judgement="Vår avtale tåler det.", **said)
        assert touched_waiting(actor("olga")) == []
        assert inquiry_view(actor("stina"), one, TODAY).judgements == []
        touched_acts.take_part(
            by=actor("olga"), revision=2, part="own", judgement="Vår avtale tåler det.", shares=True, **said
        )
        [row] = inquiry_view(actor("stina"), one, TODAY).judgements
        assert row.judgement == "Vår avtale tåler det."
        buys("uio", "Alfa AS")
        do(reach_again, one)
        [row] = inquiry_view(actor("uma"), one, TODAY).judgements  # who is reached later reads it too
        touched_acts.take_part(by=actor("olga"), revision=3, part="own", judgement="Vår egen.", **said)
        assert inquiry_view(actor("stina"), one, TODAY).judgements == []
        with pytest.raises(Stale):
            touched_acts.take_part(by=actor("mons"), revision=1, part="joins", **said)

    def test_who_is_about_to_open_the_same_case_is_told(self, site: Site) -> None:
        one = opened(received()[0], site)
        assert open_about(actor("olga"), [of("Alfa AS").pk]) == [one]
        assert open_about(actor("olga"), [of("Beta AS").pk]) == []
        do(acts.close_inquiry, one, reason=WHY)
        assert open_about(actor("olga"), [of("Alfa AS").pk]) == []
        again = opened(noted(), site)
        assert again != one  # what is closed does not stand in the way


def test_an_allegation_is_noted_once_without_the_senders_words(site: Site, one: FollowUp) -> None:
    made = opened(received()[0], site)
    said = {"by": actor("bjarne"), "at": NOON, "inquiry_id": made.public_id, "follow_up_id": one.public_id}
    with pytest.raises(Wrong):
        touched_acts.note_allegation(**said, title="Pass holdes", text=f"Det sies: {TEXT}")
    found = touched_acts.note_allegation(**said, title="Pass holdes", text="Noen sier at pass blir holdt tilbake.")
    assert (found.kind, found.rests_on) == ("allegation", f"inquiry:{made.public_id}")
    with pytest.raises(Stale):
        touched_acts.note_allegation(**said, title="Pass holdes", text="Noen sier at pass blir holdt tilbake.")
    assert Finding.objects.count() == 1


def test_a_team_runs_what_it_was_given_and_nobody_else_does(site: Site) -> None:
    ours = team()
    signal = noted("bjarne", team_id=ours.pk)
    one = opened(signal, site, by="bjarne")
    assert one.team == ours
    for who in ("olga", "stina", "rita"):
        with pytest.raises(Refused):
            do(acts.hold, one, by=who, reason=WHY)
    do(acts.close_inquiry, one, by="bjarne", reason=WHY)
    with pytest.raises(Refused):
        do(acts.ask_suppliers, one, by="bjarne")
    assert JournalEntry.objects.filter(subject=one.public_id, verb="inquiry_closed").count() == 1


def test_a_country_touches_those_whose_chain_comes_from_there(site: Site) -> None:
    found = touched_by(whole("land", "MY", TODAY), "", TODAY)
    assert set(found.members) == {member(name).pk for name in ("oslo", "bergen", "stavanger")}
    assert touched_by(whole("land", "AQ", TODAY), "", TODAY).members == {}


def test_all_are_reached_however_many_places_it_begins_at(site: Site) -> None:
    """More than are walked where a page only shows some."""
    start = whole("land", "MY", TODAY)
    unlinked = tuple(pack(Kind.SITE, 1_000_000 + number) for number in range(MOST_WALKED))
    found = touched_by(replace(start, nodes=(*start.nodes, *unlinked)), "", TODAY)
    assert found == touched_by(start, "", TODAY)
    assert len(found.members) == 3


def test_the_journal_tells_what_was_done_and_not_what_it_says(site: Site) -> None:
    one = opened(received()[0], site, held_reason="Bare tre arbeidere vet dette.")
    do(acts.raise_alert, one, text="Slutt å bestille derfra.")
    kept = repr([row.__dict__ for model in (JournalEntry, OutboxMessage) for row in model.objects.filter()])
    for secret in (TEXT, one.title, one.about, "Bare tre", "Slutt å bestille"):
        assert secret not in kept
