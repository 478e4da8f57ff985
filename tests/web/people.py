"""Who is invited in tests of pages, and what they sign in with."""

EMAIL, PASSWORD = "signe@example.dk", "tre grønne cykler"
SIGN_IN = {"email": EMAIL, "password": PASSWORD}
