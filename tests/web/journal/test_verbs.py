"""Every verb that the code writes in the journal has its words."""

import ast
from pathlib import Path

import pytest
from django.utils import translation

from aktsom.core.scopes import NETWORK_VERBS, PEOPLE_VERBS
from aktsom.web.journal.verbs import VERBS, verb_words

SOURCE = Path(__file__).resolve().parents[3] / "src" / "aktsom"
# What an `Act` is given instead of a verb where it is handed in from other modules; read there by MAKERS.
UNREADABLE = {
    "teams/actions/loading.py": "verb",
    "teams/actions/memo_loading.py": "verb",
    "teams/actions/answering.py": "self.told_as",
    "findings/actions/publication_loading.py": "verb",
    "effects/actions/report_loading.py": "verb",
    "knowledge/actions/loading.py": "verb",
    "sanctions/actions/step_loading.py": "verb",
}
# What makes acts of a verb it is handed, and where among its arguments the verb stands.
MAKERS = {"about": 1, "told": 2, "_act": 2, "_moved": 2, "_Press": 5, "decide": 4, "act_of": 0, "saved": 3}


def written_verbs(code: str) -> tuple[set[str], set[str]]:
    """The verbs of all acts in a module, and the expressions that tell none."""
    tree = ast.parse(code)
    verbs: set[str] = set()
    unread: set[str] = set()
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and _name(call.func) == "Act" and call.args:
            found = _texts(call.args[0], tree)
            verbs |= found
            if not found:
                unread.add(ast.unparse(call.args[0]))
    return verbs | _made_elsewhere(tree), unread


def _made_elsewhere(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for call in ast.walk(tree):
        at = MAKERS.get(_name(call.func)) if isinstance(call, ast.Call) else None
        if isinstance(call, ast.Call) and at is not None and len(call.args) > at:
            found |= _texts(call.args[at], tree)
    return found


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _texts(node: ast.AST, tree: ast.Module) -> set[str]:
    """The texts that the expression can be: said there, chosen between two, looked up in a table, or handed in."""
    if isinstance(node, ast.Constant):
        return {node.value} if isinstance(node.value, str) else set()
    if isinstance(node, ast.IfExp):
        return _texts(node.body, tree) | _texts(node.orelse, tree)
    if isinstance(node, ast.Subscript):
        return _texts(node.value, tree)
    if isinstance(node, ast.Dict):
        return {text for value in node.values for text in _texts(value, tree)}
    if isinstance(node, ast.Name):
        return _assigned(node.id, tree) | _handed_in(node.id, tree)
    return set()


def _assigned(name: str, tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        if any(_name(target) == name for target in targets) and node.value is not None:  # type: ignore[attr-defined]
            found |= _texts(node.value, tree)  # type: ignore[attr-defined]
    return found


def _handed_in(name: str, tree: ast.Module) -> set[str]:
    """What the functions of the module that take `name` and make an act of it are called with."""
    found: set[str] = set()
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef) or not _makes_act_of(function, name):
            continue
        named = [one.arg for one in (*function.args.posonlyargs, *function.args.args)]
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call) or _name(call.func) != function.name:
                continue
            given = dict(zip(named, call.args, strict=False)) | {one.arg: one.value for one in call.keywords}
            if isinstance(given.get(name), ast.Constant | ast.IfExp):
                found |= _texts(given[name], tree)
    return found


def _makes_act_of(function: ast.FunctionDef, name: str) -> bool:
    takes = name in {one.arg for one in (*function.args.args, *function.args.kwonlyargs, *function.args.posonlyargs)}
    return takes and any(
        isinstance(call, ast.Call) and _name(call.func) == "Act" and call.args and _name(call.args[0]) == name
        for call in ast.walk(function)
    )


def test_the_reading_finds_verbs_wherever_they_stand() -> None:
    code = """
TABLE = {"a": "looked_up", "b": "looked_up_too"}
def one(): return Act("said", 1)
def two(new): return Act("first" if new else "second", 1)
def three(what): return journal.Act(TABLE[what], 1)
def four(verb, told): return Act(verb, 1)
four("handed_in", {"x": "no verb"})
four(verb="by_name", told={})
def five():
    word = "chosen" if x else "not_chosen"
    return Act(word, 1)
def six(thing): return Act(thing.word, 1)
"""
    verbs, unread = written_verbs(code)
    assert verbs == {
        "looked_up", "looked_up_too", "said", "first", "second", "handed_in", "by_name", "chosen", "not_chosen",
    }  # fmt: skip
    assert unread == {"thing.word"}


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_verb_has_its_words(path: Path) -> None:
    verbs, unread = written_verbs(path.read_text())
    assert verbs - set(VERBS) == set()
    assert {one for one in unread if UNREADABLE.get(str(path.relative_to(SOURCE))) != one} == set()


def test_each_verb_concerns_more_than_the_owner_in_one_way_at_most() -> None:
    assert set(VERBS) >= PEOPLE_VERBS | NETWORK_VERBS
    assert frozenset() == PEOPLE_VERBS & NETWORK_VERBS


@pytest.mark.parametrize("language", ["nn", "en"])
def test_each_has_its_words_in_each_language(language: str) -> None:
    with translation.override("nb"):
        said = {verb: verb_words(verb) for verb in VERBS}
    with translation.override(language):
        same = {verb for verb in VERBS if verb_words(verb) == said[verb]}
    assert same == set() or language == "nn"


def test_an_unknown_verb_is_shown_by_its_code() -> None:
    assert verb_words("ship_launched") == "ship launched"
