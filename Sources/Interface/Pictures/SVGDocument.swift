import Foundation
import Model

/// A picture as text: elements of Scalable Vector Graphics 1.1 one after the other.
struct SVGDocument {
  private let width: Int
  private let height: Int
  private let font: String
  private var elements: [String] = []

  /// The letters of figures, and those of a terminal.
  static let (proportional, monospaced) = (
    "Helvetica, Arial, 'DejaVu Sans', sans-serif",
    "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"
  )

  /// An empty picture of so many pixels.
  init(width: Int, height: Int, font: String = Self.proportional) {
    self.width = width
    self.height = height
    self.font = font
  }

  /// The whole file.
  var text: String {
    let size = "width=\"\(width)\" height=\"\(height)\" viewBox=\"0 0 \(width) \(height)\""
    let font = "font-family=\"\(font)\" font-size=\"13\""
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" \(size) \(font)>
      \(elements.joined(separator: "\n"))
      </svg>

      """
  }

  /// Adds an element; `text` stands inside of it.
  mutating func add(_ name: String, _ attributes: KeyValuePairs<String, String>, _ text: String? = nil) {
    let pairs = attributes.map { " \($0)=\"\(Self.escaped($1))\"" }.joined()
    elements.append("<\(name)\(pairs)" + (text.map { ">\(Self.escaped($0))</\(name)>" } ?? "/>"))
  }

  /// Adds a straight line.
  mutating func line(
    from start: (Double, Double), to end: (Double, Double), stroke: String, dash: String = "none", width: String = "1"
  ) {
    let ends = [Self.number(start.0), Self.number(start.1), Self.number(end.0), Self.number(end.1)]
    add(
      "line",
      [
        "x1": ends[0], "y1": ends[1], "x2": ends[2], "y2": ends[3], "stroke": stroke, "stroke-width": width,
        "stroke-dasharray": dash,
      ])
  }

  /// Adds a line of text.
  mutating func write(
    _ text: String, at place: (x: Double, y: Double), anchor: String = "start", fill: String = "#333333",
    weight: String = "normal", size: String = "13"
  ) {
    add(
      "text",
      [
        "x": Self.number(place.x), "y": Self.number(place.y), "text-anchor": anchor, "fill": fill,
        "font-weight": weight, "font-size": size,
      ], text)
  }

  /// Adds a line of text that runs upwards.
  mutating func write(_ text: String, upwardsFrom place: (x: Double, y: Double), fill: String) {
    let (x, y) = (Self.number(place.x), Self.number(place.y))
    add("text", ["x": x, "y": y, "transform": "rotate(-90 \(x) \(y))", "fill": fill, "font-size": "11"], text)
  }

  /// Adds an upright rectangle.
  mutating func box(
    at corner: (x: Double, y: Double), _ size: (width: Double, height: Double), fill: String, stroke: String
  ) {
    add(
      "rect",
      [
        "x": Self.number(corner.x), "y": Self.number(corner.y), "width": Self.number(size.width),
        "height": Self.number(size.height), "fill": fill, "stroke": stroke,
      ])
  }

  /// Adds a circle.
  mutating func circle(at center: (x: Double, y: Double), radius: Double, fill: String, stroke: String = "none") {
    add(
      "circle",
      [
        "cx": Self.number(center.x), "cy": Self.number(center.y), "r": Self.number(radius), "fill": fill,
        "stroke": stroke,
      ])
  }

  /// Adds a star of five points.
  mutating func star(at center: (x: Double, y: Double), fill: String) {
    let corners = (0..<10).map { corner in
      let (radius, angle) = (corner % 2 == 0 ? 9.0 : 3.8, Double(corner) * .pi / 5)
      return Self.point((center.x + radius * sin(angle), center.y - radius * cos(angle)))
    }
    add("polygon", ["points": corners.joined(separator: " "), "fill": fill, "stroke": "white"])
  }

  /// Two coordinates of a path.
  static func point(_ place: (Double, Double)) -> String { number(place.0) + "," + number(place.1) }

  /// A coordinate, to a hundredth of a pixel.
  static func number(_ value: Double) -> String {
    let rounded = (value * 100).rounded() / 100
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }

  /// Text as XML takes it; what could not be seen of it, for which XML may have no place, becomes a mark.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.visible({ $0.value < 0x20 ? String(Unicode.Scalar(0x2400 + $0.value) ?? "◌") : "◌" })
      .unicodeScalars
    {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
