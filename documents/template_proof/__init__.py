"""A template that staff changed, looked at and tried out before anybody gets it."""
