"""Letters and their templates laid down straight in the tables, for the leak matrix and the wall."""

from typing import Any

from aktsom.contracts.models import Contract
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.models import (
    Letter,
    LetterAnswer,
    LetterSeries,
    LetterSignature,
    LetterTemplate,
    SanctionDecision,
)
from aktsom.sharing.audiences import member_key, supplier_key
from tests.cast import NOON, supplier

DAY = NOON.date()
_TEXTS = ("subject", "recipient", "received_note", "withdrawn_reason", "received_name", "signed_name")


def lay_letters(world: Any, one: FollowUp, contract: Contract) -> None:
    """Of a decision that is shared: a draft, which Oslo's people alone see, and a letter that the supplier has been
    sent; of one that the owner keeps to itself nothing. And a template that Oslo has adapted."""
    owner = contract.member
    LetterSeries.objects.create(member=owner, year=2026, last=1)
    oslo = frozenset({"olga", "mons"})
    template = LetterTemplate.objects.create(
        member=owner, kind="termination", language="nb", version=1, made_at=NOON,
        **{name: world.hide(f"LetterTemplate.{name}", oslo | {"ada"}) for name in ("subject", "body", "layout_name")},
    )  # fmt: skip
    world.hide("LetterTemplate.public_id", oslo | {"ada"}, template.public_id)
    decision = SanctionDecision.objects.get(public_id=world.ids["decision"])
    usual = {
        "decision": decision, "follow_up": one, "contract": contract, "owner": owner, "supplier": supplier(),
        "template": template, "kind": "notice-of-breach", "language": "nb", "written_at": NOON,
        "answer_rule": "receipt+P2W",
    }  # fmt: skip
    keys = frozenset({member_key(owner.pk)})
    draft = Letter.objects.create(
        seen_by=keys, recipient=world.hide("Letter.recipient", oslo),
        said={"reasons": world.hide("Letter.said", oslo)}, **usual,
    )  # fmt: skip
    world.ids["letter_draft"] = world.hide("Letter.public_id", oslo, draft.public_id)
    both = oslo | {"nora"}
    sent = Letter.objects.create(
        seen_by=keys | {supplier_key(supplier().pk)}, state="answered", year=2026, serial=1, sent_at=NOON,
        pdf_sha256="a" * 64, word_sha256="b" * 64, received_on=DAY, received_how="pressed", received_at=NOON,
        answer_by=DAY, answered_at=NOON, blocks=[{"kind": "text", "text": world.hide("Letter.blocks", both)}],
        values={"reasons": world.hide("Letter.values", both)},
        **{name: world.hide(f"Letter.{name}", both) for name in _TEXTS}, **usual,
    )  # fmt: skip
    world.ids["letter"] = world.hide("Letter.public_id", both, sent.public_id)
    said = LetterAnswer.objects.create(letter=sent, text=world.hide("LetterAnswer.text", both), said_at=NOON)
    world.hide("LetterAnswer.public_id", both, said.public_id)
    LetterSignature.objects.create(
        letter=sent, member=owner, signed_at=NOON, signed_name=world.hide("LetterSignature.signed_name", both)
    )
