"""An officer sees the texts that are proposed, with the reason why, ticks those wanted, edits them and keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from secrets import token_hex
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aktsom.categories.queries import current_catalogue
from aktsom.core.errors import NotVisible
from aktsom.knowledge.actions.requirements import Chosen, Wanted, keep_requirements
from aktsom.knowledge.queries.requirement_practice import practice
from aktsom.knowledge.queries.requirements import choice, may_keep_for, proposals
from aktsom.knowledge.queries.risk_of_purchase import Purchase, purchase_of_contract, purchase_of_goods
from aktsom.knowledge.rules.requirements import Proposal
from aktsom.knowledge.states import Place
from aktsom.knowledge.tables import LANGUAGES, Rule, requirement_rules, requirement_texts
from aktsom.members.models import Member
from aktsom.teams.problems import Wrong
from aktsom.web.base.access import SignedInRequest, signed_in, takes_part
from aktsom.web.base.jinja import country_name
from aktsom.web.requirements import words


@dataclass(frozen=True, slots=True)
class Offered:
    """A text as the form shows it: proposed or not, ticked or not, as it is or as the person has left it."""

    proposal: Proposal
    title: str
    why: list[str]
    rule: Rule
    rule_name: str
    rule_note: str
    past: bool  # the rule holds no more; it was chosen before
    text: str
    reason: str
    ticked: bool
    most: bool | None  # whether most others use it; none where that may not be told
    error: str = ""

    @property
    def code(self) -> str:
        return self.proposal.text.code


@dataclass(frozen=True, slots=True)
class Start:
    """What the form begins with; `kept` and `continues` where it goes on from a choice, `gone` those of its texts that
    the table has no more."""

    title: str
    language: str
    kept: Mapping[str, Chosen] | None = None
    member: Member | None = None
    continues: str = ""
    gone: tuple[Chosen, ...] = ()


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def for_goods(request: SignedInRequest, group_id: str) -> HttpResponse:
    purchase = _of_goods(request, group_id, request.GET.get("produkt", ""))
    return _page(request, purchase, Start(words.title_of(purchase), words.language()))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def for_contract(request: SignedInRequest, public_id: str) -> HttpResponse:
    purchase = _of_contract(request, public_id)
    return _page(request, purchase, Start(words.title_of(purchase), words.language()))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: SignedInRequest, public_id: str) -> HttpResponse:
    """On from a choice that was kept, with what stands of the risk now."""
    before = choice(request.actor, public_id)
    kept = {text.code: Chosen(text.code, text.text, text.reason) for text in before.texts}
    gone = tuple(text for code, text in kept.items() if code not in requirement_texts())
    one = before.choice
    if one.contract is not None:
        purchase = _of_contract(request, one.contract.public_id)
    else:
        purchase = _of_goods(request, one.group_id, one.product_id)
    return _page(request, purchase, Start(one.title, one.language, kept, one.member, one.public_id, gone))


def _of_goods(request: SignedInRequest, group_id: str, product_id: str) -> Purchase:
    return purchase_of_goods(request.actor, group_id, product_id, language=words.language(), country=country_name)


def _of_contract(request: SignedInRequest, public_id: str) -> Purchase:
    today = timezone.localdate()
    return purchase_of_contract(request.actor, public_id, today, language=words.language(), country=country_name)


def _page(request: SignedInRequest, purchase: Purchase, start: Start) -> HttpResponse:
    start = _as_sent(request, start)
    members = [one for one in may_keep_for(request.actor) if _whose(one, purchase, start)]
    offered, wrong = _offered(request, purchase, start), None
    if request.method == "POST":
        ticked = [Chosen(one.code, one.text, one.reason) for one in offered if one.ticked]
        wanted = Wanted(start.title, start.language, ticked, _mark(request), start.continues)
        try:
            return _keep(request, purchase, members, wanted)
        except Wrong as met:
            wrong = met
            offered = [replace(one, error=str(met.message)) if one.code == met.field else one for one in offered]
    context: dict[str, Any] = {
        "start": start,
        "error": str(wrong.message) if wrong else "",
        "field": wrong.field if wrong else "",
        "purchase": purchase,
        "places": [(place, [one for one in offered if one.proposal.text.place is place]) for place in Place],
        "members": members,
        "sent": _mark(request),
        "words": words,
        "name": words.title_of(purchase),
        "proposed": sum(one.proposal.fits for one in offered),
    }
    return render(request, "requirements/choose.html", context, status=422 if wrong else 200)


def _as_sent(request: SignedInRequest, start: Start) -> Start:
    """The language that the texts of a form were in, whatever the page's language is by now."""
    if request.method != "POST":
        return start
    language = request.POST.get("language", "")
    if language not in LANGUAGES:
        raise NotVisible
    return replace(start, title=request.POST.get("title", ""), language=language)


def _whose(one: Member, purchase: Purchase, start: Start) -> bool:
    """A contract's own member, and of a choice that is gone on from the one that kept it."""
    if purchase.contract is not None:
        return bool(one.pk == purchase.contract.member_id)
    return start.member is None or one.pk == start.member.pk


def _mark(request: SignedInRequest) -> str:
    """The form's own: the same form sent twice is kept once."""
    return request.POST.get("sent", "")[:40] or token_hex(16)


def _offered(request: SignedInRequest, purchase: Purchase, start: Start) -> list[Offered]:
    catalogue, usual = current_catalogue(), practice(request.actor, purchase.group.id) if purchase.group else None
    rows, today = [], timezone.localdate()
    for one in proposals(purchase, today, start.kept or ()):
        code, rule, language = one.text.code, requirement_rules()[one.text.rule], words.language()
        text, ticked = _left(request, one, start)
        rows.append(
            Offered(
                proposal=one,
                title=one.text.title[language],
                why=words.why(one, catalogue),
                rule=rule,
                rule_name=rule.name[language],
                rule_note=rule.note[language],
                past=not rule.holds(today),
                text=text.text,
                reason=text.reason,
                ticked=ticked,
                most=usual.most.get(code, False) if usual and usual.enough else None,
            )
        )
    return rows


def _left(request: SignedInRequest, one: Proposal, start: Start) -> tuple[Chosen, bool]:
    """The text as the person left it, or as it begins, and whether it is ticked."""
    code = one.text.code
    begun = Chosen(code, one.text.text[start.language], one.text.reason[start.language])
    before = (start.kept or {}).get(code, begun)
    if request.method != "POST":
        return before, start.kept is not None and code in start.kept
    said = [
        request.POST.get(f"{name}-{code}", usual).replace("\r\n", "\n")
        for name, usual in (("tekst", before.text), ("grunn", before.reason))
    ]
    return Chosen(code, *said), code in request.POST.getlist("valgt")


def _keep(request: SignedInRequest, purchase: Purchase, members: list[Member], wanted: Wanted) -> HttpResponse:
    chosen = request.POST.get("member", "")
    member = next((one for one in members if one.public_id == chosen), members[0] if len(members) == 1 else None)
    if member is None:
        raise Wrong("member", _("Velg hvem konkurransen er for.")) if members else NotVisible
    made = keep_requirements(by=request.actor, at=timezone.now(), member=member, purchase=purchase, wanted=wanted)
    messages.success(
        request, _("Valget er tatt vare på. Last det ned som Word, og lim det inn i konkurransegrunnlaget.")
    )
    return redirect("requirements_choice", public_id=made.public_id)
