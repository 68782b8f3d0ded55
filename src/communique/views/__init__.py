"""Records as people ask for them: rows that JSON can hold, and lines of text."""
