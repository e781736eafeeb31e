"""What must hold before the platform takes in files: the store for them is set up whole, and a scanner answers."""

from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004  Django's own word

from aktsom.core.start_checks import TAG
from aktsom.follow_up.storage.places import S3Settings
from aktsom.follow_up.storage.scanning import answers

PATIENCE = 2.0  # seconds


@register(TAG)
def evidence_has_a_place(**_: Any) -> list[CheckMessage]:
    said = settings.EVIDENCE.s3
    return [*(_s3(said) if said else []), *_scanner()]


def _s3(said: S3Settings) -> list[CheckMessage]:
    names = {"AKTSOM_S3_BUCKET": said.bucket, "AKTSOM_S3_KEY_ID": said.key_id, "AKTSOM_S3_SECRET": said.secret}
    if missing := [name for name, value in names.items() if not value]:
        told = f"AKTSOM_S3 is set, and {', '.join(missing)} is not: files could not be stored."
        return [Error(told, hint="Set it, or take AKTSOM_S3 away to store files in a folder.", id="aktsom.E004")]
    if find_spec("boto3") is None:
        told = "AKTSOM_S3 is set, and the library for it is not installed."
        return [Error(told, hint="Install the extra: aktsom[s3].", id="aktsom.E005")]
    if settings.ENV == "production" and not said.endpoint.startswith("https://"):
        told = "AKTSOM_S3 is http: files would cross the network in the clear."
        return [Warning(told, hint="Use https, unless the store is on this machine.", id="aktsom.W003")]
    return []


def _scanner() -> list[CheckMessage]:
    if settings.CLAMD:
        if answers(settings.CLAMD, seconds=PATIENCE):
            return []
        told = "clamd does not answer at AKTSOM_CLAMD: files are taken in, and given out when it has scanned them."
        return [Warning(told, hint="Start clamd, or correct the address.", id="aktsom.W004")]
    if settings.ENV != "production":
        return []
    told = "AKTSOM_CLAMD is not set: files that suppliers send are not scanned for viruses."
    return [Warning(told, hint="Install ClamAV, and set AKTSOM_CLAMD=unix:/run/clamav/clamd.ctl", id="aktsom.W005")]
