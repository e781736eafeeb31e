"""Letters, decisions, recommendations, minutes, inquiries and results are found by whoever may read them, and by nobody
else: what is hidden is not found, not counted, and changes nothing."""

from datetime import date, timedelta

import pytest

from aktsom.core.actor import PLATFORM
from aktsom.findings.models import PublicResult
from aktsom.follow_up.actions import meetings, minutes
from aktsom.follow_up.models import FollowUp, Meeting
from aktsom.knowledge.actions.indexing import tell_of_all
from aktsom.knowledge.found_kinds import FoundKind
from aktsom.knowledge.models import SearchDocument
from aktsom.knowledge.queries.searching import Found, search
from aktsom.knowledge.states import Place
from aktsom.sanctions.models import Recommendation, SanctionDecision
from aktsom.sharing.audiences import NETWORK_KEY, member_key, team_key
from aktsom.sharing.wall import behind
from aktsom.terms.actions import load_terms
from tests.cast import NOON, actor, member, person
from tests.findings import published as out
from tests.findings.signalled import buys, delivers, of, opened, place, received
from tests.follow_up.concluded import concluded, followed_up, report
from tests.follow_up.test_meetings import invited
from tests.sanctions.lettered import case, decided, sent, written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]
TODAY = date(2026, 11, 2)


def find(who: str, text: str) -> Found:
    """As the page does: behind the asker's wall."""
    with behind(actor(who)):
        return search(actor(who), text, TODAY)


def shown(who: str, text: str) -> list[object]:
    found = find(who, text)
    return [{kind: [hit.read.subject for hit in hits] for kind, hits in found.hits.items()}, found.count, found.nearly]


def finds(who: str, text: str, kind: FoundKind) -> bool:
    return kind in find(who, text).hits


def all_say_too_much() -> None:
    SearchDocument.objects.update(seen_by=frozenset({NETWORK_KEY}))


def test_a_letter_is_found_by_its_number_and_words_by_its_owner_and_its_supplier_once_it_is_sent() -> None:
    one = case()
    decision = decided(one)
    draft = written(decided(one, step="correction"), said={"reasons": "Fabrikken kalles Lembayung."})
    row = sent(decision)
    tell_of_all()
    for who in ("olga", "nora"):
        for text in (f"brev {row.number}", "påpekt gebyr", f"letter {row.number}"):
            assert [hit.read.subject for hit in find(who, text).hits[FoundKind.LETTER]][:1] == [row.public_id], text
    assert finds("olga", "lembayung", FoundKind.LETTER)
    assert draft.public_id not in str(shown("nora", "brev"))
    for index in (tell_of_all, all_say_too_much):
        index()
        assert shown("nora", "lembayung") == [{}, 0, False]
        for who in ("berit", "stina", "bjarne", "sekka", "anne"):
            assert not finds(who, f"brev {row.number}", FoundKind.LETTER), who
            assert not finds(who, "lembayung", FoundKind.LETTER), who


def test_a_letter_of_a_decision_that_is_shared_is_found_by_those_it_is_shared_with() -> None:
    one = case()
    decision = decided(one)
    row = sent(decision)
    team = team_key(one.team_id or 0)
    SanctionDecision.objects.filter(pk=decision.pk).update(shared_at=NOON, seen_by=decision.seen_by | {team})
    tell_of_all()
    for who in ("olga", "berit", "bjarne"):
        assert finds(who, f"brev {row.number}", FoundKind.LETTER), who
        assert finds(who, "vedtak påminnelser", FoundKind.DECISION), who
    for who in ("stina", "sekka", "anne"):
        assert not finds(who, f"brev {row.number}", FoundKind.LETTER), who
        assert not finds(who, "påminnelser", FoundKind.DECISION), who


def test_a_decision_is_its_owners_and_a_recommendation_theirs_who_have_a_contract_covered() -> None:
    one = case()
    decided(one)
    _recommended(one)
    tell_of_all()
    assert finds("olga", "avgjørelse påminnelser", FoundKind.DECISION)
    for who in ("olga", "berit", "bjarne"):
        assert finds(who, "anbefaling solskinn", FoundKind.RECOMMENDATION), who
    before = {who: shown(who, "solskin påminelser") for who in ("stina", "sekka", "nora", "anne")}
    for index in (tell_of_all, all_say_too_much):
        index()
        for who in ("berit", "bjarne", "stina", "sekka", "nora", "anne"):
            assert not finds(who, "påminnelser", FoundKind.DECISION), who
        for who in ("stina", "sekka", "nora", "anne"):
            assert not finds(who, "solskinn", FoundKind.RECOMMENDATION), who
            assert shown(who, "solskin påminelser") == before[who] == [{}, 0, False], who


def _recommended(one: FollowUp) -> Recommendation:
    assert one.team is not None
    return Recommendation.objects.create(
        follow_up=one, team=one.team, owner=member("bergen"), supplier=one.supplier, step="notice-of-breach",
        reasons="Fabrikken Solskinn har ikke svart.", proportionality="Ja.", workers_interest="Ja.", made_at=NOON,
        shared_at=NOON, seen_by=frozenset({team_key(one.team_id or 0)}),
    )  # fmt: skip


def test_minutes_are_found_by_those_who_met_and_by_the_supplier_once_they_are_sent() -> None:
    made = _with_minutes(invited(case()))
    tell_of_all()
    for who in ("bjarne", "nora"):
        assert finds(who, "møte gebyr", FoundKind.MEETING), who  # what is to be talked of
    assert finds("bjarne", "referat lønnsslippene", FoundKind.MEETING)
    for index in (tell_of_all, all_say_too_much):
        index()
        for who in ("nora", "stina", "sekka", "anne"):
            assert not finds(who, "lønnsslippene", FoundKind.MEETING), who
    meetings.send_minutes(by=actor("bjarne"), at=NOON, meeting_id=made.public_id, revision=made.revision)
    tell_of_all()
    assert finds("nora", "lønnsslippene", FoundKind.MEETING)
    for who in ("stina", "sekka", "anne"):
        assert not finds(who, "lønnsslippene", FoundKind.MEETING), who


def _with_minutes(made: Meeting) -> Meeting:
    point = made.points.all()[0]
    return minutes.write_minutes(
        by=actor("bjarne"), at=NOON, meeting_id=made.public_id, revision=made.revision, ours="Bjarne, leder",
        theirs="Nora, innkjøpssjef", minutes={point.public_id: "Vi så på lønnsslippene."},
    )  # fmt: skip


def test_an_inquiry_is_found_by_those_it_touches_and_those_who_keep_the_network() -> None:
    for name in ("sekka", "nora", "aksel", "olga", "berit", "stina", "anne"):
        person(name)
    found = place()
    buys("oslo", "Alfa AS"), delivers(found, of("Alfa AS"))
    opened(received()[0], found, about="Noen sier at passene ligger i et hvelv.")
    tell_of_all()
    for who in ("sekka", "olga"):
        assert finds(who, "undersøkelse hvelv", FoundKind.INQUIRY), who
    for index in (tell_of_all, all_say_too_much):
        index()
        for who in ("stina", "nora", "aksel", "anne"):
            assert shown(who, "hvelv") == shown(who, "hvelvv") == [{}, 0, False], who


def test_a_published_result_is_found_by_everybody_until_it_is_withdrawn() -> None:
    load_terms(by=PLATFORM, at=NOON)
    one = followed_up(sets={"oslo": "T4", "bergen": "T1"})
    concluded(one, cited=(report(one),))
    page = out.let_out(one, comment="Vi bygger et hvelv.", statement="", next_step="")
    tell_of_all()
    for who in ("olga", "stina", "nora", "sekka", "anne"):
        assert [hit.read.subject for hit in find(who, "resultat hvelv").hits[FoundKind.RESULT]] == [page.page], who
    out.withdrawn(PublicResult.objects.get(page=page.page), NOON + timedelta(days=1))
    for index in (lambda: None, tell_of_all):
        index()
        assert not finds("olga", "hvelv", FoundKind.RESULT)


def test_keys_of_things_are_carried_over_no_further_than_the_one_who_reads_holds() -> None:
    """The index of what one member owns carries no key of another."""
    decided(case())
    tell_of_all()
    keys = SearchDocument.objects.get(kind=FoundKind.DECISION).seen_by
    assert keys == {member_key(member("oslo").pk)}


def test_terms_their_points_and_texts_for_tenders_are_found_in_the_network_alone() -> None:
    load_terms(by=PLATFORM, at=NOON)
    tell_of_all()
    for who in ("olga", "bjarne", "stina"):
        assert find(who, "T4").texts.clauses[0].title == "T4", who
        assert all("barnearbeid" in one.words.casefold() for one in find(who, "klausul barnearbeid").texts.clauses)
        assert find(who, "klausul barnearbeid").texts.clauses, who
        assert {one.place for one in find(who, "kvalifikasjonskrav").texts.requirements} == {Place.QUALIFICATION}, who
        assert find(who, "child labour").texts.count, who
    for who in ("nora", "aksel"):
        assert shown(who, "T4") == shown(who, "barnearbeid") == [{}, 0, False], who
