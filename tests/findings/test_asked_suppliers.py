"""Suppliers asked in one inquiry, behind the database's own wall: each reads its question and answers it, and learns
nothing of who else is asked, who buys, or what they say."""

import pytest
from django.db import connection

from aktsom.core.errors import NotVisible
from aktsom.findings.actions.inquiries import ask_suppliers, raise_alert
from aktsom.findings.actions.touched import answer_branch
from aktsom.findings.models import Inquiry, InquiryBranch, InquiryMember, Signal, SignalMessage
from aktsom.findings.queries import inquiries
from aktsom.sharing.wall import behind
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, person
from tests.findings.signalled import buys, delivers, of, opened, place, received

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NORDHAV, OTHER = "Nordhav Medisinsk AS", "Andre Varer AS"


@beginning(after=commons.small_list, autouse=True)
def _walled() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no wall")
    for name in ("sekka", "nora", "odd", "olga", "stina"):
        person(name)


@pytest.fixture
def asked() -> Inquiry:
    """Of Nordhav, which Oslo buys from, and of another company, which Stavanger buys from."""
    site = place()
    for owner, name in (("oslo", NORDHAV), ("stavanger", OTHER)):
        buys(owner, name)
        delivers(site, of(name))
    one = opened(received()[0], site)
    ask_suppliers(by=actor("sekka"), at=NOON, inquiry_id=one.public_id, revision=one.revision)
    one.refresh_from_db()
    raise_alert(by=actor("sekka"), at=NOON, inquiry_id=one.public_id, revision=one.revision, text="Ikke bestill mer.")
    return one


def branch_of(name: str) -> InquiryBranch:
    return InquiryBranch.objects.get(supplier=of(name))


@pytest.mark.parametrize(("name", "own", "others"), [("nora", NORDHAV, OTHER), ("odd", OTHER, NORDHAV)])
def test_the_database_itself_gives_a_supplier_its_own_question_alone(
    asked: Inquiry, name: str, own: str, others: str
) -> None:
    mine, theirs, who = branch_of(own), branch_of(others), actor(name)
    with behind(who):  # queries without any filter
        assert list(InquiryBranch.objects.values_list("public_id", flat=True)) == [mine.public_id]
        assert list(Inquiry.objects.values_list("public_id", flat=True)) == [asked.public_id]
        for model in (InquiryMember, Signal, SignalMessage):
            assert not model.objects.exists()
        found = inquiries.branch(who, mine.public_id)
        assert (found.inquiry.title, found.supplier.name) == (asked.title, own)
        with pytest.raises(NotVisible):
            inquiries.branch(who, theirs.public_id)


def test_each_answers_its_own_and_reads_no_others_answer(asked: Inquiry) -> None:
    mine, theirs, nora, odd = branch_of(NORDHAV), branch_of(OTHER), actor("nora"), actor("odd")
    with behind(nora):
        done = answer_branch(
            by=nora, at=NOON, branch_id=mine.public_id, revision=mine.revision, text="Vi har spurt fabrikken."
        )
        assert done.state == "answered"
        with pytest.raises(NotVisible):
            answer_branch(by=nora, at=NOON, branch_id=theirs.public_id, revision=theirs.revision, text="Vi også.")
    theirs.refresh_from_db()
    assert (theirs.state, theirs.answer) == ("asked", "")
    with behind(odd):
        assert not InquiryBranch.objects.filter(answer__contains="fabrikken").exists()
        with pytest.raises(NotVisible):
            inquiries.branch(odd, mine.public_id)
    with behind(actor("olga")):  # a customer of Nordhav alone
        assert list(InquiryBranch.objects.values_list("answer", flat=True)) == ["Vi har spurt fabrikken."]
    with behind(actor("stina")):  # and of the other alone
        assert list(InquiryBranch.objects.values_list("answer", flat=True)) == [""]


def test_no_supplier_reads_of_it_before_it_is_asked() -> None:
    site = place()
    buys("oslo", NORDHAV)
    delivers(site, of(NORDHAV))
    opened(received()[0], site, held_reason="Det kan vise hvem som sa fra.")
    nora, row = actor("nora"), branch_of(NORDHAV)
    with behind(nora):
        assert not InquiryBranch.objects.exists()
        assert not Inquiry.objects.exists()
        with pytest.raises(NotVisible):
            inquiries.branch(nora, row.public_id)
