"""What must hold in the library of strategies, and what its dates and words mean."""
