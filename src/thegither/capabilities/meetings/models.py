"""Meetings: when and where, what is on the agenda, who was there, what was agreed."""
