"""The page and print of how the routine was followed for one contract."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aktsom.follow_up.judging_tables import legal_ground
from aktsom.follow_up.queries.proof import proof_of
from aktsom.members.roles import ROLES
from aktsom.teams.acts import MandateAct
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.risk_words import level_words, verdict_words
from aktsom.web.cases import conclusion_words as told
from aktsom.web.cases import words
from aktsom.web.cases.story import steps_taken
from aktsom.web.mandates.words import acts_in_words
from aktsom.web.teams.words import group_name


@takes_part
@require_safe
def proof(request: SignedInRequest, contract_id: str) -> HttpResponse:
    today = timezone.localdate()
    found = proof_of(request.actor, contract_id, today, timezone.now())

    def role(person_id: int | None) -> str:
        held = [str(ROLES[code].name).lower() for code in found.roles.get(person_id or 0, ()) if code in ROLES]
        return ", ".join(held) or _("en som ikke har rolle her lenger")

    context = {
        "proof": found,
        "law": legal_ground("procurement_routines", today, translation.get_language() or "nb"),
        "role": role,
        "group_name": group_name,
        "acts": lambda acts: acts_in_words(MandateAct(acts)),
        "by_whom": words.by_whom,
        "methods_of": lambda one: [words.METHODS[method] for method in one.methods],
        "case_states": words.STATES,
        "steps_taken": lambda each: steps_taken(
            each.one, each.happened, words.by_whom(each.one, group_name(each.one.group_id))
        ),
        "levels": level_words(),
        "verdicts": verdict_words(),
        "told": told,
    }
    return render(request, "cases/proof.html", context)
