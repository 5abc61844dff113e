"""A copy of another instance: what it told is kept first, then brought into the rows, then compared
with what these tell.
"""
