"""The keeping wing's heart: statements of many stories become records with their history. Pure functions, no database."""
