"""Example answers with the score agreed on, so that readers score alike."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, stop_if
from aktsom.core.journal import Act, record
from aktsom.follow_up.actions.planning import reason_of
from aktsom.follow_up.models import ExampleAnswer, Question
from aktsom.follow_up.models.reading import HIGHEST
from aktsom.follow_up.permissions import reading as permissions
from aktsom.sharing.viewing import sees_network
from aktsom.teams.models import CategoryTeam
from aktsom.teams.problems import Wrong


@transaction.atomic
def add_example(*, by: Actor, at: datetime, team_id: str, code: str, text: str, score: int, why: str) -> ExampleAnswer:
    """By a team for itself, or with no team by the secretariat for all. The answer is made up or unrecognisable: that
    is for whoever writes it to see to."""
    team = CategoryTeam.objects.filter(public_id=team_id, pk__in=by.team_ids).first() if team_id else None
    if team_id and team is None:
        raise NotVisible
    stop_if(permissions.keep_examples(by, team.pk if team else None))
    if not Question.objects.filter(code=code).exists():
        raise Wrong("code", _("Velg et spørsmål."))
    if not 0 <= score <= HIGHEST:
        raise Wrong("score", _("Velg 0, 1, 2 eller 3."))
    made = ExampleAnswer.objects.create(
        team=team, code=code, text=reason_of("text", text), score=score, why=reason_of("why", why), made_at=at,
        made_by_id=by.person_id,
    )  # fmt: skip
    record(by=by, at=at, acts=[Act("example_added", made.public_id, changes={"question": code, "score": score})])
    return made


@transaction.atomic
def withdraw_example(*, by: Actor, at: datetime, example_id: str) -> None:
    found = ExampleAnswer.objects.select_for_update(of=("self",)).filter(public_id=example_id).first()
    if found is None or not sees_network(by):
        raise NotVisible
    stop_if(permissions.withdraw_example(by, found))
    found.withdrawn_at = at
    found.save(update_fields=["withdrawn_at"])
    record(by=by, at=at, acts=[Act("example_withdrawn", found.public_id)])
