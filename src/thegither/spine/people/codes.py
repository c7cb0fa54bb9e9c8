"""Sign-in codes that survive paper and the telephone: three groups of letters that nobody mistakes.

>>> normalise(" krbt 7q4m-xw3p ")
'KRBT7Q4MXW3P'
>>> show("KRBT7Q4MXW3P")
'KRBT-7Q4M-XW3P'
"""

import secrets

from django.utils.crypto import salted_hmac

# No vowels, so no words; none of 0 O 1 I L 5 S Z U, which are misread or misheard for one another.
# The twenty-five that are left give 25**8 = 1.5e11 endings behind the group that finds the code.
ALPHABET = "BCDFGHJKMNPQRTVWXY2346789"
GROUP, GROUPS = 4, 3


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(GROUP * GROUPS))


def show(code: str) -> str:
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def normalise(written: str) -> str:
    """What somebody typed, without spaces, dashes and small letters."""
    return "".join(sign for sign in written.upper() if sign in ALPHABET)


def digest(code: str) -> str:
    """What is stored in place of a code: HMAC-SHA256 with the installation's secret."""
    return salted_hmac("thegither.sign_in_code", code, algorithm="sha256").hexdigest()
