"""How things look: components, charts, forms and page shells. Knows numbers and words, never rooms."""
