"""A workbook locked with a password, as Excel 2007 locks it (ECMA-376 standard encryption, [MS-OFFCRYPTO] 2.3.4).

The container is the smallest that office programs open: two streams in a compound file ([MS-CFB]).
"""

import hashlib
import struct

_SPINS = 50_000
_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_NOTHING = 0xFFFFFFFF


def _sbox() -> bytes:
    """The substitution table of AES: inverse in GF(2^8), then an affine map."""
    table = bytearray(256)
    p = q = 1
    while True:
        p ^= (p << 1) ^ (0x11B if p & 0x80 else 0)
        p &= 0xFF
        for shift in (1, 2, 4):
            q ^= q << shift & 0xFF
        q ^= 0x09 if q & 0x80 else 0
        x = q ^ _turned(q, 1) ^ _turned(q, 2) ^ _turned(q, 3) ^ _turned(q, 4)
        table[p] = x ^ 0x63
        if p == 1:
            break
    table[0] = 0x63
    return bytes(table)


def _turned(byte: int, bits: int) -> int:
    return (byte << bits | byte >> (8 - bits)) & 0xFF


_S = _sbox()
_DOUBLE = bytes((b << 1 ^ (0x1B if b & 0x80 else 0)) & 0xFF for b in range(256))


def _round_keys(key: bytes) -> list[bytes]:
    words = [key[at : at + 4] for at in range(0, 16, 4)]
    constant = 1
    for at in range(4, 44):
        word = words[-1]
        if at % 4 == 0:
            word = bytes(_S[b] for b in word[1:] + word[:1])
            word = bytes((word[0] ^ constant, *word[1:]))
            constant = _DOUBLE[constant]
        words.append(bytes(a ^ b for a, b in zip(words[at - 4], word, strict=True)))
    return [b"".join(words[at : at + 4]) for at in range(0, 44, 4)]


def _encrypted_block(block: bytes, keys: list[bytes]) -> bytes:
    state = bytes(a ^ b for a, b in zip(block, keys[0], strict=True))
    for number, key in enumerate(keys[1:], 1):
        state = bytes(_S[state[(at + 4 * (at % 4)) % 16]] for at in range(16))
        if number < 10:
            state = b"".join(_mixed(state[at : at + 4]) for at in range(0, 16, 4))
        state = bytes(a ^ b for a, b in zip(state, key, strict=True))
    return state


def _mixed(column: bytes) -> bytes:
    both = column[0] ^ column[1] ^ column[2] ^ column[3]
    return bytes(column[at] ^ both ^ _DOUBLE[column[at] ^ column[(at + 1) % 4]] for at in range(4))


def _encrypted(data: bytes, key: bytes) -> bytes:
    """AES-128 block by block without chaining, which is what the format asks for."""
    keys = _round_keys(key)
    padded = data + bytes(-len(data) % 16)
    return b"".join(_encrypted_block(padded[at : at + 16], keys) for at in range(0, len(padded), 16))


def _key(password: str, salt: bytes) -> bytes:
    digest = hashlib.sha1(salt + password.encode("utf-16-le")).digest()
    for spin in range(_SPINS):
        digest = hashlib.sha1(struct.pack("<I", spin) + digest).digest()
    digest = hashlib.sha1(digest + bytes(4)).digest()
    return hashlib.sha1(bytes(b ^ 0x36 for b in digest.ljust(64, b"\0"))).digest()[:16]


def protected(workbook: bytes, password: str) -> bytes:
    """The workbook, openable with the password in Excel and LibreOffice. Same bytes each time: the salt is fixed."""
    salt = hashlib.sha256(b"salt").digest()[:16]
    verifier = hashlib.sha256(b"verifier").digest()[:16]
    key = _key(password, salt)
    provider = "Microsoft Enhanced RSA and AES Cryptographic Provider\0".encode("utf-16-le")
    header = struct.pack("<8I", 0x24, 0, 0x660E, 0x8004, 128, 0x18, 0, 0) + provider
    info = (
        struct.pack("<HHII", 4, 2, 0x24, len(header))
        + header
        + struct.pack("<I", 16)
        + salt
        + _encrypted(verifier, key)
        + struct.pack("<I", 20)
        + _encrypted(hashlib.sha1(verifier).digest(), key)
    )
    package = struct.pack("<Q", len(workbook)) + _encrypted(workbook, key)
    return _compound({"EncryptedPackage": package, "EncryptionInfo": info})


def _compound(streams: dict[str, bytes]) -> bytes:
    """A compound file. Streams are filled up to 4096 bytes at least, which keeps them out of the mini stream.

    Readers go by the lengths inside the streams, so the filling does no harm.
    """
    filled = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    chains = [_sectors(data) for data in filled.values()]
    first = 2  # the allocation table is sector 0, the directory sector 1
    table = [_FAT, _END]
    entries = [_entry("Root Entry", 5, child=1, first=_END, size=0)]
    for number, (name, chain) in enumerate(zip(filled, chains, strict=True), 1):
        right = number + 1 if number < len(filled) else _NOTHING
        entries.append(_entry(name, 2, right=right, first=first, size=len(filled[name])))
        table += [*range(first + 1, first + len(chain)), _END]
        first += len(chain)
    if len(table) > _SECTOR // 4:
        raise ValueError("larger than one sector of the allocation table can hold")
    table += [_FREE] * (_SECTOR // 4 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, _END, 0, _END, 0) + struct.pack("<109I", 0, *[_FREE] * 108)
    directory = b"".join(entries).ljust(_SECTOR, b"\0")
    return header + struct.pack("<128I", *table) + directory + b"".join(b"".join(chain) for chain in chains)


def _sectors(data: bytes) -> list[bytes]:
    return [data[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(data), _SECTOR)]


def _entry(name: str, kind: int, *, child: int = _NOTHING, right: int = _NOTHING, first: int, size: int) -> bytes:
    words = (name + "\0").encode("utf-16-le")
    return (
        words.ljust(64, b"\0")
        + struct.pack("<HBB3I", len(words), kind, 1, _NOTHING, right, child)
        + bytes(36)
        + struct.pack("<IQ", first, size)
    )
