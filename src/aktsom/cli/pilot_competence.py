"""What the demo shows of competence, of texts for tenders, and of how often letters come."""

from datetime import timedelta

from aktsom.cli.pilot_days import ago, clock
from aktsom.cli.pilot_follow_up import demo_actor as actor

LEAD, DEPUTY, SEATED = "marte@sykehus.example", "jonas@bergen.example", "kari@oslo.example"
BUYER, READS_WEEKLY = "ingrid@oslo.example", "guri@sykehus.example"
# Who can what: person, way of assessing, mastery (1 learning to 4 teaching), group or language.
SAID = (
    (LEAD, "self_report", 4, ""),
    (LEAD, "document_review", 3, "textile"),
    (LEAD, "meeting", 3, ""),
    (DEPUTY, "self_report", 3, "textile"),
    (DEPUTY, "meeting", 2, ""),
    (SEATED, "self_report", 1, ""),
    (SEATED, "document_review", 1, "textile"),
    ("eli@statsbygg.example", "meeting", 3, "construction"),
)
CHOSEN = ("production-places", "self-report", "access-to-sites", "no-recruitment-fees")


def load_competence() -> None:
    """Two can read self-reports in the textile team, one can review documents: it would fall with her."""
    from aktsom.knowledge.actions.competence import confirm_competence, note_training, say_competence
    from aktsom.knowledge.states import Mastery, Skill
    from aktsom.members.actions.notices import choose_rhythms
    from aktsom.members.states import Rhythm

    with ago(60):
        for email, skill, mastery, group in SAID:
            by = actor(email)
            one = say_competence(by=by, at=clock(), skill=Skill(skill), mastery=Mastery(mastery), group_id=group)
            if email == DEPUTY:
                confirm_competence(by=actor(LEAD), at=clock(), public_id=one.public_id, revision=one.revision)
        say_competence(by=actor(LEAD), at=clock(), skill=Skill.LANGUAGE, mastery=Mastery.ALONE, language="en")
    today = clock().date()
    for email, course, days, lasts in (
        (LEAD, "Lese revisjonsrapporter", 700, 730),
        (DEPUTY, "Aktsomhetsvurdering etter OECD", 200, None),
    ):
        taken = today - timedelta(days=days)
        renew_by = taken + timedelta(days=lasts) if lasts else None
        note_training(by=actor(email), at=clock(), course=course, taken_on=taken, renew_by=renew_by)
    _shadowed()
    _requirements()
    choose_rhythms(by=actor(READS_WEEKLY), at=clock(), rhythms={"follow_ups": Rhythm.WEEKLY, "findings": Rhythm.DAILY})


def _shadowed() -> None:
    from aktsom.knowledge.actions.competence import confirm_shadowing, note_shadowing
    from aktsom.knowledge.queries.people import colleagues_to_follow, follow_ups_to_name
    from aktsom.knowledge.states import Skill

    by = actor(SEATED)
    lead = next((one for one in colleagues_to_follow(by) if one.email == LEAD), None)
    follow_up = next(iter(follow_ups_to_name(by)), None)
    if lead is not None and follow_up is not None:
        row = note_shadowing(
            by=by, at=clock(), followed=lead.public_id, follow_up_id=follow_up.public_id, skill=Skill.SELF_REPORT,
            on=clock().date(),
        )  # fmt: skip
        confirm_shadowing(by=actor(LEAD), at=clock(), public_id=row.public_id)


def _requirements() -> None:
    from aktsom.knowledge.actions.requirements import Chosen, Wanted, keep_requirements
    from aktsom.knowledge.queries.risk_of_purchase import purchase_of_goods
    from aktsom.knowledge.tables import requirement_texts
    from aktsom.members.models import Member

    by, texts = actor(BUYER), requirement_texts()
    chosen = [Chosen(code, texts[code].text["nb"], texts[code].reason["nb"]) for code in CHOSEN]
    with ago(20):
        keep_requirements(
            by=by,
            at=clock(),
            member=Member.objects.get(slug="oslo-kommune"),
            purchase=purchase_of_goods(by, "textile"),
            wanted=Wanted("Rammeavtale for arbeidstøy 2027", "nb", chosen, "demo"),
        )
