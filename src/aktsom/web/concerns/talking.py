"""The talk behind a receipt code."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from aktsom.core.errors import DomainError
from aktsom.findings.actions.receiving import receive_message
from aktsom.findings.models.signals import LONGEST_SIGNAL
from aktsom.findings.queries.signals import Talk, talk_of, talk_of_code
from aktsom.findings.rules.receipts import as_written
from aktsom.findings.signal_tables import signal_limit
from aktsom.web.concerns.meter import METER
from aktsom.web.concerns.pages import clean, page
from aktsom.web.concerns.state import open_talk, opened
from aktsom.web.concerns.trace import ConcernRequest


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, language: str) -> HttpResponse:
    """The code is sent in the form and never stands in an address. One that is wrong, and one that was never given,
    are answered alike."""
    asked = cast(ConcernRequest, request)
    if asked.method != "POST":
        return page(asked, language, "code")
    if "talk" in asked.POST:
        return _say(asked, language)
    if METER.tried("code", asked.place) >= signal_limit("codes_tried"):
        return page(asked, language, "code", status=429, problem="wait")
    talk = talk_of_code(as_written(asked.POST.get("code", "")))
    if talk is None:
        METER.count("code", asked.place)
        return page(asked, language, "code", status=422, problem="wrong_code")
    return _shown(asked, language, talk)


def _say(request: ConcernRequest, language: str) -> HttpResponse:
    signal_id, nonce = opened(request.POST["talk"])
    talk = talk_of(signal_id)
    if talk is None:
        return page(request, language, "code", status=422)
    text = clean(request.POST.get("text", ""))
    problem = "missing" if not text else "too_long" if len(text) > LONGEST_SIGNAL else ""
    # By the place's own number alone: whoever holds a code is heard also while the form is flooded from elsewhere.
    if not problem and METER.tried("say", request.place) >= signal_limit("signals_sent"):
        problem = "wait"
    if problem:
        return _shown(request, language, talk, text, problem)
    try:
        if receive_message(at=timezone.now(), signal_id=signal_id, text=text, nonce=nonce):
            METER.count("say", request.place)
    except DomainError:
        return _shown(request, language, talk, text, "wait")
    now = talk_of(signal_id) or talk
    return page(request, language, "talk", talk=now, open=open_talk(signal_id), told="written")


def _shown(request: ConcernRequest, language: str, talk: Talk, text: str = "", problem: str = "") -> HttpResponse:
    """`text` is what was typed and not taken."""
    more = {"talk": talk, "open": open_talk(talk.signal_id), "text": text, "problem": problem}
    return page(request, language, "talk", status=422 if problem else 200, **more)
