"""What is wrong with a file, in one sentence that says what to do."""

from django.utils.translation import gettext as _

from aktsom.follow_up.storage.kinds import KINDS, Problem, ending_of
from aktsom.follow_up.tables import evidence_limit

INFECTED = "infected"
MEGA = 1024 * 1024


def kind_name(code: str) -> str:
    return {
        "pdf": _("PDF-dokument"),
        "docx": _("Word-dokument"),
        "xlsx": _("Excel-regneark"),
        "pptx": _("PowerPoint-presentasjon"),
        "odt": _("OpenDocument-dokument"),
        "ods": _("OpenDocument-regneark"),
        "odp": _("OpenDocument-presentasjon"),
        "png": _("PNG-bilde"),
        "jpeg": _("JPEG-bilde"),
        "heic": _("HEIC-bilde"),
        "webp": _("WebP-bilde"),
        "tiff": _("TIFF-bilde"),
        "csv": _("tabell som ren tekst (CSV)"),
        "txt": _("ren tekst"),
        "eml": _("e-post"),
        "zip": _("pakket fil (zip)"),
    }[code]


def type_name(content_type: str) -> str:
    """By content type; a kind that is no longer taken in is told as it is stored."""
    code = next((kind.code for kind in KINDS.values() if kind.content_type == content_type), "")
    return kind_name(code) if code else content_type


TAKEN = "PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG, HEIC, WebP, TIFF, CSV, TXT, EML, ZIP"


def refusal_words(code: str, found_as: str = "") -> str:
    """`found_as` is "ending/kind" where name and content disagree."""
    if code == Problem.MISMATCH:
        return _mismatch(*found_as.split("/"))
    return {
        Problem.EMPTY: _("Filen er tom."),
        Problem.PROGRAM: _("Dette er et program eller et skript. Slike filer tar vi ikke imot."),
        Problem.PAGE: _("Dette er en nettside eller tegning som kan inneholde skript. Lagre den som PDF, og send den."),
        Problem.MACROS: _("Dokumentet inneholder makroer. Lagre det uten makroer, eller som PDF, og send det."),
        Problem.OLD_OFFICE: _(
            "Filen er i et gammelt Office-format eller låst med passord. Lagre den uten passord som docx, xlsx eller "
            "pptx, eller som PDF."
        ),
        Problem.DAMAGED: _("Filen er skadet og lar seg ikke åpne. Lagre den på nytt, og send den."),
        Problem.TOO_MANY: _("Den pakkede filen inneholder for mange filer. Del den opp."),
        INFECTED: _("Det er funnet skadelig programvare i filen. Den er slettet her. Se til maskinen den kom fra."),
    }.get(code, _("Vi kjenner ikke igjen innholdet. Send filen som en av disse: {kinds}.").format(kinds=TAKEN))


def _mismatch(ending: str, found: str) -> str:
    promised = next((kind.code for kind in KINDS.values() if ending in kind.endings), "")
    said = {"ending": ending, "found": kind_name(found), "right": KINDS[found].endings[0]}
    if not promised:
        return _("Navnet slutter på .{ending}, men innholdet er noe annet: {found}. La det slutte på .{right}.").format(
            **said
        )
    return _(
        "Navnet slutter på .{ending} ({promised}), men innholdet er noe annet: {found}. Lagre filen på nytt, eller la "
        "navnet slutte på .{right}."
    ).format(promised=kind_name(promised), **said)


def too_large() -> str:
    limit = evidence_limit("largest_bytes") // MEGA
    return _("Filen er større enn {limit} MB. Del den opp, eller send en mindre utgave.").format(limit=limit)


def download_name(name: str, content_type: str) -> str:
    """With an ending that fits the content, for a file that came without."""
    kind = next((kind for kind in KINDS.values() if kind.content_type == content_type), None)
    return name if kind is None or ending_of(name) else f"{name}.{kind.endings[0]}"
