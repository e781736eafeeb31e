"""Letters about requests for access, for `test_letters`: of what, to whom, and where the link leads."""

from datetime import timedelta

from aktsom.follow_up.methods import supplier_keys
from aktsom.follow_up.models import FollowUp
from aktsom.records.models import AccessRequest, Consultation, ConsultedFor
from aktsom.sharing.audiences import member_key
from tests.cast import NOON, member
from tests.web.step_letters import MOVED

DAY = NOON.date()


def request(one: FollowUp, state: str) -> str:
    return AccessRequest.objects.create(
        member=member("oslo"), follow_up=one, law="offentleglova", asked_for="Hemmelig notat", asker="Hemmelig notat",
        language="nb", state=state, received_on=DAY, due_on=DAY + timedelta(days=7), registered_at=NOON,
    ).public_id  # fmt: skip


def consultation(one: FollowUp, state: str) -> str:
    made = Consultation.objects.create(
        supplier=one.supplier, subject=one.public_id, kind="finding", title="Hemmelig notat", asked_at=NOON,
        answer_by=DAY, seen_by=supplier_keys(one) | {member_key(member("oslo").pk)}, objection=state,
        answered_at=NOON if state else None,
    )  # fmt: skip
    asks = AccessRequest.objects.get(public_id=request(one, "open"))
    ConsultedFor.objects.create(consultation=made, member=asks.member, request=asks, since=NOON)
    return made.public_id


# As `step_letters.MOVED`.
RECORDED = {
    "access_due": (request, "open", "olga", "", "access_one", ("Gå til saken", "Gå til saka", "Go to the case")),
    "consultation_asked": (
        consultation, "", "nora", "", "access_consultation",
        ("Se dokumentet og svar", "Sjå dokumentet og svar", "See the document and answer"),
    ),
    "consultation_answered": (
        consultation, "none", "olga", "", "access_one", ("Se svaret her", "Sjå svaret her", "See the answer here")
    ),
}  # fmt: skip
ALL = {**MOVED, **RECORDED}
