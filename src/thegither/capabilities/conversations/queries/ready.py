"""Ready questions for a first conversation, each with statements from different points of view.

They are a beginning, not a form: a coordinator reads them, changes what does not fit, and keeps them.
A good first statement holds one thought that some will agree with and others will not.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Ready:
    """A question, what it is good for, what people should know first, and the first statements."""

    key: str
    question: Promise
    good_for: Promise
    background: Promise
    seeds: tuple[Promise, ...]


READY = (
    Ready(
        key="working-together",
        question=_("What gets in the way of working together?"),
        good_for=_("For a partnership that begins, or that has got stuck."),
        background=_(
            "We want to work better across our organisations. Tell us what stops you, and vote on "
            "what others say. Nobody can trace a vote."
        ),
        seeds=(
            _("I know whom to ring in the other organisations."),
            _("We meet too often and decide too little."),
            _("Decisions are made before I hear of them."),
            _("My own organisation's targets get in the way of what we agreed."),
            _("We are allowed to share the information that we need."),
            _("The same few people do most of the work."),
            _("I can settle small things myself without asking upwards."),
            _("People who use our services have a real say in what we do."),
            _("We use words that half of the people in the room do not understand."),
            _("When something goes wrong, we look for the cause and not for somebody to blame."),
            _("Money is what keeps us apart."),
            _("I can see what came of the things that we agreed last year."),
        ),
    ),
    Ready(
        key="carers",
        question=_("What do carers need from us?"),
        good_for=_("For hearing from people who look after somebody at home."),
        background=_(
            "Some of us look after a relative or a friend who could not manage alone. We ask carers, "
            "and everybody who works with them, what would help most."
        ),
        seeds=(
            _("Carers should get a break every week."),
            _("One person should know the whole story, so that nobody has to tell it again."),
            _("Carers are asked what they think before a plan is made."),
            _("Letters to carers are too long."),
            _("Help at night matters more than help by day."),
            _("Carers know where to turn in a crisis."),
            _("Money would help more than another service."),
            _("Employers should make it easier to care and to keep a job."),
            _("Young carers are forgotten."),
            _("Meeting other carers helps more than meeting professionals."),
            _("Carers should be able to say no without feeling guilty."),
        ),
    ),
    Ready(
        key="coming-year",
        question=_("What should we put first in the coming year?"),
        good_for=_("For a plan that people recognise as their own."),
        background=_(
            "We cannot do everything at once. Vote on what others put first, and add what is missing. "
            "What everyone can support goes into the plan."
        ),
        seeds=(
            _("We should finish what we began before we start anything new."),
            _("Help should come early, even if crises then wait longer."),
            _("We should spend more in the places that have least."),
            _("Loneliness is the first thing to tackle."),
            _("Getting to services is harder than getting help once you are there."),
            _("Young people should come first."),
            _("Older people should come first."),
            _("We should pool some of our money and decide about it together."),
            _("Staff who are worn out cannot help anybody: look after them first."),
            _("We should stop doing something, to make room."),
            _("Local groups should get the money, and we should get out of their way."),
        ),
    ),
    Ready(
        key="being-heard",
        question=_("When do people feel heard here, and when not?"),
        good_for=_("For checking whether people who use services have a real say."),
        background=_(
            "We ask people for their views again and again. We want to know whether it feels worth it, "
            "and what would make it so."
        ),
        seeds=(
            _("I have seen something change because I spoke up."),
            _("We are asked when everything is already decided."),
            _("Nobody told me what became of what I said."),
            _("Meetings are at times when working people cannot come."),
            _("I can say what I think without fear."),
            _("It is always the same people who are asked."),
            _("I would rather be asked less often, and listened to."),
            _("People who come to meetings in their own time should be paid."),
            _("A survey is enough; I do not want to come to a meeting."),
            _("The people who decide should come to us, not we to them."),
        ),
    ),
)
BY_KEY = {ready.key: ready for ready in READY}
