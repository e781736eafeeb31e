"""Public ids: what people see, say and keep in links. Short, prefixed by kind, random, never reused."""

import re
import secrets
from typing import TYPE_CHECKING, Any

from django.db import models

# Crockford's base 32: no i, l, o or u, so that an id can be read aloud and typed from paper.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 10  # 50 bits: one clash expected after some 30 million ids of a kind, and the database refuses it


def new_public_id(prefix: str) -> str:
    return f"{prefix}-{''.join([ALPHABET[byte & 31] for byte in secrets.token_bytes(LENGTH)])}"


def proposed_id(prefix: str, proposed: str) -> str:
    """The id that a form was given when it was made, so that a form sent twice makes one; a new one where it has none,
    or something else."""
    is_one = re.fullmatch(f"{re.escape(prefix)}-[{ALPHABET}]{{{LENGTH}}}", proposed)
    return proposed if is_one else new_public_id(prefix)


if TYPE_CHECKING:
    _Text = models.CharField[str, str]
else:  # Django's fields take no type parameters at run time
    _Text = models.CharField


class PublicIdField(_Text):
    """A unique text that is set when the object is made; `prefix` names the kind, such as "con" for contracts."""

    def __init__(self, prefix: str, **kwargs: Any) -> None:
        self.prefix = prefix
        super().__init__(**{**kwargs, "max_length": 16, "unique": True, "editable": False})

    def get_default(self) -> str:
        return new_public_id(self.prefix)

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        for fixed in ("max_length", "unique", "editable"):
            kwargs.pop(fixed, None)
        return name, path, [self.prefix], kwargs
