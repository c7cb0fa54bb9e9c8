"""The pages of papers: one file for what is attached, one for other versions of a text."""
