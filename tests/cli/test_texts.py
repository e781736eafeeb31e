"""Texts are found under every name that a module has imported gettext by."""

import re

from aktsom.cli.texts import HERE, KEYWORDS

ALIAS = re.compile(r"import n?p?n?gettext(?:_lazy)? as (\w+)")


def test_every_name_of_gettext_is_one_that_texts_are_looked_for_under() -> None:
    named = {name for file in HERE.rglob("*.py") for name in ALIAS.findall(file.read_text())}
    assert {"_", "_now"} <= named
    assert named <= set(KEYWORDS)
