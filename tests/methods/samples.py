"""Samples of counts, people and ages for the properties, drawn by Hypothesis."""

import numpy as np
from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays


settings.register_profile(
    "methods", settings.get_profile("shared"), max_examples=25, print_blob=True
)
settings.load_profile("methods")

confidence = some.floats(0.5, 0.9999)


@some.composite
def parts(draw, fewest=1):
    """Counts out of people, as two arrays."""
    many = draw(some.integers(fewest, 30))
    out_of = draw(arrays(np.float64, many, elements=some.integers(1, 10**6).map(float)))
    share = draw(arrays(np.float64, many, elements=some.floats(0, 1)))
    return np.floor(out_of * share), out_of


@some.composite
def ages(draw, many=19):
    """Counts and populations of a few areas by age."""
    areas = draw(some.integers(1, 6))
    population = draw(
        arrays(np.float64, (areas, many), elements=some.integers(100, 10**5).map(float))
    )
    share = draw(arrays(np.float64, (areas, many), elements=some.floats(0, 0.5)))
    return np.floor(population * share), population
