"""What a partnership's answers about itself can show, and what they cannot.

`mirror` does all of a wave at once; the parts can be had alone: `scale_scores`, `reliabilities`, `rake`,
`gaps`, `pool`, `reach`, `between_waves`, `in_panel`, `clouds`, `shifts`, `precedence`, `coverage`. Arrays in,
frozen dataclasses out.
"""

from thegither.methods.surveys.answers import (
    DONT_KNOW,
    MISSING,
    NotAnswers,
    Scale,
    scale_scores,
)
from thegither.methods.surveys.cells import Cells, Moments
from thegither.methods.surveys.coverage import coverage, silent_groups
from thegither.methods.surveys.culture import Cloud, Shift, clouds, shifts
from thegither.methods.surveys.estimates import (
    Estimate,
    clustered,
    frame_mean,
    frame_share,
    unclustered,
)
from thegither.methods.surveys.families import benjamini_hochberg
from thegither.methods.surveys.gaps import Gaps, gaps
from thegither.methods.surveys.mirror import NOBODY, Mirror, Wave, Weighted, mirror
from thegither.methods.surveys.movement import Movement, between_waves, in_panel
from thegither.methods.surveys.pooling import Pooled, pool
from thegither.methods.surveys.power import Reach, reach
from thegither.methods.surveys.precedence import Declined, Precedence, precedence
from thegither.methods.surveys.reliability import Reliability, bca, reliabilities
from thegither.methods.surveys.weights import (
    CannotWeight,
    Margin,
    Weights,
    rake,
    replicates,
)

__all__ = [
    "DONT_KNOW",
    "MISSING",
    "NOBODY",
    "CannotWeight",
    "Cells",
    "Cloud",
    "Declined",
    "Estimate",
    "Gaps",
    "Margin",
    "Mirror",
    "Moments",
    "Movement",
    "NotAnswers",
    "Pooled",
    "Precedence",
    "Reach",
    "Reliability",
    "Scale",
    "Shift",
    "Wave",
    "Weighted",
    "Weights",
    "bca",
    "benjamini_hochberg",
    "between_waves",
    "clouds",
    "clustered",
    "coverage",
    "frame_mean",
    "frame_share",
    "gaps",
    "in_panel",
    "mirror",
    "pool",
    "precedence",
    "rake",
    "reach",
    "reliabilities",
    "replicates",
    "scale_scores",
    "shifts",
    "silent_groups",
    "unclustered",
]
