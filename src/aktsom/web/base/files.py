"""What browsers ask for at the root."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static


def favicon(_request: HttpRequest) -> HttpResponse:
    return redirect(static("favicon.svg"), permanent=False)
