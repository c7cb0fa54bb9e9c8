"""The report, and R on the same answers in the same minutes."""

from benchmarks.surveys.run import PEER, peer, report

report()
for people in PEER:
    seconds = peer(people)
    print(
        f"R, {people:,} people: {seconds} processor seconds"
        if seconds
        else "R is not installed here."
    )
