"""The licences of the package and of all that it needs, as CSV; exit code 1 where one is refused.

    python .ci/licences.py > licences.csv

Looks at what is installed beside this Python. Refused is a package that says no licence, or only such as
would bind who passes the tool on, or forbid a use (`REFUSED`). Of several to choose from one is enough.
"""

import csv
import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PACKAGE = "curranalyser"
# The lesser GPL binds its own library alone, which is used as it comes and can be replaced.
REFUSED = re.compile(
    r"(?<!lesser )general public license|\bA?GPL|affero|SSPL|server side|business source|BUSL"
    r"|commons clause|non-?commercial|CC-BY-NC|proprietary",
    re.IGNORECASE,
)
_CHOICE = re.compile(r"\s+OR\s+|;|,")


def needed(name: str) -> Iterator[Distribution]:
    """Yield a package and all that it needs, each once, without what extras would bring."""
    waiting, seen = [name], set()
    while waiting:
        wanted = canonicalize_name(waiting.pop())
        if wanted in seen:
            continue
        seen.add(wanted)
        try:
            found = distribution(wanted)
        except PackageNotFoundError:
            continue  # not for this system
        yield found
        for line in found.requires or ():
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                waiting.append(requirement.name)


def licences_of(package: Distribution) -> list[str]:
    """Return the licences that a package says it has, of which one may be chosen."""
    said = package.metadata
    if expression := said.get("License-Expression"):
        return [part.strip(" ()") for part in re.split(r"\s+OR\s+", expression)]
    listed = said.get_all("Classifier") or ()
    classifiers = [line.split(" :: ")[-1] for line in listed if line.startswith("License ::")]
    line = (said.get("License") or "").strip().split("\n")[0]
    return classifiers or [part.strip() for part in _CHOICE.split(line) if part.strip()]


def refused(licences: list[str]) -> bool:
    """Whether none of the licences is one to be taken."""
    return all(REFUSED.search(licence) for licence in licences)


def main(name: str = PACKAGE) -> int:
    """Print the list. Returns the exit code."""
    rows = sorted((found.metadata["Name"], found.version, licences_of(found)) for found in needed(name))
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("package", "version", "licence"))
    out.writerows((package, version, " OR ".join(licences)) for package, version, licences in rows)
    wrong = [package for package, _, licences in rows if refused(licences)]
    for package in wrong:
        print(f"refused: {package}", file=sys.stderr)
    return int(bool(wrong) or not rows)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
