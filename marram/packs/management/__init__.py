"""Packs from a terminal."""
