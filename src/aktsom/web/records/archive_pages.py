"""The member's archive: its cases with their numbers, a case with its documents, and what is set on them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aktsom.core.errors import NotVisible, stop_if
from aktsom.records import permissions
from aktsom.records.actions import exporting, filing
from aktsom.records.documents import CaseDocument
from aktsom.records.models import CaseNumber
from aktsom.records.queries.cases import (
    case_of,
    cases_of,
    last_classification,
    marks_of,
    next_serial,
    numbers_of,
    own_members,
)
from aktsom.records.queries.exports import as_member, exports_of
from aktsom.web.base.access import SignedInRequest
from aktsom.web.base.trying import done
from aktsom.web.cases import words as case_words
from aktsom.web.contracts.sending import revision_of, sent
from aktsom.web.records.forms import MarkForm, NumberForm, PeriodForm, member_choices
from aktsom.web.records.gathering import gathered
from aktsom.web.records.lists import way_words
from aktsom.web.records.making import KINDS
from aktsom.web.records.metadata import shield_of
from aktsom.web.records.not_covered import not_covered
from aktsom.web.records.reaching import NAME, member_of, reads_archive
from aktsom.web.teams.words import group_name


@reads_archive
@require_safe
def listed(request: SignedInRequest) -> HttpResponse:
    return shown_list(request, PeriodForm(initial=_this_year()))


def shown_list(request: SignedInRequest, form: PeriodForm) -> HttpResponse:
    member = member_of(request)
    cases = list(cases_of(as_member(request.actor, member.pk), member))
    numbers = numbers_of(member, cases)
    context = {
        "member": member,
        "choices": member_choices(own_members(request.actor)),
        "rows": [
            (one, numbers.get(one.pk), group_name(one.group_id), case_words.STATES[one.state])
            for one in reversed(cases)
        ],
        "unnumbered": sum(one.pk not in numbers for one in cases),
        "exports": exports_of(request.actor, member),
        "keeps": permissions.keep(request.actor, member.pk) is None,
        "form": form,
        "lacking": not_covered(),
    }
    return render(request, "records/archive.html", context, status=422 if form.errors else 200)


def _this_year() -> dict[str, date]:
    today = timezone.localdate()
    return {"since": date(today.year, 1, 1), "until": today}


@reads_archive
@require_safe
def case(request: SignedInRequest, follow_up_id: str) -> HttpResponse:
    return shown_case(request, follow_up_id)


def shown_case(
    request: SignedInRequest, follow_up_id: str, number_form: NumberForm | None = None,
    mark_form: MarkForm | None = None, marked: Sequence[str] = (),
) -> HttpResponse:  # fmt: skip
    """`marked` are the documents that the form for access is open for."""
    member = member_of(request)
    one = case_of(as_member(request.actor, member.pk), member, follow_up_id)
    found, marks = gathered(request.actor, member, one), marks_of(member, one)
    number = numbers_of(member, [one]).get(one.pk)
    documents = [each for each in found.documents if each.id in marked]
    if len(documents) < len(set(marked)):
        raise NotVisible
    forms = [form for form in (number_form, mark_form) if form is not None and form.errors]
    context = {
        "one": one,
        "member": member,
        "number": number,
        "group": group_name(one.group_id),
        "rows": [
            (each, KINDS[each.kind], way_words(each.way), shield_of(each, marks.get(each.id)), each.id in marks)
            for each in found.documents
        ],
        "left_out": found.left_out,
        "keeps": permissions.keep(request.actor, member.pk) is None,
        "number_form": number_form or NumberForm(initial=_number_initial(member, number)),
        "mark_form": mark_form or (MarkForm(initial=_mark_initial(marks, documents)) if documents else None),
        "marked": documents,
        "lacking": not_covered(),
    }
    return render(request, "records/case.html", context, status=422 if forms else 200)


def _number_initial(member: Any, number: CaseNumber | None) -> dict[str, Any]:
    """What stands; else the next in the series, and the class and unit that were written last."""
    names = ("class_code", "class_title", "unit", "responsible")
    if number is not None:
        return {name: getattr(number, name) for name in ("year", "serial", *names)}
    last, year = last_classification(member), timezone.localdate().year
    kept = {name: getattr(last, name) for name in names} if last else {}
    return {"year": year, "serial": next_serial(member, year), **kept}


def _mark_initial(marks: Mapping[str, Any], documents: Sequence[CaseDocument]) -> dict[str, Any]:
    """Of one document what stands; of several nothing is proposed, as what stands may differ."""
    if len(documents) > 1:
        return {}
    [document] = documents
    if (mark := marks.get(document.id)) is not None:
        return {"ground": mark.ground, "covers": mark.covers, "review_on": mark.review_on}
    return {"ground": document.ground, "review_on": document.review_on}


@reads_archive
@require_POST
def number(request: SignedInRequest, follow_up_id: str) -> HttpResponse:
    member, form = member_of(request), NumberForm(sent(request))

    def save() -> None:
        filing.number_case(
            by=request.actor, at=timezone.now(), member_id=member.public_id, follow_up_id=follow_up_id,
            said=form.told(), revision=revision_of(request),
        )  # fmt: skip

    if not done(form, save):
        return shown_case(request, follow_up_id, number_form=form)
    messages.success(request, _("Saksnummeret er lagret."))
    return redirect(_case_address(follow_up_id, member.public_id))


@reads_archive
@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: SignedInRequest, follow_up_id: str, document_id: str) -> HttpResponse:
    """The case, with the form for one document open."""
    if request.method != "POST":
        return shown_case(request, follow_up_id, marked=(document_id,))
    member, form = member_of(request), MarkForm(sent(request))
    one = case_of(as_member(request.actor, member.pk), member, follow_up_id)
    if document_id not in {each.id for each in gathered(request.actor, member, one).documents}:
        raise NotVisible

    def save() -> None:
        filing.mark_access(
            by=request.actor, at=timezone.now(), member_id=member.public_id, follow_up_id=follow_up_id,
            subject=document_id, **form.cleaned_data,
        )  # fmt: skip

    if not done(form, save):
        return shown_case(request, follow_up_id, mark_form=form, marked=(document_id,))
    messages.success(request, _("Hjemmelen er lagret."))
    return redirect(_case_address(follow_up_id, member.public_id))


@reads_archive
@require_http_methods(["GET", "HEAD", "POST"])
def mark_many(request: SignedInRequest, follow_up_id: str) -> HttpResponse:
    """The case, with one form open for all documents that were picked in its list."""
    member = member_of(request)
    chosen = (request.POST if request.method == "POST" else request.GET).getlist("chosen")
    if not chosen:
        messages.warning(request, _("Velg minst ett dokument."))
        return shown_case(request, follow_up_id)
    if request.method != "POST":
        return shown_case(request, follow_up_id, marked=chosen)
    stop_if(permissions.keep(request.actor, member.pk))
    form, one = MarkForm(sent(request)), case_of(as_member(request.actor, member.pk), member, follow_up_id)
    if not set(chosen) <= {each.id for each in gathered(request.actor, member, one).documents}:
        raise NotVisible

    def save() -> None:
        filing.mark_access_of(
            by=request.actor, at=timezone.now(), member_id=member.public_id, follow_up_id=follow_up_id,
            subjects=chosen, **form.cleaned_data,
        )  # fmt: skip

    if not done(form, save):
        return shown_case(request, follow_up_id, mark_form=form, marked=chosen)
    messages.success(request, _("Hjemmelen er lagret for de valgte dokumentene."))
    return redirect(_case_address(follow_up_id, member.public_id))


@reads_archive
@require_POST
def order(request: SignedInRequest) -> HttpResponse:
    """Of one case, or of all in a period."""
    member, follow_up_id = member_of(request), request.POST.get("sak", "")
    form = PeriodForm(sent(request)) if not follow_up_id else None
    made: list[Any] = []

    def save() -> None:
        period = form.cleaned_data if form is not None else {}
        made.append(
            exporting.order_export(
                by=request.actor, at=timezone.now(), member_id=member.public_id, follow_up_id=follow_up_id,
                **period,
            )
        )  # fmt: skip

    if form is None:
        save()
    elif not done(form, save):
        return shown_list(request, form)
    return redirect("archive_export", public_id=made[0].public_id)


def _case_address(follow_up_id: str, member_id: str) -> str:
    return f"{reverse('archive_case', kwargs={'follow_up_id': follow_up_id})}?{NAME}={member_id}"
