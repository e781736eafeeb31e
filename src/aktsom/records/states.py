"""Requests for access: where each stands, what is decided of a document, and what a passage may be kept back for."""

from enum import StrEnum

from aktsom.core.workflow import Move, TransitionTable


class Law(StrEnum):
    """By which somebody may ask; what each gives is a row of `reference/access_laws.csv`."""

    PUBLIC_RECORDS = "offentleglova"
    TRANSPARENCY = "apenhetsloven"


class RequestState(StrEnum):
    OPEN = "open"  # being looked into
    DECIDED = "decided"  # the answer is written, and not sent
    ANSWERED = "answered"
    DROPPED = "dropped"  # whoever asked has taken it back, or it was never meant for this body


REQUEST = TransitionTable(
    name="Request for access",
    states=RequestState,
    owners={"open": "contract_manager", "decided": "contract_manager", "answered": "", "dropped": ""},
    moves=(
        Move("decide", ("open",), "decided", "contract_manager"),
        Move("reopen", ("decided",), "open", "contract_manager"),
        Move("answer", ("decided",), "answered", "contract_manager"),
        Move("drop", ("open", "decided"), "dropped", "contract_manager"),
    ),
    start="open",
)


class Outcome(StrEnum):
    FULL = "full"
    PARTLY = "partly"
    DENIED = "denied"


class PassageKind(StrEnum):
    """What speaks for keeping a passage back."""

    WORKER = "worker"  # names somebody beside a worker's role
    PERSON = "person"  # a person known in the case, an address or a number of one
    NAME = "name"  # of a sub-supplier or a place in the chain
    PRICE = "price"
    SECRET = "secret"  # noqa: S105  marked by the supplier
    OWN = "own"  # chosen by whoever handles the request


class PassageState(StrEnum):
    SUGGESTED = "suggested"
    KEPT_BACK = "kept_back"
    GIVEN = "given"


class Objection(StrEnum):
    """What a supplier says to its document being given out."""

    NONE = "none"
    PARTLY = "partly"
    ALL = "all"


class Way(StrEnum):
    """Of a document in a case, as a record of documents tells it."""

    IN = "in"
    OUT = "out"
    WITHIN = "within"
