"""The search over all that one may see, on 100,000 documents: 20,000 contracts, each with a reference of its owner's,
and 60,000 questions and guidance texts of some eighty words, of many members, a tenth of them kept to their owners.

    python bench/search.py [--documents 100000] [--questions 400] [--database postgres|sqlite]
    python bench/search.py --quick        2,000 documents, 60 questions: that all of it works

A question is the rarest word or two in the title of a document that the asker may see: as it stands there, in another
form of the word, or with a letter or two wrong. It is found when it is among the twenty that are shown. Times are of
the platform's own `search`, all that the page asks, behind the database's wall. Beside it in the same run, on the same
tables and with the same filter of who sees what: a scan by `ilike` (what the search did before), and on PostgreSQL its
own full-text search in Norwegian with its own index. Goal: p95 under 100 ms on PostgreSQL, and at least nine of ten
questions with a typing mistake answered with the document they came from, of those that the same word as it stands in
the title is answered with it: where more than twenty documents hold the word, no spelling finds the one.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))

import big_register

GOAL_MS, GOAL_FOUND = 100.0, 0.9
SERVER = big_register.DATABASE.rpartition("/")[0]
TODAY, NOON = date(2026, 6, 1), datetime(2026, 6, 1, 12, tzinfo=UTC)
ROOTS = [
    "hanske",
    "fabrikk",
    "arbeid",
    "lønn",
    "kontrakt",
    "bomull",
    "stål",
    "kaffe",
    "kakao",
    "gummi",
    "latex",
    "nikkel",
    "kobolt",
    "granitt",
    "møbel",
    "skjerm",
    "kabel",
    "batteri",
    "skip",
    "verft",
    "slakteri",
    "tre",
    "papp",
    "glass",
    "keramikk",
    "sko",
    "lær",
    "ull",
    "trikot",
    "uniform",
    "frakk",
    "laken",
    "bandasje",
    "sprøyte",
    "maske",
    "kateter",
    "implantat",
    "pose",
    "flaske",
    "korn",
    "fisk",
    "reke",
    "tomat",
    "banan",
    "sukker",
    "olje",
    "ris",
    "te",
    "krydder",
    "blomst",
    "frø",
    "sement",
    "asfalt",
    "grus",
    "panel",
    "solcelle",
    "turbin",
    "heis",
    "pumpe",
    "ventil",
    "motor",
    "buss",
    "ferge",
    "bane",
    "skinne",
    "bro",
    "tunnel",
    "rapport",
    "møte",
    "revisjon",
    "svar",
    "funn",
    "plan",
    "frist",
    "varsel",
    "avvik",
    "tiltak",
    "kilde",
    "kart",
    "klage",
    "tariff",
    "overtid",
    "opplæring",
    "verneutstyr",
    "pass",
    "gebyr",
    "gjeld",
    "bolig",
    "kantine",
    "vakt",
    "lege",
    "skole",
    "barnehage",
    "bibliotek",
    "gate",
    "park",
    "renhold",
    "vask",
    "mat",
    "drikke",
    "avfall",
    "energi",
    "strøm",
    "vann",
    "luft",
    "støy",
    "brann",
]
ENDINGS = ("", "en", "er", "ene", "ane", "s")
KINDS = ("as it stands", "another form", "one letter wrong", "two letters wrong", "two words")


class Question(NamedTuple):
    """`right` is the word as it stands in the title."""

    kind: str
    text: str
    subject: str
    right: str


def words(rng: random.Random) -> list[str]:
    """Five thousand roots, most of them two joined as Norwegian does, the first of them the most used."""
    joined = [f"{one}{other}" for one in ROOTS for other in ROOTS if one != other]
    return [*ROOTS, *rng.sample(joined, min(5_000, len(joined)))]


def own_word(rng: random.Random) -> str:
    """Three joined: of some two million, so that hardly any two documents share one."""
    return "".join(rng.choice(ROOTS) for _ in range(3))


def text(rng: random.Random, known: list[str], length: int) -> str:
    """Few words are in nearly every text, most in a handful."""
    chosen = (known[int(len(known) * rng.random() ** 3)] for _ in range(length))
    return " ".join(f"{word}{rng.choice(ENDINGS)}" for word in chosen)


def fill(documents: int, rng: random.Random) -> None:
    from aktsom.knowledge.models import Article, ArticleVersion
    from aktsom.members.models import Member
    from aktsom.sharing.audiences import Audience, keys_carried

    members = list(Member.objects.order_by("id").values_list("pk", flat=True))
    known = words(rng)
    bodies = [text(rng, known, 80) for _ in range(3_000)]  # each document has a title of its own
    for begin in range(0, documents, 5_000):
        articles, said = [], []
        for number in range(begin, min(begin + 5_000, documents)):
            owner = rng.choice(members)
            audience = Audience.CASE_TEAM if number % 10 == 0 else Audience.MEMBERS
            of = {"owner_id": owner, "audience": audience, "seen_by": keys_carried(audience, owner_id=owner)}
            kind = "guidance" if number % 3 == 0 else "question"
            articles.append(Article(kind=kind, group_id="medical", made_at=NOON, changed_at=NOON, **of))
            part = {"risk" if kind == "guidance" else "text": rng.choice(bodies)}
            title = f"{text(rng, known, 5)} {own_word(rng)}{rng.choice(ENDINGS)}".capitalize()
            said.append({"title": title, "sections": part, **of})
        made = Article.objects.bulk_create(articles, batch_size=1_000)
        ArticleVersion.objects.bulk_create(
            [ArticleVersion(article=one, number=1, written_at=NOON, **of) for one, of in zip(made, said, strict=True)],
            batch_size=1_000,
        )


def questions(viewer: Any, number: int, rng: random.Random) -> list[Question]:
    from aktsom.knowledge.models import ArticleVersion

    seen = ArticleVersion.objects.visible_to(viewer)
    ids = list(seen.values_list("pk", flat=True))
    picked = rng.sample(ids, min(number, len(ids)))
    rows = dict(ArticleVersion.objects.filter(pk__in=picked).values_list("article__public_id", "title"))
    return [_asked(KINDS[place % len(KINDS)], title, id_, rng) for place, (id_, title) in enumerate(rows.items())]


def _asked(kind: str, title: str, subject: str, rng: random.Random) -> Question:
    """Of the rarest words of the title, as people do: they type the long one."""
    long = sorted(title.lower().split(), key=len)[-2:]
    word = long[-1]
    typed = {
        "as it stands": word,
        "another form": f"{re.sub('(ene|ane|en|er|s)$', '', word)}{rng.choice(ENDINGS)}",
        "one letter wrong": _wrong(word, 1, rng),
        "two letters wrong": _wrong(word, 2, rng),
        "two words": " ".join(long),
    }[kind]
    return Question(kind, typed, subject, word)


def _wrong(word: str, times: int, rng: random.Random) -> str:
    letters = list(word)
    for _ in range(times):
        at = rng.randrange(1, len(letters) - 1)
        match rng.randrange(3):
            case 0:
                letters[at], letters[at + 1] = letters[at + 1], letters[at]
            case 1:
                del letters[at]
            case _:
                letters.insert(at, rng.choice("aeiorstn"))
    return "".join(letters)


def ours(viewer: Any) -> Callable[[str], set[str]]:
    from aktsom.knowledge.queries.searching import search
    from aktsom.sharing.wall import behind

    def ask(said: str) -> set[str]:
        with behind(viewer):
            found = search(viewer, said, TODAY)
        return {hit.read.subject for hits in found.hits.values() for hit in hits}

    return ask


def scan(viewer: Any) -> Callable[[str], set[str]]:
    """Every word somewhere in the texts, as the search was before."""
    from aktsom.contracts.models import Contract
    from aktsom.core.words import has_words
    from aktsom.knowledge.models import ArticleVersion

    def ask(said: str) -> set[str]:
        seen = ArticleVersion.objects.visible_to(viewer).filter(has_words(said, ("title", "sections")))
        found = set(seen.order_by("-pk").values_list("article__public_id", flat=True)[:20])
        contracts = Contract.objects.filter(has_words(said, ("title", "supplier__name")))
        return found | set(contracts.order_by("-pk").values_list("public_id", flat=True)[:20])

    return ask


def full_text(viewer: Any) -> Callable[[str], set[str]]:
    """PostgreSQL's own, in Norwegian, with an index on what it looks in."""
    from django.db import connection

    from aktsom.sharing.audiences import keys_held

    at = {"aktsom_articleversion": "title || ' ' || sections::text", "aktsom_contract": "title"}
    with connection.cursor() as cursor:
        for table, said in at.items():
            cursor.execute(f"create index on {table} using gin (to_tsvector('norwegian', {said}))")
            cursor.execute(f"analyze {table}")
    asked = (
        f"select article_id from aktsom_articleversion where to_tsvector('norwegian', {at['aktsom_articleversion']}) "
        "@@ plainto_tsquery('norwegian', %s) and seen_by && %s::bigint[] order by id desc limit 20"
    )
    contracts = (
        "select public_id from aktsom_contract where to_tsvector('norwegian', title) "
        "@@ plainto_tsquery('norwegian', %s) order by id desc limit 20"
    )
    from aktsom.knowledge.models import Article

    def ask(said: str) -> set[str]:
        with connection.cursor() as cursor:
            cursor.execute(asked, [said, sorted(keys_held(viewer))])
            ids = [row[0] for row in cursor.fetchall()]
            cursor.execute(contracts, [said])
            found = {row[0] for row in cursor.fetchall()}
        return found | set(Article.objects.filter(pk__in=ids).values_list("public_id", flat=True))

    return ask


def measured(ask: Callable[[str], set[str]], asked: list[Question]) -> tuple[list[float], dict[str, list[bool]]]:
    times: list[float] = []
    found: dict[str, list[bool]] = {kind: [] for kind in KINDS}
    for question in asked:
        began = time.perf_counter()
        answer = ask(question.text)
        times.append((time.perf_counter() - began) * 1000)
        found[question.kind].append(question.subject in answer)
    return times, found


def run(database: str, documents: int, number: int) -> int:
    rng = random.Random(20261130)
    _start(database)
    from django.db import connection

    from aktsom.knowledge.actions.indexing import tell_of_all
    from aktsom.members.models import Person
    from aktsom.teams.queries import actor_of

    _registers(database, documents // 5)
    fill(documents * 3 // 5, rng)
    began = time.perf_counter()
    told = tell_of_all()
    print(f"{database}: {told} documents told to the search in {time.perf_counter() - began:.0f} s")
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    viewer = actor_of(Person.objects.filter(memberships__role="contract_manager").order_by("id")[0])
    asked = questions(viewer, number, rng)
    engines = {"ours": ours(viewer), "scan": scan(viewer)}
    if database == "postgres":
        engines["tsvector"] = full_text(viewer)
    return _told(database, engines, asked)


def _told(database: str, engines: dict[str, Callable[[str], set[str]]], asked: list[Question]) -> int:
    kept = True
    print(f"{database}: the machine's load is {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for name, ask in engines.items():
        for question in asked[:5]:
            ask(question.text)  # warm
        busy = time.process_time()
        times, found = measured(ask, asked)
        cpu = (time.process_time() - busy) * 1000 / len(asked)
        p95 = statistics.quantiles(times, n=20)[-1]
        shares = {kind: sum(got) / len(got) for kind, got in found.items() if got}
        said = ", ".join(f"{kind} {share:.0%}" for kind, share in shares.items())
        taken = f"p50 {statistics.median(times):7.1f} ms  p95 {p95:7.1f} ms  own CPU {cpu:5.1f} ms"
        print(f"{database:9} {name:9} {taken}   found: {said}", flush=True)
        if name == "ours":
            found_so = [_of_those_found(ask, asked, kind) for kind in KINDS[2:4]]
            for kind, share in zip(KINDS[2:4], found_so, strict=True):
                print(f"{database:9} ours      {kind}: {share:.0%} of those that the word as it stands finds")
            kept = (p95 < GOAL_MS or database == "sqlite") and min(found_so) >= GOAL_FOUND
    return 0 if kept else 1


def _of_those_found(ask: Callable[[str], set[str]], asked: list[Question], kind: str) -> float:
    findable = [one for one in asked if one.kind == kind and one.subject in ask(one.right)]
    return sum(one.subject in ask(one.text) for one in findable) / max(len(findable), 1)


def _start(database: str) -> None:
    if database == "postgres":
        big_register.start(f"{SERVER}/aktsom_search_bench")
        return
    folder = big_register.ROOT / "var" / "search_bench"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.sqlite3*"):
        old.unlink()
    os.environ.pop("DATABASE_URL", None)
    os.environ.update({"AKTSOM_ENV": "demo", "AKTSOM_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "aktsom.settings"})
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _registers(database: str, contracts: int) -> None:
    """Whole registers on PostgreSQL; on SQLite, where these are not made, contracts of as many words."""
    if database == "postgres":
        big_register.fill(contracts=contracts, members=300, people=400)
        return
    from aktsom.cli.demo import load_reference
    from aktsom.core.actor import PLATFORM
    from aktsom.members.actions import give_role, load_pilot_members, make_person
    from aktsom.members.models import Member

    load_reference()
    load_pilot_members(by=PLATFORM, at=NOON)
    home = Member.objects.order_by("id")[0]
    made = make_person(by=PLATFORM, at=NOON, email="a@example.org", name="A", home=home)
    give_role(by=PLATFORM, at=NOON, person=made, member=home, role="contract_manager")
    _contracts(contracts, list(Member.objects.order_by("id")))


def _contracts(number: int, members: list[Any]) -> None:
    from aktsom.contracts.models import Contract, OwnFacts

    rng = random.Random(7)
    known = words(rng)
    rows = [
        Contract(member=rng.choice(members), title=text(rng, known, 5), created_at=NOON, changed_at=NOON)
        for _ in range(number)
    ]
    made = Contract.objects.bulk_create(rows, batch_size=2_000)
    OwnFacts.objects.bulk_create(
        [OwnFacts(contract=one, member_id=one.member_id, reference=f"R-{one.pk}") for one in made], batch_size=2_000
    )


def databases() -> Iterator[str]:
    if big_register.answers():
        yield "postgres"
    yield "sqlite"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--questions", type=int, default=400)
    parser.add_argument("--database", choices=("postgres", "sqlite"))
    parser.add_argument("--quick", action="store_true")
    said = parser.parse_args()
    documents, number = (2_000, 60) if said.quick else (said.documents, said.questions)
    if said.database:
        return run(said.database, documents, number)
    ends = [
        subprocess.run(
            [sys.executable, __file__, "--database", one, "--documents", str(documents), "--questions", str(number)],
            check=False,
        ).returncode
        for one in databases()
    ]
    return max(ends)


if __name__ == "__main__":
    sys.exit(main())
