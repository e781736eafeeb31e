"""From draft to a frozen report: what people write is kept, two at once, adopted once, corrected by a new version."""

import hashlib
import io
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from aktsom.core.errors import NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.effects.actions import reports as acts
from aktsom.effects.actions.adopting import adopt_report, content_of
from aktsom.effects.models import Report
from aktsom.effects.queries.reports import compared, report
from aktsom.effects.report_files import of_reports
from aktsom.effects.reports.setting import paper_of
from aktsom.findings.actions.publication_loading import Leaks
from aktsom.findings.models import Finding
from aktsom.follow_up.files import place
from aktsom.follow_up.models import FollowUp
from aktsom.teams.actions.memos import LookAgain
from aktsom.teams.problems import Wrong
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, person
from tests.effects.reported import begun, part, said
from tests.findings.made import standing
from tests.follow_up.concluded import followed_up
from tests.risk.purchases import gloves

OURS = "Rutinen ble vedtatt av rådmannen i mars og ses over hvert år."


@beginning(after=commons.terms)
def one() -> FollowUp:
    made = followed_up(sets={"oslo": "T4", "bergen": "T1"})
    standing(made)
    return made


def wrote(made: Report, key: str = "routine", text: str = OURS, by: str = "mons", **told: Any) -> None:
    revision = part(made, key).revision
    usual: dict[str, Any] = {"revision": revision, "shown": True}
    acts.write_section(by=actor(by), at=NOON, report_id=made.public_id, key=key, text=text, **{**usual, **told})


def read_by(made: Report) -> dict[str, Any]:
    made.refresh_from_db()
    return {"report_id": made.public_id, "revision": made.revision, "read": content_of(list(made.sections.all()))}


def adopted(made: Report, by: str = "olga") -> Report:
    return adopt_report(by=actor(by), at=NOON, **read_by(made))


def kept(key: str, size: int) -> bytes:
    return b"".join(place().read(key, 0, size))


class TestWriting:
    def test_what_a_person_writes_is_never_overwritten(self, one: FollowUp) -> None:
        made = begun()
        wrote(made, "risk_overview", "Vi ser særlig på hansker.")
        gloves("oslo", title="Engangshansker til skolene")
        made.refresh_from_db()

        changed = acts.fetch_anew(
            by=actor("mons"), at=NOON + timedelta(days=1), report_id=made.public_id, revision=made.revision,
            keys=["risk_overview", "contracts"],
        )  # fmt: skip

        assert set(changed) == {"risk_overview", "contracts"}
        row = part(made, "risk_overview")
        assert row.text == "Vi ser særlig på hansker."
        assert "Høy risiko · 2" in said(made, "risk_overview")
        assert part(made, "follow_up").drafted_at == NOON  # it was not asked for

    def test_what_has_changed_is_shown_before_it_is_fetched(self, one: FollowUp) -> None:
        made = begun()
        assert [each for each in compared(actor("mons"), made, NOON) if each.change] == []

        gloves("oslo", title="Engangshansker til skolene")
        found = {each.section.key: each.change for each in compared(actor("mons"), made, NOON) if each.change}

        assert found["risk_overview"] is not None
        assert any("Høy risiko · 1" in line for line in found["risk_overview"].gone)
        assert any("Høy risiko · 2" in line for line in found["risk_overview"].new)
        assert "decisions" not in found

    def test_two_in_one_section_and_two_in_different_ones(self, one: FollowUp) -> None:
        made = begun()
        revision = part(made, "routine").revision
        wrote(made, "routine", by="mons", revision=revision)
        wrote(made, "contracts", "Alle nye avtaler får vilkår.", by="olga")

        with pytest.raises(Stale):
            wrote(made, "routine", "Noe annet.", by="olga", revision=revision)
        assert part(made, "routine").text == OURS

    def test_texts_are_looked_at_for_workers_and_their_length(self, one: FollowUp) -> None:
        made = begun()
        with pytest.raises(LookAgain):
            wrote(made, "findings", "Arbeideren Priya Sharma, 23 år, fortalte oss det.")
        with pytest.raises(Wrong):
            wrote(made, "findings", "a" * 6_001)

    def test_readers_and_others_write_nothing(self, one: FollowUp) -> None:
        made = begun()
        with pytest.raises(Refused):
            wrote(made, by="rita")
        for other in ("berit", "nora", "sekka"):
            with pytest.raises(NotVisible):
                wrote(made, by=other)


class TestAdopting:
    def test_it_is_frozen_and_kept_byte_for_byte(self, one: FollowUp) -> None:
        made = begun()
        wrote(made)
        done = adopted(made)
        before = {"pdf": kept(done.pdf_key, done.pdf_size), "word": kept(done.word_key, done.word_size)}
        gloves("oslo", title="Engangshansker til skolene")

        done.refresh_from_db()
        assert hashlib.sha256(before["pdf"]).hexdigest() == done.pdf_sha256
        assert hashlib.sha256(before["word"]).hexdigest() == done.word_sha256
        assert (done.state, done.adopted_name) == ("adopted", person("olga").name)
        assert done.content_sha256 == content_of(list(done.sections.all()))
        assert OURS in "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(before["pdf"])).pages)
        assert of_reports([done.pdf_sha256, done.word_sha256, "0" * 64]) == {done.pdf_sha256, done.word_sha256}
        entry = JournalEntry.objects.get(verb="report_adopted")
        assert entry.changes["pdf"] == done.pdf_sha256

    def test_nothing_more_is_written_in_it(self, one: FollowUp) -> None:
        made = begun()
        wrote(made)
        adopted(made)

        with pytest.raises(Refused):
            wrote(made, text="Noe annet.")
        with pytest.raises(Refused):
            acts.drop_report(by=actor("olga"), at=NOON, report_id=made.public_id, revision=made.revision + 1)

    def test_only_the_contract_owner_adopts(self, one: FollowUp) -> None:
        made = begun()
        wrote(made)
        with pytest.raises(Refused, match="avtaleeier"):
            adopted(made, by="mons")

    def test_the_routine_has_to_be_written_first(self, one: FollowUp) -> None:
        with pytest.raises(Refused, match="Rutinen vår"):
            adopted(begun())

    def test_twice_is_answered_kindly(self, one: FollowUp) -> None:
        made = begun()
        wrote(made)
        asked = read_by(made)
        adopt_report(by=actor("olga"), at=NOON, **asked)

        with pytest.raises(Stale, match="vedtatt allerede"):
            adopt_report(by=actor("olga"), at=NOON, **asked)
        assert JournalEntry.objects.filter(verb="report_adopted").count() == 1

    def test_what_is_written_after_it_was_read_is_not_adopted(self, one: FollowUp) -> None:
        made = begun()
        wrote(made)
        asked = read_by(made)
        wrote(made, text="Rutinen er under arbeid.")

        with pytest.raises(Stale, match="siden du leste"):
            adopt_report(by=actor("olga"), at=NOON, **asked)

    def test_a_correction_is_a_new_version(self, one: FollowUp) -> None:
        made = begun()
        wrote(made)
        first = adopted(made)
        again = acts.begin_correction(
            by=actor("mons"), at=NOON, report_id=first.public_id, reason="Tallet for avtaler var feil."
        )
        with pytest.raises(Stale):
            acts.begin_correction(by=actor("olga"), at=NOON, report_id=first.public_id, reason="Det samme en gang til.")
        assert part(again, "routine").text == OURS
        second = adopted(again)

        first.refresh_from_db()
        assert (first.state, second.state, second.number) == ("replaced", "adopted", 2)
        assert kept(first.pdf_key, first.pdf_size)
        assert "Tallet for avtaler var feil." in str(paper_of(second, list(second.sections.all())).facts)

    def test_one_that_is_adopted_is_not_begun_anew(self, one: FollowUp) -> None:
        made = begun()
        wrote(made)
        adopted(made)

        with pytest.raises(Refused, match="Rett den"):
            begun()
        assert begun(language="nn").number == 1

    def test_a_dropped_draft_is_gone_and_another_can_be_begun(self, one: FollowUp) -> None:
        made = begun()
        acts.drop_report(by=actor("mons"), at=NOON, report_id=made.public_id, revision=made.revision)

        with pytest.raises(NotVisible):
            report(actor("mons"), made.public_id)
        assert begun().public_id != made.public_id


class TestTheCooperations:
    def test_it_is_the_secretariats_until_it_is_adopted(self, one: FollowUp) -> None:
        made = begun("cooperation", by="sekka")
        with pytest.raises(NotVisible):
            report(actor("olga"), made.public_id)

        adopted(made, by="sekka")
        assert report(actor("olga"), made.public_id) == made
        with pytest.raises(NotVisible):
            report(actor("nora"), made.public_id)


class TestTheAccount:
    @pytest.mark.parametrize(
        "text",
        ["Vi betalte 250 000 kroner for hanskene.", "Leverandøren oppfyller kravene.", "Feil hos Lanka Stitching."],
    )
    def test_prices_claims_and_names_behind_the_supplier_stay_out(self, one: FollowUp, text: str) -> None:
        Finding.objects.update(site_name="Lanka Stitching", site_key="Lanka Stitching")
        made = begun("account")

        with pytest.raises(Leaks):
            wrote(made, "organisation", text)

    def test_without_published_results_nothing_is_told_of_findings(self, one: FollowUp) -> None:
        made = begun("account")

        assert "Ingen resultater fra oppfølging av leverandørene våre er publisert ennå." in said(made, "risks")
        assert "Nordhav" not in said(made, "risks") + said(made, "measures")

    def test_it_names_the_section_of_the_act(self, one: FollowUp) -> None:
        assert "§ 5" in said(begun("account"), "organisation")
        assert "openheitslova" in said(begun("account", language="nn"), "organisation")


def structure(pdf: bytes) -> Mapping[str, Any]:
    root: Mapping[str, Any] = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    return root


def tags(node: Any) -> list[str]:
    """Of the structure tree, in the order in which it is read."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [tag for each in node for tag in tags(each)]
    if not isinstance(node, Mapping):
        return []
    here = [str(node["/S"])] if "/S" in node else []
    return here + (tags(node["/K"]) if "/K" in node else [])


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_pdf_is_tagged_and_reads_in_order(one: FollowUp, language: str) -> None:
    made = begun(language=language)
    wrote(made)
    done = adopted(made)
    content = kept(done.pdf_key, done.pdf_size)
    root = structure(content)

    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith(language)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    found = tags(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/P"} <= set(found)
    assert found.index("/H1") < found.index("/H2") < found.index("/Table")
    assert str(PdfReader(io.BytesIO(content)).metadata.title)


def test_a_chart_has_its_alternative(one: FollowUp) -> None:
    made = begun()
    wrote(made)
    done = adopted(made)
    pdf = PdfReader(io.BytesIO(kept(done.pdf_key, done.pdf_size)))

    alternatives = [
        str(each.get_object()["/Alt"]) for each in (pdf.get_object(n) for n in range(1, len(pdf.xref_objStm) + 500))
        if isinstance(each, Mapping) and "/Alt" in each
    ]  # fmt: skip
    assert any(text.startswith("Søyler for hvert trinn.") for text in alternatives)


def test_word_says_the_same(one: FollowUp) -> None:
    made = begun(language="en")
    wrote(made)
    done = adopted(made)
    document = Document(io.BytesIO(kept(done.word_key, done.word_size)))

    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    assert len(headings) == 8  # "ahead" holds nothing and is left out
    assert document.core_properties.language == "en-GB"
    assert OURS in "\n".join(each.text for each in document.paragraphs)


class TestOnOnePage:
    def test_with_all_that_a_person_may_write(self, one: FollowUp) -> None:
        """As many lines and letters in each of the three sections as they may have."""
        gloves("oslo", title="Engangshansker til skolene")
        made = begun("management")
        text = "\n".join(["Vi bør sette av en halv stilling til oppfølging neste år, og ta det med i budsjettet."] * 4)
        for key in ("status", "attention", "ahead"):
            wrote(made, key, f"{text:<400}"[:400].strip())
        done = adopted(made)

        assert len(PdfReader(io.BytesIO(kept(done.pdf_key, done.pdf_size))).pages) == 1

    def test_longer_is_refused(self, one: FollowUp) -> None:
        made = begun("management")
        with pytest.raises(Wrong):
            wrote(made, "ahead", "a" * 401)
        with pytest.raises(Wrong, match="én side"):
            wrote(made, "ahead", "\n".join(["a"] * 5))
