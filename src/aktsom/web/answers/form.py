"""The questions of one step, or all of them, to be answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aktsom.core.errors import DomainError, NotVisible, Refused
from aktsom.follow_up.actions.answering import open_report, save_answer
from aktsom.follow_up.permissions import reports as permissions
from aktsom.follow_up.problems import AnswerChanged, AnswerWrong
from aktsom.follow_up.queries.answers import Form, FormQuestion, Step, colleagues, form_of, own_report, said_of
from aktsom.follow_up.rules.answers import Said
from aktsom.follow_up.states import AnswerType, EvidenceKind
from aktsom.follow_up.tables import evidence_limit
from aktsom.members.models import Person
from aktsom.terms.queries import obligations
from aktsom.web.answers import words
from aktsom.web.answers.reading import is_in, revision_in, said_in, unseen_in
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.evidence.fields import UploadForm
from aktsom.web.evidence.uploads import largest_form
from aktsom.web.evidence.words import KINDS
from aktsom.web.teams.words import group_name

ALL = "alle"


@dataclass(frozen=True)
class Typed:
    """An answer that was not saved, as it was typed; `revision` is what it is saved over next time. `theirs` is what a
    colleague has written meanwhile."""

    said: Said
    revision: int
    errors: Sequence[tuple[str, str]] = ()
    theirs: Said | None = None
    by: str = ""


@dataclass
class Card:
    """One question with what the page shows in it: what is typed where it could not be saved."""

    one: FormQuestion
    said: Said
    revision: int
    errors: list[tuple[str, str]] = field(default_factory=list)
    theirs: Said | None = None

    @property
    def takes_file(self) -> bool:
        return self.one.question.answer_type in (AnswerType.YES_NO_FILE, AnswerType.FILE, AnswerType.LIST)

    @property
    def points_elsewhere(self) -> bool:
        """Whether a published statement may answer it: whatever is more than a number or a day."""
        return self.one.question.answer_type not in (AnswerType.NUMBER, AnswerType.DATE, AnswerType.FILE)

    def is_whole(self, page: "Shared") -> bool:
        """Whether files, colleagues and the rest stand under it: not where all questions stand, which a slow line
        shall carry, unless something is written there or a file is all that is asked for."""
        written = self.said.statement or self.said.place or self.said.secret
        return page.is_one_step or bool(written) or self.one.question.answer_type == AnswerType.FILE


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: SignedInRequest, public_id: str, step: str) -> HttpResponse:
    """Saved answer by answer: what is wrong in one keeps no other out."""
    found = own_report(request.actor, public_id)
    if found.opened_at is None and permissions.answer(request.actor, found) is None:
        open_report(by=request.actor, at=timezone.now(), report_id=public_id)
        found.refresh_from_db()
    form = form_of(found)
    typed: dict[str, Typed] = {}
    if request.method == "POST":
        typed = _saved(request, form, _rows(form, step))
        if not typed and "row" not in request.POST:
            messages.success(request, _("Lagret."))
            return redirect(_next(request, form, step))
        form = form_of(found)
    return render(request, "answers/step.html", _page(request, form, step, typed), status=422 if typed else 200)


def _rows(form: Form, step: str) -> list[FormQuestion]:
    return [one for each in form.steps for one in each.rows] if step == ALL else list(form.step(step).rows)


def _saved(request: SignedInRequest, form: Form, rows: Sequence[FormQuestion]) -> dict[str, Typed]:
    """What could not be saved, by the question's code."""
    typed = {}
    for one in rows:
        code = one.question.code
        if not is_in(request.POST, code):
            continue
        said = said_in(request.POST, one.question)
        revision = revision_in(request.POST, code)
        try:
            save_answer(
                by=request.actor, at=timezone.now(), report_id=form.report.public_id, code=code, said=said,
                revision=revision, unseen=unseen_in(request.POST, code),
            )  # fmt: skip
        except AnswerWrong as why:
            typed[code] = Typed(said, revision, [(problem.field, words.told(problem)) for problem in why.problems])
        except AnswerChanged as why:
            theirs = said_of(why.answer) if why.answer else Said()
            typed[code] = Typed(said, why.answer.revision if why.answer else 0, [("value", str(why))], theirs)
        except (NotVisible, Refused):
            raise
        except DomainError as why:
            typed[code] = Typed(said, revision, [("value", str(why))])
    return typed


def _next(request: SignedInRequest, form: Form, step: str) -> str:
    """On to where the button leads: the next step, or over to the preview after the last one."""
    public_id = form.report.public_id
    if request.POST.get("on") != "next" or step == ALL:
        return reverse("answers_step", kwargs={"public_id": public_id, "step": step})
    codes = [one.code for one in form.steps]
    at = codes.index(step) + 1
    if at < len(codes):
        return reverse("answers_step", kwargs={"public_id": public_id, "step": codes[at]})
    return reverse("answers_preview", kwargs={"public_id": public_id})


def _page(request: SignedInRequest, form: Form, step: str, typed: Mapping[str, Typed]) -> dict[str, object]:
    shown = form.steps if step == ALL else [form.step(step)]
    refusal = permissions.answer(request.actor, form.report)
    shared = Shared(form, step)
    return {
        "found": form.report,
        "category": group_name(form.report.group_id),
        "form": form,
        "step": step,
        "shown": [(one, cards(one, typed)) for one in shown],
        "steps": words.STEPS,
        "page_of": shared.in_step,
        "page_account": form.report.supplier.account_address,
        "refusal": refusal,
        "wrong": [(code, told) for code, one in typed.items() for _field, told in one.errors],
    }


class Shared:
    """What every question of the page is shown with."""

    words, needs, kinds, usual_kind = words, words.NEEDS, KINDS, EvidenceKind.OTHER

    def __init__(self, form: Form, step: str) -> None:
        self.id, self.account = form.report.public_id, form.report.supplier.account_address
        self.is_one_step = step != ALL
        self._form = form
        self.part_bytes, self.largest_form = evidence_limit("part_bytes"), largest_form()
        self.step_of, self.step_page = "", ""
        self.more_text = _("Fil, lenke, hemmelighet, kollega, hvorfor vi spør")

    @cached_property
    def why(self) -> dict[str, list[tuple[str, str, str]]]:
        return _why(self._form)

    @cached_property
    def colleagues(self) -> list[Person]:
        return colleagues(self._form.report)

    def in_step(self, code: str) -> "Shared":
        self.step_of, self.step_page = code, reverse("answers_step", kwargs={"public_id": self.id, "step": code})
        return self

    def upload_form(self, code: str) -> UploadForm:
        """With ids of its own for each question of the page."""
        return UploadForm(auto_id=f"{code}-%s")


def cards(step: Step, typed: Mapping[str, Typed]) -> list[Card]:
    return [card_of(one, typed.get(one.question.code)) for one in step.rows]


def card_of(one: FormQuestion, typed: Typed | None = None) -> Card:
    if typed is None:
        return Card(one, one.said, one.revision)
    return Card(one, typed.said, typed.revision, list(typed.errors), typed.theirs)


def _why(form: Form) -> dict[str, list[tuple[str, str, str]]]:
    """{question: [(point, what the terms say, what shows it)]}, from the newest set of the contracts that has it."""
    language = words.language()
    known = obligations()
    sets = sorted({row.term_set for row in form.report.contracts.all() if row.term_set}, reverse=True)
    points = {p.number: p for code in reversed(sets or sorted(known)) for p in known.get(code, ())}
    return {
        one.question.code: [
            (number, getattr(points[number], f"text_{language}"), getattr(points[number], f"evidence_{language}"))
            for number in one.question.points
            if number in points
        ]
        for one in form.questions
    }
