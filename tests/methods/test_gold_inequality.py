"""The slope and relative index of inequality agree with PHEindicatormethods."""

import numpy as np
import pytest

from marram.methods import inequality
from marram.methods.inequality import Scale
from tests.methods import gold


CONFIGS = {
    "other_se": (Scale.PLAIN, False, 1, "se"),
    "other_ci": (Scale.PLAIN, False, 1, "ci"),
    "other_se_neg": (Scale.PLAIN, False, -1, "se"),
    "rate_raw": (Scale.RATE, False, 1, "ci"),
    "rate_raw_neg": (Scale.RATE, False, -1, "ci"),
    "rate_log": (Scale.RATE, True, 1, "ci"),
    "rate_log_neg": (Scale.RATE, True, -1, "ci"),
    "rate_log_half": (Scale.RATE, True, 0.5, "ci"),
    "prop_raw100": (Scale.PROPORTION, False, 100, "ci"),
    "prop_count100": (Scale.PROPORTION, False, 100, "count"),
    "prop_logit100": (Scale.PROPORTION, True, 100, "ci"),
    "prop_logit_neg100": (Scale.PROPORTION, True, -100, "ci"),
}


def simulated(name):
    """Return the (config, number of quantiles) pairs of which the reference drew intervals."""
    noise = gold.table("sii", "outputs_ci_montecarlo")
    many = dict(zip(noise.text("unit"), noise.numbers("n_quantiles"), strict=True))
    drawn = gold.table("sii", name)
    pairs = zip(drawn.text("config"), drawn.text("unit"), strict=True)
    return sorted({(config, int(many[unit])) for config, unit in pairs})


def indices(config, many, names, **rest):
    """Return the indices of the gold areas with so many quantiles, in the order of `names`."""
    scale, transform, multiplier, uses = CONFIGS[config]
    given = gold.table("sii", "inputs")
    units = given.text("unit")
    rows = np.concatenate([np.flatnonzero(units == name) for name in names])

    def wide(column):
        return given.numbers(column)[rows].reshape(len(names), many)

    value = wide("x") / wide("population") if uses == "count" else wide("value")
    chance = (
        {"standard_error": wide("se")}
        if uses == "se"
        else {"lower": wide("lower_cl"), "upper": wide("upper_cl")}
    )
    return inequality.slope_index(
        value=value,
        population=wide("population"),
        scale=scale,
        transform=transform,
        multiplier=multiplier,
        confidence=(0.95, 0.998),
        **chance,
        **rest,
    )


@pytest.mark.parametrize("config", CONFIGS)
@pytest.mark.parametrize("many", [5, 10])
def test_slope_ratio_and_intercept_agree(config, many):
    wanted = gold.table("sii", "outputs_deterministic")
    rows = (wanted.text("config") == config) & (wanted.numbers("n_quantiles") == many)

    ours = indices(config, many, wanted.text("unit")[rows], draws=1000)

    gold.agree(ours.slope.value, wanted.numbers("sii")[rows], absolute=1e-12)
    gold.agree(ours.relative.value, wanted.numbers("rii")[rows])
    if not CONFIGS[config][1]:
        gold.agree(ours.intercept, wanted.numbers("intercept")[rows])


@pytest.mark.parametrize(("config", "many"), simulated("outputs_ci_montecarlo"))
def test_intervals_lie_within_the_noise_of_the_reference(config, many):
    wanted = gold.table("sii", "outputs_ci_montecarlo")
    rows = (wanted.text("config") == config) & (wanted.numbers("n_quantiles") == many)
    ours = indices(config, many, wanted.text("unit")[rows])
    seeds = wanted.numbers("n_seeds")[rows]
    # For a positive multiplier below one the reference turns transformed rates round: not copied.
    turned = config == "rate_log_half"

    for index, estimates in (("sii", ours.slope), ("rii", ours.relative)):
        for position, level in enumerate(("95_0", "99_8")):
            for side, limit in (("lower", estimates.lower), ("upper", estimates.upper)):
                end = "" if CONFIGS[config][1] else "cl"
                other = {"lower": "upper", "upper": "lower"}[side] if turned else side
                name = f"{index}_{other}{level}{end}"
                mean, deviation = (
                    wanted.numbers(f"{name}_{what}")[rows] for what in ("mcmean", "mcsd")
                )
                mine = 1 / limit[position] if turned and index == "rii" else limit[position]
                noise = 5 * deviation * np.sqrt(1 + 1 / seeds)
                assert (np.abs(mine - mean) <= noise + 1e-12).all(), name


@pytest.mark.parametrize(("config", "many"), simulated("outputs_ci_single_seed"))
def test_one_run_of_the_reference_lies_within_its_noise_of_our_intervals(config, many):
    wanted, noise = (
        gold.table("sii", name) for name in ("outputs_ci_single_seed", "outputs_ci_montecarlo")
    )
    key = np.char.add(noise.text("config"), noise.text("unit"))
    at = gold.positions(key, np.char.add(wanted.text("config"), wanted.text("unit")))
    rows = (wanted.text("config") == config) & (noise.numbers("n_quantiles")[at] == many)
    scale, transform, *_ = CONFIGS[config]
    ours = indices(config, many, wanted.text("unit")[rows])
    turned = config == "rate_log_half"

    gold.agree(ours.slope.value, wanted.numbers("sii")[rows], absolute=1e-12)
    gold.agree(ours.relative.value, wanted.numbers("rii")[rows])
    if not transform:
        gold.agree(ours.intercept, wanted.numbers("intercept")[rows])
    # Drawn limits carry our own noise beside theirs; exact ones do not.
    runs = 1 if transform or scale is Scale.PLAIN else 2
    for index, estimates in (("sii", ours.slope), ("rii", ours.relative)):
        for position, level in enumerate(("95_0", "99_8")):
            for side, limit in (("lower", estimates.lower), ("upper", estimates.upper)):
                other = {"lower": "upper", "upper": "lower"}[side] if turned else side
                name = f"{index}_{other}{level}{'' if transform else 'cl'}"
                mine = 1 / limit[position] if turned and index == "rii" else limit[position]
                deviation = noise.numbers(f"{name}_mcsd")[at][rows]
                error = np.abs(mine - wanted.numbers(name)[rows])
                assert (error <= 5 * deviation * np.sqrt(runs) + 1e-12).all(), name
