"""The made-up year as people read it: each kind of report opened as paper, and nothing of one in what another reads."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from aktsom.core.papers import Bars, Table, pdf_of, word_of
from aktsom.effects.models import Report
from aktsom.effects.report_states import ReportKind
from aktsom.effects.reports.parts import lines, read
from aktsom.effects.reports.setting import paper_of
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.models import SanctionDecision
from aktsom.teams.models import CategoryTeam
from tests.effects.pilot_year import deciding, hours, signals
from tests.effects.pilot_year.people import BUYER, BUYERS, Buyer, actor, member, person
from tests.effects.pilot_year.registers import sold_to, value_of
from tests.effects.pilot_year.story import Story
from tests.web.conftest import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("pilot_year")]
LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
OWN_KINDS = {"oslo": "oslo", "uib": "uib", "flo": "flo", "account": "sykehus", "leaders": "oslo"}
# Who followed what was recommended, who declined, who has not decided, and who lets nobody act for it.
READERS = [BUYER[name] for name in ("oslo", "bergen", "uib", "flo")]
_BETWEEN_FIGURES = re.compile(r"(?<=\d)[\s\u00a0\u202f.](?=\d)")


def report(year: Story, name: str) -> Report:
    return Report.objects.get(public_id=year.reports[name])


def said_in(one: Report) -> str:
    rows = one.sections.order_by("id")
    return "\n".join(text for row in rows for text in (row.text, *lines(read(row.drafted)), str(row.sources)))


class TestReports:
    def test_each_kind_is_made_and_adopted(self, year: Story) -> None:
        made = Report.objects.all()
        assert set(made.values_list("kind", flat=True)) == set(ReportKind)
        assert set(made.values_list("language", flat=True)) == set(LANGUAGES)
        assert set(made.values_list("state", flat=True)) == {"adopted"}
        assert all(one.pdf_sha256 and one.word_sha256 and one.content_sha256 for one in made)

    @pytest.mark.parametrize("name", ["oslo", "uib", "flo", "account", "leaders", "together", "textile"])
    def test_it_can_be_read_by_ear_and_in_word(self, year: Story, name: str) -> None:
        one = report(year, name)
        paper = paper_of(one, list(one.sections.order_by("id")))
        pdf = PdfReader(io.BytesIO(pdf_of(paper)))
        root = pdf.trailer["/Root"].get_object()
        assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == (LANGUAGES[one.language], True)
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert pdf.metadata is not None
        assert pdf.metadata.title == paper.title
        found = list(tagged(root["/StructTreeRoot"]))
        assert found[0][0] == "/Document"
        assert [tag for tag, _node in found if tag.startswith("/H")][:1] == ["/H1"]
        assert all(node.get("/Alt") for tag, node in found if tag == "/Figure")
        with zipfile.ZipFile(io.BytesIO(word_of(paper))) as word:
            assert word.testzip() is None
            text = word.read("word/document.xml").decode()
        for heading in (part.text for part in paper.parts if hasattr(part, "level")):
            assert heading in re.sub(r"<[^>]+>", "", text), heading

    def test_the_cooperations_says_the_figures_of_the_year(self, year: Story) -> None:
        parts = [part for row in report(year, "together").sections.order_by("id") for part in read(row.drafted)]
        [funnel] = [part for part in parts if isinstance(part, Bars)]
        assert [much for _name, much, _written in funnel.bars] == [40, 12, 10, 6, 5, 1]
        [work] = [part for part in parts if isinstance(part, Table) and part.caption == "Felles arbeid"]
        assert [row[1:] for row in work.rows] == [  # activities, contracts ticked off, avoided
            ("10", "66", "56"), ("5", "34", "29"), ("6", "41", "35"), ("1", "5", "4"),
        ]  # fmt: skip

    def test_the_one_who_gave_no_mandate_says_so(self, year: Story) -> None:
        one = report(year, "flo")
        assert not one.sections.filter(text=deciding.own_reason("oslo")).exists()
        assert "38" in said_in(one)  # its contracts


def tagged(node: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each element of the structure, in the order of reading."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for each in node:
            yield from tagged(each)
    elif isinstance(node, Mapping):
        if "/S" in node:
            yield str(node["/S"]), node
        if "/K" in node:
            yield from tagged(node["/K"])


def pages_of(year: Story, buyer: Buyer) -> list[str]:
    """What its people open: what waits, the cases, one of them with what was decided, figures, reports, journal."""
    clothes, own = year.cases["clothes"], member(buyer.name).public_id
    found = [
        reverse("home"), reverse("cases_list"), reverse("cases_follow_up", args=[clothes]),
        reverse("cases_conclusions", args=[clothes]), reverse("sanctions_case", args=[clothes]),
        reverse("effect_home"), reverse("effect_of", args=["medlem", own]),
        reverse("effect_of", args=["nettverk", "alle"]),
        reverse("effect_heat"), reverse("reports_list"), reverse("journal_list"), reverse("contracts_list"),
    ]  # fmt: skip
    made = SanctionDecision.objects.filter(owner=member(buyer.name)).values_list("public_id", flat=True)
    return [*found, *(reverse("sanctions_decision", args=[each]) for each in made)]


def plain(text: str) -> str:
    return _BETWEEN_FIGURES.sub("", text)


class TestNothingLeaks:
    @pytest.mark.parametrize("buyer", READERS, ids=lambda buyer: buyer.name)
    def test_what_a_member_reads_holds_nothing_of_anothers(self, year: Story, buyer: Buyer) -> None:
        client = Client()
        sign_in(client, person(buyer.owner))
        answers = [client.get(address) for address in pages_of(year, buyer)]
        assert {answer.status_code for answer in answers} <= {200, 404}
        assert sum(answer.status_code == 200 for answer in answers) >= 8
        text = plain("\n".join(answer.content.decode() for answer in answers))
        assert signals.SPOKE not in text
        for other in BUYERS:
            if other != buyer:
                assert deciding.own_reason(other.name) not in text, other.name
                for number in range(40):
                    if other in sold_to(number):
                        assert str(value_of(number, other)) not in text, (other.name, number)
        if buyer.name != "oslo":
            assert hours.HOURLY.replace(".", ",") not in text
        if buyer.name in deciding.DECISIONS:
            assert deciding.own_reason(buyer.name) in text  # so that the search above finds what is there

    @pytest.mark.parametrize(("name", "owner"), OWN_KINDS.items())
    def test_nor_does_its_report(self, year: Story, name: str, owner: str) -> None:
        text = plain(said_in(report(year, name)))
        assert signals.SPOKE not in text
        others = [buyer for buyer in BUYERS if buyer.name != owner]
        assert not [buyer.name for buyer in others if deciding.own_reason(buyer.name) in text]
        assert not [
            (buyer.name, number) for buyer in others for number in range(40) if str(value_of(number, buyer)) in text
        ]

    @pytest.mark.parametrize("name", ["together", "textile"])
    def test_what_is_of_all_names_nobodys_own(self, year: Story, name: str) -> None:
        text = plain(said_in(report(year, name)))
        assert signals.SPOKE not in text
        assert not [buyer.name for buyer in BUYERS if deciding.own_reason(buyer.name) in text]
        assert not [
            (buyer.name, number) for buyer in BUYERS for number in range(40) if str(value_of(number, buyer)) in text
        ]
        assert hours.HOURLY.replace(".", ",") not in text

    def test_the_supplier_reads_no_decision_that_it_has_no_letter_of(self, year: Story) -> None:
        client = Client()
        sign_in(client, person("vera00"))
        answer = client.get(reverse("home"))
        text = answer.content.decode()
        assert answer.status_code == 200
        assert not [name for name in deciding.DECISIONS if deciding.own_reason(name) in text]
        team = CategoryTeam.objects.get(group_id="textile")
        assert client.get(reverse("effect_of", args=["gruppe", team.public_id])).status_code in (403, 404)
        assert FollowUp.objects.filter(public_id=year.cases["clothes"]).exists()
        assert client.get(reverse("cases_follow_up", args=[year.cases["clothes"]])).status_code in (403, 404)
        assert actor("vera00").supplier_ids
