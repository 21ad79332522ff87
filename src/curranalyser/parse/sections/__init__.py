"""Where a section begins and ends, and several syllabi in one file."""
