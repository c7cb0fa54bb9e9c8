"""How sure something has to be before it is said unasked.

The page shows what holds at 5%. Each mirror looks at several families of comparisons, so what becomes a finding
has to be surer, or one mirror in four would cry wolf.
"""

SURE_OF_GAP, SURE_OF_CULTURE = 0.02, 0.001
