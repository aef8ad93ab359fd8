/// Marks that stand for numbers in maps, one column each, told apart without colour.
extension Glyphs {
  /// The probabilities from which the marks stand; a mark darkens with its share of the cell.
  private static let shades: [(from: Float, unicode: Character, ascii: Character)] = [
    (0.9, "█", "#"), (0.5, "▓", "+"), (0.2, "▒", "="), (0.05, "░", "-"), (0.01, "·", "."),
  ]

  /// The mark of a probability; `nil` below a hundredth.
  package func mark(ofProbability probability: Float) -> Character? {
    Self.shades.first { probability >= $0.from }.map { isUnicode ? $0.unicode : $0.ascii }
  }

  /// What the marks of probabilities stand for.
  package var probabilityLegend: String {
    Self.shades.reversed().map { shade in
      "\(isUnicode ? shade.unicode : shade.ascii) \(Figures.probability(Double(shade.from)))"
    }.joined(separator: "  ")
  }

  /// The sizes from which the marks of signed numbers stand; each has more strokes than the one before.
  private static let strokes:
    [(from: Float, plus: Character, minus: Character, asciiPlus: Character, asciiMinus: Character)] = [
      (2, "#", "≡", "#", "%"), (1, "‡", "=", "*", "="), (0.2, "+", "-", "+", "-"),
    ]

  /// Numbers that are smaller than this, whatever their sign, are marked as near 0.
  package static var leastSigned: Float { strokes.last?.from ?? 0 }

  /// The mark of a number that shows its sign: crosses above 0, lines below it, a dot near it.
  package func mark(ofSigned value: Float) -> Character {
    guard !value.isNaN else { return "?" }
    guard let stroke = Self.strokes.first(where: { abs(value) >= $0.from }) else { return isUnicode ? "·" : "." }
    if value > 0 { return isUnicode ? stroke.plus : stroke.asciiPlus }
    return isUnicode ? stroke.minus : stroke.asciiMinus
  }

  /// What the marks of signed numbers stand for.
  package var signedLegend: String {
    let values = Self.strokes.map { -$0.from } + Self.strokes.reversed().map(\.from)
    return values.map { "\(mark(ofSigned: $0)) \(Figures.signed(Double($0), 1))" }.joined(separator: "  ")
  }

  /// A bar of one cell whose height stands for a share from 0 to 1: eighths where the locale has them, else a digit.
  package func level(_ share: Double) -> String {
    guard share.isFinite else { return "?" }
    let share = max(0, min(1, share))
    guard isUnicode else { return String(Int((share * 9).rounded())) }
    return String(Array("▁▂▃▄▅▆▇█")[Int((share * 7).rounded())])
  }

  /// A cell of a bar that is full, or only its half next to the bar's foot, which stands above or below it.
  package func half(isWhole: Bool, above: Bool) -> String {
    if isWhole { return isUnicode ? "█" : "#" }
    return isUnicode ? (above ? "▀" : "▄") : above ? "'" : "."
  }

  /// The level of the greatest share, for legends.
  package var highestLevel: String { level(1) }
}
