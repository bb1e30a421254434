"""Public-health statistics as pure functions over arrays: no Django, no files, no clock."""
