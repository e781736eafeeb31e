"""Nobody is told what is not for them: every address, export, search and autocomplete as each of the cast, looking for
secrets planted in every field that is not for everybody. See `tests.sharing.matrix` for how to add a line."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from aktsom.core.classification import FieldClass
from aktsom.core.public_ids import PublicIdField, new_public_id
from aktsom.follow_up.models import Evidence, SelfReport
from aktsom.knowledge.models import Article, ArticleVersion
from aktsom.sharing.audiences import Audience
from aktsom.sharing.models import Shareable
from aktsom.supply_chain.models import ChainLink, Declaration
from aktsom.teams.models import Memo, MemoPassage
from tests.beginnings import Standing
from tests.cast import actor
from tests.sharing.known import plant_article
from tests.sharing.matrix import CODES, SEARCHES, Line, lines
from tests.sharing.planting import (
    BY_AUDIENCE,
    CAST,
    Secret,
    World,
    plant,
    plant_chain,
    plant_evidence,
    plant_memo,
    token,
)
from tests.sharing.planting_reports import plant_self_report
from tests.sharing.visiting import Visitors, address_of

# In one worker, so that the network is planted once.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("matrix")]
SECRET = {FieldClass.OWNER, FieldClass.PERSONAL, FieldClass.WORKER_PROTECTED}
WORDS = (models.CharField, models.TextField, models.JSONField, models.GenericIPAddressField)
# Pages that hold nothing of anybody.
UNCHANGING = {
    "favicon",
    "robots",
    "concerns_write",  # asks nothing of the database; a new number in it each time, so that a form is taken in once
    *(line.name for line in lines() if line.name.startswith(("account_", "catalogue_"))),
}
CHAINS = ("chain_behind", "chain_ask", "touched_supplier")
# Answered as if it did not exist for another reason than that the thing is hidden: it is open to them at another
# address, which the test sees to, so that the work of looking it up tells nothing. What the page says is the same.
OPEN_ELSEWHERE = {
    # The form says no role for a person whose page Ada has, no invitation of a supplier and no member that leaves.
    ("organisation_role", "ada"): "organisation_person",
    ("organisation_supplier_invitation", "sekka"): "organisation_supplier_people",
    ("planner_leaving", "sekka"): "planner_plan",
    # Whoever takes part sees each member's own page; the page for inviting exists for its people alone.
    ("organisation_invite", "berit"): "organisation_member",
    ("organisation_invite", "stina"): "organisation_member",
    ("organisation_invite", "uma"): "organisation_member",
    # A supplier and a contract are facts of the network; the chain behind them is for the buyers.
    **{(page, who): "suppliers_supplier" for page in CHAINS for who in ("ada", "sekka")},
    **{("touched_contract", who): "contracts_contract" for who in ("ada", "sekka")},
    **{("steps_condition_new", who): "contracts_contract" for who in ("ada", "berit", "stina", "uma", "sekka")},
    # They read the inquiry; there is no alert for their body to acknowledge.
    **{("inquiries_acknowledge", who): "inquiries_one" for who in ("olga", "mons", "sekka")},
    # That the supplier is followed up is a fact of the network; what it cost is theirs who follow up and who paid.
    **{("effort_costs", who): "findings_list" for who in ("ada", "berit", "stina", "uma", "sekka")},
    # What was concluded is a fact of the network; what to build on it, and the proof, are the contract's own.
    **{("cases_rely", who): "cases_conclusions" for who in ("ada", "berit", "stina", "uma", "sekka")},
    **{("cases_proof", who): "contracts_contract" for who in ("ada", "berit", "stina", "uma", "sekka")},
}
# How each kind that has an audience is planted in one; the second is for a supplier that has been shown it.
PLANTED = {
    Memo: plant_memo,
    MemoPassage: plant_memo,
    Declaration: plant_chain,
    ChainLink: plant_chain,
    Evidence: plant_evidence,
    SelfReport: plant_self_report,
    **dict.fromkeys((Article, ArticleVersion), plant_article),
}


@pytest.fixture(scope="module")
def planted(
    standing: Standing, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[World, Visitors]]:
    """One network for all tests here, taken away afterwards; each test works in a savepoint of its own. With the
    browsers that its people are signed in with, so not a beginning, of which each test has a copy."""
    with django_db_blocker.unblock():
        standing.take_down()
    with django_db_blocker.unblock(), transaction.atomic():
        yield plant(tmp_path_factory.mktemp("list") / "list"), Visitors()
        transaction.set_rollback(True)


@pytest.fixture
def world(planted: tuple[World, Visitors]) -> World:
    return planted[0]


@pytest.fixture
def visitors(planted: tuple[World, Visitors]) -> Visitors:
    return planted[1]


def patterns(of: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for one in of:
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns)
        else:
            yield one


def test_every_address_has_a_line() -> None:
    names = {one.name for one in patterns(get_resolver().url_patterns)}
    assert None not in names
    assert names == {line.name for line in lines()}


def test_every_field_that_is_not_for_everybody_holds_a_secret(world: World) -> None:
    planted = {secret.what for secret in world.secrets}
    missing = []
    for model in apps.get_app_config("aktsom").get_models():
        for name, kind in model.classified.by_field.items():  # type: ignore[attr-defined]
            column = model._meta.get_field(name)
            if kind in SECRET and isinstance(column, WORDS) and not column.choices:
                missing += (
                    [f"{model.__name__}.{name}"] if f"{model.__name__}.{name}" not in planted | set(CODES) else []
                )
    assert missing == [], str(missing)


def test_every_kind_with_an_audience_is_planted_in_each() -> None:
    shareable = {model for model in apps.get_app_config("aktsom").get_models() if issubclass(model, Shareable)}
    assert shareable == set(PLANTED)
    assert set(BY_AUDIENCE) == set(Audience)


@pytest.mark.parametrize("line", lines(), ids=lambda line: line.name)
def test_each_is_answered_as_the_line_says_and_told_no_secret(line: Line, world: World, visitors: Visitors) -> None:
    address = address_of(line.name, line.parameters, world.ids)
    asked = {world.ids[value[1:]] for value in line.parameters.values() if str(value).startswith("$")}
    answers = {who: visitors.opens(who, address, post=line.post) for who in CAST}
    assert "".join(answer.letter for answer in answers.values()) == line.answers
    # An id that stands in the address is the asker's own word.
    assert [
        f"{who} is told {secret.what}"
        for who, answer in answers.items()
        for secret in world.secrets
        if who not in secret.may and secret.text not in asked and answer.holds(secret.mark)
    ] == []


def with_things() -> list[Line]:
    return [line for line in lines() if any(str(value).startswith("$") for value in line.parameters.values())]


@pytest.mark.parametrize("line", with_things(), ids=lambda line: line.name)
def test_not_visible_is_answered_as_not_existing(line: Line, world: World, visitors: Visitors) -> None:
    """The same status, the same body and the same work for the database."""
    real = address_of(line.name, line.parameters, world.ids)
    invented = {id_: new_public_id(id_.split("-")[0]) for id_ in world.ids.values()}
    none = real
    for id_, other in invented.items():
        none = none.replace(id_, other)
    for who, letter in zip(CAST, line.answers, strict=True):
        if letter not in "ns":
            continue
        answers = [visitors.opens(who, address, post=line.post) for address in (real, none)]
        if answers[0].queries != answers[1].queries:
            answers = [visitors.opens(who, address, post=line.post, anew=True) for address in (real, none)]
        texts = [answer.text for answer in answers]
        for id_, other in invented.items():
            texts = [text.replace(id_, "id").replace(other, "id") for text in texts]
        assert texts[0] == texts[1], who
        assert answers[0].letter == answers[1].letter, who
        if (open_at := OPEN_ELSEWHERE.get((line.name, who))) is None:
            assert answers[0].queries == answers[1].queries, who
        else:
            shown = next(one for one in lines() if one.name == open_at)
            assert visitors.opens(who, address_of(open_at, shown.parameters, world.ids)).letter == "y", who


@pytest.mark.parametrize("shown", [False, True])
@pytest.mark.parametrize("audience", list(Audience))
def test_keys_open_to_those_the_audience_names(audience: Audience, shown: bool, world: World) -> None:
    memo = world.audiences[Memo, audience, shown]
    may = {secret.text: secret.may for secret in world.secrets}
    for who in CAST:
        viewer = None if who == "-" else actor(who)
        titles = Memo.objects.visible_to(viewer).filter(pk=memo.pk)
        assert titles.exists() == (who in may[memo.title]), who
        texts = set(MemoPassage.objects.visible_to(viewer).filter(memo=memo).values_list("text", flat=True))
        assert texts == {text for text in memo.passages.values_list("text", flat=True) if who in may[text]}, who


@pytest.mark.parametrize("shown", [False, True])
@pytest.mark.parametrize("audience", list(Audience))
def test_each_reads_of_a_memo_what_is_for_them(
    audience: Audience, shown: bool, world: World, visitors: Visitors
) -> None:
    memo = world.audiences[Memo, audience, shown]
    texts = [memo.title, *memo.passages.values_list("text", flat=True)]
    may = {secret.text: secret.may for secret in world.secrets}
    for name in ("memos_memo", "memos_print") if audience is Audience.LINKED_BUYERS else ("memos_memo",):
        for who in CAST:
            answer = visitors.opens(who, address_of(name, {"public_id": memo.public_id}, {}))
            assert answer.letter == ("y" if who in may[memo.title] else "s" if who == "-" else "n"), who
            assert [text for text in texts if answer.holds(text)] == [text for text in texts if who in may[text]], who
            assert [
                secret.what for secret in world.secrets if who not in secret.may and answer.holds(secret.mark)
            ] == []


@pytest.mark.parametrize(("name", "typed"), SEARCHES)
def test_a_search_finds_nobody_elses_secret(name: str, typed: str, world: World, visitors: Visitors) -> None:
    """It answers as for a word that stands nowhere; so neither a row nor a count tells of it."""
    address = address_of(name, {}, {})
    for who in CAST:
        nothing = visitors.opens(who, address, sent={typed: "zqnowhere"})
        if nothing.letter != "y":
            continue
        expected = nothing.without("zqnowhere")
        words = [token(who), *whole_texts(world, who)]
        found = {word: visitors.opens(who, address, sent={typed: word}).without(word) for word in words}
        assert [word for word, text in found.items() if text != expected] == [], who


def whole_texts(world: World, who: str) -> list[str]:
    """What a search may find by the whole of it alone: of each kind one secret, or a few, that is hidden from the one
    who asks. Where all are found by their token too, a third of the cast takes each kind; of a kind with many secrets,
    one after another of the cast the next of them."""
    at = CAST.index(who)
    kinds: dict[str, list[Secret]] = {}
    for secret in world.secrets:
        if who not in secret.may:
            kinds.setdefault(secret.what, []).append(secret)
    words = []
    for turn, of_kind in enumerate(kinds.values()):
        if not of_kind[0].has_tokens or (turn + at) % 3 == 0:
            words.append(of_kind[at % len(of_kind)].text)
    return words


@pytest.mark.parametrize(("name", "typed"), SEARCHES[:2])
def test_a_token_is_found_by_whom_it_is_not_hidden_from(
    name: str, typed: str, world: World, visitors: Visitors
) -> None:
    """Or the searches above would find nothing for another reason."""
    address = address_of(name, {}, {})
    texts = [visitors.opens("olga", address, sent={typed: word}).without(word) for word in (token("odd"), "zqnowhere")]
    assert texts[0] != texts[1]


def without_things() -> list[Line]:
    return [line for line in lines() if line not in with_things() and not line.post and line.name not in UNCHANGING]


def test_what_is_not_for_one_changes_no_page_of_theirs(world: World, visitors: Visitors) -> None:
    """Lists, counts, sheets and figures are the same to the letter before and after it came to be."""
    pages = [address_of(line.name, line.parameters, world.ids) for line in without_things()]
    pages += [address_of("suppliers_supplier", {"public_id": "$supplier"}, world.ids)]
    before = {(who, page): visitors.opens(who, page).text for who in CAST for page in pages}
    changed: list[tuple[str, str]] = []
    for audience in Audience:
        plant_memo(World(ids=dict(world.ids)), audience, shown=False)
        following = list(Audience)[min(audience.width + 1, len(Audience) - 1)]
        last_chance = BY_AUDIENCE[following] - BY_AUDIENCE[audience]  # those who see the next one, and none so far
        changed += [at for at in before if at[0] in last_chance and visitors.opens(*at, anew=True).text != before[at]]
    assert changed == []
    assert visitors.opens("olga", "/notater/", anew=True).text != before["olga", "/notater/"]


def test_a_public_id_is_not_to_be_guessed() -> None:
    assert len({new_public_id("not") for _ in range(1000)}) == 1000
    assert isinstance(Memo._meta.get_field("public_id"), PublicIdField)
