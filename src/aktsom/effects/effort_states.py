"""Words of state of effort and of what joint costs come to, and the workflow of a share in one."""

from enum import StrEnum

from aktsom.core.workflow import Move, TransitionTable


class Activity(StrEnum):
    """What hours went to. The last is what a supplier does."""

    PLANNING = "planning"
    ASKING = "asking"
    READING = "reading"
    MEETING = "meeting"
    DOCUMENT_REVIEW = "document_review"
    AUDIT = "audit"
    FINDING = "finding"
    PLAN = "plan"
    SANCTION = "sanction"
    INQUIRY = "inquiry"
    RELYING = "relying"
    REPORT = "report"
    OTHER = "other"
    ANSWERING = "answering"


OF_SUPPLIERS = frozenset({Activity.ANSWERING, Activity.MEETING, Activity.AUDIT, Activity.OTHER})
OF_MEMBERS = tuple(each for each in Activity if each is not Activity.ANSWERING)


class Basis(StrEnum):
    """How the hours came to be: clocked, said by a person, or the typical value left as it was proposed."""

    TIMER = "timer"
    SAID = "said"
    TYPICAL = "typical"


class JointKind(StrEnum):
    """What is done once for several contracts."""

    SELF_REPORT = "self_report"
    MEETING = "meeting"
    DOCUMENT_REVIEW = "document_review"
    AUDIT = "audit"


# What each alone would have taken of a buyer's hours.
ACTIVITIES_OF = {
    JointKind.SELF_REPORT: (Activity.ASKING, Activity.READING),
    JointKind.MEETING: (Activity.MEETING,),
    JointKind.DOCUMENT_REVIEW: (Activity.DOCUMENT_REVIEW,),
    JointKind.AUDIT: (Activity.AUDIT,),
}


class CostKind(StrEnum):
    AUDIT = "audit"
    INTERPRETER = "interpreter"
    TRAVEL = "travel"
    ADVICE = "advice"
    OTHER = "other"


class ShareState(StrEnum):
    OPEN = "open"
    PAID = "paid"  # whoever owes says that it is paid
    SETTLED = "settled"  # whoever is owed says that it has come
    VOID = "void"  # the cost was taken back


SHARE = TransitionTable(
    name="Share in a joint cost",
    states=ShareState,
    owners={"open": "debtor", "paid": "creditor", "settled": "", "void": ""},
    moves=(
        Move("say_paid", ("open",), "paid", "debtor"),
        Move("settle", ("open", "paid"), "settled", "creditor"),
        Move("reopen", ("paid", "settled"), "open", "creditor"),
        Move("take_back", ("open",), "void", "team"),
    ),
    start="open",
)
