"""What people of a made-up partnership say about help for families. All of it our own words.

Three outlooks: *neighbours* trust people close by, *services* trust skill and standards, *joiners*
trust one shared system. For each there is what it alone supports and what it alone rejects.
"""

QUESTION = "What would get help to families early, before things go wrong?"
BACKGROUND = (
    "Families tell us that help often comes late. We want to hear what would bring it sooner. "
    "Say what you think in one short statement, and vote on what others say."
)
OPEN_QUESTION = "What should we do first with the empty school building?"
OPEN_BACKGROUND = (
    "The old primary school stands empty. The building is sound, and it could be used again from "
    "next summer. We have not made up our minds."
)

# Any four of these can be what all three outlooks agree on; the rest leave people lukewarm.
COULD_BRIDGE = (
    "A family should only have to tell its story once.",
    "Every family should know the name of one person to ask for help.",
    "Letters to families should be in plain words.",
    "A worried parent should get an answer within a week.",
    "People who have used the services should help to train the staff.",
    "Help should not stop on the day a child turns five.",
    "Families should be asked whether the help was any good.",
    "A parent should be able to say no to help without being marked down for it.",
)
LUKEWARM = (
    "We should hold a fair each spring where all services show what they do.",
    "A newsletter would tell families what help there is.",
    "Staff of all partners should wear the same name badge.",
    "There should be an app that lists every service.",
    "We should copy what the next area is doing.",
)
ALONE_SUPPORTS = {
    "neighbours": (
        "Local people with a small grant do more for families than a new team would.",
        "Families should run the family centres themselves.",
        "Most help should come from neighbours, and paid staff only when asked.",
        "The money for early help should be given out street by street.",
        "A volunteer at the door is better than a professional by appointment.",
    ),
    "services": (
        "Only trained staff should visit families at home.",
        "We should set the same standard of help everywhere, even if that takes longer.",
        "More health visitors should come before anything else.",
        "Help should start with a full assessment by a professional.",
        "Money should go to services that are already known to work.",
    ),
    "joiners": (
        "All partners should put their money for families into one pot.",
        "All staff who work with families should have one manager, whoever pays them.",
        "There should be one computer system for everybody, and the old ones switched off.",
        "One front door should replace all the separate ways of asking for help.",
        "Partners should move into one building and give up their own offices.",
    ),
}
ALONE_REJECTS = {
    "neighbours": (
        "Workers should share what they know about a family without asking each time.",
        "Small groups should meet the same paperwork rules as big services.",
        "Decisions about early help belong with managers who see the whole picture.",
        "It is better to have a few large centres than many small ones.",
    ),
    "services": (
        "Anyone should be able to refer a family, with no form to fill in.",
        "Parents who have been through it make better helpers than staff with degrees.",
        "We should spend less on specialists and more on general family workers.",
        "Targets for services do families more harm than good.",
    ),
    "joiners": (
        "Each partner knows its own families best and should plan for them itself.",
        "Merging services costs more than it ever saves.",
        "A family should be able to go to whichever service it already trusts.",
        "Shared systems break down, and then nobody is responsible.",
    ),
}

OPEN_ACCEPTED = (
    "A nursery with long opening hours would help most families.",
    "The hall should be free for any local group to use.",
    "A warm room with tea and no questions asked is what we lack.",
    "Homes would be worth more to us than another centre.",
    "The health visitors could hold their clinics there.",
    "Young people should decide what happens to one floor.",
    "If it cannot pay for itself within three years, it should be sold.",
    "The playground should be opened at once, before anything else is settled.",
    "A repair workshop would bring people of all ages together.",
    "The police should have a desk there one day a week.",
    "Whatever we do, buses must stop there in the evening.",
    "One body must be in charge, or the building will fall down round us.",
)
OPEN_WAITING = (
    "Could there be a kitchen where families learn to cook together?",
    "Too far from the top end of town for anyone with a pram.",
    "Ask the folk in the next street first, they have to live with the noise.",
)
