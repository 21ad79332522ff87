"""From a folder of syllabi to the shares of each programme: `python examples/shares.py FOLDER`.

A share is printed as counts, with a bar, and without one where too little is known for a share.
"""

import sys

import curranalyser

_WIDTH = 40


def lines(folder: str) -> list[str]:
    """Return a line a programme and perspective: how many courses of how many have such an outcome."""
    audit = curranalyser.audit(folder)
    titles = {row["programme"]: row["title"] for row in audit.to_frame("programmes", kind="rows")}
    told = []
    for row in audit.to_frame("shares", kind="rows"):
        if row["courses"] != "all" or row["of"] != "courses":
            continue
        title = titles.get(row["programme"], "All courses")
        counts = f"{row['numerator']:.0f} of {row['denominator']:.0f} courses"
        known = row["headline"] and row["denominator"]
        bar = "#" * round(_WIDTH * row["numerator"] / row["denominator"]) if known else "(too few syllabi)"
        told.append(f"{title}, {row['perspective']}: {counts} {bar}".rstrip())
    for failure in audit.failures:
        told.append(f"{failure.source}: {failure.message} {failure.hint}")
    return told


for line in lines(sys.argv[1]):
    print(line)
