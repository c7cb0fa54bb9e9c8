"""Reads of relationships: the list, the sheets, what they come to, and what each may see of it."""
