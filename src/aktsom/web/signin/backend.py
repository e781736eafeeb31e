"""The sign-in library's backend, which reads the person anew for each request."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from aktsom.members.models import Person
from aktsom.members.queries.actors import person_at_home


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    def get_user(self, user_id: Any) -> Person | None:
        person = person_at_home(user_id)
        return person if person and self.user_can_authenticate(person) else None
