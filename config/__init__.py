"""How the site starts: its environment, its settings, its database, its addresses."""
