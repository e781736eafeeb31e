import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.utils import timezone

from aktsom.cli.concerns import concerns
from aktsom.core.actor import PLATFORM
from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.core.outbox import deliver_due
from aktsom.supply_chain.actions.concerns import judge_hit, load_concern_list, match_concern_list, reopen_hit
from aktsom.supply_chain.listed import ListedEntry
from aktsom.supply_chain.models import ConcernEntry, ConcernHit, ConcernList, Site
from aktsom.supply_chain.queries.concerns import hit, hits, waiting_hits
from aktsom.supply_chain.states import HitState
from tests.cast import NOON, actor, supplier

pytestmark = pytest.mark.django_db
GLOVES = ListedEntry("F-1", ("Nordhav Medisinsk AS",), countries=("NO",), topics=("forced.labor",))
OTHER = ListedEntry("F-2", ("Helt Annet Garn SA",), countries=("PT",))


def loaded(*entries: ListedEntry, name: str = "Svartelisten", checksum: str = "a", by: str = "") -> ConcernList:
    who = actor(by) if by else PLATFORM
    return load_concern_list(
        by=who, at=NOON, name=name, publisher="Tilsynet", edition=checksum, checksum=checksum, entries=entries
    )


def matched(found: ConcernList) -> int:
    return match_concern_list(by=PLATFORM, at=NOON, public_id=found.public_id)


def the_hit() -> ConcernHit:
    return ConcernHit.objects.get()


def test_a_list_is_taken_in_whole() -> None:
    made = loaded(GLOVES, OTHER)
    assert made.entries_count == 2
    assert [row.names for row in made.entries.order_by("pk")] == ["Nordhav Medisinsk AS", "Helt Annet Garn SA"]
    assert JournalEntry.objects.filter(verb="concern_list_loaded", subject=made.public_id).exists()


def test_the_same_file_again_is_the_same_list() -> None:
    assert loaded(GLOVES) == loaded(GLOVES)
    assert ConcernList.objects.count() == 1


def test_a_list_that_breaks_half_way_leaves_nothing() -> None:
    def breaking() -> Iterator[ListedEntry]:
        yield GLOVES
        raise DomainError("Linje 2")

    with pytest.raises(DomainError):
        load_concern_list(by=PLATFORM, at=NOON, name="x", publisher="y", edition="1", checksum="c", entries=breaking())
    assert (ConcernList.objects.count(), ConcernEntry.objects.count()) == (0, 0)


def test_two_entries_with_one_id_are_refused() -> None:
    with pytest.raises(DomainError, match="F-1"):
        loaded(GLOVES, GLOVES)
    assert ConcernList.objects.count() == 0


def test_only_the_secretariat_takes_in_lists() -> None:
    with pytest.raises(Refused):
        loaded(GLOVES, by="olga")
    assert loaded(GLOVES, by="sekka").person_id is not None


def test_a_list_has_name_publisher_and_edition() -> None:
    with pytest.raises(DomainError):
        loaded(GLOVES, name=" ")


def test_a_company_like_an_entry_is_a_candidate_and_no_more() -> None:
    known = supplier()
    supplier("Fredelig Papir AS", "811111112")
    found = loaded(GLOVES, OTHER)
    assert matched(found) == 1
    assert (the_hit().supplier, the_hit().state) == (known, HitState.WAITING)
    assert the_hit().evidence["likeness"]["name"] == 100
    assert matched(found) == 0


def test_another_number_speaks_against_and_is_said() -> None:
    supplier()
    matched(loaded(GLOVES))
    listed = ListedEntry("F-1", ("Nordhav Medisinsk AS",), countries=("NO",), numbers=("811111112",))
    matched(loaded(listed, name="En annen"))
    without, against = ConcernHit.objects.order_by("pk")
    assert against.weight < without.weight
    assert against.evidence["weights"]["number"] < 0
    assert "number" not in without.evidence["weights"]


def test_a_site_like_an_entry_is_found_by_its_local_name() -> None:
    Site.objects.create(
        name="XJ plant 2", name_key="xj plant 2", local_name="新京手套厂", country="CN", town="Urumqi",
        seen_by={2}, added_at=NOON, changed_at=NOON,
    )  # fmt: skip
    listed = ListedEntry("F-1", ("Xinjing Gloves", "新京手套厂"), countries=("CN",))
    assert matched(loaded(listed)) == 1
    assert the_hit().site is not None


def test_the_worker_looks_after_a_list_is_taken_in() -> None:
    supplier()
    loaded(GLOVES)
    deliver_due(timezone.now())
    assert ConcernHit.objects.count() == 1


def test_a_judgement_has_a_reason_and_can_be_taken_back() -> None:
    supplier()
    matched(loaded(GLOVES))
    sekka, one = actor("sekka"), the_hit().public_id
    with pytest.raises(DomainError, match="bygger"):
        judge_hit(by=sekka, at=NOON, hit=one, verdict=HitState.SAME, reason=" ")
    judge_hit(by=sekka, at=NOON, hit=one, verdict=HitState.DIFFERENT, reason="Annet land")
    assert hits(sekka).rows == []
    assert hits(sekka, HitState.DIFFERENT).rows[0].reason == "Annet land"
    with pytest.raises(Stale):
        judge_hit(by=sekka, at=NOON, hit=one, verdict=HitState.SAME, reason="x")
    reopen_hit(by=sekka, at=NOON, hit=one)
    assert (the_hit().state, the_hit().reason, the_hit().judged_at) == (HitState.WAITING, "", None)
    with pytest.raises(Refused):
        reopen_hit(by=sekka, at=NOON, hit=one)
    verbs = JournalEntry.objects.filter(subject=one).order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["concern_hit_judged", "concern_hit_reopened"]


@pytest.mark.parametrize("name", ["olga", "mons", "nora", "revi"])
def test_to_others_likenesses_do_not_exist(name: str) -> None:
    supplier()
    matched(loaded(GLOVES))
    who, one = actor(name), the_hit().public_id
    for act in (
        lambda: hits(who),
        lambda: hit(who, one),
        lambda: judge_hit(by=who, at=NOON, hit=one, verdict=HitState.SAME, reason="x"),
        lambda: reopen_hit(by=who, at=NOON, hit=one),
    ):
        with pytest.raises(NotVisible):
            act()
    assert waiting_hits(who) == 0
    assert waiting_hits(actor("sekka")) == 1


def test_a_hidden_site_is_hidden_here_too() -> None:
    Site.objects.create(
        name="Hidden Works", name_key="hidden works", country="CN", seen_by={999993}, added_at=NOON, changed_at=NOON
    )
    matched(loaded(ListedEntry("F-1", ("Hidden Works",), countries=("CN",))))
    assert ConcernHit.objects.count() == 1
    assert hits(actor("sekka")).rows == []
    with pytest.raises(NotVisible):
        hit(actor("sekka"), the_hit().public_id)


def test_a_new_edition_takes_the_place_and_nobody_is_asked_twice() -> None:
    supplier()
    matched(loaded(GLOVES))
    judge_hit(by=actor("sekka"), at=NOON, hit=the_hit().public_id, verdict=HitState.DIFFERENT, reason="Annet land")
    newer = loaded(GLOVES, OTHER, checksum="b")
    assert matched(newer) == 1
    found = hits(actor("sekka"), HitState.DIFFERENT)
    assert [(row.edition, row.reason) for row in found.rows] == [("b", "Annet land")]
    assert found.counts["waiting"] == 0
    assert [row.edition for row in found.lists] == ["b"]


def test_the_command_loads_and_matches(tmp_path: Path) -> None:
    supplier()
    path = tmp_path / "list.json"
    path.write_text(
        json.dumps({"id": "1", "schema": "Company", "properties": {"name": ["Nordhav Medisinsk"], "country": ["no"]}})
        + "\n"
        + json.dumps({"id": "2", "schema": "Person", "properties": {"name": ["Ola"]}})
    )
    said = ["load", str(path), "--name", "Liste", "--publisher", "Noen", "--edition", "2026"]
    ran = CliRunner().invoke(concerns, said)
    assert ran.output.splitlines()[:2] == [
        "Liste, 2026: 1 entries.",
        "Left out: 1 people, 0 entities of other kinds.",
    ]
    ConcernHit.objects.all().delete()
    assert CliRunner().invoke(concerns, ["match"]).output == "Liste, 2026: 1 new likenesses for a person to look at.\n"
