"""Answers kept as long as the catalogue is as it was when they were made."""
