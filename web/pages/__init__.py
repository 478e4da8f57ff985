"""A section of a form as a page of the wizard: drawn, posted and read back."""
