"""Tables of the area of findings."""

from aktsom.findings.models.colours import ColourChange
from aktsom.findings.models.findings import Finding, FindingComment, FindingDecision
from aktsom.findings.models.inquiries import Inquiry, InquiryBranch, InquiryMember
from aktsom.findings.models.plans import ActionPlan, Extension, Measure, Proof
from aktsom.findings.models.public_results import EmbargoLimit, PublicArea, PublicResult
from aktsom.findings.models.publications import Publication, PublicationPassage, PublicationVersion
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
    "PublicArea",
    "PublicResult",
    "Publication",
    "PublicationPassage",
    "PublicationVersion",
    "Signal",
    "SignalMessage",
    "StatedTotal",
]
