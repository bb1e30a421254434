"""How things look: components, forms and page shells. Knows numbers and words, never rooms."""
