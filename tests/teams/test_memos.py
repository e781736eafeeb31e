"""Writing memos, and who sees them."""

import pytest

from aktsom.core.errors import NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.sharing.audiences import Audience
from aktsom.sharing.models import Release
from aktsom.teams.actions.memos import (
    LookAgain,
    WordsWrong,
    add_passage,
    change_memo,
    change_passage,
    review_passage,
    write_memo,
)
from aktsom.teams.models import CategoryTeam, Memo, MemoPassage, TeamParty
from aktsom.teams.queries.memos import memo_view, memos
from aktsom.teams.states import SeatPart, TeamState
from tests.cast import NOON, actor, member, person, supplier
from tests.factories.memos import first_passage, in_team, link, memo, released, seated, shown, team, words

pytestmark = pytest.mark.django_db
NAME = "Arbeideren Li Wei ble sagt opp."


def sees(name: str, made: Memo) -> bool:
    return Memo.objects.visible_to(actor(name)).filter(pk=made.pk).exists()


def test_a_memo_is_seen_by_the_team_and_by_nobody_else() -> None:
    made = memo()
    assert [name for name in ("olga", "bjarne") if sees(name, made)] == ["olga", "bjarne"]
    assert [name for name in ("mons", "berit", "stina", "sekka", "nora", "revi") if sees(name, made)] == []
    assert not Memo.objects.visible_to(None).exists()


def test_the_memo_belongs_to_the_body_the_writer_sits_for() -> None:
    made = memo(by="bjarne")
    assert made.owner == member("bergen")
    entry = JournalEntry.objects.get(verb="memo_written")
    assert (entry.subject, entry.member_id) == (made.public_id, member("bergen").id)


def test_the_journal_holds_no_text() -> None:
    made = memo("En tittel vi kjenner igjen", text="Et avsnitt vi kjenner igjen")
    shown_texts = [str(entry.changes) for entry in JournalEntry.objects.filter(subject=made.public_id)]
    assert shown_texts
    assert "kjenner igjen" not in "".join(shown_texts)


def test_the_narrowest_is_seen_by_the_leaders_and_its_author() -> None:
    seated(team(), "stina")
    made = memo(by="bjarne", audience=Audience.WORKER_PROTECTED)
    assert [len(memo_view(actor(name), made.public_id).passages) for name in ("olga", "bjarne", "stina")] == [1, 1, 0]


def test_who_leaves_the_team_loses_what_it_wrote() -> None:
    made = memo(by="bjarne", audience=Audience.WORKER_PROTECTED)
    person("bjarne").seats.update(left_at=NOON)
    assert not sees("bjarne", made)
    assert not MemoPassage.objects.visible_to(actor("bjarne")).exists()


def test_keys_follow_the_team_as_it_changes() -> None:
    made = memo(audience=Audience.WORKER_PROTECTED)
    seated(team(), "stina", SeatPart.DEPUTY)
    assert len(memo_view(actor("stina"), made.public_id).passages) == 1
    person("olga").seats.update(part=SeatPart.MEMBER)
    assert actor("olga").led_team_ids == frozenset()
    CategoryTeam.objects.update(state=TeamState.BILATERAL)
    TeamParty.objects.create(team=team(), member=member("bergen"))
    assert (sees("olga", made), sees("stina", made), sees("bjarne", made)) == (False, False, True)
    CategoryTeam.objects.update(state=TeamState.CLOSED)
    assert (sees("olga", made), sees("stina", made), sees("bjarne", made)) == (False, False, True)
    person("bjarne").seats.update(left_at=NOON)
    assert not sees("bjarne", made)


def test_only_the_team_writes_and_outsiders_know_of_no_team() -> None:
    made = team()
    with pytest.raises(Refused):
        write_memo(by=actor("stina"), at=NOON, team_id=made.public_id, title="Et notat", first=words())
    for outsider in ("nora", "revi"):
        with pytest.raises(NotVisible):
            write_memo(by=actor(outsider), at=NOON, team_id=made.public_id, title="Et notat", first=words())
    with pytest.raises(NotVisible):
        write_memo(by=in_team("olga"), at=NOON, team_id="tea-0", title="Et notat", first=words())


@pytest.mark.parametrize("title", ["", "  ", "x" * 201, "Avtale for 2 000 kr i året", "Spør li@example.org"])
def test_a_title_that_cannot_stand_in_a_public_journal_is_refused(title: str) -> None:
    with pytest.raises(WordsWrong) as wrong:
        memo(title)
    assert wrong.value.field == "title"


def test_a_text_that_tells_of_a_worker_is_saved_when_somebody_has_looked_at_it() -> None:
    with pytest.raises(LookAgain) as again:
        memo(text=NAME)
    made = write_memo(
        by=in_team("olga"),
        at=NOON,
        team_id=team().public_id,
        title="Oppfølging av hansker",
        first=words(NAME),
        looked=again.value.mark,
    )
    with pytest.raises(LookAgain):
        change_passage(
            by=actor("olga"),
            at=NOON,
            memo_id=made.public_id,
            passage_id=first_passage(made).public_id,
            revision=1,
            words=words(f"{NAME} Igjen."),
            looked=again.value.mark,
        )


def test_a_national_identity_number_is_never_saved() -> None:
    with pytest.raises(WordsWrong):
        memo(text="Hun har nummer 01017012345.")


def test_nothing_is_written_wider_than_the_team() -> None:
    with pytest.raises(WordsWrong):
        memo(audience=Audience.MEMBERS)
    made = memo()
    with pytest.raises(WordsWrong):
        add_passage(by=actor("olga"), at=NOON, memo_id=made.public_id, words=words(audience=Audience.LINKED_BUYERS))


def test_an_unknown_ground_is_refused() -> None:
    with pytest.raises(Exception, match="hjemmelen"):
        memo(secrecy_ground="offl-99")


def test_the_same_memo_and_passage_pressed_twice_are_one() -> None:
    made = memo()
    assert memo().pk == made.pk
    first = add_passage(by=actor("olga"), at=NOON, memo_id=made.public_id, words=words("To."))
    assert add_passage(by=actor("olga"), at=NOON, memo_id=made.public_id, words=words("To.")).pk == first.pk
    assert made.passages.count() == 2


def change(made: Memo, name: str = "olga", revision: int = 1, **said: object) -> MemoPassage:
    passage = first_passage(made)
    return change_passage(
        by=actor(name),
        at=NOON,
        memo_id=made.public_id,
        passage_id=passage.public_id,
        revision=revision,
        words=words(**{"text": passage.text, "audience": None, **said}),  # type: ignore[arg-type]
    )


def test_a_passage_is_narrowed_freely_and_widened_by_no_change() -> None:
    made = memo(by="bjarne")
    change(made, "bjarne", audience=Audience.WORKER_PROTECTED)
    with pytest.raises(WordsWrong):
        change(made, "bjarne", revision=2, audience=Audience.CASE_TEAM)


def test_a_new_text_falls_back_to_the_team_with_a_trace() -> None:
    made = released(memo(linked=("bergen",)), Audience.MEMBERS)
    assert sees("stina", made)
    change(made, text="Noe helt annet.")
    assert memo_view(actor("stina"), made.public_id).passages == ()
    newest = Release.objects.first()
    assert newest is not None
    assert newest.withdraws is not None
    assert (newest.before, newest.after) == ("members", "case_team")


def test_what_comes_to_hold_a_price_falls_back_to_the_linked_buyers() -> None:
    made = released(memo(linked=("bergen",)), Audience.MEMBERS)
    assert change(made, tells_price=True).audience == Audience.LINKED_BUYERS
    assert change(made, revision=2, tells_price=False).audience == Audience.LINKED_BUYERS


def test_a_new_title_or_supplier_takes_the_memo_back_to_the_team() -> None:
    made = released(memo(), Audience.PUBLIC)
    change_memo(by=actor("olga"), at=NOON, memo_id=made.public_id, revision=made.revision, title="Ny tittel")
    assert not sees("stina", made)
    assert {passage.audience for passage in made.passages.all()} == {"case_team"}


def test_danger_to_workers_takes_back_what_the_supplier_was_shown() -> None:
    made = shown(memo(about_supplier=True))
    assert sees("nora", made)
    change_memo(
        by=actor("olga"),
        at=NOON,
        memo_id=made.public_id,
        revision=made.revision,
        title=made.title,
        supplier_id=supplier().public_id,
        endangers_workers=True,
    )
    assert not sees("nora", made)


def test_stale_forms_and_others_are_stopped() -> None:
    made = released(memo(linked=("bergen",)), Audience.LINKED_BUYERS)
    with pytest.raises(Stale):
        change(made, revision=9)
    with pytest.raises(Refused):
        change(made, "berit")
    with pytest.raises(NotVisible):
        change(made, "stina")
    with pytest.raises(NotVisible):
        add_passage(by=actor("stina"), at=NOON, memo_id=made.public_id, words=words())
    with pytest.raises(Stale):
        change_memo(by=actor("olga"), at=NOON, memo_id=made.public_id, revision=1, title="Ny tittel")


def test_a_reader_sees_no_trace_of_hidden_passages() -> None:
    made = memo(text="Skjult.")
    second = add_passage(by=actor("olga"), at=NOON, memo_id=made.public_id, words=words("Delt."))
    released(made, Audience.MEMBERS, passages=[second])
    seen = memo_view(actor("stina"), made.public_id)
    assert [(passage.number, passage.text) for passage in seen.passages] == [(1, "Delt.")]
    assert (seen.inside, seen.buyers, seen.releases, seen.supplier) == (False, (), (), None)


def test_looking_again_sets_a_day_to_come() -> None:
    made = memo(review_on=NOON.date())
    where = {"memo_id": made.public_id, "passage_id": first_passage(made).public_id, "revision": 1}
    with pytest.raises(WordsWrong):
        review_passage(by=actor("olga"), at=NOON, next_on=NOON.date(), **where)  # type: ignore[arg-type]
    after = review_passage(by=actor("olga"), at=NOON, next_on=NOON.date().replace(year=2027), **where)  # type: ignore[arg-type]
    assert after.review_on is not None
    assert after.review_on.year == 2027
    assert JournalEntry.objects.get(verb="passage_reviewed").subject == after.public_id


def test_the_list_holds_what_the_viewer_sees() -> None:
    made = memo()
    memo("Et annet notat")
    released(made, Audience.MEMBERS)
    assert [row.title for row in memos(actor("olga"))[0]] == ["Et annet notat", "Oppfølging av hansker"]
    assert [row.title for row in memos(actor("stina"))[0]] == ["Oppfølging av hansker"]
    assert memos(actor("nora")) == ([], "")
    link(made, member("uio"))
    rows, more = memos(actor("olga"), limit=1)
    assert (len(rows), len(memos(actor("olga"), before=more)[0])) == (1, 1)
