"""Choices of a form's field that are known only when the form is made."""

from collections.abc import Iterable
from typing import Any

from django import forms


def choose(form: forms.BaseForm, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Raises TypeError for a field that was not declared as one of choices."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} takes no choices")
    field.choices = list(choices)
