"""Releases of memos: what holds them back, what they open, and what stays behind when they are taken back."""

from datetime import date, timedelta

import pytest

from aktsom.core.errors import NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.sharing.audiences import Audience
from aktsom.sharing.models import Release
from aktsom.teams.actions.memo_sharing import (
    link_buyers,
    release_passages,
    release_title,
    show_to_supplier,
    unlink_buyers,
    withdraw_release,
)
from aktsom.teams.actions.memos import add_passage
from aktsom.teams.actions.seen_by import differences
from aktsom.teams.models import Memo, MemoPassage
from aktsom.teams.queries.memos import memo_view
from aktsom.teams.queries.release_preview import release_preview
from tests.cast import NOON, actor, member, person
from tests.factories.memos import LATER, REASON, first_passage, link, memo, released, seated, shown, team, words
from tests.risk.purchases import gloves

pytestmark = pytest.mark.django_db


def reads(name: str, made: Memo) -> int | None:
    """How many passages the person reads; None when the memo does not exist for it."""
    try:
        return len(memo_view(actor(name), made.public_id).passages)
    except NotVisible:
        return None


def test_a_release_to_linked_buyers_opens_to_them_alone() -> None:
    made = released(memo(linked=("bergen",)), Audience.LINKED_BUYERS)
    assert [reads(name, made) for name in ("olga", "mons", "berit", "stina", "sekka", "nora", "revi")] == [
        *(1, 1, 1),
        *(None,) * 4,
    ]


def test_members_and_public() -> None:
    made = released(memo(), Audience.MEMBERS)
    assert [reads(name, made) for name in ("stina", "sekka", "nora", "revi")] == [1, 1, None, None]
    released(made, Audience.PUBLIC)
    assert [reads(name, made) for name in ("nora", "revi")] == [1, 1]
    assert len(memo_view(None, made.public_id).passages) == 1


def test_a_release_is_kept_with_its_reason_and_the_journal_has_none() -> None:
    made = released(memo(), Audience.MEMBERS)
    kept = Release.objects.get(subject=first_passage(made).public_id)
    assert (kept.before, kept.after, kept.reason, kept.person_id) == (
        *("case_team", "members", REASON),
        person("olga").pk,
    )
    entries = JournalEntry.objects.filter(verb="released")
    assert {entry.subject for entry in entries} == {made.public_id, first_passage(made).public_id}
    assert REASON not in "".join(str(entry.changes) for entry in entries)


def test_only_lead_and_deputy_release() -> None:
    made = memo()
    for name, error in (("bjarne", Refused), ("berit", NotVisible)):
        with pytest.raises(error):
            release_title(
                by=actor(name), at=LATER, memo_id=made.public_id, revision=1, to=Audience.MEMBERS, reason=REASON
            )


def test_a_linked_buyer_cannot_release() -> None:
    made = released(memo(linked=("bergen",)), Audience.LINKED_BUYERS)
    with pytest.raises(Refused):
        release_title(
            by=actor("berit"),
            at=LATER,
            memo_id=made.public_id,
            revision=made.revision,
            to=Audience.MEMBERS,
            reason=REASON,
        )


def test_without_reason_inward_or_stale_nothing_is_released() -> None:
    made = memo()
    say = {"by": actor("olga"), "at": LATER, "memo_id": made.public_id}
    with pytest.raises(Refused):
        release_title(**say, revision=1, to=Audience.MEMBERS, reason="Fordi")  # type: ignore[arg-type]
    with pytest.raises(Refused):
        release_title(**say, revision=1, to=Audience.CASE_TEAM, reason=REASON)  # type: ignore[arg-type]
    with pytest.raises(Stale):
        release_title(**say, revision=7, to=Audience.MEMBERS, reason=REASON)  # type: ignore[arg-type]
    with pytest.raises(NotVisible):
        release_passages(**say, revision=1, passage_ids=["pas-0"], to=Audience.MEMBERS, reason=REASON)  # type: ignore[arg-type]
    assert not Release.objects.exists()


def test_the_supplier_sees_it_first_and_has_its_days() -> None:
    made = memo(about_supplier=True)
    with pytest.raises(Refused, match="Leverandøren skal se det først"):
        released(made, Audience.LINKED_BUYERS)
    shown(made)
    assert (reads("nora", made), reads("aksel", made), reads("odd", made)) == (1, 1, None)
    with pytest.raises(Refused, match="tid til å svare"):
        released(made, Audience.LINKED_BUYERS, at=NOON + timedelta(days=9))
    released(made, Audience.LINKED_BUYERS, at=NOON + timedelta(days=10))


def test_a_passage_written_after_the_supplier_saw_the_memo_is_not_shown_to_it() -> None:
    made = shown(memo(about_supplier=True))
    late = add_passage(by=actor("olga"), at=NOON, memo_id=made.public_id, words=words("Vi vurderer heving."))
    assert reads("nora", made) == 1
    with pytest.raises(Refused, match="Leverandøren skal se det først"):
        released(made, Audience.LINKED_BUYERS, passages=[late])


def test_showing_has_its_refusals() -> None:
    made = memo()
    with pytest.raises(Refused, match="gjelder ingen"):
        shown(made)
    danger = memo("Et farlig notat", about_supplier=True)
    Memo.objects.filter(pk=danger.pk).update(endangers_workers=True)
    with pytest.raises(Refused, match="i fare"):
        shown(danger)
    narrow = memo("Et smalt notat", about_supplier=True, audience=Audience.WORKER_PROTECTED)
    with pytest.raises(Refused, match="bare lederne"):
        shown(narrow)
    twice = shown(memo("Et vist notat", about_supplier=True))
    with pytest.raises(Refused, match="allerede"):
        shown(twice)
    with pytest.raises(Refused):
        show_to_supplier(by=actor("bjarne"), at=NOON, memo_id=twice.public_id, revision=twice.revision)


def test_while_workers_are_endangered_nothing_moves() -> None:
    made = memo(linked=("bergen",))
    Memo.objects.filter(pk=made.pk).update(endangers_workers=True)
    for to in (Audience.LINKED_BUYERS, Audience.MEMBERS, Audience.PUBLIC):
        with pytest.raises(Refused, match="i fare"):
            released(made, to)


def test_a_deviation_without_a_plan_stays_with_the_linked_buyers() -> None:
    made = released(memo(is_deviation=True, linked=("bergen",)), Audience.LINKED_BUYERS)
    with pytest.raises(Refused, match="plan med frist"):
        released(made, Audience.MEMBERS)
    planned = memo("Med plan", is_deviation=True, plan_due_on=date(2027, 3, 1))
    released(planned, Audience.PUBLIC)


@pytest.mark.parametrize("held", ["names_sub_supplier", "tells_price"])
def test_names_and_prices_stay_with_the_linked_buyers(held: str) -> None:
    made = released(memo(**{held: True}), Audience.LINKED_BUYERS)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="blir hos kjøperne"):
        released(made, Audience.MEMBERS)


def test_a_duty_of_secrecy_holds_while_it_stands() -> None:
    made = released(memo(secrecy_ground="fvl-13-1-2"), Audience.LINKED_BUYERS)
    with pytest.raises(Refused, match="Hjemmelen"):
        released(made, Audience.MEMBERS)


def withdraw(made: Memo, subject: str, name: str = "olga", reason: str = "Det var feil å dele.") -> Release:
    release = Release.objects.filter(subject=subject, withdraws__isnull=True)[0]
    return withdraw_release(
        by=actor(name), at=LATER, memo_id=made.public_id, release_id=release.public_id, reason=reason
    )


def test_withdrawal_narrows_and_leaves_a_trace() -> None:
    made = released(memo(), Audience.MEMBERS)
    subject = first_passage(made).public_id
    back = withdraw(made, subject, "bjarne")
    assert (back.before, back.after, back.withdraws is not None) == ("members", "case_team", True)
    assert reads("stina", made) == 0
    assert Release.objects.filter(subject=subject).count() == 2
    with pytest.raises(Refused, match="allerede"):
        withdraw(made, subject)


def test_withdrawing_the_title_takes_its_passages_along() -> None:
    made = released(memo(), Audience.MEMBERS)
    withdraw(made, made.public_id)
    assert reads("stina", made) is None
    assert first_passage(made).audience == Audience.CASE_TEAM


def test_withdrawing_has_its_refusals() -> None:
    made = released(memo(linked=("bergen",)), Audience.LINKED_BUYERS)
    other = released(memo("Et annet notat"), Audience.LINKED_BUYERS)
    for name, error in (("berit", Refused), ("stina", NotVisible)):
        with pytest.raises(error):
            withdraw(made, made.public_id, name)
    with pytest.raises(NotVisible):
        withdraw(made, other.public_id)
    with pytest.raises(Refused):
        withdraw(made, made.public_id, reason="Nei")


def test_buyers_are_linked_by_their_contracts(small_list: object) -> None:
    gloves("bergen"), gloves("oslo")
    made = memo(about_supplier=True)
    say = {"by": actor("bjarne"), "at": NOON, "memo_id": made.public_id}
    ids = [member(name).public_id for name in ("bergen", "stavanger")]
    link_buyers(**say, revision=1, member_ids=ids)  # type: ignore[arg-type]
    assert list(made.links.values_list("member__slug", flat=True)) == ["bergen-kommune"]
    assert reads("berit", made) is None
    unlink_buyers(**say, revision=2, member_ids=ids)  # type: ignore[arg-type]
    assert not made.links.exists()
    assert list(JournalEntry.objects.order_by("number").values_list("verb", flat=True))[-2:] == [
        *("buyers_linked", "buyers_unlinked"),
    ]


def test_to_link_a_buyer_to_what_is_out_is_a_release(small_list: object) -> None:
    gloves("stavanger", supplier_name="Ny AS", supplier_number="")
    made = released(memo(), Audience.LINKED_BUYERS)
    say = {"at": LATER, "memo_id": made.public_id, "member_ids": [member("stavanger").public_id]}
    for name, reason in (("bjarne", REASON), ("olga", "")):
        with pytest.raises(Refused):
            link_buyers(by=actor(name), revision=made.revision, reason=reason, **say)  # type: ignore[arg-type]
    before = Release.objects.count()
    link_buyers(by=actor("olga"), revision=made.revision, reason=REASON, **say)  # type: ignore[arg-type]
    assert Release.objects.count() == before + 2
    assert reads("stina", made) == 1
    unlink_buyers(
        by=actor("bjarne"), at=LATER, memo_id=made.public_id, revision=made.revision + 1, member_ids=say["member_ids"]
    )  # type: ignore[arg-type]
    assert reads("stina", made) is None


def test_a_colleagues_new_passage_opens_no_other() -> None:
    seated(team(), "stina")
    made = released(memo(), Audience.LINKED_BUYERS)
    outsider = actor("stina")
    add_passage(by=outsider, at=NOON, memo_id=made.public_id, words=words("Fra Stavanger."))
    person("stina").seats.update(left_at=NOON)
    assert reads("stina", made) is None


def test_the_preview_tells_who_more_and_what_holds() -> None:
    person("berit"), person("stina"), person("rita")
    made = memo(about_supplier=True, names_sub_supplier=True, linked=("bergen",))
    preview = release_preview(memo_view(actor("olga"), made.public_id), NOON.date())
    linked, members, public = preview.gains
    assert linked.members == ("Bergen kommune", "Oslo kommune")
    assert linked.people == 4  # olga, rita, bjarne, berit
    assert "Stavanger kommune" in members.members
    assert public.members == ()
    held = {(row.number, row.to): [str(hold) for hold in row.holds] for row in preview.held_back}
    assert held[1, Audience.MEMBERS] == ["not_shown", "sub_supplier"]
    assert held[0, Audience.LINKED_BUYERS] == ["not_shown"]


def test_keys_computed_anew_are_the_keys_there_are() -> None:
    made = released(memo(linked=("bergen",)), Audience.MEMBERS)
    link(made, member("uio"))
    assert list(differences(made)) == []
    MemoPassage.objects.update(seen_by=frozenset({1}))
    assert [part.pk for part, _keys in differences(made)] == [first_passage(made).pk]
