"""Kinds of values: how each is read, shown and stored. One file a kind."""
