"""Reading Word and PDF files as forms: by our own marks, else by the labels of the form."""
