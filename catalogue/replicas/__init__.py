"""Copies of the database that PostgreSQL keeps in step, and which of them answers a reader."""
