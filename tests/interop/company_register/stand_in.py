"""A stand-in for the company register on this machine: answers in its shape, about companies that do not exist."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

NORDHAV, UNIT, MOTHER = "923609016", "811111112", "811111120"


def entity(number: str = NORDHAV, name: str = "NORDHAV MEDISINSK AS", **said: Any) -> dict[str, Any]:
    return {
        "respons_klasse": "Enhet",
        "organisasjonsnummer": number,
        "navn": name,
        "organisasjonsform": {"kode": "AS", "beskrivelse": "Aksjeselskap", "_links": {}},
        "postadresse": {
            "land": "Norge",
            "landkode": "NO",
            "postnummer": "0510",
            "poststed": "OSLO",
            "adresse": ["Postboks 77 Økern"],
            "kommune": "OSLO",
            "kommunenummer": "0301",
        },
        "registreringsdatoEnhetsregisteret": "2004-05-06",
        "registrertIMvaregisteret": True,
        "naeringskode1": {"kode": "46.460", "beskrivelse": "Engroshandel med sykepleie- og apotekvarer"},
        "antallAnsatte": 63,
        "harRegistrertAntallAnsatte": True,
        "forretningsadresse": {
            "land": "Norge",
            "landkode": "NO",
            "postnummer": "0579",
            "poststed": "OSLO",
            "adresse": ["Lagerveien 4", "Inngang B"],
            "kommune": "OSLO",
            "kommunenummer": "0301",
        },
        "sisteInnsendteAarsregnskap": "2025",
        "konkurs": False,
        "underAvvikling": False,
        "underTvangsavviklingEllerTvangsopplosning": False,
        "maalform": "Bokmål",
        "_links": {"self": {"href": f"https://register.example/enheter/{number}"}},
    } | said


def unit(number: str = UNIT, above: str = NORDHAV, **said: Any) -> dict[str, Any]:
    return {
        "respons_klasse": "Underenhet",
        "organisasjonsnummer": number,
        "navn": "NORDHAV MEDISINSK AS AVD LAGER",
        "organisasjonsform": {"kode": "BEDR", "beskrivelse": "Underenhet til næringsdrivende"},
        "overordnetEnhet": above,
        "antallAnsatte": 12,
        "beliggenhetsadresse": {
            "landkode": "NO",
            "postnummer": "2000",
            "poststed": "LILLESTRØM",
            "adresse": ["Terminalen 9"],
        },
    } | said


@dataclass
class StandIn:
    """`answers` is {path: (status, body, headers)}, or a list of them that are given one after the other; a body that
    is not bytes is sent as JSON. What is not there is 404. `asked` are the paths asked for."""

    base: str
    answers: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    slow: threading.Event = field(default_factory=threading.Event)

    def says(self, path: str, body: Any, status: int = 200, **headers: str) -> None:
        self.answers[path] = (status, body, headers)


class _Handler(BaseHTTPRequestHandler):
    stand_in: StandIn

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        self.stand_in.asked.append(self.path)
        answer = self.stand_in.answers.get(address.path, (404, b"", {}))
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        status, body, headers = answer
        if body == "slow":
            self.stand_in.slow.wait(5)
            body = b""
        if callable(body):
            body = body(parse_qs(address.query))
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(sent)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, *_args: Any) -> None:
        pass


@contextmanager
def standing_in() -> Iterator[StandIn]:
    handler = type("Handler", (_Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    handler.stand_in = stand_in = StandIn(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield stand_in
    finally:
        stand_in.slow.set()
        server.shutdown()
        server.server_close()
        thread.join()
