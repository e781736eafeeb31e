"""The supplier's room: written row by row or by spreadsheet, mended on the page, seen over and sent."""

import io
import re
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from aktsom.supply_chain.models import Declaration
from aktsom.terms.actions import load_terms
from tests.cast import NOON, actor, person, supplier
from tests.factories.chains import FACTORY, LATEX, asked, invited, let_in, sent, started, written
from tests.factories.contracts import contract
from tests.interop.files import xlsx
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _terms(db: None) -> None:
    load_terms(by=actor("sekka"), at=NOON)


def _typed(row: dict[str, str]) -> dict[str, str]:
    return {f"cell-{name}": text for name, text in row.items()}


def _uploaded(content: bytes, name: str = "kjeden.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_the_room_says_what_is_asked_and_who_reads(visit: Visit) -> None:
    made = contract(title="Hansker til sykehjem")
    asked(made, message="Hvor kommer hanskene fra?")
    nora = visit("nora")
    page = nora.get("/kjede/", follow=True).content.decode()
    for text in ("Hvor kommer hanskene fra?", "Oslo kommune", "Hansker til sykehjem", "Svar på spørsmålet"):
        assert text in page
    assert "Vår kjede" in nora.get("/").content.decode()


def test_a_row_is_kept_wrong_and_mended(visit: Visit) -> None:
    contract()
    draft, nora = started(), visit("nora")
    address = f"/kjede/svar/{draft.public_id}/"
    nora.post(f"{address}rad/", _typed({**FACTORY, "country": "Atlantis"}))
    page = nora.get(f"{address}skriv/").content.decode()
    assert "Vi kjenner ikke landet «Atlantis»." in page
    assert 'value="Atlantis"' in page
    nora.post(f"{address}rad/1/", _typed(FACTORY))
    page = nora.get(f"{address}skriv/").content.decode()
    assert "Atlantis" not in page
    nora.post(f"{address}rad/1/", {"act": "remove"})
    assert draft.rows.count() == 0


def test_a_row_too_many_is_refused_and_what_was_typed_stands(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    contract()
    draft, nora = written(started(), FACTORY), visit("nora")
    monkeypatch.setattr("aktsom.supply_chain.actions.declaring.limit", lambda _name: 1)
    answer = nora.post(f"/kjede/svar/{draft.public_id}/rad/", _typed({**LATEX, "address": "Moo 4, Trang"}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Raden er ikke lagret" in page
    assert "høyst 1 rader" in page
    assert 'href="#ny"' in page
    for text in ("Rajana Latex", "Fraktbrev 3. oktober", "Moo 4, Trang"):
        assert text in page
    assert draft.rows.count() == 1


def test_a_megabyte_in_a_cell_is_refused_at_the_cell_and_nothing_is_cut(visit: Visit) -> None:
    contract()
    draft, nora = written(started(), FACTORY, LATEX), visit("nora")
    long = "lang " * 200_000
    answer = nora.post(f"/kjede/svar/{draft.public_id}/rad/2/", _typed({**LATEX, "processes": long}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Grensen er 4000." in page
    assert 'href="#rad2-processes"' in page
    assert 'id="rad2-processes"' in page
    assert long.strip() in page
    assert "processes" not in draft.rows.get(number=2).words


def test_a_row_typed_on_another_page_of_rows_comes_back_on_top(visit: Visit) -> None:
    contract()
    draft, nora = written(started(), FACTORY), visit("nora")
    said = {**_typed({**FACTORY, "processes": "x" * 5_000}), "vis": "galt"}
    page = nora.post(f"/kjede/svar/{draft.public_id}/rad/1/", said).content.decode()
    assert 'id="rad1-processes"' in page


def test_a_row_that_somebody_took_out_gives_back_what_was_typed(visit: Visit) -> None:
    contract()
    draft, nora = started(), visit("nora")
    answer = nora.post(f"/kjede/svar/{draft.public_id}/rad/1/", _typed(LATEX))
    assert answer.status_code == 409
    assert "Fraktbrev 3. oktober" in answer.content.decode()


def test_of_two_who_write_the_same_row_the_later_is_told_of_the_first(visit: Visit) -> None:
    contract()
    draft, nora, aksel = started(), visit("nora"), visit("aksel")
    address = f"/kjede/svar/{draft.public_id}/"
    nora.post(f"{address}rad/", _typed(FACTORY))
    mark = re.search(r'name="mark" value="(\w{16})"', nora.get(f"{address}skriv/?vis=alle").content.decode())
    assert mark is not None
    seen = {"mark": mark[1]}
    nora.post(f"{address}rad/1/", _typed({**FACTORY, "address": "Havneveien 1"}) | seen)
    answer = aksel.post(f"{address}rad/1/", _typed({**FACTORY, "address": "Kaia 2"}) | seen)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "En kollega lagret raden mens du skrev." in page
    assert "Havneveien 1" in page
    assert "Kaia 2" in page
    again = re.search(r'name="mark" value="(\w{16})"', page)
    assert again is not None
    aksel.post(f"{address}rad/1/", _typed({**FACTORY, "address": "Kaia 2"}) | {"mark": again[1]})
    assert draft.rows.get().words["address"] == "Kaia 2"


def test_a_second_press_makes_no_second_row(visit: Visit) -> None:
    contract()
    draft, nora = started(), visit("nora")
    address = f"/kjede/svar/{draft.public_id}/rad/"
    for _press in range(2):
        page = nora.post(address, _typed(FACTORY), follow=True).content.decode()
        assert "Rad 1 er lagret." in page
    assert draft.rows.count() == 1
    nora.post(address, _typed(LATEX))
    nora.post(address, _typed(FACTORY))  # written again on purpose: told of, and kept
    assert draft.rows.count() == 3


def test_letters_that_deceive_in_a_row(visit: Visit) -> None:
    contract()
    draft, nora = started(), visit("nora")
    address = f"/kjede/svar/{draft.public_id}/rad/"
    page = nora.post(address, _typed({**FACTORY, "name": "Lembаyung Gloves"}), follow=True).content.decode()
    assert "blander bokstaver fra ulike alfabeter" in page
    assert "Rad 1 er lagret." in page
    page = nora.post(address, _typed({**LATEX, "name": "Rajana\u202e Latex"}), follow=True).content.decode()
    assert "1 usynlige tegn er fjernet." in page
    answer = nora.post(address, _typed({**LATEX, "name": "Trang\x00 Rubber"}))
    assert answer.status_code == 400
    assert "Trang Rubber" in answer.content.decode()
    assert draft.rows.count() == 2


def test_the_workbook_goes_out_and_in_again(visit: Visit) -> None:
    contract()
    draft = written(started(), FACTORY, LATEX)
    nora = visit("nora")
    address = f"/kjede/svar/{draft.public_id}/"
    out = nora.get(f"{address}skjema/")
    answer = nora.post(f"{address}last-opp/", {"file": _uploaded(out.content)}, follow=True)
    assert "2 rader er lest og lagret." in answer.content.decode()
    rows = [row.words for row in draft.rows.all()]
    assert [row["name"] for row in rows] == ["Lembayung Gloves", "Rajana Latex"]
    assert draft.rows.count() == 2
    assert all(not row.problems for row in draft.rows.all())


def test_the_same_file_sent_again_adds_nothing(visit: Visit) -> None:
    contract()
    draft, nora = started(), visit("nora")
    address = f"/kjede/svar/{draft.public_id}/last-opp/"
    blank = nora.get(f"/kjede/svar/{draft.public_id}/skjema/").content
    book = openpyxl.load_workbook(BytesIO(blank))
    at = {str(cell.value).removesuffix(" *"): cell.column for cell in book.worksheets[0][1]}
    for line, name in enumerate(("Lembayung Gloves", "Rajana Latex", "Rajana Latex"), start=2):
        for heading, text in (("Ledd", "Komponent"), ("Navn på stedet", name), ("Land", "Malaysia")):
            book.worksheets[0].cell(line, at[heading], text)
    out = BytesIO()
    book.save(out)
    for _press in range(2):
        nora.post(address, {"file": _uploaded(out.getvalue())})
        assert draft.rows.count() == 3


def test_what_the_file_leaves_out_stays(visit: Visit) -> None:
    contract()
    draft = written(started(), FACTORY)
    sheet = xlsx([["Ledd", "Navn på stedet", "Land", "Farge"], ["Råvare", "Trang Rubber", "Thailand", "grønn"]])
    page = _upload(visit, draft, sheet)
    assert "1 rad her sto ikke i filen. Den er beholdt." in page
    assert "Farge" in page
    assert [row.words["name"] for row in draft.rows.all()] == ["Lembayung Gloves", "Trang Rubber"]


def _upload(visit: Visit, draft: Declaration, content: bytes, name: str = "kjeden.xlsx") -> str:
    answer = visit("nora").post(
        f"/kjede/svar/{draft.public_id}/last-opp/", {"file": _uploaded(content, name)}, follow=True
    )
    return answer.content.decode()


def test_files_that_cannot_be_read_are_told_of_and_nothing_is_lost(visit: Visit) -> None:
    contract()
    draft = written(started(), FACTORY)
    page = _upload(visit, draft, b"%PDF-1.4 dette er ikke et ark", "kjeden.pdf")
    assert "er ikke et regneark" in page
    assert "Velg skjemaet for kjeden" in page
    assert "avtaleregister" not in page
    assert "Alt som sto her fra før, er som det var." in page
    page = _upload(visit, draft, xlsx([["Noe", "Annet"], ["a", "b"]]))
    assert "Vi fant ikke skjemaet" in page
    lines = io.StringIO()
    lines.write("Ledd;Navn på stedet;Land\n")
    lines.writelines(f"Råvare;Gård {number};Thailand\n" for number in range(20_000))
    page = _upload(visit, draft, lines.getvalue().encode(), "mange.csv")
    assert "rader" in page
    assert draft.rows.count() == 1


def test_only_who_approves_sends(visit: Visit) -> None:
    contract()
    draft = written(started(), FACTORY)
    address = f"/kjede/svar/{draft.public_id}/se-over/"
    page = visit("nora").get(address).content.decode()
    assert "Den som godkjenner for leverandøren, må sende inn." in page
    assert visit("nora").post(address, {"revision": draft.revision}).status_code == 403
    aksel = visit("aksel")
    assert "Ledd uten svar" in aksel.get(address).content.decode()
    assert _lands(aksel.post(address, {"revision": draft.revision}), f"/kjede/{supplier().public_id}/")
    draft.refresh_from_db()
    assert draft.state == "submitted"
    assert aksel.post(address, {"revision": draft.revision}).status_code == 403


def _lands(answer: HttpResponse, address: str) -> bool:
    return answer.status_code == 302 and answer.headers["Location"].startswith(address)


def test_the_next_tier_is_invited_and_answers_past_the_customer(visit: Visit) -> None:
    contract(term_set="T4")
    told = sent(FACTORY)
    nora = visit("nora")
    typed = {"name": "Rajana Latex", "country": "Thailand", "stage": "component", "email": "lek@rajana.example"}
    answer = nora.post(f"/kjede/svar/{told.public_id}/inviter/", {**typed, "language": "en"})
    assert _lands(answer, "/kjede/")
    page = nora.get("/kjede/", follow=True).content.decode()
    assert "Rajana Latex" in page
    assert "Venter" in page


def test_hidden_from_the_customer_in_between(visit: Visit) -> None:
    contract(term_set="T4")
    told = sent(FACTORY)
    tier = invited(told)
    let_in(tier, "odd")
    draft = tier.declaration
    odd = visit("odd")
    address = f"/kjede/svar/{draft.public_id}/"
    odd.post(f"{address}rad/", _typed({**LATEX, "name": "Hemmelig Lateks", "delivers_to": ""}))
    odd.post(f"{address}om/", {"note": "", "hides": "yes"})
    draft.refresh_from_db()
    assert odd.post(f"{address}se-over/", {"revision": draft.revision}).status_code == 302
    nora = visit("nora")
    page = nora.get("/kjede/", follow=True).content.decode()
    assert "skjult for dere" in page
    assert "Hemmelig Lateks" not in page
    assert nora.get(address).status_code == 404
    olga = visit("olga")
    assert "Hemmelig Lateks" in olga.get(f"/kjede/bak/{supplier().public_id}/").content.decode()
    assert olga.get(address).status_code == 200


def test_another_suppliers_people_find_nothing(visit: Visit) -> None:
    contract()
    told = sent()
    odd = visit("odd")
    person("odd")
    for address in (f"/kjede/{supplier().public_id}/", f"/kjede/svar/{told.public_id}/"):
        assert odd.get(address).status_code == 404
    assert odd.get(f"/kjede/bak/{supplier().public_id}/").status_code == 404
