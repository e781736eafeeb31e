"""For whom a case is taken out: the member alone, and with what may be said of others to whom."""

from pathlib import Path

import pytest

from aktsom.core.actor import PLATFORM
from aktsom.follow_up.models import FollowUp
from aktsom.records.actions import deciding
from aktsom.records.queries.exports import as_member
from aktsom.suppliers.actions import give_supplier_role
from aktsom.teams.models import TeamSeat
from tests.cast import NOON, actor, member, person
from tests.factories.memos import memo, seated, team
from tests.findings.made import noted
from tests.records.filed import WHY, asked, made, now_at, stands, unpacked

pytestmark = pytest.mark.django_db


def test_a_seat_held_for_another_member_brings_nothing_into_the_file(one: FollowUp) -> None:
    """Dag keeps Oslo's register, and sits in the team for Bergen, which he reads."""
    noted(one)  # which the team alone sees
    told = memo(by="bjarne", about_supplier=True)
    FollowUp.objects.filter(pk=one.pk).update(made_at=told.written_at)
    mine = made(one, by="dag")
    before = (list(mine.holds), mine.left_out)
    assert told.public_id not in before[0]
    seat = seated(team(), "dag")
    TeamSeat.objects.filter(pk=seat.pk).update(member=member("bergen"))
    assert one.team_id in actor("dag").team_ids
    again = made(one, by="dag")
    assert (list(again.holds), again.left_out) == before
    TeamSeat.objects.filter(pk=seat.pk).update(member=member("oslo"))
    ours = made(one, by="dag")
    assert told.public_id in ours.holds
    assert ["Funn som bare er skrevet ned", 1] in [row[:2] for row in ours.left_out]


def test_who_answers_for_the_supplier_takes_out_what_the_member_sees_and_no_more(one: FollowUp) -> None:
    before = as_member(actor("mons"), member("oslo").pk)
    give_supplier_role(by=PLATFORM, at=NOON, person=person("mons"), supplier=one.supplier, role="supplier_respondent")
    assert as_member(actor("mons"), member("oslo").pk) == before
    assert not as_member(actor("mons"), member("bergen").pk).held  # whom he does not reach


def test_who_asked_for_access_is_named_in_no_public_journal(one: FollowUp, tmp_path: Path) -> None:
    question = asked(one, law="apenhetsloven", asker="Kari Privatperson")
    of = {"by": actor("mons"), "at": NOON, "request_id": question.public_id, "stands": stands()}
    told = deciding.decide_request(
        **of, revision=now_at(question), kinds={}, reason=WHY, answer="Vi følger opp sammen.", outcome="full"
    )
    deciding.note_answered(**of, revision=told.revision)
    _path, found, _list = unpacked(made(one), tmp_path)
    assert b"Kari Privatperson" in found["loependeJournal.xml"]
    public = found["offentligJournal.xml"].decode()
    assert "Kari Privatperson" not in public
    assert "<korrespondansepartNavn>Den som spurte</korrespondansepartNavn>" in public
