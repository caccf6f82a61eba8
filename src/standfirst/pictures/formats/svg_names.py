"""The elements and attributes that an SVG picture may have: those that draw, from https://www.w3.org/TR/SVG2/.

Nothing that runs (``script``, ``on…``), holds another language (``foreignObject``), links or
loads is among them, nor what editors keep for themselves.
"""

from __future__ import annotations

ELEMENTS = frozenset(
    """
    svg g defs symbol use switch a image style title desc path rect circle ellipse line
    polyline polygon text tspan textPath linearGradient radialGradient stop pattern clipPath
    mask marker filter feBlend feColorMatrix feComponentTransfer feComposite
    feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood
    feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology
    feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence animate
    animateMotion animateTransform mpath set
    """.split()
)
"""``a`` only for what is in it: its ``href`` is taken away."""
WITH_TEXT = frozenset({"a", "desc", "style", "text", "textPath", "title", "tspan"})
"""Elements whose text is shown or read out; that of others is not kept."""
ANIMATIONS = frozenset({"animate", "animateMotion", "animateTransform", "set"})
REFERRING = ELEMENTS - ANIMATIONS - {"a", "image"}
"""Elements whose ``href`` may name a part of the same picture."""
EMBEDDING = frozenset({"image", "feImage"})
"""Elements whose ``href`` may hold another picture."""

_PRESENTATION = """
    alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation
    color-interpolation-filters color-rendering cursor direction display dominant-baseline
    enable-background fill fill-opacity fill-rule filter flood-color flood-opacity font
    font-family font-feature-settings font-kerning font-size font-size-adjust font-stretch
    font-style font-variant font-variant-numeric font-weight glyph-orientation-horizontal
    glyph-orientation-vertical image-rendering isolation kerning letter-spacing lighting-color
    line-height marker marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity
    overflow paint-order pointer-events shape-rendering stop-color stop-opacity stroke
    stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-opacity stroke-width text-align text-anchor text-decoration text-overflow
    text-rendering transform transform-box transform-origin unicode-bidi vector-effect
    visibility white-space word-spacing writing-mode
    """
_GEOMETRY = """
    cx cy d dx dy fr fx fy height lengthAdjust method offset orient pathLength points
    preserveAspectRatio r refX refY rotate rx ry side spacing startOffset textLength version
    viewBox width x x1 x2 y y1 y2 zoomAndPan clipPathUnits gradientTransform gradientUnits
    markerHeight markerUnits markerWidth maskContentUnits maskUnits patternContentUnits
    patternTransform patternUnits spreadMethod
    """
_FILTERS = """
    amplitude azimuth baseFrequency bias diffuseConstant divisor edgeMode elevation exponent
    filterRes filterUnits in in2 intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength
    limitingConeAngle mode numOctaves operator order pointsAtX pointsAtY pointsAtZ
    preserveAlpha primitiveUnits radius result scale seed slope specularConstant
    specularExponent stdDeviation stitchTiles surfaceScale tableValues targetX targetY type
    values xChannelSelector yChannelSelector z
    """
_MOVING = """
    accumulate additive attributeName attributeType begin by calcMode dur end fill from keyPoints
    keySplines keyTimes max min origin path repeatCount repeatDur restart to values
    """
_OTHERS = """
    class id lang media requiredExtensions requiredFeatures role style systemLanguage tabindex
    aria-describedby aria-hidden aria-label aria-labelledby aria-roledescription
    """
ATTRIBUTES = frozenset(f"{_PRESENTATION} {_GEOMETRY} {_FILTERS} {_MOVING} {_OTHERS}".split())
MOVABLE = frozenset(f"{_PRESENTATION} {_GEOMETRY} {_FILTERS}".split())
"""Attributes that an animation may change."""
PLAIN = frozenset({"aria-label", "aria-roledescription", "id", "class", "d", "points"})
"""Attributes whose value is not read as CSS."""
