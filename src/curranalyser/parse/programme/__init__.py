"""The course list of a programme."""
