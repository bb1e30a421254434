"""Charts of measures, with figures of an imagined borough that show what each can say."""

from math import sqrt

from marram.design.charts import (
    Amounts,
    AssuranceIcon,
    Change,
    ControlChart,
    ControlPoint,
    Flow,
    FunnelLimits,
    FunnelPlot,
    FunnelPoint,
    Judgement,
    Locator,
    Part,
    PartBars,
    PlaceMap,
    Promise,
    RankedBar,
    RankedBars,
    Region,
    Series,
    Signal,
    Sparkline,
    Spine,
    SpineRow,
    Stage,
    Stream,
    Trend,
    VariationIcon,
)
from marram.design.gallery.exhibits import Wing, exhibit


MONTHS = tuple(
    f"{month} {year}"
    for year in (2018, 2019)
    for month in ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
)
SOURCE = "imagined figures of Millbrook"
WAITS = (61.2, 58.9, 63.0, 60.1, 62.4, 59.7, 61.8, 60.6, 57.2, 62.9, 61.1, 60.3, 55.8, 54.9, 53.2,
         52.6, 51.0, 49.8)  # fmt: skip


def _points() -> tuple[ControlPoint, ...]:
    signals = {13: "two of three near a limit", 15: "outside the limits",
               16: "outside the limits", 17: "outside the limits"}  # fmt: skip
    return tuple(
        ControlPoint(
            period,
            value,
            mean=59.0,
            lower=53.0,
            upper=65.0,
            signal=Signal.CONCERN if place in signals else Signal.COMMON,
            rule=signals.get(place, ""),
        )
        for place, (period, value) in enumerate(zip(MONTHS, WAITS, strict=True))
    )


def _limits() -> FunnelLimits:
    sizes = tuple(float(size) for size in range(100, 2_001, 50))
    reach = tuple(1.96 * sqrt(20 * 80 / size) for size in sizes)
    return FunnelLimits(
        sizes,
        tuple(20 - each for each in reach),
        tuple(20 + each for each in reach),
        tuple(20 - each * 1.58 for each in reach),
        tuple(20 + each * 1.58 for each in reach),
    )


TREND = exhibit(
    default=Trend(
        title="Fewer mothers smoke than did, and still more than in England",
        subject="Mothers who smoke at the time of delivery, Millbrook",
        unit="%",
        interval="95% confidence interval",
        source=SOURCE,
        periods=("2013/14", "2014/15", "2015/16", "2016/17", "2017/18", "2018/19"),
        series=(
            Series(
                "Millbrook",
                (16.9, 15.8, 151.0, 14.9, 13.6, 12.8),
                (15.4, 14.4, None, 13.5, 12.3, 11.5),
                (18.5, 17.3, None, 16.4, 15.0, 14.2),
                struck=frozenset({2}),
            ),
            Series("England", (12.0, 11.4, 10.6, 10.5, 10.8, 10.6), part=Part.BENCHMARK),
            Series("Plan", (None, None, None, 14.0, 12.5, 11.0), part=Part.PLAN),
        ),
    ),
    months_with_a_gap=Trend(
        title="Waits have grown since the autumn",
        unit="days",
        decimals=0,
        periods=MONTHS,
        series=(Series("Millbrook", (*(v for v in WAITS[:7]), None, *(v + 9 for v in WAITS[8:]))),),
        source=SOURCE,
    ),
)
CONTROL = exhibit(
    default=ControlChart(
        title="Fewer people are seen in time, and it is more than chance",
        subject="People seen within six weeks of referral, Millbrook",
        unit="%",
        source=SOURCE,
        points=_points(),
        target=75,
        target_label="Standard",
    )
)
RANKED = exhibit(
    default=RankedBars(
        title="Two of five towns are worse than England",
        subject="Children who are overweight at the age of ten, 2018/19",
        unit="%",
        interval="95% confidence interval",
        source=SOURCE,
        benchmark=20.1,
        bars=(
            RankedBar("Eastmere", 27.5, 25.0, 30.2, Judgement.WORSE),
            RankedBar("Millbrook", 23.9, 22.7, 25.1, Judgement.WORSE, own=True),
            RankedBar("Alder and the villages by the water", 20.9, 18.0, 24.0, Judgement.SIMILAR),
            RankedBar("Sandholme", 15.2, 12.6, 18.2, Judgement.BETTER),
            RankedBar("Little Fen", None, note="[c] too few to show"),
        ),
    )
)
SPINE = exhibit(
    default=Spine(
        title="Two measures are worse than England, one is better",
        subject="Millbrook, newest values",
        source=SOURCE,
        spines=(
            SpineRow("Mothers who smoke at the time of delivery", 12.8, 10.6, 25.9, 13.3, 8.4, 2.1,
                     Judgement.WORSE, 12.1, "%", period="2018/19", group="Starting well"),
            SpineRow("Breastfeeding at six to eight weeks", 49.2, 46.2, 19.9, 38.0, 56.1, 78.0,
                     Judgement.BETTER, 43.0, "%", period="2018/19", group="Starting well"),
            SpineRow("Admissions for self-harm, ages 10 to 24", 461.2, 444.0, 1072.7, 560.0, 330.0,
                     120.1, Judgement.SIMILAR, 505.0, "per 100,000", group="Growing up"),
            SpineRow("People with low satisfaction with their lives", 6.9, 4.3, 9.1, 5.2, 3.6, 1.8,
                     Judgement.WORSE, 4.9, "%", group="Living well"),
            SpineRow("Loneliness of carers", None, note="no value yet", group="Living well"),
        ),
    )
)  # fmt: skip
FUNNEL = exhibit(
    default=FunnelPlot(
        title="Two practices stray from the average by more than chance",
        subject="Patients seen again within a month, by practice",
        unit="%",
        source=SOURCE,
        average=20,
        size_label="Patients",
        limits=_limits(),
        points=(
            FunnelPoint("Quay Surgery", 420, 30.5, Judgement.HIGHER),
            FunnelPoint("Fen Road", 1500, 15.1, Judgement.LOWER),
            FunnelPoint("High Street", 800, 21.0),
            FunnelPoint("Alder", 260, 17.0),
            FunnelPoint("Mill Lane", 1100, 20.4),
            FunnelPoint("Dunes", 610, 22.2),
        ),
    )
)
PARTS = exhibit(
    stacked=PartBars(
        title="The pooled fund grew by a sixth in two years",
        unit="£m",
        source=SOURCE,
        heading="Year",
        bars=("2017/18", "2018/19", "2019/20"),
        series=(
            Amounts("Health", (14.2, 14.9, 15.3)),
            Amounts("Council", (6.1, 7.0, 8.1)),
            Amounts("Grants", (0.9, 1.4, 1.3)),
        ),
    ),
    grouped=PartBars(
        title="Community services spent more than was planned",
        unit="£",
        decimals=0,
        source=SOURCE,
        heading="Scheme",
        grouped=True,
        bars=("Community services", "Equipment and adaptations"),
        series=(Amounts("Plan", (120_000, 45_000)), Amounts("Spent", (131_500, 41_250))),
    ),
    gains_and_losses=PartBars(
        title="Two schemes are over their budgets",
        unit="£",
        decimals=0,
        heading="Scheme",
        grouped=True,
        bars=("Reablement", "Carers", "Equipment"),
        series=(Amounts("Variance", (-12_400, 3_100, -800)),),
    ),
)
FLOW = exhibit(
    default=Flow(
        title="Most of the money goes from health to community services",
        unit="£m",
        source=SOURCE,
        stages=(
            Stage("Source", ("Health", "Council", "Grants")),
            Stage("Type", ("Community health", "Social care", "Housing")),
            Stage(
                "Provider", ("Community trust", "Home care", "Voluntary sector", "Housing trust")
            ),
        ),
        streams=(
            Stream("Health", "Community health", 11.2),
            Stream("Health", "Social care", 4.1),
            Stream("Grants", "Social care", 0.5),
            Stream("Council", "Social care", 6.2),
            Stream("Grants", "Housing", 0.8),
            Stream("Community health", "Community trust", 10.4),
            Stream("Community health", "Voluntary sector", 0.8),
            Stream("Social care", "Home care", 9.3),
            Stream("Social care", "Voluntary sector", 1.5),
            Stream("Housing", "Housing trust", 0.8),
        ),
    )
)
LAKE = ((60, 48), (75, 50), (68, 56))
NORTH = ((0, 30), (40, 30), (90, 45), (90, 60), (0, 60))
ISLET = ((-48, 10), (-40, 10), (-44, 20))
REGIONS = (
    Region("Sandholme", (((0, 0), (40, 0), (40, 30), (0, 30)),), 27.5, Judgement.WORSE, own=True),
    Region("Eastmere", (((40, 0), (90, 0), (90, 45), (40, 30)),), 21.0, Judgement.SIMILAR),
    Region("Alder", (NORTH, LAKE), 15.2, Judgement.BETTER),
    Region("Pool", (LAKE,), note="withheld"),
    Region("Westness", (((-35, 5), (0, 0), (0, 30), (-20, 40)), ISLET), 19.9, Judgement.SIMILAR),
    Region("Over Fell", (((-20, 40), (0, 30), (0, 60), (-30, 66)),), note="not available"),
)
MAP = exhibit(
    default=PlaceMap(
        title="Sandholme by the sea is worse than England",
        unit="%",
        source=SOURCE,
        regions=REGIONS,
    ),
    not_compared=PlaceMap(
        title="More in the east than in the west",
        unit="per 1,000",
        source=SOURCE,
        regions=tuple(
            Region(each.label, each.rings, each.value, note=each.note) for each in REGIONS
        ),
    ),
)
LOCATOR = exhibit(
    default=Locator(
        title="Sandholme and the five places beside it",
        source=SOURCE,
        regions=tuple(Region(each.label, each.rings, own=each.own) for each in REGIONS),
    )
)
SPARK = exhibit(default=Sparkline("People seen in time", WAITS, benchmark=75, unit="%"))
ICONS = (
    exhibit(**{change.name.lower(): VariationIcon(change) for change in Change}),
    exhibit(**{promise.name.lower(): AssuranceIcon(promise) for promise in Promise}),
)

WING = Wing(
    "Charts of measures",
    (TREND, CONTROL, RANKED, SPINE, FUNNEL, PARTS, FLOW, MAP, LOCATOR, SPARK, *ICONS),
)
