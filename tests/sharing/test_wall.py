"""The database's own wall: even a wrong query shows nothing that the asker may not see. PostgreSQL only."""

import importlib
import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pkgutil import iter_modules
from threading import Thread
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from aktsom import migrations
from aktsom.categories.models import CatalogueVersion
from aktsom.categories.queries import current_catalogue
from aktsom.contracts.models import ColumnMemory, Contract, OwnFacts, RegisterImport
from aktsom.contracts.queries import own_imports, vanished
from aktsom.core import wall
from aktsom.core.actor import PLATFORM, Actor
from aktsom.core.errors import NotVisible
from aktsom.core.journal import Act, record
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.knowledge.queries.searching import search
from aktsom.members.queries.journal import JournalFilters, journal
from aktsom.members.queries.organisations import members_of_network
from aktsom.members.queries.people import people_of, run_members, waiting_people
from aktsom.members.queries.reviews import open_reviews
from aktsom.risk import queries
from aktsom.risk.models import ContractRisk, RiskDecision
from aktsom.risk.queries import ContractFilters, Sort
from aktsom.risk.queries.network import network_counts
from aktsom.risk.queries.supplier import supplier_view
from aktsom.sharing.wall import behind, lowered, settings_of
from aktsom.teams.models import CategoryTeam, TeamTask
from aktsom.teams.queries.matrix import every_row, mandates_of_team
from aktsom.teams.queries.memos import due_for_review, memos, memos_of_group, memos_of_supplier
from aktsom.teams.queries.network import network as picture_of_network
from aktsom.teams.queries.own_mandates import done_in_our_name, lapsing, mandates_of_member
from aktsom.teams.queries.pages import team as team_page
from aktsom.teams.queries.requests import requests_of_team, requests_waiting
from aktsom.teams.queries.teams import teams_of_network, visible_teams
from aktsom.teams.queries.waiting import waiting
from aktsom.teams.rules.mandates import Standing
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, member, person, supplier
from tests.risk.purchases import bought
from tests.sharing.walled import CAST, MAY_SEE, OPEN, PLATFORM_ALONE, TODAY, build, is_public
from tests.web.conftest import sign_in

MIGRATIONS = (importlib.import_module(f"aktsom.migrations.{found.name}") for found in iter_modules(migrations.__path__))
TABLES = {table for one in MIGRATIONS if hasattr(one, "policies") for table in one.policies(False)}


def test_every_table_is_walled_or_open_for_a_reason() -> None:
    tables = {model._meta.model_name: model for model in apps.get_app_config("aktsom").get_models()}

    assert set(tables) == TABLES | {name.lower() for name in OPEN}
    assert {model._meta.model_name for model in MAY_SEE} == TABLES


def test_settings_are_whole_numbers_and_flags_alone() -> None:
    """They are written into texts that the database reads as lists: nothing a person wrote gets there."""
    who = Actor(1, "'; drop", 3, frozenset({4, 3}), frozenset({"reader"}), frozenset({(3, "reader")}))

    assert all(re.fullmatch(r"[{}0-9,]*|on", value) for value in settings_of(who).values())
    assert settings_of(who)["members"] == "{3,4}"
    assert set(settings_of(who)) == set(wall.SETTINGS)
    assert set(settings_of(None)) == {"keys"}


@beginning(after=commons.small_list)
def world() -> CatalogueVersion:
    build()
    return CatalogueVersion.objects.get()


@pytest.mark.postgres
class TestRows:
    def test_a_wrong_query_shows_only_what_the_asker_may_see(self, world: CatalogueVersion) -> None:
        wrong = []
        for model, may_see in MAY_SEE.items():
            rows = list(model._default_manager.all())
            shown = {}
            for name in CAST:
                who = actor(name)
                allowed = {row.pk for row in rows if may_see(row, who)}
                with behind(who):
                    shown[name] = set(model._default_manager.values_list("pk", flat=True))
                if shown[name] != allowed:
                    wrong.append(
                        (model.__name__, name, "too much", shown[name] - allowed, "lacks", allowed - shown[name])
                    )
            assert any(shown.values()) != (model in PLATFORM_ALONE), f"nobody sees any row of {model.__name__}"
            told_to_all = all(is_public(row) for row in rows)  # tables that hold what is published and nothing else
            all_of_it = {row.pk for row in rows}
            assert told_to_all or any(found != all_of_it for found in shown.values()), f"all see {model.__name__}"
        assert wrong == []

    @pytest.mark.parametrize("model", MAY_SEE, ids=lambda model: model.__name__)
    def test_nobody_sees_nothing_but_what_is_public(self, world: CatalogueVersion, model: type[models.Model]) -> None:
        with behind(None):
            seen = list(model._default_manager.all())
        assert seen == [row for row in seen if is_public(row)]

    def test_with_nothing_said_not_even_what_is_public_is_seen(self, world: CatalogueVersion) -> None:
        with wall.raised({}):
            assert [model.__name__ for model in MAY_SEE if model._default_manager.exists()] == []

    def test_the_platform_sees_all(self, world: CatalogueVersion) -> None:
        before = Contract.objects.count()
        with behind(PLATFORM):
            assert Contract.objects.count() == before

    def test_work_that_waits_can_be_added_and_not_read(self, world: CatalogueVersion) -> None:
        with behind(actor("olga")):
            OutboxMessage.objects.create(kind="x", created_at=NOON, not_before=NOON)
            with pytest.raises(DatabaseError), transaction.atomic():
                list(OutboxMessage.objects.all())


@pytest.mark.postgres
class TestWrites:
    def test_rows_for_another_member_are_refused(self, world: CatalogueVersion) -> None:
        oslo = member("oslo")
        contract = Contract.objects.filter(member=oslo)[0]
        attempts: tuple[Callable[[], object], ...] = (
            lambda: Contract.objects.create(member=oslo, title="Plantet", created_at=NOON, changed_at=NOON),
            lambda: OwnFacts.objects.create(contract=contract, member=oslo, reference="Plantet"),
            lambda: ColumnMemory.objects.create(member=oslo, header="plantet", field="title"),
            lambda: RegisterImport.objects.create(
                member=oslo, person_id=1, file_name="x", file_path="x", checksum="x", received_at=NOON
            ),
            lambda: RiskDecision.objects.create(
                contract=contract, member=oslo, screening=contract.risk.screening, kind="confirm", person_id=1, at=NOON
            ),
            lambda: TeamTask.objects.create(team_id=1, kind="work", text="x", written_at=NOON),
            lambda: JournalEntry.objects.create(number=10**9, at=NOON, person_id=1, verb="x", subject="x"),
        )
        with behind(actor("stina")):
            for attempt in attempts:
                with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                    attempt()

    def test_rows_of_another_member_are_not_changed_or_removed(self, world: CatalogueVersion) -> None:
        others = Contract.objects.filter(member=member("oslo"))
        before = list(others.order_by("id").values_list("title", "state", "own_facts__value"))
        with behind(actor("berit")):
            assert Contract.objects.filter(member=member("oslo")).update(title="Tatt") == 0
            assert ContractRisk.objects.filter(member=member("oslo")).update(state="confirmed") == 0
            assert OwnFacts.objects.filter(member=member("oslo")).update(value=1) == 0
            assert OwnFacts.objects.filter(member=member("oslo")).delete()[0] == 0
        assert list(others.order_by("id").values_list("title", "state", "own_facts__value")) == before

    def test_own_rows_are_not_given_away(self, world: CatalogueVersion) -> None:
        with behind(actor("berit")), pytest.raises(DatabaseError), transaction.atomic():
            ColumnMemory.objects.update(member=member("oslo"))

    def test_own_work_goes_on_as_ever(self, world: CatalogueVersion) -> None:
        with behind(actor("olga")):
            made = bought("oslo", title="Engangshansker til lager", cpv=("33141420",))
            assert made.risk.verdict == "high_risk"
            with transaction.atomic():
                record(by=actor("olga"), at=NOON, acts=[Act("contract_seen", made.public_id, made.member_id)] * 150)

    def test_a_journal_entry_in_ones_own_name_may_tell_of_another_member(self, world: CatalogueVersion) -> None:
        """A team's lead asks for a mandate in the owner's record."""
        with behind(actor("olga")), transaction.atomic():
            assert record(by=actor("olga"), at=NOON, acts=[Act("mandate_asked", "man_1", member("stavanger").pk)]) == 1


@pytest.mark.postgres
class TestStanding:
    def _who(self) -> tuple[Any, ...]:
        with connection.cursor() as cursor:
            names = ", ".join(f"coalesce(current_setting('aktsom.{name}', true), '')" for name in wall.SETTINGS)
            cursor.execute(f"select current_user::text, {names}")
            return tuple(cursor.fetchone())

    def _nobody(self) -> bool:
        user, *settings = self._who()
        return user not in (wall.ROLE, wall.NETWORK_ROLE) and set(settings) == {""}

    def test_it_stands_as_long_as_it_should(self, db: None) -> None:
        olga = actor("olga")
        assert self._nobody()
        with behind(olga):
            assert self._who()[:3] == (wall.NETWORK_ROLE, str(olga.person_id), f"{{{member('oslo').pk}}}")
            with lowered():
                assert self._nobody()
            with behind(None):
                assert self._who()[:2] == (wall.ROLE, "")
            assert self._who()[1] == str(olga.person_id)
        assert self._nobody()

    def test_an_error_takes_it_down(self, db: None) -> None:
        with pytest.raises(ZeroDivisionError), behind(actor("olga")):
            raise ZeroDivisionError
        assert self._nobody()

    def test_it_stands_again_after_an_error_with_it_lowered(self, db: None) -> None:
        with behind(actor("olga")):
            with pytest.raises(IntegrityError), transaction.atomic(), lowered():
                Contract.objects.create(member=member("oslo"), title="", created_at=NOON, changed_at=NOON)
            assert self._who()[0] == wall.NETWORK_ROLE
            assert OwnFacts.objects.count() == 0
        assert self._nobody()

    def test_a_connection_made_anew_meanwhile_stands_behind_it_too(self, db: None) -> None:
        def drop_it() -> None:
            with behind(None):
                connection.ensure_connection()
                connection.close()
                told.append(self._who()[0])
            told.append(self._nobody())

        told: list[object] = []
        _apart(drop_it)
        assert told == [wall.ROLE, True]

    def test_a_failed_statement_outside_a_transaction_leaves_nothing(self, db: None) -> None:
        def fail() -> None:
            with pytest.raises(DatabaseError), behind(None), connection.cursor() as cursor:
                cursor.execute("select 1 / 0")
            told.append(self._nobody())

        told: list[object] = []
        _apart(fail)
        assert told == [True]

    def test_one_threads_wall_is_not_anothers(self, db: None) -> None:
        told: list[object] = []
        with behind(actor("olga")):
            _apart(lambda: told.extend([wall.standing(), self._nobody()]))
        assert told == [None, True]

    def test_a_log_in_role_that_may_not_act_as_it_is_told_how(self, db: None) -> None:
        def try_it() -> None:
            connection.ensure_connection()
            with connection.cursor() as cursor:
                cursor.execute("create role aktsom_test_login")
                try:
                    cursor.execute("set session authorization aktsom_test_login")
                    with pytest.raises(ImproperlyConfigured, match="grant aktsom_app, aktsom_network to"), behind(None):
                        pass
                    told.extend(error.id for error in wall.may_act_as_the_roles(databases=["default"]))
                finally:
                    cursor.execute("reset session authorization")
                    cursor.execute("drop role aktsom_test_login")
            told.append(self._nobody())

        told: list[object] = []
        _apart(try_it)
        assert told == ["aktsom.E001", True]
        assert wall.may_act_as_the_roles(databases=["default"]) == []


def _apart(work: Callable[[], object]) -> None:
    """On a connection of its own, outside the test's transaction."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    other = Thread(target=run)
    other.start()
    other.join()
    if failed:
        raise failed[0]


@pytest.mark.postgres
class TestPages:
    def test_a_page_is_served_behind_the_wall(self, world: CatalogueVersion, monkeypatch: Any) -> None:
        told: list[Any] = []
        from aktsom.web.base.page import page

        monkeypatch.setattr("aktsom.web.base.page.initials", lambda name: told.append(wall.standing()) or "O")
        assert page is not None
        client = _visit("olga")
        assert client.get("/").status_code == 200
        assert [said["person"] for said in told] == [str(actor("olga").person_id)]
        assert wall.standing() is None

    def test_one_request_leaves_nothing_to_the_next(self, world: CatalogueVersion) -> None:
        olga, berit = _visit("olga"), _visit("berit")
        oslos = Contract.objects.filter(member=member("oslo"))[0].public_id
        assert "Kontorrenhold" in olga.get("/avtaler/").content.decode()
        assert olga.get(f"/avtaler/{oslos}/").status_code == 200
        answer = berit.get("/avtaler/finnes-ikke/")
        assert (answer.status_code, wall.standing()) == (404, None)
        assert Client().get("/avtaler/").status_code == 302


def _visit(name: str) -> Client:
    client = Client()
    sign_in(client, person(name))
    return client


# --- what it costs: nothing is computed anew for each row


def _team(who: Actor) -> CategoryTeam:
    found = visible_teams(who).first()
    if found is None:
        raise NotVisible
    return found


LISTS: dict[str, Callable[[Actor], object]] = {
    **{
        f"contracts by {sort}": lambda who, sort=sort: queries.contract_list(  # type: ignore[misc]
            who, ContractFilters(sort=sort), today=TODAY
        )
        for sort in Sort
    },
    "contracts by text": lambda who: queries.contract_list(who, ContractFilters(text="hansker"), today=TODAY),
    "contracts of a group": lambda who: queries.contract_list(who, ContractFilters(group="health"), today=TODAY),
    "export": lambda who: list(queries.every_contract(who, ContractFilters(), today=TODAY)),
    "home": lambda who: queries.home(who, TODAY),
    "portfolio": lambda who: queries.portfolio(who, TODAY),
    "overlap": lambda who: queries.overlap(who, today=TODAY, group="health"),
    "categories": lambda who: queries.categories(who, TODAY),
    "category": lambda who: queries.category(who, current_catalogue().groups[0].id, TODAY),
    "search": lambda who: search(who, "hansker", TODAY),
    "supplier": lambda who: supplier_view(who, supplier().public_id, TODAY),
    "network": lambda who: network_counts(who, TODAY),
    "imports": lambda who: list(own_imports(who)),
    "vanished": vanished,
    "journal": lambda who: list(JournalEntry.objects.filter(member_id__in=who.member_ids).order_by("-number")[:50]),
}
LISTS_OF_TEAMS: dict[str, Callable[[Actor], object]] = {
    "journal as people read it": lambda who: journal(who, JournalFilters()),
    "teams of the network": lambda who: teams_of_network(who, TODAY),
    "a team": lambda who: team_page(who, _team(who).public_id, TODAY),
    "mandates of a team": lambda who: mandates_of_team(who, _team(who), today=TODAY),
    **{
        f"mandates of a team, {one}": lambda who, one=one: mandates_of_team(who, _team(who), today=TODAY, only=one)  # type: ignore[misc]
        for one in Standing
    },
    "mandates of a team, export": lambda who: list(every_row(who, _team(who), today=TODAY)),
    "own mandates": lambda who: mandates_of_member(who, today=TODAY),
    "own mandates that end": lambda who: mandates_of_member(who, today=TODAY, only=Standing.LAPSING),
    "mandates that end": lambda who: lapsing(who, TODAY),
    "done in our name": lambda who: done_in_our_name(who, NOON.date(), TODAY),
    "requests that wait": lambda who: requests_waiting(who, TODAY),
    "requests of a team": lambda who: requests_of_team(who, _team(who)),
    "memos": memos,
    "memos of a supplier": lambda who: memos_of_supplier(who, supplier().public_id),
    "memos of a group": lambda who: memos_of_group(who, "health"),
    "memos to review": lambda who: due_for_review(who, TODAY),
    "members": lambda who: members_of_network(who, TODAY),
    "people": lambda who: [people_of(who, one) for one in run_members(who)],
    "who waits for access": lambda who: waiting_people(who, NOON),
    "reviews of access": lambda who: open_reviews(who, TODAY),
    "the network as a picture": lambda who: picture_of_network(who, TODAY),
    "what waits of the teams": lambda who: waiting(who, TODAY),
}
RANKING = frozenset({"aktsom_mandate", "aktsom_teamparty"})
ALLOWED = {"any", "min", "upper", "coalesce", "greatest", "count"}  # what the lists themselves ask for


@pytest.mark.postgres
def test_no_list_runs_a_sub_plan_or_function_for_each_row(world: CatalogueVersion) -> None:
    costly = []
    for who in ("olga", "dag", "sekka", "nora"):
        for name, read in LISTS.items():
            plans = _plans_of(actor(who), read)
            assert plans or who in ("sekka", "nora"), f"{name} was not looked at"
            costly += [(who, name, part) for plan in plans for part in _per_row(plan)]
    assert sorted(set(costly)) == []


@pytest.mark.postgres
def test_no_list_of_teams_or_people_does(world: CatalogueVersion) -> None:
    """Where mandates stand is asked of each mandate by its own index (`teams.queries.standings.ranked`): that much the
    lists of mandates have a sub-plan for, and no more."""
    costly, seen = [], set()
    for who in ("olga", "berit", "ada", "dag", "sekka", "nora"):
        for name, read in LISTS_OF_TEAMS.items():
            plans = _plans_of(actor(who), read)
            seen |= {name} if plans else set()
            ranked = RANKING if "mandates" in name else frozenset()
            costly += [(who, name, part) for plan in plans for part in _per_row(plan, ranked)]
    assert sorted(set(costly)) == []
    assert seen == set(LISTS_OF_TEAMS)


def _plans_of(viewer: Actor, read: Callable[[Actor], object]) -> list[dict[str, Any]]:
    """Of all that the list asks; what the viewer may not see at all asks little or nothing."""
    with behind(viewer), CaptureQueriesContext(connection) as asked, suppress(NotVisible):
        read(viewer)
    return [plan for query in asked for plan in _plans(viewer, query["sql"])]


def _plans(viewer: Actor, sql: str) -> list[dict[str, Any]]:
    sql = re.sub(r"^DECLARE .*? CURSOR .*?FOR ", "", sql, flags=re.DOTALL)
    if not sql.lower().lstrip("(").startswith("select") or "set_config" in sql:
        return []
    with behind(viewer), connection.cursor() as cursor:
        cursor.execute(f"explain (format json) {sql}")
        found = cursor.fetchone()[0]
    return [(json.loads(found) if isinstance(found, str) else found)[0]["Plan"]]


def _per_row(node: dict[str, Any], ranking: frozenset[str] = frozenset()) -> Iterator[str]:
    """`ranking`: the tables that a list may look up for each of its rows, in nothing but a scan."""
    if node.get("Parent Relationship") == "SubPlan" and node.get("Relation Name") not in ranking:
        yield f"{node['Node Type']} is a sub-plan"
    for key, text in node.items():
        if key.endswith(("Filter", "Cond")) and isinstance(text, str):
            bare = re.sub(r"'(?:[^']|'')*'", "''", text)
            called = {name.lower() for name in re.findall(r"\b([a-z_]+)\(", bare, re.IGNORECASE)}
            if ("SubPlan" in bare and not ranking) or called - ALLOWED:
                yield f"{key}: {bare}"
    for child in node.get("Plans", ()):
        yield from _per_row(child, ranking)


def test_the_walls_own_form_would_be_caught() -> None:
    """A policy written badly shows in the plan as these do."""
    sub_plan = {"Node Type": "Seq Scan", "Filter": "(hashed SubPlan 1)", "Plans": [
        {"Node Type": "Result", "Parent Relationship": "SubPlan"}]}  # fmt: skip
    function = {"Node Type": "Seq Scan", "Filter": "(member_id = (current_setting('aktsom.m'::text))::bigint)"}

    assert len(list(_per_row(sub_plan))) == 2
    assert list(_per_row(sub_plan, RANKING)) == ["Result is a sub-plan"]
    assert list(_per_row({**function, "Parent Relationship": "SubPlan", "Relation Name": "aktsom_mandate"}, RANKING))
    assert list(_per_row(function)) != []
    assert list(_per_row({"Node Type": "Index Scan", "Index Cond": "(member_id = ANY ($0))"})) == []
