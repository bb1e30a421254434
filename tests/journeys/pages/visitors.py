"""Whose eyes a page is seen with."""

PUBLIC = "resident"
PARTNER = "analyst"
LEAD = "plan-lead"
OFFICER = "board-officer"
FINANCE = "finance-lead"
ADMINISTRATOR = "administrator"
