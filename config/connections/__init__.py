"""How the site speaks with PostgreSQL."""
