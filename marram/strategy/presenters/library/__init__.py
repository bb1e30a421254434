"""The library of strategies as components and plain words; a module a page."""
