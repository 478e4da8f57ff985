"""What tells the rules of one day from those of another."""

RULES_VERSION = "b7d6d0ea2e01"
"""Twelve digits of all that rules say, told here so that what writes documents loads no rule."""
