"""Where packs are printed: sections set one by one and kept, then bound into one document."""
