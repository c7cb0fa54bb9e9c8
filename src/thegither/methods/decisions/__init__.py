"""Deciding together: rules for counting ballots, and what may be said of them by class of partner.

Every rule takes whole numbers and gives a frozen result; none reads a file, none draws a lot of its
own. A tie is broken by the order given as `priority`, and every tie broken is named in the result.
"""
