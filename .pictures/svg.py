"""Draws a pyte screen as an SVG image: letters stay text, lines, blocks and braille become shapes, so that they meet."""
from html import escape
from itertools import groupby

from wcwidth import wcwidth

WIDTH, HEIGHT, MARGIN = 9, 19, 12
BASELINE = 14
LETTERS, GROUND, CURSOR = "#d0d0d0", "#121212", "#8a8a8a"
FONTS = "ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace"

# Which of the four arms of a box-drawing character there are: left, right, up, down.
ARMS = {"─": "lr", "│": "ud", "┌": "rd", "┐": "ld", "└": "ru", "┘": "lu", "├": "rud", "┤": "lud", "┬": "lrd", "┴": "lru",
        "┼": "lrud", "╭": "rd", "╮": "ld", "╰": "ru", "╯": "lu"}
DASHED = {"┊": 4, "┆": 3}
BRAILLE = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]


def number(value):
    return f"{value:.2f}".rstrip("0").rstrip(".")


def color(name, default):
    return default if name == "default" else name if name.startswith("#") else "#" + name


def braille(x, y, code):
    """The dots of a cell, as lines of no length with round ends."""
    dots = (BRAILLE[bit] for bit in range(8) if code >> bit & 1)
    return "".join(f"M{number(x + WIDTH * (0.25 + 0.5 * dx))} {number(y + HEIGHT * (0.125 + 0.25 * dy))}h0"
                   for dx, dy in dots)


def box(x, y, character):
    """The lines of a cell, through its middle."""
    cx, cy = x + WIDTH / 2, y + HEIGHT / 2
    if character in DASHED:
        step = HEIGHT / DASHED[character]
        return "".join(f"M{number(cx)} {number(y + step * (index + 0.2))}v{number(step * 0.6)}"
                       for index in range(DASHED[character]))
    arms = {"l": f"H{number(x)}", "r": f"H{number(x + WIDTH)}", "u": f"V{number(y)}", "d": f"V{number(y + HEIGHT)}"}
    return "".join(f"M{number(cx)} {number(cy)}{arms[arm]}" for arm in ARMS[character])


def rectangle(x, y, width, height):
    return f"M{number(x)} {number(y)}h{number(width)}v{number(height)}h{number(-width)}z"


def block(x, y, code):
    """A block element as its rectangle and its opacity."""
    if 0x2591 <= code <= 0x2593:
        return rectangle(x, y, WIDTH, HEIGHT), (code - 0x2590) / 4
    if 0x2581 <= code <= 0x2588:
        share = HEIGHT * (code - 0x2580) / 8
        return rectangle(x, y + HEIGHT - share, WIDTH, share), 1
    if 0x2589 <= code <= 0x258F:
        return rectangle(x, y, WIDTH * (0x2590 - code) / 8, HEIGHT), 1
    if code == 0x2580:
        return rectangle(x, y, WIDTH, HEIGHT / 2), 1
    if code == 0x2590:
        return rectangle(x + WIDTH / 2, y, WIDTH / 2, HEIGHT), 1
    if code == 0x2594:
        return rectangle(x, y, WIDTH, HEIGHT / 8), 1
    return rectangle(x + WIDTH * 7 / 8, y, WIDTH / 8, HEIGHT), 1


class Picture:
    """Collects shapes by their look, so that each look is one element."""

    def __init__(self, screen):
        self.screen = screen
        self.grounds, self.shapes, self.texts = {}, {}, []
        for row in range(screen.lines):
            self.row(row)

    def add(self, shapes, look, path):
        shapes[look] = shapes.get(look, "") + path

    def row(self, row):
        """One row: shapes cell by cell, letters in runs of one look."""
        y = MARGIN + row * HEIGHT
        run = []
        for column in range(self.screen.columns):
            cell = self.screen.buffer[row][column]
            letters, ground = color(cell.fg, LETTERS), color(cell.bg, GROUND)
            if cell.reverse:
                letters, ground = ground, letters
            x = MARGIN + column * WIDTH
            if ground != GROUND:
                self.add(self.grounds, ground, rectangle(x, y, WIDTH, HEIGHT))
            if cell.underscore:
                self.add(self.shapes, ("line", letters, 1), f"M{x} {y + HEIGHT - 2}h{WIDTH}")
            if not self.shape(cell.data, x, y, letters) and cell.data.strip():
                run.append((column, cell.data, (letters, cell.bold)))
        self.text(run, y)

    def shape(self, character, x, y, letters):
        """Draws what has to meet its neighbours; False for everything that is a letter."""
        code = ord(character[0]) if character else 0x20
        if 0x2800 <= code <= 0x28FF:
            self.add(self.shapes, ("dots", letters, 1), braille(x, y, code - 0x2800))
        elif character in ARMS or character in DASHED:
            self.add(self.shapes, ("line", letters, 1), box(x, y, character))
        elif 0x2580 <= code <= 0x2595:
            path, opacity = block(x, y, code)
            self.add(self.shapes, ("fill", letters, opacity), path)
        else:
            return False
        return True

    def text(self, cells, y):
        """Letters of ASCII and Latin in words, every other sign by itself: fonts disagree about its width."""
        def word(item):
            index, (column, character, look) = item
            return (column - index, look) if character.isascii() or character.isalpha() else (column, character)
        for _, group in groupby(enumerate(cells), key=word):
            group = [cell for _, cell in group]
            column, (letters, bold) = group[0][0], group[0][2]
            text = "".join(cell[1] for cell in group)
            width = WIDTH * sum(max(1, wcwidth(character[0])) for character in text)
            weight = ' font-weight="bold"' if bold else ""
            self.texts.append(f'<text x="{MARGIN + column * WIDTH}" y="{y + BASELINE}" textLength="{width}" '
                              f'fill="{letters}"{weight}>{escape(text)}</text>')

    def parts(self):
        """The elements of the picture, what lies below first."""
        parts = [f'<path fill="{ground}" d="{path}"/>' for ground, path in self.grounds.items()]
        for (kind, letters, opacity), path in self.shapes.items():
            style = {"fill": f'fill="{letters}"', "line": f'stroke="{letters}" fill="none"',
                     "dots": f'stroke="{letters}" stroke-width="2.6" stroke-linecap="round" fill="none"'}[kind]
            faded = f' opacity="{opacity}"' if opacity < 1 else ""
            parts.append(f'<path {style}{faded} d="{path}"/>')
        cursor = self.screen.cursor
        if not cursor.hidden:
            path = rectangle(MARGIN + cursor.x * WIDTH, MARGIN + cursor.y * HEIGHT, WIDTH, HEIGHT)
            parts.append(f'<path fill="{CURSOR}" opacity="0.6" d="{path}"/>')
        return parts + self.texts

    def svg(self, title):
        return framed(self.screen, title, self.parts())


def framed(screen, title, parts):
    """An SVG document of a screen's size around its elements."""
    width, height = (2 * MARGIN + screen.columns * WIDTH, 2 * MARGIN + screen.lines * HEIGHT)
    head = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
            f'font-family="{FONTS}" font-size="15" role="img">', f"<title>{escape(title)}</title>",
            f'<rect width="{width}" height="{height}" rx="8" fill="{GROUND}"/>']
    return "\n".join(head + parts + ["</svg>"]) + "\n"


def film(screens, seconds, title):
    """Screens one after the other, each for so many seconds, again and again; where nothing moves, the last one."""
    frames = [Picture(screen).parts() for screen in screens]
    still = set(frames[0]).intersection(*frames[1:])
    parts = [part for part in frames[0] if part in still]
    total, start = sum(seconds), 0
    for index, (frame, duration) in enumerate(zip(frames, seconds)):
        begin, end = start / total, (start + duration) / total
        times = [(0, "none")] * (begin > 0) + [(begin, "inline")] + [(end, "none")] * (index + 1 < len(frames))
        parts.append(f'<g display="{"inline" if index + 1 == len(frames) else "none"}"><animate attributeName="display" '
                     f'calcMode="discrete" dur="{number(total)}s" repeatCount="indefinite" '
                     f'values="{";".join(value for _, value in times)}" '
                     f'keyTimes="{";".join(f"{time:.4f}" for time, _ in times)}"/>')
        parts += [part for part in frame if part not in still] + ["</g>"]
        start += duration
    return framed(screens[-1], title, parts)
