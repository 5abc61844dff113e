"""The public API: asks the same questions as the pages, answers records."""
