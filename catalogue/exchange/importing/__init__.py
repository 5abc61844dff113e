"""Takes in what other catalogues tell: keeps each record beside the row that it speaks of, joins it
to the right one, and merges what they say by a stated order of trust.
"""
