"""Charts: values that draw themselves on a page, in a pack and as a file, with their table."""

from marram.design.charts.base import FONTS, NARROW, WIDE, Chart, as_png
from marram.design.charts.control import ControlChart, ControlPoint, Signal
from marram.design.charts.flow import Flow, Stage, Stream
from marram.design.charts.funnel import FunnelLimits, FunnelPlot, FunnelPoint
from marram.design.charts.icons import AssuranceIcon, Change, Promise, VariationIcon
from marram.design.charts.maps import Locator, PlaceMap, Region
from marram.design.charts.palette import Judgement
from marram.design.charts.parts import Amounts, PartBars
from marram.design.charts.ranked import RankedBar, RankedBars
from marram.design.charts.sparkline import Sparkline
from marram.design.charts.spine import Spine, SpineRow
from marram.design.charts.trend import Part, Series, Trend


__all__ = [
    "FONTS",
    "NARROW",
    "WIDE",
    "Amounts",
    "AssuranceIcon",
    "Change",
    "Chart",
    "ControlChart",
    "ControlPoint",
    "Flow",
    "FunnelLimits",
    "FunnelPlot",
    "FunnelPoint",
    "Judgement",
    "Locator",
    "Part",
    "PartBars",
    "PlaceMap",
    "Promise",
    "RankedBar",
    "RankedBars",
    "Region",
    "Series",
    "Signal",
    "Sparkline",
    "Spine",
    "SpineRow",
    "Stage",
    "Stream",
    "Trend",
    "VariationIcon",
    "as_png",
]
