"""What every request gets: the person's language, the actor, and one place where domain errors become pages."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.once import remembering
from aktsom.members.models import Person
from aktsom.members.queries import narrowed
from aktsom.sharing.wall import behind
from aktsom.teams.queries import actor_of
from aktsom.web.base.page import page_before

ACTING_FOR = "acting_for"  # in the session: the member acted for, when the person has chosen one
Respond = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """Language by cookie, else the person's own (see ActorMiddleware), else what the browser asks for, else Bokmål."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = {code for code, _ in settings.LANGUAGES}
        language = chosen if chosen in known else self._asked_for(request, known)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.respond(request)
            response.headers.setdefault("Content-Language", translation.get_language() or language)
            response.headers.setdefault("Vary", "Accept-Language, Cookie")
            return response

    @staticmethod
    def _asked_for(request: HttpRequest, known: set[str]) -> str:
        for item in request.headers.get("Accept-Language", "").split(","):
            code = item.split(";")[0].strip().lower()[:2]
            code = "nb" if code == "no" else code
            if code in known:
                return code
        return settings.LANGUAGE_CODE


class LargeRequestMiddleware:
    """What is far larger than any register is refused before any of it is kept: a form's files are laid on disk before
    anybody asks who sends them. A file only somewhat too large is told of in its form. The parts of an upload that can
    be resumed are no form: they are counted as they are read, by whoever may send them."""

    PART = "application/offset+octet-stream"

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        size = request.META.get("CONTENT_LENGTH") or ""
        is_part = request.method == "PATCH" and request.content_type == self.PART
        if is_part or not size.isdigit() or int(size) <= 2 * settings.REGISTER_MAX_BYTES:
            return self.respond(request)
        context = {"message": self._message(request), "back": page_before(request)}
        return render(request, "400.html", context, status=413)

    @staticmethod
    def _message(request: HttpRequest) -> str:
        if request.path.startswith("/avtaler/"):
            limit = {"limit": settings.REGISTER_MAX_BYTES // 1024 // 1024}
            return gettext("Filen er større enn %(limit)s MB. Del den opp, eller lagre den som CSV.") % limit
        limit = {"limit": 2 * settings.REGISTER_MAX_BYTES // 1024 // 1024}
        return gettext("Det du sendte, er større enn %(limit)s MB. Med skript i nettleseren går større filer.") % limit


class ActorMiddleware:
    """Puts `request.actor`: the signed-in person with roles, or nobody (None); and speaks the person's language. What
    the views ask of the database they ask behind that actor's wall."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        known = user if isinstance(user, Person) else None
        whole = actor_of(known) if known else None
        # An attribute of our own.
        request.reached = frozenset(id_ for id_, _ in whole.held) if whole else frozenset()  # type: ignore[attr-defined]
        request.actor = self._acting(request, whole) if whole else None  # type: ignore[attr-defined]  # our own
        if known and known.language and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            # The person's own language stands before the browser's, and after what was chosen here.
            translation.activate(known.language)
            request.LANGUAGE_CODE = known.language
        with remembering(), behind(request.actor):  # type: ignore[attr-defined]  # our own
            return self.respond(request)

    @staticmethod
    def _acting(request: HttpRequest, whole: Actor) -> Actor:
        """As the one member chosen in the top; a member that is no longer reached counts as none chosen."""
        chosen = request.session.get(ACTING_FOR)
        return narrowed(whole, chosen) if isinstance(chosen, int) else whole


class DomainErrorMiddleware:
    """Expected errors to HTTP, in one place: not visible 404, refused 403, stale 409, others 400."""

    STATUS = ((NotVisible, 404), (Refused, 403), (Stale, 409), (DomainError, 400))

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.respond(request)
        if response.status_code == 405 and request.method in ("GET", "HEAD") and not response.content:
            return self._nothing_to_read(request, response)
        return response

    @staticmethod
    def _nothing_to_read(request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """An address that only takes forms, opened as a page: from a bookmark, or after signing in again."""
        page = render(request, "405.html", status=405)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        for kind, status in self.STATUS:
            if isinstance(error, kind):
                if isinstance(error, DomainError) and request.headers.get("HX-Request"):
                    return self._on_a_fresh_page(request, error, status)
                message = None if kind is NotVisible else error.message
                context = {"message": message, "back": page_before(request), "typed": _typed(request)}
                return render(request, f"{status}.html", context, status=status)
        return None

    @staticmethod
    def _on_a_fresh_page(request: HttpRequest, error: DomainError, status: int) -> HttpResponse:
        """A part of a page cannot show an error page: the page is loaded anew, with the message on top."""
        messages.error(request, str(error.message))
        return HttpResponse(status=status, headers={"HX-Refresh": "true"})


def _typed(request: HttpRequest) -> list[str]:
    """What the person wrote in the form that could not be taken, so that it can be copied: words, and neither choices,
    days and ids nor anything secret."""
    if request.method != "POST":
        return []
    said = [(name, value.replace("\x00", "").strip()) for name, values in request.POST.lists() for value in values]
    return [text for name, text in said if "password" not in name and len(text.split()) > 1]


class NullCharacterMiddleware:
    """The null character is no text: nobody types it, and PostgreSQL does not keep it. An address with one leads
    nowhere; a form with one is not taken."""

    NULL = "\x00"

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.respond(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _arguments: object
    ) -> HttpResponse | None:
        if self.NULL in request.path or self._has_null(request.GET):
            return render(request, "404.html", {"message": None}, status=404)
        if request.method == "POST" and self._has_null(request.POST):
            message = gettext("Skjemaet inneholder et usynlig tegn som ikke er tekst. Skriv teksten på nytt.")
            typed = [text.replace(self.NULL, "") for text in _typed(request)]
            context = {"message": message, "back": page_before(request), "typed": typed}
            return render(request, "400.html", context, status=400)
        return None

    def _has_null(self, fields: QueryDict) -> bool:
        return any(self.NULL in value for _name, values in fields.lists() for value in values if isinstance(value, str))
