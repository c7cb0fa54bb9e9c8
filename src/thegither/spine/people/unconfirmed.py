"""A partnership between its form and the code: it travels in the browser, signed, and is stored nowhere.

What somebody typed, and a keyed digest of the code that was mailed to them, stand in the session, which
is a signed cookie. So nobody can found a partnership in the name of a mailbox they do not read, and
whoever never comes back leaves nothing behind.
"""

import time
from dataclasses import asdict

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from thegither.spine.people import codes
from thegither.spine.people.actions.founding import Founding
from thegither.spine.people.errors import WrongCode

KEY = "unconfirmed"
GOOD_FOR = 30 * 60


def keep(request: HttpRequest, founding: Founding) -> str:
    """Hold on to what was typed; return the code to mail, as people read it."""
    code = codes.new_code()
    request.session[KEY] = {
        "founding": asdict(founding),
        "digest": codes.digest(code),
        "until": time.time() + GOOD_FOR,
    }
    return codes.show(code)


def waiting(request: HttpRequest) -> Founding | None:
    """What this browser typed in the last half hour, and has not confirmed yet."""
    held = request.session.get(KEY)
    if held is None or held["until"] < time.time():
        return None
    return Founding(**held["founding"])


def check_code(request: HttpRequest, written: str) -> None:
    """Raise `WrongCode` unless this is the code that was mailed for what this browser holds."""
    digest = codes.digest(codes.normalise(written))
    if not constant_time_compare(request.session[KEY]["digest"], digest):
        raise WrongCode(_("This is not the code in our last letter. Look at it once more."))
