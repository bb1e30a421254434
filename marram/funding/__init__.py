"""The room of money: pooled funds and their returns, grants, budgets and contracts."""
