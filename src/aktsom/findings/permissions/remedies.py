"""Why an actor may not say what people are owed or have got, or nothing."""

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.findings.models import Finding
from aktsom.findings.permissions.findings import answers_for, runs
from aktsom.findings.states import FindingState


def is_supplier(actor: Actor, one: Finding) -> bool:
    return answers_for(actor, one)


def say(actor: Actor, one: Finding) -> Refusal | None:
    """Those who follow up, and the supplier of what it has been shown; also when the finding is closed, as money is
    paid for years."""
    if one.state == FindingState.WITHDRAWN:
        return Refusal(_("Funnet er trukket."))
    return None if answers_for(actor, one) else runs(actor, one)


def confirm(actor: Actor, one: Finding) -> Refusal | None:
    if one.state == FindingState.WITHDRAWN:
        return Refusal(_("Funnet er trukket."))
    return runs(actor, one)


def replace(actor: Actor, one: Finding, *, by_supplier: bool) -> Refusal | None:
    """A figure by a later one: what those who follow up have noted is theirs to put right."""
    if answers_for(actor, one) and not by_supplier:
        return Refusal(_("Dere retter bare tall som dere selv har skrevet."))
    return say(actor, one)
