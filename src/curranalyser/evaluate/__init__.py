"""Evaluate: how well each stage does, measured on gold."""
