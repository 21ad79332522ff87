"""How many examples hypothesis draws for a test that names a number of its own."""

from hypothesis import settings

# What hypothesis draws where neither a profile nor a test says anything, and the profile "full" draws.
USUAL = 100


def draws(full: int) -> int:
    """Return `full` under the profile "full", and under another the part of it that is drawn of the usual."""
    return max(5, full * settings().max_examples // USUAL)
