"""What the page of a meeting says of the joint inquiry that it is held in."""

from typing import Any

from aktsom.core.actor import Actor
from aktsom.findings.queries.inquiries import inquiries_for, open_about
from aktsom.follow_up.models import Meeting
from aktsom.follow_up.permissions import meetings as permissions
from aktsom.follow_up.queries.planning import follow_ups_for


def joint_parts(actor: Actor, one: Meeting, *, supplier: bool) -> dict[str, Any]:
    """`case` is the follow-up where the reader sees it, `held_in` the inquiry where it is one; `offered` are those that
    it could be held in. The supplier is told that others read along once it has been asked in the inquiry."""
    held_in = inquiries_for(actor).filter(public_id=one.of_inquiry).first() if one.of_inquiry else None
    if supplier:
        return {"case": None, "held_in": None, "offered": [], "read_along": held_in}
    may_say = not one.of_inquiry and permissions.move(actor, one, "cancel") is None
    return {
        "case": follow_ups_for(actor).filter(pk=one.follow_up_id).first(),
        "held_in": held_in,
        "read_along": held_in,
        "offered": open_about(actor, [one.supplier.identity_id]) if may_say else [],
    }
