"""The ground: what a form is, the kinds of its values, and the forms we have."""
