"""A session begun by us and not by the sign-in library: by invitation, and for the demo's examples."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login, logout
from django.http import HttpRequest
from django.utils import timezone

from aktsom.core.errors import NotVisible
from aktsom.members.actions.signing_in import note_session
from aktsom.members.models import Person
from aktsom.members.own_access import has_way_in
from aktsom.web.signin.asking import FIRST_WAY
from aktsom.web.signin.telling import ip_address

BACKEND = "aktsom.web.signin.backend.Backend"


def begin_session(request: HttpRequest, person: Person, method: str = "invitation") -> None:
    """Sign a freshly invited person in. Whatever page comes next, the person first says how to sign in next time
    (`account_first_way`); the caller may as well redirect there.

    Only for a secret that was just taken up and cannot be used again: nothing else is asked here. Who has a way in
    already, or is out of use, gets no session; the caller then leads to sign-in.
    """
    if not may_begin(person):
        raise NotVisible
    open_session(request, person, method)
    request.session[FIRST_WAY] = True


def may_begin(person: Person) -> bool:
    """Taken up by somebody who has a password or passkey, an invitation adds a role and is no way round these."""
    return person.is_active and not person.has_usable_password() and not has_way_in(person.pk)


def open_session(request: HttpRequest, person: Person, method: str) -> None:
    if request.user.is_authenticated:
        logout(request)
    record_authentication(request, person, method)
    login(request, person, backend=BACKEND)
    note_session(
        at=timezone.now(),
        person_id=person.pk,
        session_key=str(request.session.session_key),
        ip_address=ip_address(request) or "0.0.0.0",  # noqa: S104  the table wants one; nothing listens there
        browser=request.META.get("HTTP_USER_AGENT", ""),
    )
