"""Answers in the demo that readers have agreed the score of: some for all, from the secretariat, some of one team."""

from typing import NamedTuple

from django.utils import timezone

from aktsom.cli.pilot_follow_up import LEADS
from aktsom.cli.pilot_follow_up import demo_actor as actor

SECRETARIAT = "siri@sekretariatet.example"


class Example(NamedTuple):
    """`by` is whoever writes it: the secretariat for all, the lead for its team."""

    by: str
    code: str
    text: str
    score: int
    why: str


EXAMPLES = (
    Example(
        SECRETARIAT, "F-1.1",
        "Ja. Policyen er vedtatt av styret i fjor og ligger ved. Den er tatt inn i avtalene med underleverandører.",
        2, "Dokumentet er datert, eget og gjelder disse varene. Ingenting viser ennå at noen har handlet etter det.",
    ),
    Example(
        SECRETARIAT, "F-6.1",
        "Ja. Rutinen og listen over saker ligger ved: elleve klager i fjor, ni løst, og to arbeidere fikk lønn "
        "etterbetalt.",
        3, "Sakene viser at ordningen er kjent og blir brukt, og etterbetalingen viser at den virker.",
    ),
    Example(
        LEADS, "F-2.1",
        "Ja, vi vurderer risiko løpende og har god oversikt over fabrikkene våre.",
        1, "De sier det, men vurderingen er ikke lagt ved, og bomull og spinning er ikke nevnt.",
    ),
    Example(
        LEADS, "F-2.1",
        "Ja. Vurderingen fra i vår ligger ved. Den går gjennom bomull, spinning, veving og søm for arbeidstøyet.",
        2, "Dokumentet gjelder disse varene i alle ledd. Med referat som viser hva den førte til, hadde det vært 3.",
    ),
)  # fmt: skip


def load_examples() -> None:
    """Left out for questions that are not asked now."""
    from aktsom.follow_up.actions.examples import add_example
    from aktsom.follow_up.queries.reading import questions_now
    from aktsom.teams.models import CategoryTeam

    asked = {question.code for question in questions_now()}
    for one in EXAMPLES:
        by = actor(one.by)
        team = CategoryTeam.objects.filter(group_id="textile", pk__in=by.team_ids).first()
        for_all = one.by == SECRETARIAT
        if one.code in asked and (for_all or team is not None):
            add_example(
                by=by, at=timezone.localtime(), team_id="" if for_all or team is None else team.public_id,
                code=one.code, text=one.text, score=one.score, why=one.why,
            )  # fmt: skip
