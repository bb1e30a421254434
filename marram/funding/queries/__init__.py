"""What is known of money, as a given viewer may see it."""

from marram.funding.queries.returns.summary import FundSummary, fund_summary


__all__ = ["FundSummary", "fund_summary"]
