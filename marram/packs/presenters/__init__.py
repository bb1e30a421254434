"""Packs as pages."""
