"""Records on the road: reading and writing them, comparing them with what is held, and taking them
in.
"""
