"""Documents by the thousand: rows of answers in, one zip file out, made on every core."""
