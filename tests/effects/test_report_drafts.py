"""What reports are drafted to say, against figures counted by hand."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from aktsom.core.errors import NotVisible, Refused
from aktsom.core.papers import Table
from aktsom.effects.actions.not_acting import say_why_not
from aktsom.effects.actions.reports import start_report
from aktsom.effects.models import Report
from aktsom.effects.queries.figures import Figure, Part
from aktsom.effects.reports.figures_said import figure_rows
from aktsom.effects.reports.parts import read, read_sources
from aktsom.effects.tables import indicators
from aktsom.follow_up.models import FollowUp
from aktsom.teams.models import Mandate, TeamSeat
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, member
from tests.effects.reported import YEAR, begun, everything, fact, part, said, table
from tests.factories.reports import asked, handed_in
from tests.findings.made import standing
from tests.follow_up.concluded import followed_up
from tests.risk.purchases import gloves, unlisted, unsaid

SECRET = "Gebyr hos Lanka Stitching"


@beginning(after=commons.terms)
def one() -> FollowUp:
    """Oslo has two contracts with high risk, one of which is followed up with Bergen's, one that lacks information and
    one that is not on the list; a self-report is answered, and one deviation stands."""
    made = followed_up(sets={"oslo": "T4", "bergen": "T1"})
    gloves("oslo", title="Engangshansker til tannlegene", supplier_name="Andre Varer AS", supplier_number="")
    unsaid("oslo"), unlisted("oslo")
    handed_in(asked(made))
    standing(made, title=SECRET)
    return made


class TestRoutine:
    def test_the_risk_overview_counts_each_contract_once(self, one: FollowUp) -> None:
        found = table(begun(), "risk_overview", "Avtaler etter risiko")

        assert found == {
            "Høy risiko": ("2",), "Ikke nok opplysninger til å si det": ("1",), "Ikke på høyrisikolisten": ("1",),
        }  # fmt: skip

    def test_contracts_by_category_with_terms(self, one: FollowUp) -> None:
        made = begun()

        assert list(table(made, "contracts", "Avtaler med høy risiko").values()) == [("2", "1")]
        assert table(made, "contracts", "Vilkår i avtalene")["Avtaler med vilkår"] == ("1 av 2 (50 %)", "–")

    def test_follow_up_in_figures_and_by_name(self, one: FollowUp) -> None:
        made = begun()
        figures = table(made, "follow_up", "Hvor langt oppfølgingen er kommet")

        assert figures["Avtaler som følges opp"] == ("1 av 2 (50 %)", "–")
        assert figures["Avtaler med egenrapport"] == ("1 av 2 (50 %)", "–")
        [(supplier, rest)] = table(made, "follow_up", "Oppfølginger i året").items()
        assert (supplier, rest[1]) == ("Nordhav Medisinsk AS", "I gang")
        assert "Søyler" not in said(made, "follow_up")  # the alternative of a chart is no line of its own

    def test_what_came_and_went_adds_up(self, one: FollowUp) -> None:
        found = table(begun(), "findings", "Inn og ut i året")

        assert found["Avvik"] == ("0", "1", "0", "1")
        for opening, added, closed, closing in found.values():
            assert int(opening) + int(added) - int(closed.split()[0]) == int(closing)

    def test_what_nobody_knows_is_said_in_words(self, one: FollowUp) -> None:
        made = begun()

        assert "Ingen har ført timer i året. Hvor mye tid arbeidet tok, er derfor ukjent." in said(made, "resources")
        assert "Hvor mange timer det sparte, er ukjent" in said(made, "resources")
        assert table(made, "findings", "Retting og oppreisning")["Dager til retting"] == (
            "Ingenting å regne av i perioden", "1",
        )  # fmt: skip

    def test_avoided_work_of_the_member(self, one: FollowUp) -> None:
        """Two contracts were ticked off by one answer, and one of the two is avoided; the team's lead did the work."""
        rows = {owner: table(begun(owner=owner, by=by), "resources", "Felles arbeid")["Egenrapporter"]
                for owner, by in (("oslo", "mons"), ("bergen", "bjarne"))}  # fmt: skip

        assert sum(int(row[1]) for row in rows.values()) == 1
        assert {row[0] for row in rows.values()} == {"1"}

    def test_management_is_told_what_is_counted(self, one: FollowUp) -> None:
        """Single activities, by the same name as elsewhere; not follow-ups, of which there is one."""
        told = said(begun("management", owner="bergen", by="bjarne"), "attention")
        assert "Ganger spart med felles arbeid: 1 (Egenrapporter: 1)." in told
        assert "oppfølging" not in told.split("Ganger spart")[1].split(").")[0]
        sources = read_sources(part(begun(owner="bergen", by="bjarne"), "resources").sources)
        assert "Ganger spart" in {each.name for each in sources}

    def test_what_is_unknown_of_all_parts_has_its_own_words(self, one: FollowUp) -> None:
        figure = Figure(indicators()["terms"], (Part("T4", Decimal(1), Decimal(1), Decimal(0)),), Decimal(2), NOON)
        assert figure_rows(figure)[-1] == ("Avtaler uten vilkår oppgitt", "Ukjent", "2")

    def test_reasons_for_not_acting_stand_with_what_they_are_of(self, one: FollowUp) -> None:
        assert "1 avtale med høy risiko følges ikke opp. For 0 er grunnen skrevet." in said(begun(), "not_acting")
        dentists = member("oslo").contracts.get(title="Engangshansker til tannlegene")
        say_why_not(
            by=actor("mons"), at=NOON, member_id=member("oslo").public_id, year=YEAR,
            contracts=[dentists.public_id], group_id="", reason="Avtalen løper ut før jul.",
        )  # fmt: skip

        told = said(begun(language="nn"), "not_acting")
        assert "Engangshansker til tannlegene: Avtalen løper ut før jul." in told

    def test_each_figure_has_its_definition_day_and_rows(self, one: FollowUp) -> None:
        sources = {each.name: each for each in read_sources(part(begun(), "follow_up").sources)}

        followed = sources["Avtaler som følges opp"]
        assert (followed.count, followed.record, followed.on) == (2, "contract", "2026-11-02")
        assert len(followed.keys) == 2
        assert followed.text
        assert all(each.on for each in sources.values())

    def test_no_words_of_the_case_are_in_it(self, one: FollowUp) -> None:
        for kind in ("routine", "management", "account"):
            assert SECRET not in everything(begun(kind))

    def test_the_language_is_the_reports_own(self, one: FollowUp) -> None:
        assert fact(begun(language="en"), "routine", "Contract owners") == "1"
        assert "Contracts by risk" in said(begun("routine", language="en"), "risk_overview")
        assert "Avtalar" in said(begun(language="nn"), "contracts")

    def test_parts_are_called_by_name_in_the_language_of_the_report(self, one: FollowUp) -> None:
        named = "Ivaretakelse av grunnleggende menneskerettigheter i leverandørkjeden (2022)"
        assert table(begun(), "contracts", "Vilkår i avtalene")[f"Avtaler etter vilkår: {named}"][0] == "1 av 1 (100 %)"
        [(_supplier, rest)] = table(begun(), "follow_up", "Oppfølginger i året").items()
        assert f"{named}: " in rest[2]
        for language, said_so in (("nb", "Følger opp selv"), ("nn", "Følgjer opp sjølv"), ("en", "Follows up itself")):
            with translation.override(language):
                figure = Figure(
                    indicators()["reliance"], (Part("own", Decimal(1), Decimal(2), Decimal(0)),), Decimal(0), NOON
                )
                [(name, told, _unknown)] = figure_rows(figure)
                assert name.endswith(f": {said_so}")
                assert told.startswith("1 ")

    def test_what_is_rounded_is_said_to_be(self) -> None:
        for id_ in ("days_to_plan", "remedied_sums", "own_deviations", "hours_saved"):
            part_ = Part("NOK" if id_ == "remedied_sums" else "", Decimal(10), Decimal(20), Decimal(0))
            exact, rough = (Figure(indicators()[id_], (part_,), Decimal(0), NOON, rounded) for rounded in (False, True))
            assert "omtrent" not in figure_rows(exact)[0][1]
            assert "omtrent" in figure_rows(rough)[0][1], id_

    def test_it_says_what_held_when_the_year_was_over(self, one: FollowUp) -> None:
        """A mandate withdrawn in the year after held on the last day of this one, and one given after it did not."""
        name = "Avtaler med fullmakt til en kategorigruppe"
        later = NOON.replace(year=YEAR + 1, month=2)
        mandates = Mandate.objects.filter(member=member("oslo"))
        assert mandates.count() == 1
        assert fact(begun(at=later), "routine", name) == "1"
        mandates.update(state="withdrawn", withdrawn_at=later - timedelta(days=1), reason="Vi gjør det selv.")
        TeamSeat.objects.filter(member=member("oslo")).update(left_at=later - timedelta(days=1))
        for language, asked_at, held in (("nn", later, "1"), ("en", later, "1")):
            again = begun(at=asked_at, language=language)
            with translation.override(language):
                assert fact(again, "routine", translation.gettext(name)) == held
                assert fact(again, "routine", translation.gettext("Deltar i kategorigrupper")) != translation.gettext(
                    "Nei"
                )
        end = timezone.make_aware(datetime(YEAR + 1, 1, 1))
        for more in ({"withdrawn_at": end - timedelta(seconds=1)}, {"state": "granted", "answered_at": end}):
            mandates.update(**more)
            Report.objects.filter(kind="routine").update(state="dropped")
            assert fact(begun(at=later), "routine", name) == "0"

    def test_what_is_open_when_a_year_is_over_is_not_said_to_be_open_now(self, one: FollowUp) -> None:
        later = NOON.replace(year=YEAR + 1, month=2)
        headings = [
            part_.columns[-1] for part_ in read(part(begun(at=later), "findings").drafted)
            if isinstance(part_, Table) and part_.caption == "Inn og ut i året"
        ]  # fmt: skip
        assert headings == ["Åpne ved årets slutt"]


class TestNothingThere:
    def test_a_member_without_contracts(self, one: FollowUp) -> None:
        made = begun(owner="stavanger", by="stina")

        assert "Ingen avtaler som løper, er vurdert til høy risiko." in said(made, "contracts")
        assert "Alle avtaler med høy risiko følges opp." not in said(made, "not_acting")
        assert "Ingen oppfølginger dekket avtalene i året." in said(made, "follow_up")
        assert "0 av 0" not in everything(made)

    def test_management_with_nothing_to_tell(self, one: FollowUp) -> None:
        made = begun("management", owner="stavanger", by="stina")

        assert "Ingenting trenger ledelsens øye nå." in said(made, "attention")


class TestWhoMayBegin:
    @pytest.mark.parametrize("who", ["berit", "nora", "ada", "sekka"])
    def test_others_do_not_find_the_member(self, one: FollowUp, who: str) -> None:
        with pytest.raises((NotVisible, Refused)):
            begun(by=who)

    def test_a_reader_is_told_why_not(self, one: FollowUp) -> None:
        with pytest.raises(Refused, match="holder registeret"):
            begun(by="rita")

    def test_the_cooperations_is_the_secretariats(self, one: FollowUp) -> None:
        with pytest.raises(Refused, match="sekretariatet"):
            begun("cooperation", by="olga")
        assert begun("cooperation", by="sekka").sections.count() == 7

    def test_a_second_begins_nothing_more(self, one: FollowUp) -> None:
        first = begun()
        again, new = start_report(
            by=actor("olga"), at=NOON + timedelta(minutes=1), kind="routine", key=member("oslo").public_id, year=YEAR,
            language="nb",
        )  # fmt: skip

        assert (again, new) == (first, False)
