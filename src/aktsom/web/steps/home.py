"""What decisions have set in motion on Home, and in the supplier's list."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.sanctions.models import OrderCondition, Replacement, Suspension, Termination
from aktsom.sanctions.queries.blocks import own_blocks
from aktsom.sanctions.queries.competitions import OpenCase, warnings
from aktsom.sanctions.queries.conditions import conditions_asked_of, conditions_due
from aktsom.sanctions.queries.steps import (
    demanded_of,
    places_waiting,
    running_out,
    suspended_for,
    terminated_for,
    tests_waiting,
)
from aktsom.sanctions.rules.suspensions import Standing, standing
from aktsom.sanctions.step_states import OrderConditionState, ReplacementState, SuspensionState, TerminationState
from aktsom.sanctions.step_tables import step_limit
from aktsom.web.base.jinja import write_date
from aktsom.web.home.asked import Request, due_note
from aktsom.web.home.words import Row
from aktsom.web.steps import words


def rows(actor: Actor, today: date) -> tuple[list[Row], list[Row]]:
    """What the person decides, and what stops orders meanwhile."""
    if not actor.member_ids:
        return [], []
    soon = today + timedelta(days=step_limit("warn_days"))
    shown = tests_waiting(actor)
    known = {one.pk for one in shown}
    decide = [_test(one) for one in shown]
    decide += [_ending(one, today) for one in running_out(actor, today, soon) if one.pk not in known]
    decide += [_place(one) for one in places_waiting(actor)]
    decide += [_condition(one, today) for one in conditions_due(actor, soon)]
    decide += [_bids(case) for case in warnings(actor)]
    return decide, _blocked(actor, today)


def _blocked(actor: Actor, today: date) -> list[Row]:
    return [
        Row(
            title=contract.title,
            text=words.block_words(blocks[0]),
            href=reverse("contracts_contract", kwargs={"public_id": contract.public_id}),
            state="late",
            state_text=_("Ikke bestill") if blocks[0].sure else _("Avgjør før dere bestiller"),
        )
        for contract, blocks in own_blocks(actor, today)
    ]


def _test(one: Suspension) -> Row:
    return Row(
        title=_("%(supplier)s ber om at en stans oppheves") % {"supplier": one.supplier.name},
        text=_("Vurder om det er vist. Siste dag er %(day)s.") % {"day": write_date(one.ends_on)},
        href=reverse("steps_suspension", kwargs={"public_id": one.public_id}),
        act=_("Vurder"),
    )


def _ending(one: Suspension, today: date) -> Row:
    over = one.ends_on < today
    title = _("Stansen hos %(supplier)s er gått ut") if over else _("Stansen hos %(supplier)s går ut")
    return Row(
        title=title % {"supplier": one.supplier.name},
        text=_("Den slutter ikke av seg selv. Opphev, forleng eller avslutt den."),
        href=reverse("steps_suspension", kwargs={"public_id": one.public_id}),
        due=write_date(one.ends_on, "short"),
        act=_("Avgjør"),
    )


def _place(one: Replacement) -> Row:
    weighed = one.state == ReplacementState.ASSESSED
    return Row(
        title=_("Nytt sted hos %(supplier)s") % {"supplier": one.supplier.name},
        text=_("Bekreft stedet før noe leveres derfra.") if weighed else _("Vurder risikoen ved stedet."),
        href=reverse("steps_replacement", kwargs={"public_id": one.public_id}),
        act=_("Bekreft") if weighed else _("Vurder"),
    )


def _condition(one: OrderCondition, today: date) -> Row:
    over = one.due_on < today
    return Row(
        title=_("Ikke vist: %(text)s") % {"text": one.text},
        text=_("Ingen kan bestille under avtalen før det er vist.") if over else one.contract.title,
        href=reverse("steps_condition", kwargs={"public_id": one.public_id}),
        due=write_date(one.due_on, "short"),
        act=_("Se vilkåret"),
    )


def _bids(case: OpenCase) -> Row:
    return Row(
        title=_("%(supplier)s byr i %(competition)s")
        % {"supplier": case.bid.supplier.name, "competition": case.bid.competition},
        text=_("Dere har en åpen sak om leverandøren. Den brukes ikke i konkurransen uten et eget, begrunnet steg."),
        href=reverse("steps_bid", kwargs={"public_id": case.bid.public_id}),
        act=_("Se hva det betyr"),
    )


def requests(actor: Actor, today: date) -> Iterable[Request]:
    yield from (_suspended(one, today) for one in suspended_for(actor))
    yield from (_demanded(one, today) for one in demanded_of(actor))
    yield from (_terminated(one) for one in terminated_for(actor))
    yield from (_asked(one, today) for one in conditions_asked_of(actor))


def _suspended(one: Suspension, today: date) -> Request:
    now = standing(one.state, one.period, today)
    opens = one.state == SuspensionState.IN_FORCE
    return Request(
        decision=one.decision_id,
        title=_("Stanset: %(what)s")
        % {"what": words.parts_of(one.whole, one.products, [place["name"] for place in one.places])},
        who=_("%(names)s har avgjort det.") % {"names": one.owner.name},
        href=reverse("steps_suspension", kwargs={"public_id": one.public_id}),
        act=_("Vis hva dere har gjort") if opens else _("Se stansen"),
        open=opens,
        state=words.MARKS[now],
        state_text=str(words.OVER.get(one.state) or words.STANDINGS[now]),
        supplier=one.supplier.name,
        contracts=[one.contract_title],
        readers=str(one.owner.name),
        message=one.lift_test if opens else "",
        asked_at=None,
        answer_by=one.ends_on if opens else None,
        late=now is Standing.RUN_OUT,
        due_note=due_note(one.ends_on, today) if opens else "",
    )


def _demanded(one: Replacement, today: date) -> Request:
    opens = one.state == ReplacementState.DEMANDED
    late = opens and one.due_on < today
    return Request(
        decision=one.decision_id,
        title=_("Bytt ut %(place)s") % {"place": one.old_name},
        who=_("%(names)s har avgjort det.") % {"names": one.owner.name},
        href=reverse("steps_replacement", kwargs={"public_id": one.public_id}),
        act=_("Foreslå et nytt sted") if opens else _("Se byttet"),
        open=opens,
        state=words.REPLACEMENT_MARKS[one.state],
        state_text=str(words.REPLACEMENTS[one.state]),
        supplier=one.supplier.name,
        contracts=[one.contract_title],
        readers=str(one.owner.name),
        message=one.wanted if opens else "",
        answer_by=one.due_on if opens else None,
        late=late,
        due_note=due_note(one.due_on, today) if opens else "",
    )


def _terminated(one: Termination) -> Request:
    opens = one.state == TerminationState.STANDING and not one.supplier_says
    return Request(
        decision=one.decision_id,
        title=_("Hevet: %(contract)s") % {"contract": one.contract_title},
        who=_("%(names)s har avgjort det.") % {"names": one.owner.name},
        href=reverse("steps_termination", kwargs={"public_id": one.public_id}),
        act=_("Les og uttal dere") if opens else _("Se hevingen"),
        open=opens,
        state="late" if opens else "none",
        state_text=_("Fra %(day)s") % {"day": write_date(one.from_on, "medium")},
        supplier=one.supplier.name,
        contracts=[one.contract_title],
        readers=str(one.owner.name),
    )


def _asked(one: OrderCondition, today: date) -> Request:
    opens = one.state == OrderConditionState.WAITS
    return Request(
        title=_("Skal vises: %(text)s") % {"text": one.text},
        who=_("Avtalen med %(names)s krever det.") % {"names": one.owner.name},
        href=reverse("steps_condition", kwargs={"public_id": one.public_id}),
        act=_("Se hva det er"),
        open=opens,
        state="late" if opens and one.due_on < today else "wait" if opens else "ok",
        state_text=str(words.CONDITIONS[one.state]),
        readers=str(one.owner.name),
        answer_by=one.due_on if opens else None,
        late=opens and one.due_on < today,
        due_note=due_note(one.due_on, today) if opens else "",
    )
