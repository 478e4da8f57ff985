"""The forms we have, one file a released version."""
