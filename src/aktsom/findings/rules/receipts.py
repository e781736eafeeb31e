"""Receipt codes: the only way back to a signal for whoever sent it, and the only thing that they have to keep.

No letter or figure that looks like another in handwriting (0 O, 1 I L, 2 Z, 5 S, 8 B, U V): 21 are left, and 20 of them
are 87 bits of chance, which nobody guesses over a network.
"""

import hashlib
import hmac

ALPHABET = "34679ACDEFGHJKMNPQRTW"
LENGTH, GROUP = 20, 5
_FAIR = 256 // len(ALPHABET) * len(ALPHABET)


def code_of(secret: bytes, nonce: str) -> str:
    """The same for the same form, so that a button pressed twice shows one code."""
    found, counter = "", 0
    while len(found) < LENGTH:
        block = hmac.new(secret, f"receipt:{nonce}:{counter}".encode(), hashlib.sha256).digest()
        # Bytes above the last whole multiple are passed over: each letter is as likely as any other.
        found += "".join(ALPHABET[byte % len(ALPHABET)] for byte in block if byte < _FAIR)
        counter += 1
    return found[:LENGTH]


def shown(code: str) -> str:
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def as_written(text: str) -> str:
    """What somebody wrote as the code it may be: without spaces and dashes, in capitals; "" where it is none.

    >>> as_written(" acdef-ghjkm npqrt.w3467 ")
    'ACDEFGHJKMNPQRTW3467'
    """
    code = "".join(sign for sign in text[:100].upper() if sign.isalnum())
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def hash_of(code: str) -> str:
    """All that is kept of it. No salt: what is chance throughout is in no table of known words."""
    return hashlib.sha256(f"aktsom receipt {code}".encode()).hexdigest()


def hash_of_form(nonce: str) -> str:
    return hashlib.sha256(f"aktsom form {nonce}".encode()).hexdigest()
