"""Reads of a conversation: what is asked of whom, what is waiting, what came out."""
