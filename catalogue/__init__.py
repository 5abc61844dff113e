"""The catalogue, in rooms: words (choices, errors, validators), nouns (models), verbs (actions,
search, exchange), mouths (web, admin, management).

Arrows point inward only: a mouth asks a verb, a verb knows the nouns, a noun knows the words.
"""
