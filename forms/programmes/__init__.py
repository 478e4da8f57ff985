"""The programmes that money is applied for under; one file a programme."""
