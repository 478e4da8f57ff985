"""Signing in elsewhere, by OpenID Connect, and coming back."""
