"""The figure of the design text: 19 of the 31 who answered, of 52 asked, agree."""

from datetime import date

from thegither.spine.evidence.figures import Figure

DAY = date(2026, 11, 21)
AGREE = Figure.share(19, 31, 52, label="agree", as_of=DAY, method="wilson 1")
