import Terminal

/// A screen as a picture: every cell at its place, in the colours of the theme and upon a ground of its own.
package struct ScreenPicture {
  private static let shapes = CellShapes(width: 9, height: 19)
  private static let (margin, baseline) = (12.0, 14.0)

  private let canvas: Canvas
  private let ground: String
  private let letters: String
  private var document: SVGDocument
  private var paths: [Pen: String] = [:]

  /// How a path is drawn, and in which colour.
  private struct Pen: Hashable {
    let look: CellShapes.Look
    let color: String
  }

  /// The picture of a canvas, as SVG.
  package static func text(from canvas: Canvas, in scheme: ColorScheme) -> String {
    var picture = ScreenPicture(canvas, scheme)
    picture.draw()
    return picture.document.text
  }

  private init(_ canvas: Canvas, _ scheme: ColorScheme) {
    self.canvas = canvas
    (letters, ground) = scheme == .light ? ("#262626", "#ffffff") : ("#d0d0d0", "#121212")
    document = SVGDocument(
      width: Int(2 * Self.margin + Double(canvas.size.columns) * Self.shapes.width),
      height: Int(2 * Self.margin + Double(canvas.size.rows) * Self.shapes.height), font: SVGDocument.monospaced)
  }

  private mutating func draw() {
    document.add("rect", ["width": "100%", "height": "100%", "fill": ground])
    for row in 0..<canvas.size.rows { drawGround(of: row) }
    for row in 0..<canvas.size.rows { drawShapes(of: row) }
    for (pen, path) in paths.sorted(by: { ($0.key.color, $0.value) < ($1.key.color, $1.value) }) { add(path, pen) }
    for row in 0..<canvas.size.rows { drawText(of: row) }
    if let cursor = canvas.cursor {
      let path = Self.shapes.rectangle(corner(cursor.column, cursor.row), Self.shapes.width, Self.shapes.height)
      document.add("path", ["d": path, "fill": letters, "opacity": "0.5"])
    }
  }

  private func corner(_ column: Int, _ row: Int) -> (x: Double, y: Double) {
    (Self.margin + Double(column) * Self.shapes.width, Self.margin + Double(row) * Self.shapes.height)
  }

  private mutating func add(_ path: String, _ pen: Pen) {
    switch pen.look {
    case .filled(let opacity): document.add("path", ["d": path, "fill": pen.color, "opacity": "\(opacity)"])
    case .lines: document.add("path", ["d": path, "fill": "none", "stroke": pen.color])
    case .dots:
      document.add(
        "path",
        ["d": path, "fill": "none", "stroke": pen.color, "stroke-width": "2.6", "stroke-linecap": "round"])
    }
  }

  // MARK: - Cells

  private func colors(_ style: Style) -> (letters: String, ground: String) {
    let (front, back) = (
      color(style.foreground, letters, isDim: style.attributes.contains(.dim)), color(style.background, ground)
    )
    return style.attributes.contains(.reverse) ? (back, front) : (front, back)
  }

  /// A colour as SVG has it; a dimmed one is half of it and half of the ground.
  private func color(_ color: Color, _ standard: String, isDim: Bool = false) -> String {
    guard case .palette(let number) = color else {
      return isDim ? (ground == "#ffffff" ? "#767676" : "#8a8a8a") : standard
    }
    return XtermColors.hexadecimal(number)
  }

  /// The cells whose ground is another one than the picture's, in runs.
  private mutating func drawGround(of row: Int) {
    var start = 0
    while start < canvas.size.columns {
      let color = colors(canvas[start, row].style).ground
      var end = start + 1
      while end < canvas.size.columns, colors(canvas[end, row].style).ground == color { end += 1 }
      if color != ground {
        let width = Double(end - start) * Self.shapes.width
        document.box(at: corner(start, row), (width, Self.shapes.height), fill: color, stroke: "none")
      }
      start = end
    }
  }

  /// Lines, blocks and braille, gathered by their look, and the lines below underlined text.
  private mutating func drawShapes(of row: Int) {
    for column in 0..<canvas.size.columns {
      let cell = canvas[column, row]
      let (color, place) = (colors(cell.style).letters, corner(column, row))
      if let (look, path) = Self.shapes.path(of: cell.character, at: place) {
        paths[Pen(look: look, color: color), default: ""] += path
      }
      if cell.style.attributes.contains(.underline) {
        let line = "M\(SVGDocument.point((place.x, place.y + Self.shapes.height - 2)))h\(Int(Self.shapes.width))"
        paths[Pen(look: .lines, color: color), default: ""] += line
      }
    }
  }

  /// Latin letters in words, every other sign by itself: fonts disagree about its width.
  private mutating func drawText(of row: Int) {
    var word: (start: Int, columns: Int, text: String, style: Style)?
    for column in 0..<canvas.size.columns {
      let cell = canvas[column, row]
      if cell.isContinuation { continue }
      let isBlank = cell.character == " " || Self.shapes.path(of: cell.character, at: (0, 0)) != nil
      let joins =
        word.map { $0.style == cell.style && Self.isPlain($0.text.last) && Self.isPlain(cell.character) } ?? false
      if let done = word, isBlank || !joins {
        write(done.text, done.style, from: done.start, columns: done.columns, row)
        word = nil
      }
      if isBlank { continue }
      let columns = columnWidth(cell.character)
      if word == nil {
        word = (column, columns, String(cell.character), cell.style)
      } else {
        word?.text.append(cell.character)
        word?.columns += columns
      }
    }
    if let word { write(word.text, word.style, from: word.start, columns: word.columns, row) }
  }

  private static func isPlain(_ character: Character?) -> Bool {
    character?.unicodeScalars.allSatisfy { $0.value < 0x250 } ?? false
  }

  private mutating func write(_ text: String, _ style: Style, from column: Int, columns: Int, _ row: Int) {
    let place = corner(column, row)
    document.add(
      "text",
      [
        "x": SVGDocument.number(place.x), "y": SVGDocument.number(place.y + Self.baseline),
        "textLength": SVGDocument.number(Double(columns) * Self.shapes.width), "lengthAdjust": "spacingAndGlyphs",
        "fill": colors(style).letters, "font-weight": style.attributes.contains(.bold) ? "bold" : "normal",
        "font-size": "15",
      ], text)
  }
}

/// The colours that xterm has by their numbers.
enum XtermColors {
  private static let first = [
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5, 0x7F7F7F, 0xFF0000, 0x00FF00,
    0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
  ]

  /// A colour as `#rrggbb`: 16 of their own, a cube of six steps, and 24 greys.
  static func hexadecimal(_ number: UInt8) -> String {
    let number = Int(number)
    let value: Int
    switch number {
    case ..<16: value = first[number]
    case ..<232:
      let steps = [36, 6, 1].map { (number - 16) / $0 % 6 }.map { $0 == 0 ? 0 : 55 + 40 * $0 }
      value = steps[0] << 16 | steps[1] << 8 | steps[2]
    default: value = (8 + 10 * (number - 232)) * 0x010101
    }
    let digits = String(value, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}
