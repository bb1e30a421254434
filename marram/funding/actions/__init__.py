"""What people do with pools, returns, grants, budgets and contracts."""
