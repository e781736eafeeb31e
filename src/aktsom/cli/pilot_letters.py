"""Letters in the demo: a notice of breach that the supplier has received and answered, a demand for correction that
waits for its receipt, and a joint letter that has been signed by one of its senders."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from aktsom.cli.pilot_follow_up import demo_actor as actor

if TYPE_CHECKING:
    from aktsom.follow_up.models import FollowUp

LEAD, SUPPLIES = "marte@sykehus.example", "vera@tindholt.example"
GURI = "guri@sykehus.example"
SAYS = "Vi er enige i at gebyrene skulle vært stanset før. Vi betaler dem tilbake og sender kvitteringer."
TOGETHER = "Vi ber om at ingen som syr for oss, betaler for jobben, og at det som er betalt, blir gitt tilbake."


def load_letters(one: "FollowUp") -> None:
    """Left out where nobody has decided on a step with a letter."""
    from aktsom.sanctions.actions.letter_receipt import answer_letter, confirm_receipt
    from aktsom.sanctions.actions.letters import send_letter, write_letter
    from aktsom.sanctions.letter_tables import letter_kinds
    from aktsom.sanctions.models import SanctionDecision

    now, guri, vera = timezone.localtime(), actor(GURI), actor(SUPPLIES)
    took = SanctionDecision.objects.filter(follow_up=one, owner_id__in=guri.member_ids, step__in=letter_kinds())
    for decision in took.filter(state__in=["decided"]).order_by("id")[:2]:
        letter = write_letter(decision=decision, by=guri, at=now)
        letter = send_letter(letter=letter, by=guri, at=now)
        if decision.step == "notice-of-breach":
            confirm_receipt(by=vera, at=now, letter_id=letter.public_id)
            answer_letter(by=vera, at=now, letter_id=letter.public_id, text=SAYS)
    _together(one)


def _together(one: "FollowUp") -> None:
    from aktsom.sanctions.actions.joint_letters import FEWEST, sign_letter, write_joint_letter

    now, guri = timezone.localtime() - timedelta(minutes=5), actor(GURI)
    members = set(one.covered.filter(left_at__isnull=True).values_list("member_id", flat=True))
    if len(members) < FEWEST or not members & guri.member_ids:
        return
    made = write_joint_letter(
        by=actor(LEAD), at=now, follow_up_id=one.public_id, member_ids=members, language="nb",
        said={"message": TOGETHER},
    )  # fmt: skip
    sign_letter(
        by=guri, at=now, letter_id=made.public_id, revision=made.revision, member_id=min(members & guri.member_ids)
    )
