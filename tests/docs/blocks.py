"""The blocks of a page of the docs, and what is said of each.

What stands in a page, from top to bottom:

- `<!-- folder: corpus/syllabi reports/first-audit -->`: what lies in the folder where its commands run; paths
  of the repository, or reports/first-audit, the audit of README's first command.
- ```` ```sh ````: commands. Remarks before it: `<!-- not run: why -->`, `<!-- exit: 3 -->`, `<!-- serves -->`
  (goes on until it is stopped), `<!-- needs: Pango -->` (the page is skipped where it is not there).
- ```` ```text ````: what the commands before it print on standard output. A line with `…` alone is any lines.
- ```` ```toml title="scheme.toml" ````: a file, which lies in the folder from there on.
- `<!-- by hand: NAME -->`: what the text tells a person to do, done by the function of that name.
- Other blocks are read by the program that they are for (TOML, JSON, YAML, Python), nginx's excepted.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
# hooks and generated pages aside: every page that a person reads.
PAGES = (
    "README.md",
    *(str(path.relative_to(REPOSITORY)) for path in sorted((REPOSITORY / "docs").rglob("*.md"))),
)
_REMARK = re.compile(r"<!-- ([a-z ]+)(?:: (.*?))? -->")
_OPEN = re.compile(r'```(\w*)(?: title="([^"]+)")?$')


@dataclass(frozen=True)
class Block:
    """A fenced block, or with the language "hand" something that a person does."""

    page: str
    line: int
    language: str
    text: str
    title: str = ""
    remarks: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> str:
        return f"{self.page}:{self.line}"


def read(page: str) -> tuple[list[str], list[Block]]:
    """What lies in the folder of a page, and its blocks."""
    lines = (REPOSITORY / page).read_text(encoding="utf-8").splitlines()
    folder: list[str] = []
    blocks: list[Block] = []
    remarks: dict[str, str] = {}
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if remark := _REMARK.fullmatch(line):
            name, value = remark[1], remark[2] or ""
            if name == "folder":
                folder += value.split()
            elif name == "by hand":
                blocks.append(Block(page, number, "hand", value))
            elif name not in ("begin", "end"):
                assert name in ("not run", "exit", "serves", "needs"), f"{page}:{number}: {name}"
                remarks[name] = value
        elif opened := _OPEN.match(line):
            start = number
            while lines[number] != "```":
                number += 1
            text = "\n".join(lines[start:number]) + "\n"
            blocks.append(Block(page, start, opened[1], text, opened[2] or "", remarks))
            remarks = {}
            number += 1
        else:
            assert "```" not in line, (
                f"{page}:{number}: a fence that is not at the margin, or of another form"
            )
            assert not (line.strip() and remarks), f"{page}:{number}: a remark that stands before no block"
    return folder, blocks
