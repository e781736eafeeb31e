"""Uploads that can be resumed, by the protocol tus 1.0 (creation, expiration, termination): POST begins one, HEAD tells
how much is received, PATCH sends the next part, DELETE gives it up. Errors for the script are JSON with a sentence."""

import base64
import binascii
from typing import Any

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aktsom.core.errors import DomainError, NotVisible, Refused
from aktsom.follow_up.actions import uploads as actions
from aktsom.follow_up.file_words import type_name
from aktsom.follow_up.models import Upload
from aktsom.follow_up.tables import evidence_limit
from aktsom.web.base.access import SignedInRequest, signed_in

VERSION = "1.0.0"
PART = "application/offset+octet-stream"


def _headers(**more: Any) -> dict[str, str]:
    said = {"Tus-Resumable": VERSION, "Cache-Control": "no-store"}
    return said | {name.replace("_", "-"): str(value) for name, value in more.items()}


def _told(error: DomainError, status: int, **headers: Any) -> HttpResponse:
    return JsonResponse({"message": str(error.message)}, status=status, headers=_headers(**headers))


@signed_in
@require_http_methods(["POST", "OPTIONS"])
def begin(request: SignedInRequest) -> HttpResponse:
    if request.method == "OPTIONS":
        largest = evidence_limit("largest_bytes")
        can = "creation,expiration,termination"
        return HttpResponse(status=204, headers=_headers(Tus_Version=VERSION, Tus_Extension=can, Tus_Max_Size=largest))
    size = _number(request.headers.get("Upload-Length"))
    if size is None:
        return _told(DomainError(_("Opplastingen sier ikke hvor stor filen er.")), 400)
    name = _name(request.headers.get("Upload-Metadata", ""))
    try:
        begun = actions.begin_upload(by=request.actor, at=timezone.now(), file_name=name, size=size)
    except actions.TooLarge as error:
        return _told(error, 413)
    except Refused as error:
        return _told(error, 403)
    except DomainError as error:
        return _told(error, 422)
    return HttpResponse(
        status=201,
        headers=_headers(
            Location=reverse("evidence_upload", kwargs={"upload_id": begun.public_id}), Upload_Expires=_expires(begun)
        ),
    )


@signed_in
@require_http_methods(["GET", "HEAD", "PATCH", "DELETE"])
def upload(request: SignedInRequest, upload_id: str) -> HttpResponse:
    if request.method == "PATCH":
        return _receive(request, upload_id)
    found = actions.own_upload(request.actor, upload_id)
    if request.method == "DELETE":
        actions.drop_upload(by=request.actor, upload_id=upload_id)
        return HttpResponse(status=204, headers=_headers())
    return HttpResponse(
        headers=_headers(Upload_Offset=found.received, Upload_Length=found.size, Upload_Expires=_expires(found))
    )


def _receive(request: SignedInRequest, upload_id: str) -> HttpResponse:
    offset = _number(request.headers.get("Upload-Offset"))
    if request.content_type != PART or offset is None:
        return _told(DomainError(_("Opplastingen sier ikke hvor delen hører til.")), 415 if offset is not None else 400)
    try:
        received = actions.receive_part(by=request.actor, upload_id=upload_id, offset=offset, read=request.read)
    except actions.WrongPlace as error:
        return _told(error, 409, Upload_Offset=error.received)
    except actions.BusyNow as error:
        return _told(error, 423)
    except NotVisible:
        raise
    except DomainError as error:
        return _told(error, 422)
    except OSError:  # the sender is gone; what came is kept
        return HttpResponse(status=400, headers=_headers())
    return HttpResponse(status=204, headers=_headers(Upload_Offset=received))


@signed_in
@require_POST
def check(request: SignedInRequest, upload_id: str) -> HttpResponse:
    """Asked by the script when all is sent, so that a wrong file is told of at its field and not when the whole form
    has been filled in."""
    try:
        found = actions.check_upload(by=request.actor, at=timezone.now(), upload_id=upload_id)
    except NotVisible:
        raise
    except actions.BusyNow as error:
        return _told(error, 423)
    except DomainError as error:
        return _told(error, 422)
    told = {"name": found.file_name, "size": found.size, "type": type_name(found.content_type)}
    return JsonResponse(told, headers=_headers())


def _expires(found: Upload) -> str:
    return http_date(found.expires_at.timestamp())


def _number(said: str | None) -> int | None:
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 16 else None


def _name(metadata: str) -> str:
    """Of `filename cmFwcG9ydC5wZGY=,type ...`."""
    for pair in metadata.split(","):
        key, _space, value = pair.strip().partition(" ")
        if key == "filename":
            try:
                return base64.b64decode(value, validate=True).decode()
            except (binascii.Error, UnicodeDecodeError):
                return ""
    return ""


def largest_form() -> int:
    """How large a file a browser without script can send, in MB."""
    return 2 * int(settings.REGISTER_MAX_BYTES) // 1024 // 1024
