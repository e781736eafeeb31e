"""Joint costs: recorded, owed, paid, settled, opened again and taken back."""

from decimal import Decimal
from typing import Any

import pytest

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.effects.actions.costs import AlreadyRecorded, CostSaid, FormUsed, move_share, record_cost, take_back_cost
from aktsom.effects.effort_states import SHARE, ShareState
from aktsom.effects.models import CostShare, JointCost
from aktsom.effects.queries.costs import audits_to_share, cost, costs_of, own_shares, share, total_open, traces
from aktsom.effects.rules.cost_sharing import Owed
from aktsom.follow_up.models import Audit, FollowUp
from aktsom.teams.problems import Wrong
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, member
from tests.follow_up.audits import begun, handed_in, ordered, told, wrote
from tests.follow_up.methods import followed

DAY = NOON.date()


@beginning(after=commons.terms)
def case() -> FollowUp:
    """Oslo has two contracts in it and Bergen one; Mons and Bjarne are the team."""
    return followed("oslo", "oslo", "bergen")


def said(**more: Any) -> CostSaid:
    usual: dict[str, Any] = {
        "kind": "interpreter",
        "title": "Tolk på møtet",
        "amount": Decimal(1000),
        "on": DAY,
        "paid_by": member("bergen").public_id,
        "rule": "contracts",
    }
    return CostSaid(**{**usual, **more})


def recorded(one: FollowUp, who: str = "bjarne", **more: Any) -> JointCost:
    return record_cost(by=actor(who), at=NOON, follow_up_id=one.public_id, said=said(**more))


def oslos(made: JointCost) -> CostShare:
    return CostShare.objects.get(cost=made, member=member("oslo"))


def moved(one: CostShare, who: str, verb: str, note: str = "") -> CostShare:
    one.refresh_from_db()
    return move_share(by=actor(who), at=NOON, share_id=one.public_id, revision=one.revision, verb=verb, note=note)


class TestRecording:
    def test_each_owes_its_share_to_the_one_that_paid(self, case: FollowUp) -> None:
        made = recorded(case)
        rows = {row.member_id: row for row in made.shares.all()}

        assert rows[member("oslo").pk].amount == Decimal("666.67")
        assert rows[member("bergen").pk].amount == Decimal("333.33")
        assert (rows[member("oslo").pk].state, rows[member("bergen").pk].state) == ("open", "settled")
        assert sum(row.amount for row in rows.values()) == made.amount
        entry = JournalEntry.objects.get(verb="joint_cost_recorded")
        assert "1000" not in str(entry.changes)
        owed = JournalEntry.objects.filter(verb="cost_share_owed").values_list("member_id", flat=True)
        assert set(owed) == {member("oslo").pk, member("bergen").pk}

    def test_equally_and_as_agreed(self, case: FollowUp) -> None:
        equal = recorded(case, rule="equal")
        agreed = {member("oslo").public_id: 9000, member("bergen").public_id: 1000}
        own = recorded(case, rule="agreed", title="Reise", agreed=agreed)

        assert [oslos(each).amount for each in (equal, own)] == [Decimal(500), Decimal(900)]
        with pytest.raises(Wrong):
            recorded(case, rule="agreed", title="Mat", agreed={member("oslo").public_id: 9000})
        with pytest.raises(Wrong):
            recorded(case, rule="agreed", title="Mat", agreed={**agreed, member("uio").public_id: 1})

    def test_whoever_owes_sees_its_share_and_not_the_whole(self, case: FollowUp) -> None:
        made = recorded(case)

        assert [one.amount for one in own_shares(actor("olga")).owed] == [Decimal("666.67")]
        with pytest.raises(NotVisible):
            cost(actor("olga"), made.public_id)
        assert cost(actor("berit"), made.public_id) == made  # Bergen paid
        assert costs_of(actor("mons"), case) == [made]  # sits in the team
        with pytest.raises(NotVisible):
            share(actor("stina"), oslos(made).public_id)
        assert own_shares(actor("stina")).net == []

    def test_the_same_twice_is_one(self, case: FollowUp) -> None:
        recorded(case)
        with pytest.raises(AlreadyRecorded):
            recorded(case, who="mons")
        assert JointCost.objects.count() == 1

    def test_one_form_records_once_whatever_it_says_by_then(self, case: FollowUp) -> None:
        made = recorded(case, cost_id="jco-0000000001")
        assert made.public_id == "jco-0000000001"
        with pytest.raises(FormUsed):
            recorded(case, cost_id="jco-0000000001", title="Noe annet", amount=Decimal(7))
        take_back_cost(by=actor("bjarne"), at=NOON, cost_id=made.public_id, reason="Feil beløp på fakturaen.")
        with pytest.raises(AlreadyRecorded):
            recorded(case, cost_id="jco-0000000001")
        assert JointCost.objects.count() == 1

    def test_one_form_with_other_shares_is_used(self, case: FollowUp) -> None:
        oslo, bergen = member("oslo").public_id, member("bergen").public_id
        told = {"cost_id": "jco-0000000001", "rule": "agreed"}
        recorded(case, **told, agreed={oslo: 9000, bergen: 1000})
        with pytest.raises(FormUsed):
            recorded(case, **told, agreed={oslo: 8000, bergen: 2000})
        with pytest.raises(AlreadyRecorded) as error:
            recorded(case, **told, agreed={oslo: 9000, bergen: 1000})
        assert not isinstance(error.value, FormUsed)

    @pytest.mark.parametrize("proposed", ["", "eff-0000000001", "jco-1", "jco-000000000U", "jco-0000000001\n"])
    def test_what_is_no_id_of_a_cost_becomes_none(self, case: FollowUp, proposed: str) -> None:
        made = recorded(case, cost_id=proposed)
        assert made.public_id != proposed
        assert made.public_id.startswith("jco-")

    def test_only_those_who_follow_up_record(self, case: FollowUp) -> None:
        for who in ("stina", "nora", "olga"):
            with pytest.raises(NotVisible):
                recorded(case, who)

    @pytest.mark.parametrize(
        ("more", "field"),
        [
            ({"amount": Decimal(0)}, "amount"),
            ({"amount": Decimal("10.005")}, "amount"),
            ({"kind": "bribe"}, "kind"),
            ({"rule": "loudest"}, "rule"),
            ({"rule": "audit"}, "rule"),
            ({"currency": "XXX"}, "currency"),
            ({"paid_by": "mem-0000000000"}, "paid_by"),
            ({"title": " "}, "title"),
            ({"on": DAY.replace(year=2027)}, "on"),
        ],
    )
    def test_what_is_wrong_is_told_in_its_field(self, case: FollowUp, more: dict[str, Any], field: str) -> None:
        with pytest.raises(Wrong) as error:
            recorded(case, **more)
        assert error.value.field == field
        assert not JointCost.objects.exists()


class TestAudits:
    def of(self, audit: Audit, **more: Any) -> CostSaid:
        usual = {"kind": "audit", "title": "Revisjon", "amount": audit.cost, "rule": "audit"}
        return said(**{**usual, "subject": audit.public_id, **more})

    def record(self, audit: Audit, **more: Any) -> JointCost:
        return record_cost(
            by=actor("mons"), at=NOON, follow_up_id=audit.follow_up.public_id, said=self.of(audit, **more)
        )

    def test_the_first_is_shared_as_contract_owners_said_yes_to(self, case: FollowUp) -> None:
        audit = ordered(case)
        assert audits_to_share(actor("mons"), case) == [audit]

        made = self.record(audit)

        assert {row.member_id: row.amount for row in made.shares.all()} == {
            row.member_id: row.amount for row in audit.shares.all()
        }
        assert audits_to_share(actor("mons"), case) == []
        with pytest.raises(AlreadyRecorded):
            self.record(audit, amount=Decimal(5))

    def test_later_ones_are_the_suppliers(self, case: FollowUp) -> None:
        audit = ordered(case)
        Audit.objects.filter(pk=audit.pk).update(payer="supplier")

        with pytest.raises(DomainError, match="Leverandøren betaler"):
            self.record(audit)
        assert audits_to_share(actor("mons"), case) == []

    def test_where_the_rule_hangs_on_the_result_members_say_why_they_pay(self, case: FollowUp) -> None:
        audit = ordered(case, payer_rule="adda")
        report = begun(audit)
        wrote(report)
        handed_in(told(report))

        with pytest.raises(Wrong) as error:
            self.record(audit)
        assert error.value.field == "rule_note"
        assert self.record(audit, rule_note="Avtalt i styringsgruppen.").shares.count() == 2

    def test_an_audit_of_another_case_is_none(self, case: FollowUp) -> None:
        with pytest.raises(NotVisible):
            recorded(case, subject="aud-0000000000", rule="audit")


class TestSettling:
    def test_it_is_paid_settled_and_opened_again_with_a_trace(self, case: FollowUp) -> None:
        made = recorded(case)
        mine = oslos(made)

        assert moved(mine, "olga", "say_paid", "Bilag 77").state == "paid"
        assert moved(mine, "berit", "settle").state == "settled"
        assert total_open(own_shares(actor("olga")).owed) == {}
        with pytest.raises(Wrong):
            moved(mine, "berit", "reopen")
        assert moved(mine, "berit", "reopen", "Pengene kom aldri inn.").state == "open"

        assert [row.verb for row in traces(actor("olga"), [mine])[mine.pk]] == ["say_paid", "settle", "reopen"]
        assert traces(actor("stina"), [mine]) == {}
        told = JournalEntry.objects.filter(verb="cost_share_settled").values_list("member_id", flat=True)
        assert set(told) == {member("oslo").pk, member("bergen").pk}

    def test_each_says_its_own_part_alone(self, case: FollowUp) -> None:
        mine = oslos(recorded(case))
        bergens = CostShare.objects.get(member=member("bergen"))

        for who, one, verb in (
            ("berit", mine, "say_paid"),
            ("olga", mine, "settle"),
            ("rita", mine, "say_paid"),
            ("berit", bergens, "settle"),
        ):
            with pytest.raises(Refused):
                moved(one, who, verb)
        with pytest.raises(NotVisible):
            moved(mine, "stina", "settle")
        with pytest.raises(NotVisible):
            moved(mine, "berit", "take_back")

    def test_a_second_click_and_a_stale_page_are_told(self, case: FollowUp) -> None:
        mine = oslos(recorded(case))
        moved(mine, "olga", "say_paid")

        with pytest.raises(Stale):
            move_share(by=actor("olga"), at=NOON, share_id=mine.public_id, revision=1, verb="say_paid")
        with pytest.raises(Refused):
            moved(mine, "olga", "say_paid")

    def test_what_two_owe_each_other_is_set_against_each_other(self, case: FollowUp) -> None:
        recorded(case, rule="equal")
        recorded(case, rule="equal", title="Reise", amount=Decimal(600), paid_by=member("oslo").public_id)

        assert own_shares(actor("olga")).net == [Owed(member("oslo").pk, member("bergen").pk, Decimal(200), "NOK")]

    @pytest.mark.parametrize("state", ShareState)
    def test_each_state_answers_each_verb_with_a_move_or_a_reason(self, state: ShareState) -> None:
        verbs = {move.verb for move in SHARE.moves}
        open_ = {
            "open": {"say_paid", "settle", "take_back"},
            "paid": {"settle", "reopen"},
            "settled": {"reopen"},
            "void": set(),
        }
        assert {verb for verb in verbs if SHARE.refusal(state, verb) is None} == open_[state]


class TestTakingBack:
    def test_it_is_taken_back_while_nobody_has_paid(self, case: FollowUp) -> None:
        made = recorded(case)
        take_back_cost(by=actor("mons"), at=NOON, cost_id=made.public_id, reason="Feil beløp på fakturaen.")

        assert own_shares(actor("olga")).owed == []
        assert set(made.shares.values_list("state", flat=True)) == {"void"}
        with pytest.raises(Stale):
            take_back_cost(by=actor("mons"), at=NOON, cost_id=made.public_id, reason="Feil beløp på fakturaen.")
        assert recorded(case).pk != made.pk  # and written anew

    def test_not_once_somebody_has_paid(self, case: FollowUp) -> None:
        made = recorded(case)
        moved(oslos(made), "olga", "say_paid")

        with pytest.raises(DomainError, match="Noen har betalt"):
            take_back_cost(by=actor("mons"), at=NOON, cost_id=made.public_id, reason="Feil beløp på fakturaen.")
        with pytest.raises(NotVisible):
            take_back_cost(by=actor("olga"), at=NOON, cost_id=made.public_id, reason="Feil beløp på fakturaen.")
