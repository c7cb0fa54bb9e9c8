"""Who answers to whom, who may decide what, and whether decisions drift upwards.

Posts are whole numbers from 0; whoever calls keeps their names. Days are `datetime.date`; a day of
None has no beginning or no end, and a period includes its last day.
"""
