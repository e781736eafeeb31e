"""Evidence and letters, in the bytes they lie in: documents of the case that are files already."""

from django.utils.translation import gettext as _

from aktsom.findings.queries.findings import decided_on_files
from aktsom.findings.queries.plans import files_of as proof_of
from aktsom.findings.queries.plans import measures_of, plan_of
from aktsom.follow_up.file_words import download_name
from aktsom.follow_up.models import Evidence
from aktsom.follow_up.permissions.evidence import download
from aktsom.follow_up.queries.packages import files_of
from aktsom.records.documents import StoredFile
from aktsom.records.queries.requests import answered_in
from aktsom.records.states import Way
from aktsom.sanctions.letter_making import TYPES
from aktsom.sanctions.letter_states import LetterState
from aktsom.sanctions.models import Letter
from aktsom.sanctions.queries.letters import letters_for
from aktsom.sharing.audiences import Audience
from aktsom.web.evidence.words import KINDS
from aktsom.web.letters import words as letter_words
from aktsom.web.records.making import Found, Reading, day_of, document, drafts, protected


def evidence(reading: Reading) -> Found:
    """What answers, reports, conclusions, findings and plans of the case rest on, each once."""
    kept = 0
    for one in sorted(_evidence(reading), key=lambda one: one.pk):
        if one.audience == Audience.WORKER_PROTECTED:
            kept += 1
            continue
        if one.from_supplier and one.supplier is not None:
            way = (Way.IN, str(one.supplier.name))
        else:
            way = reading.way_from(one.owner)
        name = download_name(one.file_name, one.content_type)
        refusal = download(one)
        yield document(
            reading, "evidence", one.public_id, f"{KINDS.get(one.kind, one.kind)}: {one.title}",
            day_of(one.uploaded_at), way, files=(StoredFile(name, one.key, one.sha256, one.size, one.content_type),),
            ground=one.secrecy_ground,
            review_on=one.review_on, supplier_id=one.supplier_id if one.from_supplier else None,
            withheld=str(refusal) if refusal else "", maker=way[1] or one.owner.name,
        )  # fmt: skip
    yield from protected(kept)


def _evidence(reading: Reading) -> set[Evidence]:
    viewer, case = reading.viewer, reading.case
    found = set(files_of(viewer, [case])[case.pk])
    found |= decided_on_files(viewer, [one for one in reading.findings if one.stopped_at is None])
    if (plan := plan_of(viewer, case)) is not None:
        found |= set(
            proof_of(viewer, [row for row in measures_of(viewer, plan) if row.finding.stopped_at is None]).values()
        )
    return found


def letters(reading: Reading) -> Found:
    """As they were sent: PDF, and the Word file beside it."""
    unsent = 0
    for one in letters_for(reading.viewer).filter(follow_up=reading.case).order_by("id"):
        if one.state == LetterState.DRAFT:
            unsent += 1
            continue
        title = letter_words.title_of(one)
        yield document(
            reading, "letter", one.public_id, f"{title} ({one.number})", day_of(one.sent_at), reading.way_to(one.owner),
            files=_files(one), supplier_id=one.supplier_id, maker=one.owner.name,
        )  # fmt: skip
    yield from drafts(_("Brev som ikke er sendt"), unsent)


def _files(one: Letter) -> tuple[StoredFile, ...]:
    name = _("Brev %(number)s") % {"number": one.number.replace("/", "-")}
    return (
        StoredFile(f"{name}.pdf", one.pdf_key, one.pdf_sha256, one.pdf_size, TYPES["pdf"]),
        StoredFile(f"{name}.docx", one.word_key, one.word_sha256, one.word_size, TYPES["docx"]),
    )


def answers_on_access(reading: Reading) -> Found:
    """The member's own answers to who asked to see something of the case. Nobody has to say who they are, so the public
    journal does not say it of those who did."""
    for one in answered_in(reading.viewer, reading.member, reading.case):
        title = _("Svar på krav om innsyn av %(day)s") % {"day": one.received_on.isoformat()}
        file = StoredFile(f"{title}.pdf", one.pdf_key, one.pdf_sha256, one.pdf_size, TYPES["pdf"])
        somebody = _("Den som spurte")
        yield document(
            reading, "access", one.public_id, title, day_of(one.answered_at), (Way.OUT, one.asker or somebody),
            files=(file,), maker=reading.member.name, public_party=somebody,
        )  # fmt: skip
