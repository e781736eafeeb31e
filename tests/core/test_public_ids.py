"""Public ids and the classification of fields."""

import re

import pytest
from django.apps import apps

from aktsom.core.classification import Classified, FieldClass
from aktsom.core.public_ids import ALPHABET, PublicIdField, new_public_id


def test_ids_are_short_prefixed_and_readable():
    assert re.fullmatch(r"con-[0-9a-hjkmnp-tv-z]{10}", new_public_id("con"))
    assert len(set(ALPHABET)) == 32


def test_ids_do_not_come_twice():
    assert len({new_public_id("con") for _ in range(10_000)}) == 10_000


def test_every_letter_comes_up_about_as_often():
    text = "".join(new_public_id("x")[2:] for _ in range(6_400))
    counts = [text.count(letter) for letter in ALPHABET]
    assert min(counts) > 1_700
    assert max(counts) < 2_300


def test_each_kind_has_a_prefix_of_its_own():
    prefixes = [
        (field.prefix, model.__name__)
        for model in apps.get_app_config("aktsom").get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, PublicIdField)
    ]
    assert len({prefix for prefix, _model in prefixes}) == len(prefixes)


def test_the_field_is_rebuilt_by_migrations_as_it_was():
    field = PublicIdField("con")
    _name, _path, args, kwargs = field.deconstruct()
    again = PublicIdField(*args, **kwargs)
    assert (again.prefix, again.max_length, again.unique, again.editable) == ("con", 16, True, False)


def test_a_field_is_of_one_class():
    assert Classified(owner=("value",)).by_field == {"value": FieldClass.OWNER}
    with pytest.raises(ValueError, match="twice"):
        Classified(public=("value",), owner=("value",))
