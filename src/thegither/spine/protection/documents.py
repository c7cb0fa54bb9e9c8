"""Two documents to begin with, filled in from the settings: what is not known stands as a marked gap.

They are templates, no legal advice; whoever signs them has read and finished them.
"""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext as _

from thegither.formats.documents import Block, Bullets, Document, Facts, Heading, Paragraph, Table
from thegither.spine.protection import bases
from thegither.spine.protection.clock import LETTERS_FOR, REGISTER_MONTHS, Keeping, keepings
from thegither.spine.protection.models import in_years_or_months
from thegither.spine.protection.queries import controllers
from thegither.spine.spaces.models import Partnership


def gap(what: str) -> str:
    """A place that somebody has to fill in, marked so that nobody overlooks it.

    >>> gap("who signs")
    '[TO FILL IN: who signs]'
    """
    return str(format_lazy("[{}: {}]", _("TO FILL IN"), what))


def impact_assessment(partnership: Partnership) -> Document:
    """A data protection impact assessment (Article 35 of the UK GDPR), as far as the settings know it."""
    known = keepings(partnership)
    return Document(
        title=_("Data protection impact assessment"),
        subtitle=partnership.name,
        blocks=[
            *_what_this_is(),
            *_what_we_do(partnership, known),
            *_necessary(known),
            *_risks(),
            *_told_plainly(known),
            *_signed(_("data protection officer"), _("coordinator of the partnership")),
        ],
        language=partnership.language,
        footer=_footer(partnership),
    )


def joint_controllers(partnership: Partnership) -> Document:
    """An arrangement between joint controllers (Article 26 of the UK GDPR), as far as the settings know it."""
    return Document(
        title=_("Arrangement between joint controllers"),
        subtitle=partnership.name,
        blocks=[
            *_what_this_is(),
            *_who_we_are(partnership, level=1),
            *_who_does_what(partnership),
            *_what_we_keep(keepings(partnership)),
            *_told_plainly(keepings(partnership)),
            *_in_force(),
            *_signed(*(body.name for body in controllers(partnership))),
        ],
        language=partnership.language,
        footer=_footer(partnership),
    )


def _what_this_is() -> list[Block]:
    return [
        Paragraph(
            _(
                "This was written by Thegither from what the partnership has set up. It is a beginning: "
                "read it, correct it, fill in what is marked, and have it checked by those who answer for it."
            )
        )
    ]


def _what_we_do(partnership: Partnership, known: list[Keeping]) -> list[Block]:
    return [
        Heading(_("What we do, and with whom")),
        Paragraph(partnership.purpose),
        *_who_we_are(partnership, level=2),
        Heading(_("What we keep, why, and how long")),
        _activities(known),
        _house(),
        Heading(_("How many people, and where they live"), level=2),
        Paragraph(gap(_("how many people this concerns, and in which area"))),
        Heading(_("Who else gets the data"), level=2),
        Paragraph(
            _("Nobody, but whoever runs the server for us: %(gap)s")
            % {"gap": gap(_("name of the host, country, and contract of processing"))}
        ),
    ]


def _who_we_are(partnership: Partnership, level: int) -> list[Block]:
    named = [f"{body.name} ({body.get_sector_display()})" for body in controllers(partnership)]
    return [
        Heading(_("Who we are: the joint controllers"), level=level),
        Bullets(named or [gap(_("the partners; the register holds none yet"))]),
    ]


def _activities(known: list[Keeping]) -> Block:
    header = (_("Activity"), _("What is asked"), _("Lawful basis"), _("Kept"))
    """Meetings of one name that ask and keep the same stand there once."""
    told = (
        (
            each.activity.record.title,
            each.notice.asks,
            str(each.notice.get_basis_display()),
            _("%(time)s after closing") % {"time": each.notice.kept_for},
        )
        for each in known
    )
    rows = list(dict.fromkeys(told))
    nothing = (gap(_("activities; none is set up yet")), "", "", "")
    return Table(header, rows or [nothing], caption=_("Activities"))


def _house() -> Block:
    header = (_("What"), _("Why"), _("How long"))
    rows = [
        (
            _("The register: name, e-mail, phone, posts, duties, and where each came from"),
            _("To know who takes part, and to reach them as they agreed"),
            _("%(time)s after somebody left") % {"time": in_years_or_months(REGISTER_MONTHS)},
        ),
        (
            _("Sign-in codes, as digests"),
            _("To let people in without a password"),
            _("30 minutes by mail, 90 days on paper"),
        ),
        (
            _("Letters kept as files, and notices"),
            _("To tell people what concerns them"),
            _("%(days)s days") % {"days": LETTERS_FOR.days},
        ),
        (
            _("The audit chain: who did what, by number and never by name"),
            _("So that nobody can change a record unseen"),
            _("As long as the partnership; what ties it to a person goes with the person"),
        ),
    ]
    return Table(header, rows, caption=_("What is kept beside the activities"))


def _necessary(known: list[Keeping]) -> list[Block]:
    used = sorted({each.notice.basis for each in known})
    facts = [(bases.Basis(basis).label, bases.in_plain_words(basis)) for basis in used]
    return [
        Heading(_("Is it necessary, and is there a gentler way?")),
        *([Facts([(str(label), sentence) for label, sentence in facts])] if facts else []),
        Paragraph(gap(_("which law gives the partners this task"))),
        Paragraph(
            _(
                "Names are asked for only where somebody has to be reached or to answer for something. "
                "Votes are given without a name. No group of fewer than five people is shown. Nobody's "
                "last visit is kept, and no log of pages is written."
            )
        ),
        Paragraph(gap(_("whether special category data is asked for, and on which condition"))),
    ]


def _risks() -> list[Block]:
    header = (_("What could go wrong"), _("What is done against it"), _("What remains"))
    return [
        Heading(_("Risks to people, and what is done against them")),
        Table(header, _risk_rows()),
        Paragraph(
            _(
                "If a high risk remains that nothing lowers, the ICO is asked before it starts: %(gap)s"
            )
            % {"gap": gap(_("yes or no, and why"))}
        ),
        Heading(_("Whom we asked about this"), level=2),
        Paragraph(gap(_("how people whose data this is were asked, and what they said"))),
        Paragraph(gap(_("what the data protection officer advised, and whether it was followed"))),
    ]


def _risk_rows() -> list[tuple[str, str, str]]:
    own = gap(_("how likely, how bad, and who accepts it"))
    return [
        (
            _("Somebody finds out how one person voted"),
            _(
                "Votes stand under a code. The key lies outside the database and is destroyed at closing; "
                "then all votes are shuffled."
            ),
            _("While it is open, whoever controls the server is trusted. %(gap)s") % {"gap": own},
        ),
        (
            _("Somebody is recognised by what they write"),
            _("Each text is read by a moderator first; no name stands beside it."),
            own,
        ),
        (
            _("Somebody tells of harm, and nobody acts"),
            _("One button hides the text, tells the safeguarding lead and starts a clock."),
            own,
        ),
        (
            _("Data is kept for too long"),
            _("A clock deletes what its notice says, and the audit chain shows that it did."),
            _("Backups keep old rows until they are overwritten: %(gap)s")
            % {"gap": gap(_("for how long backups are kept"))},
        ),
        (
            _("Somebody is left out who cannot use a computer"),
            _("Printed codes, paper forms, and people who help."),
            own,
        ),
    ]


def _told_plainly(known: list[Keeping]) -> list[Block]:
    """What must not be found in small print only."""
    sealed = [each.activity.record.title for each in known if each.handling.is_sealed]
    blocks: list[Block] = [
        Heading(_("Told plainly")),
        Paragraph(
            _(
                "Most partners are public bodies. A freedom-of-information request to any of them may "
                "reach records of this partnership. Whether an exemption applies is judged for each "
                "request by the body that was asked."
            )
        ),
        Paragraph(
            _(
                "Anonymous answers that are sealed can no longer be erased once their activity has "
                "closed: nobody can find out any more whose they are. People are told so before they "
                "answer."
            )
        ),
    ]
    return [*blocks, Paragraph(_("This concerns:")), Bullets(sealed)] if sealed else blocks


def _who_does_what(partnership: Partnership) -> list[Block]:
    header = (_("Duty"), _("Who"))
    coordinators = _("The coordinators of the partnership")
    each = _("Each partner, for its own people")
    rows = [
        (_("Tell people what happens with what they say"), coordinators),
        (_("Be the one whom people ask first"), coordinators),
        (_("Answer requests within one month"), coordinators),
        (_("Keep the register correct"), each),
        (_("Run the server, make backups, keep it safe"), gap(_("which partner, or which host"))),
        (
            _("Report a breach to the ICO within 72 hours of knowing of it"),
            gap(_("which partner's data protection officer")),
        ),
        (
            _("Answer freedom-of-information requests"),
            _("The body that was asked, telling the others"),
        ),
    ]
    return [
        Heading(_("Who does what")),
        Table(header, rows),
        Paragraph(
            _(
                "Whatever stands here, everybody can turn to any of the partners with their rights, and "
                "that partner sees to it that they are met."
            )
        ),
    ]


def _in_force() -> list[Block]:
    return [
        Heading(_("How long this holds")),
        Paragraph(
            _(
                "From %(start)s. It is looked at again on %(again)s, and whenever a partner joins or leaves."
            )
            % {"start": gap(_("date")), "again": gap(_("date"))}
        ),
        Paragraph(
            _(
                "What is essential here is told to everybody in the privacy notice of each activity. A partner "
                "that leaves takes its own export along and deletes nothing of the others."
            )
        ),
    ]


def _what_we_keep(known: list[Keeping]) -> list[Block]:
    return [Heading(_("What we keep, why, and how long")), _activities(known), _house()]


def _signed(*who: str) -> list[Block]:
    header = (_("For"), _("Name"), _("Date"))
    rows = [(name, gap(_("name")), gap(_("date"))) for name in who]
    empty = [(gap(_("partner")), gap(_("name")), gap(_("date")))]
    return [Heading(_("Agreed and signed")), Table(header, rows or empty)]


def _footer(partnership: Partnership) -> str:
    day = date_format(timezone.localdate(), "j F Y")
    return _("%(name)s, as of %(day)s: a template to finish, no legal advice") % {
        "name": partnership.name,
        "day": day,
    }
