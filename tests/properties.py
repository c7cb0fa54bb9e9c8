"""How property tests run: no example fails by the clock, and where CI=true every run tries the same examples.

At a desk hypothesis draws new examples each time, which is how it finds what nobody thought of; what it finds
there becomes a test of its own. A run that decides what lands must say the same of the same code.
"""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "desk", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("ci", settings.get_profile("desk"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "desk")
