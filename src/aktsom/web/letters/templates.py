"""The member's own templates: list, words, Word layout in and out, an example as PDF and Word, and back to standard."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.follow_up.files import place
from aktsom.follow_up.storage.places import key_of
from aktsom.members.models import Member
from aktsom.sanctions.actions.letter_templates import back_to_standard, save_template, take_in_layout
from aktsom.sanctions.letter_making import TYPES, WORD, example_sheet, layout_file, made
from aktsom.sanctions.letter_problems import TemplateBroken, broken_wording
from aktsom.sanctions.letter_tables import LANGUAGES, field_kinds, letter_kinds, letter_limit, standard_wording
from aktsom.sanctions.models import LetterTemplate
from aktsom.sanctions.permissions import letters as permissions
from aktsom.sanctions.queries.letter_templates import in_use, member_of_templates, template_rows, versions_of
from aktsom.sanctions.writing.words import Broken
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.trying import done
from aktsom.web.contracts.sending import sent
from aktsom.web.letters import words
from aktsom.web.letters.forms import TemplateForm, initial_wording
from aktsom.web.letters.pages import handed_out

MEGA = 1_000_000


@takes_part
@require_safe
def listed(request: SignedInRequest, member_id: str) -> HttpResponse:
    member = member_of_templates(request.actor, member_id)
    by_kind: dict[str, list[Any]] = {}
    for row in template_rows(member):
        by_kind.setdefault(words.kind_name(row.kind.id), []).append(row)
    context = {"member": member, "kinds": by_kind, "words": words, "edits": _edits(request, member)}
    return render(request, "letters/templates.html", context)


def _edits(request: SignedInRequest, member: Member) -> bool:
    return permissions.edit_templates(request.actor, member.pk) is None


def _place(request: SignedInRequest, member_id: str, kind: str, language: str) -> tuple[Member, LetterTemplate | None]:
    member = member_of_templates(request.actor, member_id)
    if kind not in letter_kinds() or language not in LANGUAGES:
        raise NotVisible
    return member, in_use(member.pk, kind, language)


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: SignedInRequest, member_id: str, kind: str, language: str) -> HttpResponse:
    """With ?utgave= an earlier version, to be read and saved anew."""
    member, own = _place(request, member_id, kind, language)
    versions = versions_of(member, kind, language)
    asked = request.GET.get("utgave", "")
    earlier = next((each for each in versions if asked == str(each.version)), None)
    if asked and earlier is None:
        raise NotVisible
    base = earlier or own
    now = (base.subject, base.body) if base else standard_wording(kind, language)
    form = TemplateForm(sent(request), initial=initial_wording(now))

    def save() -> None:
        save_template(
            by=request.actor, at=timezone.now(), member_id=member_id, kind=kind, language=language,
            version=_version(request), subject=form.cleaned_data["subject"], body=form.cleaned_data["body"],
        )  # fmt: skip

    if request.method == "POST" and done(form, save):
        messages.success(request, _("Malen er lagret og i bruk."))
        return redirect("letter_templates_one", member_id=member_id, kind=kind, language=language)
    return _shown(request, member, kind, language, form)


def _shown(
    request: SignedInRequest, member: Member, kind: str, language: str, form: TemplateForm, *, refused: str = ""
) -> HttpResponse:
    own = in_use(member.pk, kind, language)
    needed = letter_kinds()[kind].needed
    context = {
        "member": member,
        "kind": letter_kinds()[kind],
        "name": words.kind_name(kind),
        "language": language,
        "language_name": words.LANGUAGE_NAMES[language],
        "own": own,
        "versions": versions_of(member, kind, language),
        "form": form,
        "fields_list": [
            {
                "name": one.names[language],
                "needed": one.id in needed,
                "many": one.many,
                "example": one.examples[language].replace(";", "; "),
            }
            for one in field_kinds().values()
            if one.in_words
        ],
        "edits": _edits(request, member),
        "refused": refused,
        "largest": letter_limit("layout_bytes") // MEGA,
    }
    return render(request, "letters/template.html", context, status=422 if form.errors or refused else 200)


def _version(request: SignedInRequest) -> int:
    asked = request.POST.get("version", "")
    return int(asked) if asked.isdigit() and len(asked) < 9 else 0


@takes_part
@require_safe
def layout(request: SignedInRequest, member_id: str, kind: str, language: str) -> HttpResponse:
    """The Word file to adapt: the member's own layout as it was sent, else the standard one with the words in use."""
    _member, own = _place(request, member_id, kind, language)
    name = " ".join((_("Brevmal"), words.kind_name(kind), language)) + ".docx"
    if own is not None and own.layout_sha256:
        content = b"".join(place().read(key_of(own.layout_sha256), 0, own.layout_size))
    else:
        now = (own.subject, own.body) if own else standard_wording(kind, language)
        content = layout_file(*now, language)
    return handed_out(content, name, TYPES[WORD])


@takes_part
@require_POST
def take_in(request: SignedInRequest, member_id: str, kind: str, language: str) -> HttpResponse:
    member, own = _place(request, member_id, kind, language)
    stop_if(permissions.edit_templates(request.actor, member.pk))
    given = request.FILES.get("file")
    now = (own.subject, own.body) if own else standard_wording(kind, language)
    form = TemplateForm(initial=initial_wording(now))
    if given is None:
        return _shown(request, member, kind, language, form, refused=_("Velg en fil."))
    content = given.read(letter_limit("layout_bytes") + 1)
    try:
        take_in_layout(
            by=request.actor, at=timezone.now(), member_id=member_id, kind=kind, language=language,
            version=_version(request), file_name=given.name or "", content=content,
        )  # fmt: skip
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        return _shown(request, member, kind, language, form, refused=str(error))
    messages.success(request, _("Word-filen er tatt i bruk, med utseendet og ordene i den."))
    return redirect("letter_templates_one", member_id=member_id, kind=kind, language=language)


@takes_part
@require_POST
def standard(request: SignedInRequest, member_id: str, kind: str, language: str) -> HttpResponse:
    _place(request, member_id, kind, language)
    back_to_standard(
        by=request.actor, at=timezone.now(), member_id=member_id, kind=kind, language=language,
        version=_version(request),
    )  # fmt: skip
    messages.success(request, _("Standardteksten er i bruk. Deres egen står blant utgavene."))
    return redirect("letter_templates_one", member_id=member_id, kind=kind, language=language)


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def example(request: SignedInRequest, member_id: str, kind: str, language: str, form: str) -> HttpResponse:
    """Of the wording in use, or by POST of what stands in the boxes and is not saved."""
    member, own = _place(request, member_id, kind, language)
    if form not in TYPES:
        raise NotVisible
    subject, body = (own.subject, own.body) if own else standard_wording(kind, language)
    said = TemplateForm(sent(request), initial=initial_wording((subject, body)))
    if request.method == "POST":
        subject, body = request.POST.get("subject", ""), request.POST.get("body", "")
    try:
        sheet = example_sheet(member, kind, language, " ".join(subject.split()), body)
    except Broken as error:
        said.is_valid()
        told: TemplateBroken = broken_wording(error, _language())
        said.say(told)
        return _shown(request, member, kind, language, said)
    name = " ".join((_("Eksempel"), words.kind_name(kind), language)) + f".{form}"
    return handed_out(made(sheet, form, own, kind), name, TYPES[form])


def _language() -> str:
    return translation.get_language() or "nb"
