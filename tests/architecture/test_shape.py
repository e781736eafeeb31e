"""The house keeps its shape: sizes, names, classified fields, nothing that names a machine or an index host."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [p for p in (ROOT / "src").rglob("*.py") if "migrations" not in p.parts]
# Words that say nothing about the field.
EMPTY_NAMES = {
    "utils",
    "helpers",
    "manager",
    "managers",
    "service",
    "services",
    "handler",
    "handlers",
    "common",
    "misc",
}


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name]


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_file_grows_past_reading(path: Path) -> None:
    text = path.read_text()
    assert text.count("\n") <= 500
    sizes = {
        node.name: (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: size for name, size in sizes.items() if size > 60} == {}


def test_names_say_something_about_the_field() -> None:
    assert [str(p.relative_to(ROOT)) for p in SOURCES if p.stem in EMPTY_NAMES or EMPTY_NAMES & set(p.parts)] == []


def test_every_field_of_every_table_is_classified() -> None:
    for model in apps.get_app_config("aktsom").get_models():
        fields = {f.name for f in model._meta.concrete_fields if f.name != "id"}
        assert set(model.classified.by_field) == fields, model.__name__


def test_no_wishes_left_in_code() -> None:
    wish = re.compile(r"\b(TODO|FIXME)\b")  # XXX is ISO 4217 for no currency
    assert [str(p.relative_to(ROOT)) for p in SOURCES if wish.search(p.read_text())] == []


def test_no_package_index_is_named() -> None:
    # Spelled apart so that this file does not name them either.
    hosts = ["py" + "pi.org", "python" + "hosted.org", "registry." + "npmjs.org", "deb." + "debian.org"]
    found = []
    for path in tracked():
        if path.suffix in {".whl", ".xlsx", ".ods", ".woff2", ".png"} or not path.is_file():
            continue
        text = path.read_text(errors="ignore")
        found += [f"{path.relative_to(ROOT)}: {host}" for host in hosts if host in text]
    assert found == []


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_decisions_are_free_of_database_request_and_settings() -> None:
    pure = [
        p
        for p in SOURCES
        if p.stem in {"rules", "states"} or {"screening", "rules", "reach"} & set(p.relative_to(ROOT).parts)
    ]
    barred = ("django.db", "django.http", "django.conf")
    found = {str(p.relative_to(ROOT)): n for p in pure for n in imported(p) if n.startswith(barred)}
    assert len(pure) > 10
    assert found == {}


# Whoever lowers the database's wall sees every member's rows; each place has its reason.
MAY_LOWER_THE_WALL = {
    "src/aktsom/core/outbox.py",  # work is the platform's own, also when tests deliver it within a request
    "src/aktsom/sharing/wall.py",  # the platform as an actor
    "src/aktsom/members/actions/signing_in.py",  # whoever signs in is nobody yet: the try is noted, the person found
    "src/aktsom/members/actions/calendar.py",  # the address of somebody who is put out of use, by another
    "src/aktsom/follow_up/queries/calendar.py",  # whose an address of a calendar is: programs have not signed in
    "src/aktsom/suppliers/actions/people.py",  # an invitation is taken up by its secret, before any role is held
    "src/aktsom/suppliers/queries/people.py",  # what such a secret offers
    "src/aktsom/teams/actions/seen_by.py",  # keys of passages that the writer does not see, or no longer will
    "src/aktsom/teams/queries/teams.py",  # how many tasks a team has open: a number alone
    "src/aktsom/teams/actions/memos.py",  # the next position, and what the supplier was shown, of such passages too
    "src/aktsom/supply_chain/actions/replacing.py",  # the supplier's version, by what it and a buyer have settled
    "src/aktsom/supply_chain/actions/seen_by.py",  # keys of what others have told, and of what leaves one's own sight
    "src/aktsom/supply_chain/actions/asking.py",  # the one draft that others may have asked for
    "src/aktsom/supply_chain/actions/judging.py",  # which records are one follows from all judgements
    "src/aktsom/supply_chain/actions/links.py",  # a copy of the link with the keys that it has
    "src/aktsom/supply_chain/actions/sites.py",  # where a place has moved on to, for a move in a ring
    "src/aktsom/supply_chain/actions/submitting.py",  # places that the supplier names and others may know
    "src/aktsom/supply_chain/actions/tiers.py",  # a record and a draft for who is invited, whom the inviter is not
    "src/aktsom/supply_chain/queries/asked.py",  # the terms of contracts that a tier further back does not see
    "src/aktsom/supply_chain/queries/declarations.py",  # letters to the next tier that a colleague sent
    "src/aktsom/supply_chain/current.py",  # one graph a process, of all links: each viewer walks its own part of it
    "src/aktsom/supply_chain/actions/declaring.py",  # whose contracts a tier answers for, which it does not see
    "src/aktsom/suppliers/hiding.py",  # records that the viewer may not know of, counted away
    "src/aktsom/supply_chain/reach_jobs.py",  # the snapshot of that graph
    "src/aktsom/effects/queries/histories.py",  # when records that the viewer sees came into which state
    "src/aktsom/findings/actions/publishing.py",  # what is withdrawn takes with it a draft that nobody has proposed
    "src/aktsom/findings/queries/corrections.py",  # when a deviation was opened again, which the journal alone says
    "src/aktsom/findings/actions/receiving.py",  # a signal from nobody known, which nobody but those who take in sees
    "src/aktsom/findings/actions/signals.py",  # a signal that whoever writes it in does not see afterwards
    "src/aktsom/findings/actions/inquiries.py",  # what senders wrote, and an inquiry that is handed a signal
    "src/aktsom/findings/actions/joint_meetings.py",  # who has joined, and keys of a meeting that they do not see yet
    "src/aktsom/findings/actions/touched.py",  # what a sender wrote, that a text be no copy; and who else is touched
    "src/aktsom/findings/queries/signals.py",  # the talk of whoever holds a code, and states of own signals
    "src/aktsom/findings/queries/touching.py",  # whom a place leads to, along links that no single body sees
    "src/aktsom/findings/actions/colours.py",  # who else buys and may know the colour
    "src/aktsom/findings/queries/story.py",  # acts of all sides with things that the viewer sees: verb and day
    "src/aktsom/findings/queries/findings.py",  # the terms of the contracts, by which the supplier reads a point
    "src/aktsom/findings/queries/publication_facts.py",  # days and counts for who decides, names only to look for
    "src/aktsom/findings/queries/outdated.py",  # that a colour has changed since it got out, and nothing of how
    "src/aktsom/records/actions/consulting.py",  # what other members have asked of the same document, to join it
    "src/aktsom/follow_up/queries/kept_places.py",  # whether the supplier sees a place: yes or no, of each named
    "src/aktsom/follow_up/queries/planning.py",  # that another has planned the same, told to who is about to
    "src/aktsom/follow_up/actions/reported.py",  # the day of signing, of which the due day alone is given out
    "src/aktsom/follow_up/actions/report_keys.py",  # whom a self-report concerns, and what leaves one's own sight
    "src/aktsom/follow_up/actions/dispatching.py",  # which record of the company somebody answers for
    "src/aktsom/follow_up/actions/inviting.py",  # that nobody answers, and a letter that a colleague sent
    "src/aktsom/follow_up/actions/withdrawing.py",  # such a letter is void with the question
    "src/aktsom/follow_up/queries/story.py",  # acts of the whole team with things that the viewer sees: verb and day
    "src/aktsom/follow_up/queries/self_reports.py",  # who answers, and whom a colleague has invited
    "src/aktsom/follow_up/queries/invited.py",  # what the secret of a letter opens, before anybody is signed in
    "src/aktsom/follow_up/actions/engaging.py",  # an auditor is let in by an order, and takes it up before any role
    "src/aktsom/follow_up/actions/evidence_keys.py",  # whom evidence concerns, and what leaves one's own sight
    "src/aktsom/knowledge/actions/articles.py",  # the next number, also after a version that the writer does not see
    "src/aktsom/knowledge/actions/indexing.py",  # the search is told of everything, by the worker
    "src/aktsom/knowledge/actions/seen_by.py",  # keys of versions that the writer does not see, or no longer will
    "src/aktsom/knowledge/actions/sharing.py",  # all versions that were let out are taken back, whoever wrote them
    "src/aktsom/knowledge/queries/places.py",  # where words stand: ids by the asker's keys, read anew behind the wall
    "src/aktsom/knowledge/vocabulary.py",  # words of all texts, to guess what was meant; none of them is shown
    "src/aktsom/sanctions/queries/story.py",  # acts of all sides, and to which follow-up a decision belongs
    "src/aktsom/sanctions/queries/followed.py",  # who follows a supplier up, once it has been shown something of it
    "src/aktsom/sanctions/letter_making.py",  # the writing body's wording, in a letter that others are asked to sign
    "src/aktsom/effects/queries/public_figures.py",  # how large members' parts are, of which only intervals come out
    "src/aktsom/effects/queries/duplicates.py",  # how many contracts were ticked off, by whom they are seen or not
    "src/aktsom/effects/queries/alone.py",  # other members' means, where they are at least three
    "src/aktsom/effects/queries/savings.py",  # one sum over at least three members
    "src/aktsom/knowledge/queries/requirement_practice.py",  # whether most others use a text, and nothing of who
    "src/aktsom/knowledge/queries/strength.py",  # how many in a team can what, and nothing of who
    "src/aktsom/sharing/recomputing.py",  # keys of what leaves one's own sight, reckoned anew
    "src/aktsom/sharing/totals.py",  # sums of others, of which only masked totals are given out
}


def test_few_places_lower_the_databases_wall() -> None:
    found = {
        str(p.relative_to(ROOT)) for p in SOURCES if re.search(r"with lowered\(|import .*\blowered\b", p.read_text())
    }
    assert found == MAY_LOWER_THE_WALL


def test_others_values_are_summed_in_few_places_alone() -> None:
    """A sum over members goes through `sharing.totals`; those of own members are `own_sums`."""
    sums = re.compile(r"Sum\((?:VALUE|\"[a-z_]*value\")")
    found = {str(p.relative_to(ROOT)) for p in SOURCES if sums.search(p.read_text())}
    assert found == {f"src/aktsom/risk/queries/{name}.py" for name in ("categories", "overlap", "own_sums", "touched")}


def test_pages_ask_queries_and_never_the_database() -> None:
    """Views get objects only through queries that take the viewer."""
    views = [p for p in SOURCES if "web" in p.parts]
    found = {str(p.relative_to(ROOT)) for p in views if ".objects" in p.read_text()}
    assert found == set()
