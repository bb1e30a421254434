"""Reads published papers: what minutes, agendas and reports say, and where they say it."""
