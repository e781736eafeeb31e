"""The demo's example people, who can be tried with one press. Exists in the demo only."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from aktsom.members.examples import ExamplePerson, example_people, example_person
from aktsom.web.signin.beginning import open_session


def shown_examples() -> list[ExamplePerson]:
    return example_people() if settings.ENV == "demo" else []


@require_POST
def sign_in_as_example(request: HttpRequest) -> HttpResponse:
    person = example_person(request.POST.get("person", "")) if settings.ENV == "demo" else None
    if person is None:
        raise Http404
    open_session(request, person, "example")
    return redirect("home")
