"""Recommendations and decisions among the steps of a follow-up, and on Home."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.models import Recommendation, SanctionDecision
from aktsom.sanctions.permissions import recommendations as permissions
from aktsom.sanctions.queries.awaited import back_for
from aktsom.sanctions.queries.decisions import undecided_of, waiting_for
from aktsom.sanctions.queries.recommendations import standing_of
from aktsom.web.base.jinja import write_date
from aktsom.web.cases.steps import Beginning, Kind, Step, Waits, mark
from aktsom.web.home.words import Row
from aktsom.web.sanctions import words
from aktsom.web.suppliers.words import in_a_row


def _href(one: FollowUp) -> str:
    return reverse("sanctions_case", kwargs={"follow_up_id": one.public_id})


def steps(actor: Actor, ones: Sequence[FollowUp], today: date) -> Iterator[tuple[int, Step]]:
    """Of each follow-up with a recommendation that stands: whose decisions it waits for."""
    found, called = standing_of(actor, ones), {one.pk: one for one in ones}
    left = undecided_of(actor, found.values(), today)
    for key in found:
        names = left.get(key, [])
        yield (
            key,
            Step(
                kind=Kind.SANCTIONS,
                title=_("Anbefaling"),
                href=_href(called[key]),
                state=mark(over=not names, late=False),
                state_text=words.short(found[key].step),
                move=in_a_row(names),
                waits=Waits.OWNERS if names else Waits.NOBODY,
            ),
        )


def beginnings(actor: Actor, one: FollowUp, _today: date) -> list[Beginning]:
    href = reverse("sanctions_recommend", kwargs={"follow_up_id": one.public_id})
    return [] if permissions.recommend(actor, one) else [Beginning(_("Anbefal et steg"), href)]


def home_rows(_actor: Actor, _today: date) -> tuple[list[Row], list[Row]]:
    """None here: what waits for an owner's decision stands first on Home, as `urgent_rows`."""
    return [], []


def urgent_rows(actor: Actor, today: date) -> list[Row]:
    """One for each contract that a decision waits in, for the first time or again."""
    again = {(each.follow_up_id, each.contract_id): each for each in back_for(actor, today)}
    asked = [
        _row(on, contract, draft, again.pop((on.follow_up_id, contract.pk), None))
        for on, contract, draft in waiting_for(actor, today)
    ]
    return asked + [_alone(each) for each in again.values()]


def _row(
    on: Recommendation, contract: Contract, draft: SanctionDecision | None, awaited: SanctionDecision | None
) -> Row:
    told = {"step": words.step_name(on.step).lower(), "contract": contract.title}
    href = reverse("sanctions_decision", kwargs={"public_id": draft.public_id}) if draft else _href(on.follow_up)
    asks = _("Gruppen anbefaler %(step)s. Avgjør for %(contract)s.") % told
    return Row(
        title=_("Anbefaling om %(supplier)s") % {"supplier": on.supplier.name},
        text=_back(awaited) if awaited is not None else asks,
        href=href,
        act=_("Skriv videre") if draft else _("Les og avgjør"),
    )


def _alone(one: SanctionDecision) -> Row:
    """That the owner awaited by itself."""
    return Row(
        title=_("Dagen er kommet for å avgjøre noe om %(supplier)s") % {"supplier": one.supplier.name},
        text=_back(one),
        href=_href(one.follow_up),
        act=_("Les og avgjør"),
    )


def _back(one: SanctionDecision) -> str:
    told = {"day": write_date(one.await_until, "medium"), "contract": one.contract.title}
    return _("Dere ville vente til %(day)s. Avgjør for %(contract)s.") % told
