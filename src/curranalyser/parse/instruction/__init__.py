"""The language of instruction."""
