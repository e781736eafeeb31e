"""A3: four bodies sign one letter to an association of producers, which never answers."""

import pytest

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import Refused, Stale
from aktsom.follow_up.models import FollowUp
from aktsom.members.actions import give_role
from aktsom.sanctions.actions.joint_letters import sign_letter, write_joint_letter
from aktsom.sanctions.actions.letters import send_letter
from aktsom.sanctions.letter_making import text_digest
from aktsom.sanctions.letter_tables import standard_wording
from aktsom.sanctions.models import Letter, LetterTemplate, SanctionDecision
from aktsom.terms.actions import load_terms
from tests.cast import NOON, actor, member, person
from tests.factories import mandates
from tests.findings.made import standing
from tests.follow_up.concluded import followed_up

pytestmark = pytest.mark.django_db
FOUR = {"oslo": "olga", "bergen": "berit", "stavanger": "stina", "uio": "uma"}


@pytest.fixture
def case(small_list: object, monkeypatch: pytest.MonkeyPatch) -> FollowUp:
    load_terms(by=PLATFORM, at=NOON)
    monkeypatch.setitem(mandates.OWNERS, "uio", "uma")
    give_role(by=PLATFORM, at=NOON, person=person("uma"), member=member("uio"), role="contract_owner")
    one = followed_up(sets=dict.fromkeys(FOUR, "T4"))
    standing(one, title="Gjeldsbinding")
    return one


def signed(one: Letter, owner: str, read: str = "") -> None:
    one.refresh_from_db()
    sign_letter(
        by=actor(FOUR[owner]), at=NOON, letter_id=one.public_id, revision=one.revision, member_id=member(owner).pk,
        text_sha256=read or text_digest(one),
    )  # fmt: skip


def test_four_sign_and_it_stays_unanswered(case: FollowUp) -> None:
    row = write_joint_letter(
        by=actor("bjarne"), at=NOON, follow_up_id=case.public_id, language="en",
        member_ids=[member(owner).pk for owner in FOUR], recipient="MARGMA\nKuala Lumpur",
        said={"message": "Ingen skal betale for å få jobben."},
    )  # fmt: skip
    for owner in FOUR:
        with pytest.raises(Refused):  # must not: sent before all four have signed
            send_letter(letter=Letter.objects.get(pk=row.pk), by=actor("berit"), at=NOON)
        signed(row, owner)
    names = set(row.signatures.exclude(signed_at=None).values_list("member__slug", flat=True))
    assert names == {member(owner).slug for owner in FOUR}
    sent = send_letter(letter=Letter.objects.get(pk=row.pk), by=actor("berit"), at=NOON)
    assert (sent.state, sent.answered_at, sent.answers.count()) == ("sent", None, 0)  # the state of the answer: none
    assert sent.recipient.startswith("MARGMA")
    assert sent.supplier is None
    assert not SanctionDecision.objects.exists()  # a letter decides nothing in any contract


def test_what_has_changed_since_it_was_signed_is_signed_anew(case: FollowUp) -> None:
    row = write_joint_letter(
        by=actor("bjarne"), at=NOON, follow_up_id=case.public_id, language="nb",
        member_ids=[member(owner).pk for owner in FOUR], said={"message": "Ingen skal betale for å få jobben."},
    )  # fmt: skip
    for owner in FOUR:
        signed(row, owner)
    standing(case, title="Funnet etterpå")
    with pytest.raises(Stale):
        send_letter(letter=Letter.objects.get(pk=row.pk), by=actor("berit"), at=NOON)
    row.refresh_from_db()
    assert (row.state, row.signatures.exclude(signed_at=None).count()) == ("draft", 0)
    with pytest.raises(Refused):
        send_letter(letter=row, by=actor("berit"), at=NOON)
    for owner in FOUR:
        signed(row, owner)
    assert send_letter(letter=Letter.objects.get(pk=row.pk), by=actor("berit"), at=NOON).state == "sent"


def test_nobody_signs_another_text_than_the_one_read(case: FollowUp) -> None:
    """A finding that changes what the letter says leaves its revision as it is."""
    row = write_joint_letter(
        by=actor("bjarne"), at=NOON, follow_up_id=case.public_id, language="nb",
        member_ids=[member(owner).pk for owner in FOUR], said={"message": "Ingen skal betale for å få jobben."},
    )  # fmt: skip
    read = text_digest(row)
    signed(row, "oslo", read)
    standing(case, title="Funnet etterpå")
    with pytest.raises(Stale, match="endret siden du leste det"):
        signed(row, "bergen", read)
    assert row.signatures.exclude(signed_at=None).count() == 1
    signed(row, "bergen")


def test_who_signs_reads_the_wording_that_is_sent(case: FollowUp) -> None:
    """Also where the body that writes it has a wording of its own, which others' people do not see in itself."""
    row = write_joint_letter(
        by=actor("bjarne"), at=NOON, follow_up_id=case.public_id, language="nb",
        member_ids=[member(owner).pk for owner in FOUR], said={"message": "Ingen skal betale for å få jobben."},
    )  # fmt: skip
    subject, body = standard_wording("joint", "nb")
    LetterTemplate.objects.create(
        member=row.owner, kind="joint", language="nb", version=1, subject="Fra oss alle", body=body, made_at=NOON
    )
    for owner in FOUR:
        signed(row, owner)
    sent = send_letter(letter=Letter.objects.get(pk=row.pk), by=actor("berit"), at=NOON)
    assert sent.subject == "Fra oss alle" != subject
