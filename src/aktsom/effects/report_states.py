"""Workflow and kinds of reports."""

from enum import StrEnum

from aktsom.core.workflow import Move, TransitionTable


class ReportKind(StrEnum):
    ROUTINE = "routine"  # how the duty of fitting routines was met, of a member
    ACCOUNT = "account"  # a member's account of due diligence, for everybody
    MANAGEMENT = "management"  # one page to a member's management
    COOPERATION = "cooperation"  # the secretariat's, of all together
    CATEGORY = "category"  # a team's


OF_MEMBER = (ReportKind.ROUTINE, ReportKind.ACCOUNT, ReportKind.MANAGEMENT)


class ReportState(StrEnum):
    DRAFT = "draft"
    ADOPTED = "adopted"
    REPLACED = "replaced"  # a later version corrects it; the files stay
    DROPPED = "dropped"


REPORT = TransitionTable(
    name="Written report",
    states=ReportState,
    owners={"draft": "writer", "adopted": "", "replaced": "", "dropped": ""},
    moves=(
        Move("adopt", ("draft",), "adopted", "contract_owner"),
        Move("replace", ("adopted",), "replaced", "contract_owner"),
        Move("drop", ("draft",), "dropped", "writer"),
    ),
    start="draft",
)
KEPT = (ReportState.ADOPTED, ReportState.REPLACED)
