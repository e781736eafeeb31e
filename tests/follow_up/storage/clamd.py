"""A stand-in for ClamAV's clamd: a process of its own that speaks its protocol on a socket and knows the test virus.

python -m tests.follow_up.storage.clamd unix:/path 1000000
"""

import os
import socket
import struct
import sys
from pathlib import Path

from tests.follow_up.storage.samples import EICAR


def serve(address: str, limit: int) -> None:
    if address.startswith("unix:"):
        listening = socket.socket(socket.AF_UNIX)
        listening.bind(address.removeprefix("unix:"))
    else:
        listening = socket.create_server(("127.0.0.1", int(address.rpartition(":")[2])))
    listening.listen()
    while True:
        line, _ = listening.accept()
        with line:
            line.sendall(answer(line, limit) + b"\0")


def answer(line: socket.socket, limit: int) -> bytes:
    command = b""
    while not command.endswith(b"\0"):
        command += line.recv(1)
    if command == b"zPING\0":
        return b"PONG"
    if command != b"zINSTREAM\0":
        return b"UNKNOWN COMMAND"
    content = b""
    while length := struct.unpack("!L", exactly(line, 4))[0]:
        content += exactly(line, length)
        if len(content) > limit:
            return b"INSTREAM size limit exceeded. ERROR"
    return b"stream: Eicar-Test-Signature FOUND" if EICAR in content else b"stream: OK"


def exactly(line: socket.socket, length: int) -> bytes:
    found = b""
    while len(found) < length:
        more = line.recv(length - len(found))
        if not more:
            os._exit(3)
        found += more
    return found


if __name__ == "__main__":
    Path(sys.argv[1].removeprefix("unix:")).unlink(missing_ok=True)
    serve(sys.argv[1], int(sys.argv[2]))
