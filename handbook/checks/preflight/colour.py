"""Colour spaces of PDF, as far as a press with four inks is concerned: allowed or not, and how much of each ink."""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

Inks = tuple[float, float, float, float]
"""Cyan, magenta, yellow, black, each from 0 to 1."""

PROCESS = ("/Cyan", "/Magenta", "/Yellow", "/Black")
SHORT = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK", "/I": "/Indexed"}
"""Names that inline images may use."""
DEFAULTS = {"/DeviceGray": "/DefaultGray", "/DeviceRGB": "/DefaultRGB", "/DeviceCMYK": "/DefaultCMYK"}
BLACKISH = 0.3
"""Where no more of any light than this is left, the eye sees black."""


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space."""

    name: str
    """As the file says it: DeviceCMYK, ICCBased with 3 channels, ..."""
    inks: tuple[str, ...]
    """PDF names of the inks, for process colours and separations alone."""
    fault: str = ""
    """The code of the rule that it breaks."""
    channels: int = 1
    profile: Object | None = None
    """The ICC profile that manages it."""

    @property
    def start(self) -> tuple[float, ...]:
        """The colour that is set with the space."""
        if self.name == "DeviceCMYK":
            return (0.0, 0.0, 0.0, 1.0)
        return (1.0,) * self.channels if self.inks and self.name != "DeviceGray" else (0.0,) * self.channels


GRAY = Space("DeviceGray", ("/Black",))
CMYK = Space("DeviceCMYK", PROCESS, channels=4)
RGB = Space("DeviceRGB", (), "preflight.rgb", channels=3)
PATTERN = Space("Pattern", (), channels=0)
DEVICE = {"/DeviceGray": GRAY, "/DeviceRGB": RGB, "/DeviceCMYK": CMYK, "/Pattern": PATTERN}
FOREIGN = {"/CalRGB": 3, "/Lab": 3}


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as it is set, or the space alone where the values are those of an image or a shading."""

    space: Space
    values: tuple[float, ...] = ()
    pattern: Object | None = None

    @property
    def inks(self) -> Inks | None:
        """How much of each ink it takes; None where nobody can tell from the operators alone."""
        names, values = self.space.inks, self.values
        if not names or len(names) != len(values):
            return None
        if self.space.name == "DeviceGray":
            return (0.0, 0.0, 0.0, 1 - values[0])
        if names == ("/All",):
            return (values[0],) * 4
        amounts = dict(zip(names, values, strict=True))
        c, m, y, k = (amounts.get(name, 0.0) for name in PROCESS)
        return (c, m, y, k)


UNKNOWN = "an unknown colour space"
BLACK = Colour(GRAY, (0.0,))


def mixed(inks: Inks) -> bool:
    """Whether a colour needs more than one printing plate."""
    return sum(amount > 0 for amount in inks) > 1


def blackish(inks: Inks) -> bool:
    """Whether a colour is meant to look black, whatever its inks."""
    return max((1 - amount) * (1 - inks[3]) for amount in inks[:3]) < BLACKISH


def space(obj: Object | None, resources: Object, depth: int = 8) -> Space:
    """Return a colour space named or defined by ``obj``; names are looked up in the resources."""
    if obj is None or depth == 0:
        return GRAY
    if isinstance(obj, Name):
        return _named(obj, resources, depth)
    if not isinstance(obj, Array) or len(obj) == 0:
        return Space(UNKNOWN, (), "preflight.rgb")
    family = SHORT.get(str(obj[0]), str(obj[0]))
    if family in DEVICE:
        return space(Name(family), resources, depth - 1) if family != "/Pattern" else _uncoloured(obj, resources, depth)
    if family == "/Indexed":
        base = space(obj[1], resources, depth - 1)
        return Space(f"Indexed {base.name}", (), base.fault)
    return _special(family, obj)


def _named(obj: Name, resources: Object, depth: int) -> Space:
    name = SHORT.get(str(obj), str(obj))
    spaces = resources.get("/ColorSpace", Dictionary())
    if name in DEVICE:
        default = spaces.get(DEFAULTS.get(name, ""), None)
        return DEVICE[name] if default is None else space(default, Dictionary(), depth - 1)
    found = spaces.get(name)
    return Space(UNKNOWN, (), "preflight.rgb") if found is None else space(found, resources, depth - 1)


def _uncoloured(obj: Array, resources: Object, depth: int) -> Space:
    """Return a pattern's space, with the fault of the colours that uncoloured patterns take."""
    base = space(obj[1], resources, depth - 1) if len(obj) > 1 else PATTERN
    return Space("Pattern", (), base.fault, base.channels)


def _special(family: str, obj: Array) -> Space:
    if family == "/CalGray":
        return Space("CalGray", ())
    if family in FOREIGN:
        return Space(family[1:], (), "preflight.rgb", FOREIGN[family])
    if family == "/ICCBased":
        profile = obj[1] if len(obj) > 1 and isinstance(obj[1], pikepdf.Stream) else None
        channels = int(profile.get("/N", 0)) if profile is not None else 0
        fault = "" if channels == 1 else "preflight.rgb"
        return Space(f"ICCBased, {channels} channels", (), fault, channels, profile)
    if family in {"/Separation", "/DeviceN"}:
        names = tuple(str(each) for each in obj[1]) if isinstance(obj[1], Array) else (str(obj[1]),)
        spots = [name for name in names if name not in {*PROCESS, "/All", "/None"}]
        title = f"{family[1:]} {', '.join(name[1:] for name in names)}"
        return Space(title, names, "preflight.spot" if spots else "", len(names))
    return Space(family[1:], (), "preflight.rgb")
