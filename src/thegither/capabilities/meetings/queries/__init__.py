"""Reads of meetings: querysets, small frozen shapes, and arrays ready for `methods`."""
