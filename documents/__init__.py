"""The press: Word, PDF and Excel, in and out."""
