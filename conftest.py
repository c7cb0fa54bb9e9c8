"""What every test may ask for: the shared world and the people in it (`tests/world.py`)."""

pytest_plugins = ["tests.world"]
