"""Standards, plans and trajectories."""

import numpy as np

from marram.methods import targets
from marram.methods.polarity import Polarity


def test_low_is_good_turns_a_standard_round():
    low = Polarity.LOW_IS_GOOD

    states = targets.against_standard(
        value=[4, 6, 9, np.nan], standard=5, plan=8, polarity=low
    ).tolist()
    path = targets.against_trajectory(value=[4, 9], trajectory=6, polarity=low).tolist()

    assert states == [
        "Standard met",
        "Plan met, standard missed",
        "Neither standard nor plan met",
        "Not judged",
    ]
    assert path == ["Ahead of trajectory", "Behind trajectory"]
