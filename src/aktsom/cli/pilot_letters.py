"""Letters in the demo: notices of breach that the supplier has received and answered, a demand for correction that
waits for its receipt, and a joint letter that has been signed by one of its senders."""

from typing import TYPE_CHECKING

from aktsom.cli.pilot_days import ago, clock
from aktsom.cli.pilot_follow_up import demo_actor as actor

if TYPE_CHECKING:
    from aktsom.core.actor import Actor
    from aktsom.follow_up.models import FollowUp
    from aktsom.sanctions.models import SanctionDecision

LEAD, SUPPLIES = "marte@sykehus.example", "vera@tindholt.example"
GURI = "guri@sykehus.example"
SAYS = "Vi er enige i at gebyrene skulle vært stanset før. Vi betaler dem tilbake og sender kvitteringer."
TOGETHER = "Vi ber om at ingen som syr for oss, betaler for jobben, og at det som er betalt, blir gitt tilbake."


def send_notice(decision: "SanctionDecision", owner: "Actor") -> None:
    """And received and answered: nothing more can be asked of a supplier that has not been told of the breach."""
    from aktsom.sanctions.actions.letter_receipt import answer_letter, confirm_receipt

    vera = actor(SUPPLIES)
    with ago(22):
        letter_id = send_letter_of(decision, owner)
    with ago(20):
        confirm_receipt(by=vera, at=clock(), letter_id=letter_id)
    with ago(12):
        answer_letter(by=vera, at=clock(), letter_id=letter_id, text=SAYS)


def load_letters(one: "FollowUp") -> None:
    """Left out where nobody has decided to demand correction."""
    from aktsom.sanctions.models import SanctionDecision

    guri = actor(GURI)
    took = SanctionDecision.objects.filter(follow_up=one, owner_id__in=guri.member_ids, step="correction")
    for decision in took.filter(state="decided").order_by("id")[:1]:
        with ago(2):
            send_letter_of(decision, guri)
    with ago(1):
        _together(one)


def send_letter_of(decision: "SanctionDecision", owner: "Actor") -> str:
    """As it is filled in from the decision and what that sets in motion."""
    from aktsom.sanctions.actions.letters import send_letter, write_letter

    letter = write_letter(decision=decision, by=owner, at=clock())
    return send_letter(letter=letter, by=owner, at=clock()).public_id


def _together(one: "FollowUp") -> None:
    from aktsom.sanctions.actions.joint_letters import FEWEST, sign_letter, write_joint_letter
    from aktsom.sanctions.letter_making import text_digest

    now, guri = clock(), actor(GURI)
    members = set(one.covered.filter(left_at__isnull=True).values_list("member_id", flat=True))
    if len(members) < FEWEST or not members & guri.member_ids:
        return
    made = write_joint_letter(
        by=actor(LEAD), at=now, follow_up_id=one.public_id, member_ids=members, language="nb",
        said={"message": TOGETHER},
    )  # fmt: skip
    sign_letter(
        by=guri, at=now, letter_id=made.public_id, revision=made.revision, member_id=min(members & guri.member_ids),
        text_sha256=text_digest(made),
    )  # fmt: skip
