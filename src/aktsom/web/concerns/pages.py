"""One question a screen, from what happens next to the code."""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from aktsom.findings.actions.receiving import FormSaid, receive_signal
from aktsom.findings.rules.receipts import code_of, shown
from aktsom.findings.signal_states import Employer, SignalSource, Since
from aktsom.web.concerns import state
from aktsom.web.concerns.meter import METER
from aktsom.web.concerns.texts import languages, spoken, words
from aktsom.web.concerns.trace import ConcernRequest

TRAP = "homepage"  # a field that no person sees


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    context = {"languages": languages().values(), "title": words("en")["title"], "words": words("en")}
    return render(request, "concerns/languages.html", context)


@require_safe
def start(request: HttpRequest, language: str) -> HttpResponse:
    return page(request, language, "start")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, language: str) -> HttpResponse:
    spoken(language)
    if request.method != "POST":
        return _ask(request, language, state.Answers.none(), state.steps()[0])
    answers = state.read(request.POST.get("state", ""))
    if answers is None:
        return page(request, language, "broken", status=400)
    step = next((each for each in state.steps() if each.name == request.POST.get("step")), None)
    press = request.POST.get("press", "next")
    if step is None:
        return _from_check(request, language, answers, press)
    answer = clean(request.POST.get("answer", ""))
    if press != "back" and (problem := step.problem(answer)):
        return _ask(request, language, answers, step, (answer, problem))
    if not (problem := step.problem(answer)):
        answers = answers.with_(step.name, answer)
    return _beside(request, language, answers, step, back=press == "back")


def _beside(
    request: HttpRequest, language: str, answers: state.Answers, step: state.Step, *, back: bool
) -> HttpResponse:
    """The question before or after; all of it after the last, and after one that was changed."""
    every = state.steps()
    place = every.index(step)
    if back:
        return _ask(request, language, answers, every[place - 1]) if place else page(request, language, "start")
    after = every[place + 1] if place + 1 < len(every) and not answers.looked else None
    return _ask(request, language, answers, after) if after else _check(request, language, answers)


def _from_check(request: HttpRequest, language: str, answers: state.Answers, press: str) -> HttpResponse:
    every = state.steps()
    if press == "back":
        return _ask(request, language, answers, every[-1])
    if press != "send":
        named = next((each for each in every if f"change:{each.name}" == press), None)
        return _ask(request, language, answers, named) if named else _check(request, language, answers)
    return _send(cast(ConcernRequest, request), language, answers)


def _send(request: ConcernRequest, language: str, answers: state.Answers) -> HttpResponse:
    """Pressed twice within the minutes that the page may lie, the same code is shown and one signal is stored."""
    if answers.first_open() is not None or not answers.looked:
        return _check(request, language, answers)
    if not answers.may_be_sent or request.POST.get(TRAP):
        return _check(request, language, answers, "look_again")
    if METER.too_many_sent(request.place):
        return _check(request, language, answers, "wait", 429)
    code = code_of(settings.SECRET_KEY.encode(), answers.nonce)
    said = answers.said
    new = receive_signal(
        at=timezone.now(),
        nonce=answers.nonce,
        code=code,
        said=FormSaid(
            kind=said["kind"], place=said["place"], text=said["text"], source=SignalSource(said["source"]),
            since=Since(said["since"]), in_danger=said["danger"] == state.YES, employer=Employer(said["employer"]),
            language=language,
        ),
    )  # fmt: skip
    if new:
        METER.count("send", request.place)
    return page(request, language, "sent", code=shown(code))


def _ask(
    request: HttpRequest, language: str, answers: state.Answers, step: state.Step, told: tuple[str, str] | None = None
) -> HttpResponse:
    """`told`: what was answered and what is wrong with it."""
    answer, problem = told or (answers.said.get(step.name, ""), "")
    every = [each.name for each in state.steps()]
    more = {"step": step, "answer": answer, "problem": problem, "state": answers.signed(),
            "number": every.index(step.name) + 1, "count": len(every)}  # fmt: skip
    return page(request, language, "question", status=422 if problem else 200, **more)


def _check(
    request: HttpRequest, language: str, answers: state.Answers, problem: str = "", status: int = 0
) -> HttpResponse:
    missing = answers.first_open()
    if missing is not None:
        return _ask(request, language, answers, missing)
    told = answers.shown_whole()
    more = {"steps": state.steps(), "said": told.said, "state": told.signed(), "problem": problem, "trap": TRAP}
    return page(request, language, "check", status=status or (422 if problem else 200), **more)


def page(request: HttpRequest, language: str, name: str, *, status: int = 200, **more: Any) -> HttpResponse:
    """`t` are the words of the language; nothing of ours is asked of the database for them."""
    context = {"spoken": spoken(language), "t": words(language), "languages": languages().values(), **more}
    response = render(request, f"concerns/{name}.html", context, status=status)
    response.headers["Content-Language"] = language
    return response


def clean(text: str) -> str:
    """As it is stored: lines of one kind, none of the signs that turn the direction of what stands around them."""
    turns = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"))
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").translate(turns).strip()
