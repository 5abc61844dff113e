"""A made-up catalogue of any size, skewed as real ones are, to measure with and try things on."""
