"""A small client of clamd: one file at a time over its socket, by the command INSTREAM."""

import socket
import struct
from collections.abc import Iterable
from enum import StrEnum

CHUNK = 256 * 1024
LONGEST_ANSWER = 4096


class Verdict(StrEnum):
    CLEAN = "clean"
    INFECTED = "infected"
    TOO_LARGE = "too_large"  # for the scanner's own limit


class ScannerAway(Exception):
    """No answer, or one that says nothing of the file."""


def scan(address: str, chunks: Iterable[bytes], *, seconds: float) -> Verdict:
    """`address` is `unix:/run/clamav/clamd.ctl` or `host:port`. Raises ScannerAway."""
    try:
        with _connected(address, seconds) as line:
            return _verdict(_asked(line, chunks))
    except (OSError, ValueError) as error:  # ValueError: an address that is none
        raise ScannerAway(type(error).__name__) from error


def answers(address: str, *, seconds: float) -> bool:
    try:
        with _connected(address, seconds) as line:
            line.sendall(b"zPING\0")
            return _answer(line) == "PONG"
    except (OSError, ValueError):
        return False


def _connected(address: str, seconds: float) -> socket.socket:
    if address.startswith("unix:"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(seconds)
        try:
            line.connect(address.removeprefix("unix:"))
        except OSError:
            line.close()
            raise
        return line
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=seconds)


def _asked(line: socket.socket, chunks: Iterable[bytes]) -> str:
    try:
        line.sendall(b"zINSTREAM\0")
        for whole in chunks:
            for start in range(0, len(whole), CHUNK):
                part = whole[start : start + CHUNK]
                line.sendall(struct.pack("!L", len(part)) + part)
        line.sendall(struct.pack("!L", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass  # it has heard enough: a file above its limit. What it says of it is still to be read
    return _answer(line)


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER and (more := line.recv(LONGEST_ANSWER)):
        said += more
    return said.rstrip(b"\0\n").decode(errors="replace")


def _verdict(said: str) -> Verdict:
    if said.endswith(" FOUND"):
        return Verdict.INFECTED
    if said.endswith(": OK"):
        return Verdict.CLEAN
    if "size limit exceeded" in said:
        return Verdict.TOO_LARGE
    raise ScannerAway("no verdict")
