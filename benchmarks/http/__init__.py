"""Votes accepted per second over HTTP, each one durable before it is acknowledged.

A real server, a real database, 50 people who vote as fast as they are answered. The load generator
runs in a process of its own, on the same machine, so it takes its share of the processor too.
"""
