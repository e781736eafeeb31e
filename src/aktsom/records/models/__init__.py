"""Tables of records: case files for the archive, and requests for access."""

from aktsom.records.models.case_files import AccessMark, CaseExport, CaseNumber
from aktsom.records.models.consultations import Consultation, ConsultedFor
from aktsom.records.models.requests import AccessRequest, Passage, RequestedDocument

__all__ = [
    "AccessMark",
    "AccessRequest",
    "CaseExport",
    "CaseNumber",
    "Consultation",
    "ConsultedFor",
    "Passage",
    "RequestedDocument",
]
