"""Drawings as dots, for programmes that show no SVG."""

import vl_convert

PNG_TYPE, SVG_TYPE = "image/png", "image/svg+xml"
FINENESS = 2


class PictureError(ValueError):
    """A drawing that is no SVG; the message can be shown to a person."""


def as_png(svg: str) -> bytes:
    """The drawing as PNG, twice as fine as a screen.

    >>> as_png('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"></svg>')[1:4]
    b'PNG'
    """
    try:
        return bytes(vl_convert.svg_to_png(svg, scale=FINENESS))
    except (ValueError, RuntimeError) as problem:
        # The words of vl-convert are a stack of calls: nothing for a person.
        raise PictureError("This picture is not SVG, or it is damaged.") from problem
