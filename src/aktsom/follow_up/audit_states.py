"""Workflows and words of state of audits: the order, the consents of those who pay, and the report."""

from enum import StrEnum

from aktsom.core.workflow import Move, TransitionTable


class AuditState(StrEnum):
    DRAFT = "draft"  # known to those who follow up alone
    CONSENT = "consent"  # contract owners are asked
    ORDERED = "ordered"
    REPORTED = "reported"
    CANCELLED = "cancelled"


AUDIT = TransitionTable(
    name="Audit",
    states=AuditState,
    owners={"draft": "team", "consent": "contract owner", "ordered": "auditor", "reported": "", "cancelled": ""},
    moves=(
        Move("ask_consent", ("draft",), "consent", "team"),
        Move("order", ("draft", "consent"), "ordered", "team"),
        Move("report", ("draft", "ordered"), "reported", "auditor or team"),
        Move("cancel", ("draft", "consent", "ordered"), "cancelled", "team"),
    ),
    start="draft",
)
OVER = (AuditState.REPORTED, AuditState.CANCELLED)


class ConsentState(StrEnum):
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"


CONSENT = TransitionTable(
    name="Consent to an audit",
    states=ConsentState,
    owners={"asked": "contract owner", "given": "", "refused": ""},
    moves=(
        Move("give", ("asked", "refused"), "given", "contract owner"),
        Move("refuse", ("asked", "given"), "refused", "contract owner"),
    ),
    start="asked",
)


class ReportState(StrEnum):
    DRAFT = "draft"
    HANDED_IN = "handed_in"


REPORT = TransitionTable(
    name="Report of an audit",
    states=ReportState,
    owners={"draft": "auditor", "handed_in": ""},
    moves=(Move("hand_in", ("draft",), "handed_in", "auditor"),),
    start="draft",
)


class Payer(StrEnum):
    COOPERATION = "cooperation"  # the members, by the cost key
    SUPPLIER = "supplier"


class CostKey(StrEnum):
    EQUAL = "equal"
    BAND = "band"  # by the lower end of the bands that the contracts' values lie in
    OWN = "own"  # shares in hundredths of a per cent that come to a hundred


class RowKind(StrEnum):
    """Three different things, never one for another."""

    ALLEGATION = "allegation"
    OBSERVATION = "observation"
    DEVIATION = "deviation"


class Severity(StrEnum):
    """Of a deviation, in words."""

    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"
