"""Texts that readers meet can be found by the translators, and say the same thing in the same words."""

import ast
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "aktsom"
TRANSLATES = {"_", "N_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}


def test_no_text_is_hidden_from_the_translators_inside_another() -> None:
    """The reading of texts from code does not look inside f-strings."""
    assert [
        f"{file.relative_to(SOURCE)}:{line}"
        for file in sorted(SOURCE.rglob("*.py"))
        for line in _hidden(file.read_text())
    ] == []


def test_a_hidden_text_is_found() -> None:
    assert _hidden("f'{old} {_(new)}'\nf'{old}' + _('tømt')\nf'{old:{texts.ngettext(one, many, 2)}}'") == [1, 3]


def _hidden(code: str) -> list[int]:
    texts = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.JoinedStr)]
    return sorted({call.lineno for text in texts for call in ast.walk(text) if _translates(call)})


def _translates(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return name in TRANSLATES
