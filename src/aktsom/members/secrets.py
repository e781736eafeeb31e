"""The secret in an invitation's link, or in the address of a calendar. It stands in the letter or on the person's own
page alone: the table keeps its hash, the outbox nothing.

It is computed from the platform's signing secret and from the row, so that a letter that is delivered twice holds the
same link, and a link that was sent or made again makes the earlier one void (docs/decisions/0018).
"""

import base64
import hashlib
from datetime import UTC, datetime

from django.utils.crypto import salted_hmac


def secret_of(public_id: str, sent_at: datetime) -> str:
    """43 characters for 256 bits."""
    return _secret("aktsom.members.invitation", public_id, sent_at)


def calendar_secret_of(public_id: str, made_at: datetime) -> str:
    return _secret("aktsom.members.calendar", public_id, made_at)


def _secret(salt: str, public_id: str, at: datetime) -> str:
    told = f"{public_id} {at.astimezone(UTC).isoformat(timespec='microseconds')}"
    mac = salted_hmac(salt, told, algorithm="sha256")
    return base64.urlsafe_b64encode(mac.digest()).decode().rstrip("=")


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
