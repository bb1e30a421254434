"""Strategies and plans as components for pages; a module a noun."""
