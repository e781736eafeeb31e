"""Papers of joint inquiries as a body that was touched keeps them: what it was told, what the supplier answered, what
the body itself did, and what the inquiry came to. The signals and what they tell of are in none of them."""

from dataclasses import dataclass
from datetime import datetime

from aktsom.core.actor import Actor
from aktsom.findings.models import Inquiry, InquiryBranch, InquiryMember
from aktsom.findings.queries.inquiries import asked_meanwhile
from aktsom.findings.queries.signals import taken_in
from aktsom.members.models import Member


@dataclass(frozen=True)
class InquiryPaper:
    """`branch` is the supplier's, which may not have been asked; `mine` the body's own row, none where it is not
    touched."""

    inquiry: Inquiry
    branch: InquiryBranch
    mine: InquiryMember | None


def inquiry_papers(
    viewer: Actor, member: Member, company_id: int, since: datetime, until: datetime | None
) -> list[InquiryPaper]:
    """Of inquiries that touch the company and were open at some time in between, as far as the viewer sees them."""
    branches = asked_meanwhile(viewer, company_id, since, until)
    rows = InquiryMember.objects.filter(taken_in(viewer), member=member)
    own = {row.inquiry_id: row for row in rows.filter(inquiry__in=[one.inquiry_id for one in branches])}
    return [InquiryPaper(one.inquiry, one, own.get(one.inquiry_id)) for one in branches]
