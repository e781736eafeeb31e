"""A thousand letters as tagged PDF and as Word, as a decision sends them, and by those that others would take.

python bench/letters.py            1,000 letters as PDF/UA-1 by Typst and by WeasyPrint, of the same text in the same
                                   run; as Word by the platform and by docxtpl. Letters a second, and the ratios. Goals:
                                   five times WeasyPrint, five times docxtpl, and every PDF is tagged
python bench/letters.py --quick    20 letters, for a check that it works

WeasyPrint needs the system's libpango. Where a rival cannot run, its goal is not shown, and that is no success: it is
said, and the script fails. The rivals are given the
words filled in already, so that they are measured on setting alone; ours fill them in too.
"""

from __future__ import annotations

import argparse
import html
import io
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from measuring import peak_memory

from aktsom.sanctions.letter_tables import (
    called,
    example_values,
    field_kinds,
    layout_limits,
    names_of_fields,
    standard_wording,
    wording_of,
)
from aktsom.sanctions.writing.filling import Sheet, Signature, filled
from aktsom.sanctions.writing.pdf import pdf_of
from aktsom.sanctions.writing.word_file import word_of
from aktsom.sanctions.writing.word_layout import read_layout
from aktsom.sanctions.writing.word_standard import standard_file
from aktsom.sanctions.writing.words import Kind

GOAL = 5.0
KIND, LANGUAGE = "correction", "nb"
LABELS = {"greeting": "Vennlig hilsen", "page": "Side", "of": "av", "and": "og"}
STYLE = (
    "@page{size:A4;margin:22mm 25mm}body{font:11pt serif}h1{font-size:15pt}h2{font-size:11.5pt}"
    ".head{display:flex;justify-content:space-between}"
)


def sheets(count: int) -> Iterator[Sheet]:
    """Each to another supplier, filled in when it is asked for."""
    wording = wording_of(KIND, *standard_wording(KIND, LANGUAGE))
    for number in range(count):
        own = {"supplier": f"Åsen & sønn {number} AS", "contract_number": f"2026/{number}"}
        values = {**example_values(LANGUAGE), **own}
        yield Sheet(
            LANGUAGE,
            ("Bergby kommune", "Org.nr. 999 888 777", "post@bergby.example"),
            (f"Åsen & sønn {number} AS", "Org.nr. 999 111 222"),
            (("Vår ref.", f"2026/{number}"), ("Dato", "29. november 2026"), ("Avtale", f"2025/{number}")),
            filled(wording, values, and_="og"),
            (Signature("Bergby kommune", "Kari Nilsen", "Avtaleeier"),),
            LABELS,
            "Sendt elektronisk.",
            values=values,
        )


def ours_pdf(count: int) -> Iterator[bytes]:
    return (pdf_of(sheet) for sheet in sheets(count))


def ours_word(count: int) -> Iterator[bytes]:
    names = {id_: called(id_, LANGUAGE) for id_ in field_kinds()}
    file = standard_file(*standard_wording(KIND, LANGUAGE), names=names, language=LANGUAGE)
    layout = read_layout(file, names=names_of_fields(in_words=False), limits=layout_limits())
    return (word_of(sheet, layout) for sheet in sheets(count))


def page_of(sheet: Sheet) -> str:
    """The same letter for WeasyPrint."""
    tags = {Kind.HEADING: "h2", Kind.TEXT: "p", Kind.POINT: "li"}
    parts: list[str] = []
    in_list = False
    for block in sheet.filled.blocks:
        if (block.kind is Kind.POINT) != in_list:
            parts.append("</ul>" if in_list else "<ul>")
            in_list = not in_list
        parts.append(f"<{tags[block.kind]}>{html.escape(block.text)}</{tags[block.kind]}>")
    lines = [f"<p>{'<br>'.join(html.escape(line) for line in said)}</p>" for said in (sheet.sender, sheet.recipient)]
    facts = "<br>".join(f"{html.escape(name)}: {html.escape(said)}" for name, said in sheet.facts)
    signed = "<br>".join(html.escape(line) for one in sheet.signatures for line in (one.name, one.title, one.body))
    subject = html.escape(sheet.filled.subject)
    close = f"<p>{sheet.labels['greeting']}</p><p>{signed}</p><p>{sheet.note}</p>"
    return (
        f'<html lang="{sheet.language}"><head><title>{subject}</title><style>{STYLE}</style></head><body>{lines[0]}'
        f'<div class="head">{lines[1]}<p>{facts}</p></div><h1>{subject}</h1>'
        f"{''.join(parts)}{'</ul>' if in_list else ''}{close}</body></html>"
    )


def weasyprint_pdf(count: int) -> Iterator[bytes]:
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    for sheet in sheets(count):
        made: bytes = HTML(string=page_of(sheet)).write_pdf(font_config=fonts, pdf_variant="pdf/ua-1")
        yield made


def docxtpl_word(count: int) -> Iterator[bytes]:
    """A template with the same paragraphs; a loop over those of the wording, as its users write one."""
    from docx import Document
    from docxtpl import DocxTemplate

    written, template = Document(), io.BytesIO()
    for line in ("{{ sender }}", "{{ recipient }}", "{{ facts }}"):
        written.add_paragraph(line)
    written.add_heading("{{ subject }}")
    for line in ("{%p for block in blocks %}", "{{ block }}", "{%p endfor %}", "{{ greeting }}", "{{ signed }}"):
        written.add_paragraph(line)
    written.save(template)
    for sheet in sheets(count):
        template.seek(0)
        one, out = DocxTemplate(template), io.BytesIO()
        said = {
            "sender": "\n".join(sheet.sender),
            "recipient": "\n".join(sheet.recipient),
            "facts": "\n".join(f"{name}: {said}" for name, said in sheet.facts),
            "subject": sheet.filled.subject,
            "blocks": [block.text for block in sheet.filled.blocks],
            "greeting": sheet.labels["greeting"],
            "signed": sheet.signatures[0].name,
        }
        one.render(said, autoescape=True)
        one.save(out)
        yield out.getvalue()


def measured(name: str, make: Callable[[int], Iterator[bytes]], count: int) -> tuple[float, list[bytes]]:
    """Letters a second, the first apart: it reads fonts and layout."""
    for _ in make(1):
        pass
    started = time.perf_counter()
    made = list(make(count))
    rate = count / (time.perf_counter() - started)
    print(f"{name:34s} {rate:8.1f} letters a second, {sum(map(len, made)) / count / 1024:6.1f} kB each", flush=True)
    return rate, made


def beside(rate: float, name: str, make: Callable[[int], Iterator[bytes]], count: int) -> str:
    """What is missing of the goal beside a rival; nothing where it is met."""
    try:
        rival, _ = measured(name, make, count)
    except (ImportError, OSError) as error:  # not installed, or the system has no libpango
        print(f"{name} cannot run here: {error}")
        return f"beside {name}: NOT SHOWN"
    print(f"ratio {rate / rival:.1f} (goal {GOAL:.0f})")
    return "" if rate / rival >= GOAL else f"beside {name}: NOT MET"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--letters", type=int, default=1000)
    said = parser.parse_args()
    count = 20 if said.quick else said.letters
    print(f"{count} letters, «{KIND}» in {LANGUAGE}")
    pdf, made = measured("PDF/UA-1, Typst (ours)", ours_pdf, count)
    tagged = all(b"/MarkInfo" in one and b"pdfuaid" in one for one in made)
    print("every one is tagged and says that it is PDF/UA" if tagged else "NOT ALL ARE TAGGED")
    missing = [] if tagged else ["all tagged: NOT MET"]
    missing.append(beside(pdf, "PDF/UA-1, WeasyPrint", weasyprint_pdf, count))
    word, _ = measured("Word, own layout (ours)", ours_word, count)
    missing.append(beside(word, "Word, docxtpl", docxtpl_word, count))
    print(f"most memory held: {peak_memory():.0f} MB")
    left = [one for one in missing if one]
    print("goal " + "; ".join(left) if left else "goal met")
    return int(bool(left))


if __name__ == "__main__":
    sys.exit(main())
