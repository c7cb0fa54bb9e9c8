"""What every test may ask for: the shared world, its people and its conversations (`tests/world*.py`)."""

pytest_plugins = [
    "tests.properties",
    "tests.tables",
    "tests.together",
    "tests.emptying",
    "tests.garbage",
    "tests.world",
    "tests.world_conversations",
    "tests.world_meetings",
    "tests.world_decisions",
    "tests.world_assessments",
    "tests.world_mirror",
    "tests.world_relationships",
]
