"""A scheme of a user's own with its cues and a tiny corpus, as files."""

import json
from pathlib import Path

SCHEME = """
name = "Sustainability"
version = "1"
home_country = "SE"

[[perspectives]]
id = "sustainability"
prefix = "SUS"
name = { sv = "Hållbarhet", en = "Sustainability" }
definition = { sv = "Om hållbar utveckling.", en = "About sustainable development." }
advice = { sv = "Säg vad som ska hållas vid liv.", en = "Say what is to be sustained." }

[rules.SUS-Y1]
perspective = "sustainability"
verdict = "yes"
text = { sv = "hållbar utveckling nämns", en = "sustainable development is named" }

[kinds_of_hit]
"subject matter" = { sv = "ämnesstoff", en = "subject matter" }
"""
CUES = '''
[[cues]]
id = "sustainable"
rule = "SUS-Y1"
kind = "subject matter"
sv = """
hållbar*
"""
en = """
sustainab*
"""
not.sv = """
hållbara argument
"""
'''
TOPICS = [
    "energi",
    "byggnader",
    "skog",
    "transporter",
    "inköp",
    "vatten",
    "odling",
    "städer",
    "turism",
    "mode",
    "kost",
    "avfall",
]


def write_scheme(folder: Path) -> None:
    """Write scheme.toml, cues.toml and coded.jsonl (24 outcomes, half of them yes)."""
    (folder / "scheme.toml").write_text(SCHEME, encoding="utf-8")
    (folder / "cues.toml").write_text(CUES, encoding="utf-8")
    lines = []
    for number, topic in enumerate(TOPICS * 2):
        yes = number < len(TOPICS)
        text = (
            f"bedöma hur {topic} bidrar till hållbar utveckling"
            if yes
            else f"beräkna kostnaden för {topic} under ett år"
        )
        label = {"sustainability": "yes" if yes else "no"}
        lines.append(
            json.dumps(
                {
                    "id": str(number),
                    "text": text,
                    "language": "sv",
                    "subject": topic,
                    "labels": label,
                    "rules": ["SUS-Y1"] if yes else [],
                }
            )
        )
    (folder / "coded.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
