"""Decisions, the promises they carry, and the questions what became of them."""
