"""Which boards, meetings and resolutions there are, by key: for those who name them in files."""

from marram.board.models import Board, Meeting, Resolution


def boards() -> frozenset[str]:
    """Return the key of every board. One SQL query."""
    return frozenset(Board.objects.order_by("pk").values_list("pk", flat=True))


def meetings() -> frozenset[str]:
    """Return the code of every meeting. One SQL query."""
    return frozenset(Meeting.objects.order_by("pk").values_list("pk", flat=True))


def resolutions() -> frozenset[str]:
    """Return the code of every resolution. One SQL query."""
    return frozenset(Resolution.objects.order_by("pk").values_list("pk", flat=True))
