"""Two records that the matching did not point at, said by a person to be one company, and parted again."""

import pytest

from aktsom.core.errors import DomainError, NotVisible, Refused
from aktsom.core.models import JournalEntry
from aktsom.suppliers.actions.judging import judge, undo
from aktsom.suppliers.actions.pointing import point_as_same
from aktsom.suppliers.models import SamenessJudgement, Supplier
from aktsom.suppliers.queries.judgements import judged_by_people
from aktsom.suppliers.queries.suppliers import others_like
from tests.cast import NOON, actor
from tests.factories.contracts import contract
from tests.suppliers.sameness import asked, state, written

pytestmark = pytest.mark.django_db
NORDHAV, OTHER = "923609016", "974760673"


def point(one: Supplier, other: Supplier, who: str = "sekka", reason: str = "Samme folk") -> SamenessJudgement:
    return point_as_same(by=actor(who), at=NOON, one=one.public_id, other=other.public_id, reason=reason)


def test_pointed_at_they_are_one_and_undone_all_is_as_before() -> None:
    one, other = written("Nordhav Medisinsk AS", NORDHAV), written("NM Helse")
    before = state()
    made = point(other, one)
    other.refresh_from_db()
    assert other.same_as == one
    assert (made.one, made.other, made.reason, made.weight) == (one, other, "Samme folk", None)
    assert JournalEntry.objects.filter(verb="sameness_judged_same").count() == 1
    undo(by=actor("sekka"), at=NOON, judgement=made.public_id, reason="Feil")
    assert state() == before


def test_what_the_matching_never_weighed_teaches_it_nothing() -> None:
    point(written("Alfa"), written("Beta"))
    assert judged_by_people() == []
    pair = asked(written("Gamma"), written("Gamma Helse"), 2.5)
    made = point(pair.one, pair.other)
    assert made.weight == 2.5
    pair.refresh_from_db()
    assert pair.state == "judged"
    assert len(judged_by_people()) == 1


def test_two_legal_numbers_are_never_one() -> None:
    with pytest.raises(Refused, match="hvert sitt gyldige organisasjonsnummer"):
        point(written("Alfa", NORDHAV), written("Beta", OTHER))
    one, other = written("Delta", NORDHAV), written("Epsilon")
    point(one, other)
    with pytest.raises(Refused, match="hvert sitt gyldige"):  # nor by way of a third
        point(other, Supplier.objects.get(organisation_number=OTHER))


def test_why_it_is_refused() -> None:
    one, other = written("Alfa"), written("Beta")
    with pytest.raises(DomainError, match="Skriv kort hva"):
        point(one, other, reason="  ")
    with pytest.raises(Refused, match="har avtale med noen av de to"):
        point(one, other, "stina")
    with pytest.raises(Refused, match="Bare sekretariatet"):
        point(one, other, "rita")
    with pytest.raises(NotVisible):
        point(one, other, "nora")
    with pytest.raises(NotVisible):
        point(one, one)
    point(one, other)
    with pytest.raises(Refused, match="slått sammen allerede"):
        point(one, other)
    third = written("Gamma")
    judge(by=actor("sekka"), at=NOON, candidate=asked(one, third).public_id, verdict="different", reason="")
    with pytest.raises(Refused, match="ulike selskaper"):
        point(other, third)


def test_who_buys_from_one_of_them_may() -> None:
    bought = contract("oslo").supplier
    assert bought is not None
    assert point(bought, written("NM Helse"), "mons").person_id


def test_others_are_found_however_they_are_written() -> None:
    one = written("Nordhav Medisinsk AS", NORDHAV)
    other = written("Nordhav  Helse A/S", OTHER)
    joined = written("Nordhav Med.")
    point(one, joined)
    joined.refresh_from_db()
    olga = actor("olga")
    assert others_like(olga, "nordhav", than=joined) == [other]
    assert others_like(olga, " 974 760 673 ", than=one) == [other]
    assert others_like(olga, "NORDHAV HELSE AS", than=one) == [other]
    assert others_like(olga, "n", than=one) == []
