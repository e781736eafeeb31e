"""Tables of the area of findings."""

from aktsom.findings.models.colours import ColourChange
from aktsom.findings.models.findings import Finding, FindingComment, FindingDecision
from aktsom.findings.models.inquiries import Inquiry, InquiryBranch, InquiryMember
from aktsom.findings.models.plans import ActionPlan, Extension, Measure, Proof
from aktsom.findings.models.publications import (
    EmbargoLimit,
    Publication,
    PublicationPassage,
    PublicationVersion,
    PublicResult,
)
from aktsom.findings.models.remedies import Confirmation, Entitlement, Payment, StatedTotal
from aktsom.findings.models.signals import Signal, SignalMessage

__all__ = [
    "ActionPlan",
    "ColourChange",
    "Confirmation",
    "EmbargoLimit",
    "Entitlement",
    "Extension",
    "Finding",
    "FindingComment",
    "FindingDecision",
    "Inquiry",
    "InquiryBranch",
    "InquiryMember",
    "Measure",
    "Payment",
    "Proof",
    "PublicResult",
    "Publication",
    "PublicationPassage",
    "PublicationVersion",
    "Signal",
    "SignalMessage",
    "StatedTotal",
]
