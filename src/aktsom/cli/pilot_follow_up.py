"""A follow-up in the demo: the textile team asks a supplier that answers, and its people have begun to write."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from aktsom.core.actor import Actor
    from aktsom.follow_up.models import FollowUp

LEADS, WRITES, APPROVES = "marte@sykehus.example", "nils@lomseth.example", "astrid@lomseth.example"
MESSAGE = "Arbeidstøy står på høyrisikolisten, og vi vet lite om hvor bomullen kommer fra. Ukjent teller aldri som lav."
# Question, answer, explanation.
WRITTEN = (
    ("F-0.3a", "38", ""),
    ("F-1.1", "yes", "Styret vedtok retningslinjene, og de gjelder også dem vi kjøper av."),
    ("F-1.2a", "2025-02-11", ""),
    ("F-1.4", "Innkjøpssjefen, med et halvt årsverk. Daglig leder får rapport hvert kvartal.", ""),
    ("F-2.3", "component", "Vi kjenner veveriene, ikke spinneriene."),
)


def load_follow_ups() -> None:
    """Left out where the example registers give the team no mandate for the supplier."""
    from aktsom.follow_up.actions.answering import open_report, save_answer
    from aktsom.follow_up.actions.dispatching import Dispatch, dispatch_self_report
    from aktsom.follow_up.actions.handing import hand_question
    from aktsom.follow_up.rules.answers import Said
    from aktsom.members.models import Person

    now = timezone.localtime()
    one = _announced(demo_actor(LEADS))
    if one is None:
        return
    report = dispatch_self_report(
        by=demo_actor(LEADS), at=now, follow_up_id=one.public_id, revision=None, dispatch=Dispatch(MESSAGE), link=""
    )
    open_report(by=demo_actor(WRITES), at=now, report_id=report.public_id)
    codes = set(report.edition.questions.values_list("code", flat=True))
    for code, value, explanation in WRITTEN:
        if code in codes:
            save_answer(
                by=demo_actor(WRITES),
                at=now,
                report_id=report.public_id,
                code=code,
                said=Said(value, explanation),
                revision=0,
            )
    hand_question(
        by=demo_actor(WRITES), at=now, report_id=report.public_id, code="F-1.6" if "F-1.6" in codes else "S-1.5",
        person_id=Person.objects.get(email=APPROVES).public_id, note="Du avtaler prisene, så dette kan du best.",
    )  # fmt: skip


def _announced(by: "Actor") -> "FollowUp | None":
    from aktsom.follow_up.actions.planning import Plan, announce, plan_follow_up
    from aktsom.follow_up.states import Form, Method
    from aktsom.suppliers.models import SupplierRole
    from aktsom.teams.models import CategoryTeam

    now = timezone.localtime()
    team = CategoryTeam.objects.filter(group_id="textile", pk__in=by.team_ids).first()
    answers = SupplierRole.objects.select_related("supplier").filter(person__email=WRITES).first()
    if team is None or answers is None:
        return None
    plan = Plan(
        now.date(), now.date() + timedelta(days=180), [Method.SELF_REPORT, Method.MEETING], form=Form.FULL,
        form_reason="Vi vil vite hvor langt bak i kjeden arbeidstøyet er sporet.",
    )  # fmt: skip
    one = plan_follow_up(by=by, at=now, team_id=team.public_id, supplier_id=answers.supplier.public_id, plan=plan)
    if not one.covered.exists():
        return None
    return announce(by=by, at=now, follow_up_id=one.public_id, revision=one.revision)


def demo_actor(email: str) -> "Actor":
    from aktsom.members.models import Person
    from aktsom.teams.queries import actor_of

    return actor_of(Person.objects.get(email=email))
