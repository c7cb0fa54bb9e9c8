"""The one list of apps. Nothing is discovered by magic: a new capability is a new line."""

# Each stands only on those before it.
SPINE = (
    "thegither.spine.evidence",
    "thegither.spine.spaces",
    "thegither.spine.people",
    "thegither.spine.authority",
    "thegither.spine.promises",
    "thegither.spine.papers",
    "thegither.spine.young",
    "thegither.spine.contact",
    "thegither.spine.protection",
)
CAPABILITIES = (
    "thegither.capabilities.conversations",
    "thegither.capabilities.meetings",
    "thegither.capabilities.decisions",
    "thegither.capabilities.assessments",
    "thegither.capabilities.relationships",
)
# What has work that comes due, in the order in which it is done.
WITH_TASKS = (
    "thegither.spine.people",
    "thegither.spine.authority",
    "thegither.spine.promises",
    "thegither.spine.papers",
    *CAPABILITIES,
    "thegither.spine.contact",
    "thegither.spine.protection",
)
# What may not wait until other work is done.
WITH_PROMPT_TASKS = ("thegither.capabilities.conversations",)
