"""Old place out, new place in: weighed and confirmed before delivery resumes, and the chain keeps its versions."""

from itertools import product
from typing import Any

import pytest

from aktsom.contracts.models import Contract
from aktsom.core.errors import NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.actions import replacements
from aktsom.sanctions.actions.setting_in_motion import give_way, take_back_what_it_moved
from aktsom.sanctions.jobs.step_days import tell_of_replacements
from aktsom.sanctions.models import NewPlace, Replacement
from aktsom.sanctions.queries.blocks import blocks_of
from aktsom.sanctions.queries.new_places import known_of
from aktsom.sanctions.queries.steps import replacement
from aktsom.sanctions.rules.blocks import Ground
from aktsom.sanctions.step_states import REPLACEMENT, ReplacementState
from aktsom.suppliers.models import Supplier, SupplierRole
from aktsom.supply_chain.models import ChainLink, Declaration
from aktsom.supply_chain.queries.chain import chain_behind
from aktsom.teams.problems import Wrong
from tests.cast import NOON, actor, person, supplier
from tests.factories.chains import FACTORY, LATEX, sent, started, written
from tests.factories.contracts import contract
from tests.findings.made import shown
from tests.sanctions.steps_made import DAY, TODAY, confirmed, demanded, drafted, proposed, weighed

pytestmark = pytest.mark.django_db


def block(one: Replacement, day: Any = TODAY) -> list[Any]:
    return blocks_of(actor("olga"), [one.contract_id], day).get(one.contract_id, [])


def call(one: Replacement, by: str = "olga") -> dict[str, Any]:
    return {"by": actor(by), "at": NOON, "replacement_id": one.public_id, "revision": one.revision}


def refused(one: Replacement) -> Replacement:
    return replacements.refuse_place(**call(one), reason="Samme formidler brukes der også.")


def test_the_whole_table() -> None:
    verbs = {move.verb for move in REPLACEMENT.moves}
    assert {(s, v) for s, v in product(ReplacementState, verbs) if not REPLACEMENT.refusal(s, v)} == {
        ("drafted", "demand"), ("drafted", "drop"), ("demanded", "propose"), ("demanded", "drop"),
        ("proposed", "take_back"), ("proposed", "assess"), ("proposed", "refuse"), ("proposed", "drop"),
        ("assessed", "refuse"), ("assessed", "confirm"), ("assessed", "drop"),
    }  # fmt: skip


class TestFromOldToNew:
    def test_nothing_is_ordered_from_the_old_place_until_the_new_one_is_confirmed(self, one: FollowUp) -> None:
        made = demanded(one)
        for step in (lambda row: row, proposed, weighed):
            step(made)
            [stopped] = block(made)
            assert (stopped.ground, stopped.whole, stopped.places) == (
                Ground.REPLACEMENT, False, ("Lembayung Gloves",),
            )  # fmt: skip
        done = confirmed(made)
        assert (done.state, block(done)) == ("confirmed", [])
        assert OutboxMessage.objects.filter(payload__did="confirmed").count() == 1

    def test_the_old_place_stays_stopped_until_the_day_the_new_one_delivers_from(self, one: FollowUp) -> None:
        made = confirmed(weighed(proposed(demanded(one))), day=TODAY + 60 * DAY)
        for day in (TODAY, TODAY + 59 * DAY):
            [stopped] = block(made, day)
            assert (stopped.ground, stopped.places, stopped.until) == (
                Ground.REPLACEMENT, ("Lembayung Gloves",), TODAY + 59 * DAY,
            )  # fmt: skip
        assert block(made, TODAY + 60 * DAY) == []

    def test_not_confirmed_before_it_is_weighed(self, one: FollowUp) -> None:
        made = proposed(demanded(one))
        with pytest.raises(Refused):
            confirmed(made)
        assert len(block(made)) == 1

    def test_the_chain_has_a_new_version_and_keeps_the_old(self, one: FollowUp) -> None:
        made = confirmed(weighed(proposed(demanded(one))), day=TODAY + 5 * DAY)
        old, new = Declaration.objects.order_by("version")
        assert (old.state, new.state, new.version, made.told_in) == ("replaced", "submitted", 2, new.public_id)
        assert [row.facts["name"] for row in old.rows.all()] == ["Lembayung Gloves", "Rajana Latex"]
        assert [row.facts["name"] for row in new.rows.all()] == ["Nilam Gloves"]  # who stands behind it nobody has said
        out = ChainLink.objects.get(from_site__name="Lembayung Gloves")
        into = ChainLink.objects.get(from_site__name="Nilam Gloves")
        assert (out.valid_to, out.ended_at) == (TODAY + 4 * DAY, NOON)
        assert (into.valid_from, into.to_supplier, into.stage) == (TODAY + 5 * DAY, supplier(), out.stage)
        names = [link.from_.name for link in chain_behind(actor("olga"), supplier(), TODAY + 5 * DAY).links]
        assert names == ["Nilam Gloves"]
        names = [link.from_.name for link in chain_behind(actor("berit"), supplier(), TODAY + 5 * DAY).links]
        assert names == ["Nilam Gloves"]  # whoever read the chain reads it still

    def test_a_draft_that_the_supplier_has_begun_stays_and_names_the_new_place(self, one: FollowUp) -> None:
        made = weighed(proposed(demanded(one)))
        draft = written(started(), {"stage": "Råvare", "name": "Kebun Getah", "country": "Thailand"})
        confirmed(made)
        draft.refresh_from_db()
        assert (draft.state, draft.version) == ("draft", 3)
        assert [row.facts["name"] for row in draft.rows.all()] == ["Nilam Gloves", "Kebun Getah"]
        assert Declaration.objects.get(state="submitted").version == 2

    def test_where_the_supplier_has_told_of_no_chain_only_the_replacement_says_it(self, one: FollowUp) -> None:
        made = weighed(proposed(demanded(one)))
        Declaration.objects.update(state="withdrawn")
        done = confirmed(made)
        assert (done.state, done.told_in) == ("confirmed", "")


class TestACompanyOfSeveralRecords:
    """The company has told two buyers of the same factory, each under its own record of the company."""

    @pytest.fixture
    def other(self, one: FollowUp) -> Supplier:
        person("odd")
        other = supplier("Andre Varer AS", "")
        Supplier.objects.filter(pk=other.pk).update(same_as=supplier())
        SupplierRole.objects.create(person=person("odd"), supplier=other, role="supplier_approver", given_at=NOON)
        contract("uio", supplier_name="Andre Varer AS", supplier_number="")
        sent(FACTORY, LATEX, by="odd", approver="odd")
        return other

    def names(self, of: Supplier) -> list[str]:
        return [row.facts["name"] for row in Declaration.objects.get(supplier=of, state="submitted").rows.all()]

    def test_the_chain_of_the_contracts_own_record_is_changed_and_not_what_others_were_told(
        self, one: FollowUp, other: Supplier
    ) -> None:
        oslos = one.covered.get(member__slug="oslo-kommune").contract_id
        Contract.objects.filter(pk=oslos).update(supplier=other)  # the younger of the two
        links = sent(FACTORY, LATEX, by="odd", approver="odd").links
        seen = links.get(to_supplier__isnull=False).from_site.public_id
        made = weighed(proposed(demanded(one, place=seen)))
        done = confirmed(made, day=TODAY + 5 * DAY)
        assert self.names(other) == ["Nilam Gloves"]
        assert self.names(supplier()) == ["Lembayung Gloves", "Rajana Latex"]
        assert done.told_in == Declaration.objects.get(supplier=other, state="submitted").public_id
        links = ChainLink.objects.filter(from_site__name="Lembayung Gloves")
        assert TODAY + 4 * DAY in links.filter(declaration__supplier=other).values_list("valid_to", flat=True)
        assert not links.filter(declaration__supplier=supplier()).exclude(valid_to=None).exists()

    def test_both_are_changed_where_the_owner_buys_by_both(self, one: FollowUp, other: Supplier) -> None:
        made = weighed(proposed(demanded(one)))
        contract(supplier_name="Andre Varer AS", supplier_number="")
        draft = written(started("odd"), {"stage": "Råvare", "name": "Kebun Getah", "country": "Thailand"}, by="odd")
        done = confirmed(made)
        assert (self.names(supplier()), self.names(other)) == (["Nilam Gloves"], ["Nilam Gloves"])
        assert done.told_in == Declaration.objects.get(supplier=supplier(), state="submitted").public_id
        left = ChainLink.objects.filter(from_site__name="Lembayung Gloves", to_supplier__isnull=False)
        assert list(left.values_list("valid_to", flat=True)) == [TODAY - DAY] * 2
        draft.refresh_from_db()
        assert [row.facts["name"] for row in draft.rows.all()] == ["Nilam Gloves", "Kebun Getah"]
        told = JournalEntry.objects.filter(verb="place_replaced").values_list("subject", flat=True)
        assert set(told) == set(Declaration.objects.filter(state="submitted").values_list("public_id", flat=True))


class TestWhoDoesWhat:
    def test_the_supplier_sees_the_demand_and_others_do_not(self, one: FollowUp) -> None:
        made = demanded(one)
        assert replacement(actor("aksel"), made.public_id) == made
        with pytest.raises(NotVisible):
            replacement(actor("berit"), made.public_id)

    def test_the_owner_may_enter_the_place_for_the_supplier(self, one: FollowUp) -> None:
        made = proposed(demanded(one), by="mons")
        assert not NewPlace.objects.get(replacement=made).by_supplier
        with pytest.raises(Stale):
            replacements.take_back_place(**call(made, "nora"))

    def test_the_supplier_takes_back_what_nobody_has_weighed(self, one: FollowUp) -> None:
        made = proposed(demanded(one))
        assert replacements.take_back_place(**call(made, "nora")).state == "demanded"
        made.refresh_from_db()
        assert weighed(proposed(made, name="Suria Gloves")).state == "assessed"
        with pytest.raises(Refused):
            replacements.take_back_place(**call(made, "nora"))

    def test_one_that_is_refused_stays_and_another_may_come(self, one: FollowUp) -> None:
        made = refused(weighed(proposed(demanded(one))))
        assert made.state == "demanded"
        proposed(made, name="Suria Gloves")
        assert [(place.name, bool(place.refused_reason)) for place in made.proposed.all()] == [
            ("Nilam Gloves", True), ("Suria Gloves", False),
        ]  # fmt: skip

    @pytest.mark.parametrize("who", ["nora", "mons", "berit", "bjarne"])
    def test_confirmed_by_the_contract_owner_alone(self, one: FollowUp, who: str) -> None:
        made = weighed(proposed(demanded(one)))
        with pytest.raises((Refused, NotVisible)):
            replacements.confirm_place(**call(made, who), delivers_from=TODAY)

    @pytest.mark.parametrize("who", ["nora", "berit"])
    def test_the_supplier_does_not_weigh_its_own_place(self, one: FollowUp, who: str) -> None:
        made = proposed(demanded(one))
        with pytest.raises((Refused, NotVisible)):
            replacements.weigh_place(**call(made, who), weighed="Stedet er helt fint etter vår mening.")

    @pytest.mark.parametrize(
        ("field", "told"),
        [
            ("name", {"name": " "}), ("name", {"name": "lembayung gloves"}), ("country", {"country": ""}),
            ("text", {"text": ""}), ("site", {"site": "sit-0000000000"}),
        ],
    )  # fmt: skip
    def test_what_a_place_has_to_say(self, one: FollowUp, field: str, told: dict[str, str]) -> None:
        made = demanded(one)
        with pytest.raises(Wrong) as wrong:
            proposed(made, **told)
        assert wrong.value.field == field

    def test_a_second_press_proposes_nothing_twice(self, one: FollowUp) -> None:
        made = demanded(one)
        before = made.revision
        proposed(made)
        made.revision = before
        with pytest.raises(Stale):
            proposed(made)
        assert NewPlace.objects.count() == 1


class TestWhatIsKnown:
    def test_nothing_known_is_said_as_nothing_known(self, one: FollowUp) -> None:
        made = proposed(demanded(one))
        known = known_of(actor("olga"), made, made.proposed.get())
        assert known.nothing
        assert known.risks  # what is bought is high-risk wherever it is made

    def test_findings_at_the_new_place_are_before_the_one_who_weighs_it_and_are_kept(self, one: FollowUp) -> None:
        made = proposed(demanded(one), name="Nilam Gloves")
        finding = shown(one)
        type(finding).objects.filter(pk=finding.pk).update(
            state="stands", stood_at=NOON, shared_at=NOON, site_key="Nilam Gloves", site_name="Nilam Gloves"
        )
        assert [each.pk for each in known_of(actor("olga"), made, made.proposed.get()).findings] == [finding.pk]
        weighed(made)
        assert made.proposed.get().knew["findings"] == [finding.public_id]


class TestDays:
    def test_told_once_when_the_day_has_gone(self, one: FollowUp) -> None:
        made = demanded(one)
        for day in range(58, 70):
            tell_of_replacements({"day": (TODAY + day * DAY).isoformat()})
        made.refresh_from_db()
        assert (made.told_due_on, made.state) == (TODAY + 61 * DAY, "demanded")
        assert OutboxMessage.objects.filter(payload__what="replacement_overdue").count() == 1

    def test_a_demand_in_time(self, one: FollowUp) -> None:
        with pytest.raises(Wrong):
            demanded(one, due_on=TODAY - DAY)

    @pytest.mark.parametrize(
        ("step", "state"), [("", "demanded"), ("termination", "demanded"), ("replace-subsupplier", "dropped")]
    )
    def test_no_two_demands_to_leave_one_place_stand_side_by_side(self, one: FollowUp, step: str, state: str) -> None:
        made = demanded(one)
        newer = drafted(one, step)
        if step == "replace-subsupplier":
            said = replacements.ReplacementSaid(place=made.old_key, due_on=TODAY + 90 * DAY, wanted="Ingen gebyrer.")
            replacements.draft_replacement(by=actor("olga"), at=NOON, decision_id=newer.public_id, said=said)
        give_way(newer, actor("olga"), NOON)
        made.refresh_from_db()
        assert made.state == state

    def test_withdrawn_with_its_decision(self, one: FollowUp) -> None:
        made = proposed(demanded(one))
        take_back_what_it_moved(made.decision, actor("olga"), NOON)
        made.refresh_from_db()
        assert (made.state, block(made)) == ("dropped", [])
