"""The pages of the library: reading, and changing."""
