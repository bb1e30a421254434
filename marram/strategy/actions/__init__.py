"""Every change to strategies and plans: each function is one thing a person does."""
