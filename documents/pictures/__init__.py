"""Pictures drawn from the rows of a form: who belongs under whom, and when what is done."""
