"""The made-up partnership, with planted truths that the system must find again.

`partnership.plan` and `opinions.plant` are pure: a seed in, plain data out. `build.build` puts that
data into the database through the same actions that people use, and says what it planted.
"""
