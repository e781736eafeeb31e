"""The page of one contract: what it is, its risk with reasons, its terms, its story. Others' contracts show less."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aktsom.categories.queries import cpv_names
from aktsom.contracts import permissions, queries
from aktsom.contracts.models import Contract
from aktsom.contracts.states import CONTRACT, ContractState
from aktsom.core.actor import Actor
from aktsom.follow_up.queries.cases import follow_ups_of_contract
from aktsom.follow_up.queries.self_reports import report_of_contract
from aktsom.risk.queries import OVER, RiskView, Told, contract_risk
from aktsom.risk.screening.result import Verdict
from aktsom.risk.states import RISK, RiskState
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.jinja import country_name, write_date
from aktsom.web.base.risk_words import verdict_words
from aktsom.web.cases.report_words import timing_words
from aktsom.web.cases.words import STATES as CASE_STATES
from aktsom.web.cases.words import by_whom
from aktsom.web.chain.behind import covered
from aktsom.web.chain.reaching import has_chain
from aktsom.web.contracts import risk_words, terms
from aktsom.web.contracts.rows import state_on, state_word
from aktsom.web.contracts.story import events
from aktsom.web.mandates.on_contract import on_contract
from aktsom.web.steps.on_pages import on_contract as on_contract_ordering
from aktsom.web.teams.words import group_name


@takes_part
@require_safe
def contract(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = queries.contract(request.actor, public_id)
    return render(request, "contracts/contract.html", shown(request.actor, found))


def shown(actor: Actor, found: Contract) -> dict[str, Any]:
    today = timezone.localdate()
    how = Told(risk_words.language(), country_name, lambda day: write_date(date.fromisoformat(day)))
    risk = contract_risk(actor, found, today=today, how=how)
    own, running = queries.is_own(actor, found), found.state == ContractState.RUNNING
    state = state_on(found.state, found.runs_until, today)
    refusal = permissions.change_contract(actor, found)
    facts = queries.facts_of(found) if own else queries.network_facts_of(found)
    duties = terms.duty_lines(facts, found.runs_until, today) if own else []
    return {
        "contract": queries.seen_contract(actor, found),
        "supplier": found.supplier,
        "running": running,
        "over": state == OVER,
        "last_day": found.runs_until,
        "on_option": running and state != OVER and found.ends_on is not None and found.ends_on < today,
        "state": state_word(state),
        "cpv": _cpv(found),
        **_risk(risk),
        "term_set": found.term_set,
        "duties": duties,
        "next_day": terms.next_day(duties, facts, today) if own and running and state != OVER else None,
        "story": events(queries.history(actor, found)),
        "decides": bool(risk and own and running and RISK.owners[risk.state]),
        "next_act_is": _next_act(found, risk, state) if own and running and not refusal else None,
        "edit_refusal": refusal,
        "moves": _moves(actor, found) if own else [],
        **_followed_up(actor, found, today),
        "ordering": on_contract_ordering(actor, found, today),
        "chain": covered(actor, found, today) if own else None,
        "has_chain": found.supplier is not None and has_chain(actor, found.supplier.public_id),
        "typed": {},
    }


def _risk(risk: RiskView | None) -> dict[str, Any]:
    """How high, why and by which sources, in words."""
    return {
        "risk": risk,
        "cards": risk_words.cards(risk) if risk else [],
        "sources": risk_words.sources(risk) if risk else [],
        "sentence": risk_words.sentence(risk) if risk else ("", ""),
        "why": risk_words.reason_lines(risk) if risk else [],
        "screened_names": risk_words.screened_names(risk) if risk else "",
        "risk_state": risk_words.state_words(risk) if risk else "",
        "verdicts": verdict_words(),
    }


def _followed_up(actor: Actor, found: Contract, today: date) -> dict[str, Any]:
    """By whom, under which mandates, and until when."""
    asked = report_of_contract(actor, found, today)
    return {
        "self_report": timing_words(asked[1], asked[0].ticked_on, asked[0].due_on) if asked else "",
        "mandates": on_contract(actor, found, today),
        "follow_ups": [(one, group_name(one.group_id)) for one in follow_ups_of_contract(actor, found.pk)],
        "by_whom": by_whom,
        "case_states": CASE_STATES,
    }


def _cpv(found: Contract) -> list[tuple[str, str]]:
    """(code, name) in the order of the contract; a code nobody has named has none."""
    codes = [row.code for row in found.cpv_codes.all()]
    names = cpv_names(codes, risk_words.language()) if codes else {}
    return [(code, names.get(code, "")) for code in codes]


def _moves(actor: Actor, found: Contract) -> list[str]:
    verbs = [move.verb for move in CONTRACT.moves]
    return [verb for verb in verbs if permissions.move_contract(actor, found, verb) is None]


def _next_act(found: Contract, risk: RiskView | None, state: str) -> tuple[str, str] | None:
    """The one thing that most needs doing, (text, address), if anything does."""
    edit = reverse("contracts_edit", kwargs={"public_id": found.public_id})
    if state == OVER:
        return _("Avslutt avtalen"), "#why-end"
    if risk and risk.state is RiskState.CONTESTED:
        return _("Se det nye forslaget"), "#avgjor"
    if risk and risk.verdict is Verdict.INSUFFICIENT_INFORMATION and risk.state is RiskState.SCREENED:
        return _("Si hva som kjøpes"), f"{edit}#id_products"
    if risk and risk.verdict is Verdict.HIGH_RISK and risk.state is RiskState.SCREENED:
        return _("Avgjør risikoen"), "#avgjor"
    if risk and risk.verdict is Verdict.HIGH_RISK and found.term_set_id is None:
        return _("Oppgi vilkårene"), f"{edit}#id_term_set"
    return None
