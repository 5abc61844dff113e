"""Every change to the catalogue that touches more than a row: atomic, attributed, and in step with
what lists read.
"""
