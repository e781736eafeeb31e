"""Asked, written row by row, sent: places, statements and links; the next version replaces it."""

import pytest

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.interop.chains.declaring import write_row
from aktsom.supply_chain.actions.asking import AlreadyAnswered
from aktsom.supply_chain.actions.declaring import remove_row, say_about, start_declaration, withdraw
from aktsom.supply_chain.actions.submitting import submit_declaration
from aktsom.supply_chain.models import ChainLink, Declaration, ReachChange, Site, SiteStatement
from aktsom.supply_chain.queries.declarations import declaration, rows_of, waiting
from tests.cast import NOON, actor, supplier
from tests.factories.chains import FACTORY, LATEX, NO_IDEA, asked, sent, started, written
from tests.factories.contracts import contract

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]


def test_what_is_asked_waits_for_the_supplier() -> None:
    made = contract()
    done = asked(made, message="Hvor kommer hanskene fra?")
    assert (done.new, done.joined) == (1, False)
    assert [row.supplier for row in waiting(actor("olga"), [made.supplier_id], NOON.date())] == ["Nordhav Medisinsk AS"]
    assert started().pk == done.declaration.pk
    assert JournalEntry.objects.filter(verb="chain_asked", subject=done.declaration.public_id).count() == 1


def test_two_who_ask_get_one_question() -> None:
    one, other = contract(), contract("bergen")
    first, second = asked(one, message="Fra Oslo"), asked(other, by="berit", message="Fra Bergen")
    assert second.joined
    assert first.declaration.pk == second.declaration.pk
    assert second.declaration.message == "Fra Oslo\n\nFra Bergen"
    assert second.declaration.contracts.count() == 2


def test_only_for_own_contracts() -> None:
    with pytest.raises(NotVisible):
        asked(contract("bergen"), by="olga")
    with pytest.raises(Refused):
        asked(contract(), by="rita")


def test_nobody_is_asked_twice_for_what_is_answered() -> None:
    made = contract()
    asked(made)
    sent()
    with pytest.raises(AlreadyAnswered):
        asked(made)
    assert asked(made, again=True).declaration.version == 2


def test_what_is_sent_becomes_places_and_links() -> None:
    contract()
    told = sent()
    assert told.state == "submitted"
    factory, latex = Site.objects.get(name="Lembayung Gloves"), Site.objects.get(name="Rajana Latex")
    assert (factory.country, latex.country) == ("MY", "TH")
    final, component = ChainLink.objects.order_by("id")
    assert (final.from_site, final.to_supplier, final.stage, final.confidence) == (
        factory, supplier(), "final", "declared",
    )  # fmt: skip
    assert (component.from_site, component.to_site, component.confidence) == (latex, factory, "documented")
    assert SiteStatement.objects.filter(site=factory, field="town").get().value == "Ipoh"
    assert told.rows.filter(facts__unknown=True).count() == 1
    assert ReachChange.objects.filter(added=True).count() == 2
    assert JournalEntry.objects.filter(verb="declaration_submitted", subject=told.public_id).exists()


def test_who_fills_in_may_not_send() -> None:
    contract()
    draft = written(started(), FACTORY)
    with pytest.raises(Refused):
        submit_declaration(by=actor("nora"), at=NOON, declaration_id=draft.public_id, revision=draft.revision)
    with pytest.raises(Stale):
        submit_declaration(by=actor("aksel"), at=NOON, declaration_id=draft.public_id, revision=1)


def test_a_wrong_row_is_kept_and_stops_the_sending() -> None:
    contract()
    draft = written(started(), FACTORY, {**LATEX, "country": "Langtvekkistan", "latitude": "91", "longitude": "4"})
    row = rows_of(actor("nora"), draft)[1]
    told = {(problem["field"], problem["code"]) for problem in row.problems}
    assert told == {("country", "not_a_country"), ("latitude", "position_turned")}
    assert row.words["country"] == "Langtvekkistan"
    with pytest.raises(DomainError, match="Rett 1 rad"):
        submit_declaration(by=actor("aksel"), at=NOON, declaration_id=draft.public_id, revision=draft.revision)
    write_row(by=actor("nora"), at=NOON, declaration_id=draft.public_id, number=2, words=LATEX)
    draft.refresh_from_db()
    submit_declaration(by=actor("aksel"), at=NOON, declaration_id=draft.public_id, revision=draft.revision)


def test_mending_one_row_mends_the_other() -> None:
    contract()
    draft = written(started(), LATEX)
    assert rows_of(actor("nora"), draft)[0].problems[0]["code"] == "delivers_to_nobody"
    written(draft, FACTORY)
    assert rows_of(actor("nora"), draft)[0].problems == []
    remove_row(by=actor("nora"), at=NOON, declaration_id=draft.public_id, number=2)
    assert rows_of(actor("nora"), draft)[0].problems[0]["code"] == "delivers_to_nobody"


def test_nothing_sent_changes_and_the_next_version_takes_its_place() -> None:
    contract()
    first = sent()
    with pytest.raises(Refused):
        write_row(by=actor("nora"), at=NOON, declaration_id=first.public_id, number=1, words=NO_IDEA)
    with pytest.raises(Refused):
        submit_declaration(by=actor("aksel"), at=NOON, declaration_id=first.public_id, revision=first.revision)
    second = started()
    assert second.version == 2
    assert [row.words["name"] for row in rows_of(actor("nora"), second)[:2]] == ["Lembayung Gloves", "Rajana Latex"]
    remove_row(by=actor("nora"), at=NOON, declaration_id=second.public_id, number=2)
    second.refresh_from_db()
    submit_declaration(by=actor("aksel"), at=NOON, declaration_id=second.public_id, revision=second.revision)
    first.refresh_from_db()
    assert first.state == "replaced"
    assert first.rows.count() == 3
    assert ChainLink.objects.filter(ended_at__isnull=True).count() == 1
    assert Site.objects.count() == 2  # the same places, with the same ids
    assert ReachChange.objects.filter(added=False).count() == 2


def test_the_draft_is_for_the_supplier_alone() -> None:
    made = contract()
    draft = asked(made).declaration
    written(started(), FACTORY)
    for who in ("olga", "berit", "odd"):
        with pytest.raises(NotVisible):
            declaration(actor(who), draft.public_id)
    assert declaration(actor("nora"), draft.public_id) == draft


def test_without_a_customer_there_is_nobody_to_tell() -> None:
    with pytest.raises(Refused):
        started()
    with pytest.raises(NotVisible):
        start_declaration(by=actor("odd"), at=NOON, supplier_id=supplier().public_id)


def test_a_draft_may_be_dropped() -> None:
    contract()
    draft = started()
    withdraw(by=actor("nora"), at=NOON, declaration_id=draft.public_id)
    assert Declaration.objects.get().state == "withdrawn"
    assert started().version == 2


def test_a_note_that_is_too_long_is_told_and_not_cut() -> None:
    contract()
    draft = written(started(), FACTORY)
    with pytest.raises(DomainError):
        say_about(by=actor("nora"), at=NOON, declaration_id=draft.public_id, note="x" * 4_001)
    draft.refresh_from_db()
    assert draft.note == ""
