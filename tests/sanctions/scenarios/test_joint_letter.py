"""A3: four bodies sign one letter to an association of producers, which never answers."""

import pytest

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import Refused
from aktsom.follow_up.models import FollowUp
from aktsom.members.actions import give_role
from aktsom.sanctions.actions.joint_letters import sign_letter, write_joint_letter
from aktsom.sanctions.actions.letters import send_letter
from aktsom.sanctions.models import Letter, SanctionDecision
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


def signed(one: Letter, owner: str) -> None:
    one.refresh_from_db()
    sign_letter(
        by=actor(FOUR[owner]), at=NOON, letter_id=one.public_id, revision=one.revision, member_id=member(owner).pk
    )


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
