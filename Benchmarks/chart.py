"""The figures with a goal as bars of an SVG: how many times better than its goal each is."""

import html
import math

WIDTH, TOP, LINE, LEFT, RIGHT = 1040, 78, 26, 470, 215
# Bars end here; beyond ten times better or worse the figure says enough.
LARGEST = 10
GOOD, BAD, INK, FAINT = "#2f9e6e", "#d9703a", "#737d88", "#737d8855"


def headroom(figure):
    """Above one when the goal is reached, whichever direction is better."""
    value = max(figure.compared, 1e-9)
    return value / figure.goal if figure.at_least else figure.goal / value


def position(factor):
    """The position of a factor on the logarithmic scale."""
    share = math.log10(min(max(factor, 1 / LARGEST), LARGEST)) / math.log10(LARGEST)
    return LEFT + (share + 1) / 2 * (WIDTH - LEFT - RIGHT)


def text(x, y, words, size=13, anchor="start", color=INK, weight="normal"):
    return (f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" text-anchor="{anchor}" fill="{color}" '
            f'font-weight="{weight}">{html.escape(words)}</text>')


def bar(figure, y, value, goal):
    factor = headroom(figure)
    start, end = sorted((position(1), position(factor)))
    color = GOOD if factor >= 1 else BAD
    return [
        text(LEFT - 12, y + 9, f"{figure.what} ÷ {figure.against}" if figure.against else figure.what, 12, "end"),
        f'<rect x="{start:.1f}" y="{y - 4}" width="{max(end - start, 2):.1f}" height="16" rx="2" fill="{color}"/>',
        text(WIDTH - 8, y + 9, f"{value}  (goal {goal})", 12, "end", color, "bold"),
    ]


def grid(bottom):
    lines = []
    for factor, name in [(0.1, "10 × short of it"), (0.5, "2 ×"), (1, "goal"), (2, "2 ×"), (10, "10 × better")]:
        x, is_goal = position(factor), factor == 1
        look = f'stroke="{INK}" stroke-width="2"' if is_goal else f'stroke="{FAINT}" stroke-width="1"'
        lines.append(f'<line x1="{x:.1f}" y1="{TOP - 14}" x2="{x:.1f}" y2="{bottom}" {look}/>')
        lines.append(text(x, TOP - 20, name, 11, "middle", INK, "bold" if is_goal else "normal"))
    return lines


def draw(figures, title, value, goal):
    """The chart; `value` and `goal` give the words for a figure.

    Mid-grey ink on no background reads on light and dark pages alike.
    """
    shown = [figure for figure in figures if figure.is_reached is not None]
    bottom = TOP + LINE * len(shown)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {bottom + 12}" width="{WIDTH}" '
        f'height="{bottom + 12}" font-family="system-ui, sans-serif" role="img">',
        f"<title>{html.escape(title)}</title>",
        text(8, 24, title, 16, weight="bold"),
        text(8, 42, "Each bar sets a figure of one run against its goal; logarithmic scale, green reaches it.", 12),
        *grid(bottom),
    ]
    for index, figure in enumerate(shown):
        parts += bar(figure, TOP + LINE * index + 8, value(figure), goal(figure))
    return "\n".join([*parts, "</svg>", ""])
