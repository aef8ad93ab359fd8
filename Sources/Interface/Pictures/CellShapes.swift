/// The characters of a screen that have to meet their neighbours, as paths: no font is asked how wide they are.
struct CellShapes {
  /// How a path is drawn.
  enum Look: Hashable {
    /// Filled, in this opacity.
    case filled(Double)
    /// As thin lines.
    case lines
    /// As dots: lines of no length with round ends.
    case dots
  }

  /// The size of a cell, in pixels.
  let width: Double
  let height: Double

  /// The path of a character whose cell has this corner; `nil` for letters and all that has a shape of its own.
  func path(of character: Character, at corner: (x: Double, y: Double)) -> (look: Look, path: String)? {
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else { return nil }
    switch scalar.value {
    case 0x2800...0x28FF: return (.dots, braille(scalar.value - 0x2800, corner))
    case 0x2580...0x2595: return block(scalar.value, corner)
    default: return Self.arms[character].map { (.lines, lines($0, corner)) } ?? dashes(character, corner)
    }
  }

  /// The path of a rectangle.
  func rectangle(_ corner: (x: Double, y: Double), _ width: Double, _ height: Double) -> String {
    "M\(SVGDocument.point(corner))h\(SVGDocument.number(width))v\(SVGDocument.number(height))"
      + "h\(SVGDocument.number(-width))z"
  }

  /// Where the arms of a line character go: left, right, up, down.
  private static let arms: [Character: String] = [
    "─": "lr", "│": "ud", "┌": "rd", "┐": "ld", "└": "ru", "┘": "lu", "├": "rud", "┤": "lud", "┬": "lrd", "┴": "lru",
    "┼": "lrud", "╭": "rd", "╮": "ld", "╰": "ru", "╯": "lu",
  ]

  private func lines(_ arms: String, _ corner: (x: Double, y: Double)) -> String {
    let center = (corner.x + width / 2, corner.y + height / 2)
    return arms.map { arm in
      let end =
        switch arm {
        case "l": (corner.x, center.1)
        case "r": (corner.x + width, center.1)
        case "u": (center.0, corner.y)
        default: (center.0, corner.y + height)
        }
      return "M\(SVGDocument.point(center))L\(SVGDocument.point(end))"
    }.joined()
  }

  private func dashes(_ character: Character, _ corner: (x: Double, y: Double)) -> (look: Look, path: String)? {
    guard let count = ["┊": 4, "┆": 3][character] else { return nil }
    let step = height / Double(count)
    let path = (0..<count).map { dash in
      let start = (corner.x + width / 2, corner.y + step * (Double(dash) + 0.2))
      return "M\(SVGDocument.point(start))v\(SVGDocument.number(step * 0.6))"
    }
    return (.lines, path.joined())
  }

  /// The column and the row of each dot of a braille character, by its bit.
  private static let dots = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]

  private func braille(_ bits: UInt32, _ corner: (x: Double, y: Double)) -> String {
    Self.dots.enumerated().filter { bits >> UInt32($0.offset) & 1 == 1 }.map { _, dot in
      let center = (
        corner.x + width * (0.25 + 0.5 * Double(dot.0)), corner.y + height * (0.125 + 0.25 * Double(dot.1))
      )
      return "M\(SVGDocument.point(center))h0"
    }.joined()
  }

  private func block(_ code: UInt32, _ corner: (x: Double, y: Double)) -> (look: Look, path: String) {
    let (x, y) = corner
    switch code {
    case 0x2591...0x2593: return (.filled(Double(code - 0x2590) / 4), rectangle(corner, width, height))
    case 0x2580: return (.filled(1), rectangle(corner, width, height / 2))
    case 0x2581...0x2588:
      let share = height * Double(code - 0x2580) / 8
      return (.filled(1), rectangle((x, y + height - share), width, share))
    case 0x2589...0x258F: return (.filled(1), rectangle(corner, width * Double(0x2590 - code) / 8, height))
    case 0x2590: return (.filled(1), rectangle((x + width / 2, y), width / 2, height))
    case 0x2594: return (.filled(1), rectangle(corner, width, height / 8))
    default: return (.filled(1), rectangle((x + width * 7 / 8, y), width / 8, height))
    }
  }
}
