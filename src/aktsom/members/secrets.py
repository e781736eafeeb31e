"""The secret in an invitation's link. It stands in the letter alone: the table keeps its hash, the outbox nothing.

It is computed from the platform's signing secret and from the invitation, so that a letter that is delivered twice
holds the same link, and a link that was sent again makes the earlier one void (docs/decisions/0018).
"""

import base64
import hashlib
from datetime import UTC, datetime

from django.utils.crypto import salted_hmac


def secret_of(public_id: str, sent_at: datetime) -> str:
    """43 characters for 256 bits."""
    told = f"{public_id} {sent_at.astimezone(UTC).isoformat(timespec='microseconds')}"
    mac = salted_hmac("aktsom.members.invitation", told, algorithm="sha256")
    return base64.urlsafe_b64encode(mac.digest()).decode().rstrip("=")


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
