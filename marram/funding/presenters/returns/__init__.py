"""Pools and returns as components, a module a page."""
