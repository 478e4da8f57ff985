"""A form as a workbook: its tables to type in, views of them, and the proof of every total."""
