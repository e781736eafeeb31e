"""The workflow of a letter, and how it is known that one has come."""

from enum import StrEnum

from aktsom.core.workflow import Move, TransitionTable


class LetterState(StrEnum):
    DRAFT = "draft"  # the owner's own people alone
    SENT = "sent"
    RECEIVED = "received"  # the times it gives are counted from that day
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"  # with its number and its files, so that the trace stays


LETTER = TransitionTable(
    name="Letter",
    states=LetterState,
    owners={"draft": "contract_owner", "sent": "supplier", "received": "supplier", "answered": "", "withdrawn": ""},
    moves=(
        Move("send", ("draft",), "sent", "contract_owner"),
        Move("receive", ("sent",), "received", "supplier"),
        Move("prove", ("sent",), "received", "contract_owner"),  # by another proof than the press of a button
        Move("answer", ("received", "answered"), "answered", "supplier"),
        # One that came elsewhere. That the letter was received is entered first, for its times to run from that day.
        Move("note_answer", ("received", "answered"), "answered", "contract_owner"),
        Move("withdraw", ("sent", "received", "answered"), "withdrawn", "contract_owner"),
    ),
    start="draft",
)
OUT = (LetterState.SENT, LetterState.RECEIVED, LetterState.ANSWERED)


class ReceivedHow(StrEnum):
    PRESSED = "pressed"  # by somebody of the supplier, on the letter's page
    REGISTERED = "registered"  # registered mail
    DELIVERED = "delivered"  # by hand or by bailiff
    WRITTEN = "written"  # the supplier has confirmed it in a letter or an e-mail of its own


OTHER_PROOF = (ReceivedHow.REGISTERED, ReceivedHow.DELIVERED, ReceivedHow.WRITTEN)
