import Foundation
import Model

/// Numbers as the screen writes them.
package enum Figures {
  /// A loss: four decimals, fewer as it grows, and a power of ten where they would not tell it, so that it never needs more
  /// than eight columns: 0.4312, 23.17, 1.2e12, 3.4e-8.
  package static func loss(_ value: Double?) -> String {
    guard let value else { return "-" }
    guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-inf" : "inf" }
    let size = abs(value)
    guard size < 10_000, size == 0 || size >= leastOfFour else { return scientific(value, 1) }
    return fixed(value, size < 10 ? 4 : 2)
  }

  /// A loss in the fewest words: three decimals, or a power of ten.
  package static func briefLoss(_ value: Double) -> String {
    value.isFinite && (value == 0 || 0.01..<1000 ~= abs(value)) ? fixed(value, 3) : loss(value)
  }

  /// A number in so many digits without zeros at its end, as a power of ten where that is shorter: 0.05, 1200, 1e12, 2.5e-8.
  package static func brief(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-inf" : "inf" }
    guard value != 0 else { return "0" }
    let text = scientific(value, max(0, digits - 1), trimmed: true)
    guard let mark = text.firstIndex(of: "e"), let exponent = Int(text[text.index(after: mark)...]),
      -3...5 ~= exponent
    else { return text }
    let decimals = text[..<mark].split(separator: ".").dropFirst().first?.count ?? 0
    return fixed(Double(text) ?? value, max(0, decimals - exponent))
  }

  /// A number as a power of ten with so many decimals, without the signs and zeros that say nothing: 1.0e30, 3.4e-8.
  private static func scientific(_ value: Double, _ decimals: Int, trimmed: Bool = false) -> String {
    let parts = String(format: "%.\(decimals)e", value).split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else { return "\(value)" }
    var mantissa = parts[0]
    if trimmed, mantissa.contains(".") {
      while mantissa.last == "0" { mantissa.removeLast() }
      if mantissa.last == "." { mantissa.removeLast() }
    }
    return "\(mantissa)e\(exponent)"
  }

  /// A metric: a loss or a share.
  package static func metric(_ metric: Metric, _ metrics: Metrics?) -> String {
    let value = metrics.map(metric.value(of:))
    return metric.isLoss ? loss(value) : share(value)
  }

  /// A share between 0 and 1 with four decimals.
  package static func share(_ value: Double?) -> String {
    guard let value else { return "-" }
    return value.isFinite ? fixed(value, 4) : "NaN"
  }

  /// A number in few digits, at most seven columns: 0.001, 0.0005, 5e-6.
  static func short(_ value: Double) -> String {
    let texts = ["%.4g", "%.2g"].map { String(format: $0, value) }
    guard texts[0].contains("e") else { return texts[0].count <= 7 ? texts[0] : texts[1] }
    return [4, 2].map { brief(value, digits: $0) }.first { $0.count <= 7 } ?? texts[1]
  }

  /// A time as seconds or minutes: 8.1 s, 8:31, 1:02:03.
  package static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e7 else { return "-" }
    let whole = Int(seconds.rounded())
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
    return hours > 0 ? String(format: "%d:%02d:%02d", hours, minutes, rest) : String(format: "%d:%02d", minutes, rest)
  }

  /// A probability as a bar's label shows it: .44, 1.0, <.01 for less than half a hundredth.
  package static func probability(_ value: Double) -> String {
    guard value.isFinite else { return "NaN" }
    if value >= 0.995 { return "1.0" }
    return value < 0.005 ? "<.01" : String(fixed(value, 2).dropFirst())
  }

  /// The digit under a decoded character: ten times its probability, 9 at most; ? where that is not a number.
  package static func confidenceDigit(_ probability: Double) -> String {
    probability.isFinite ? String(min(9, max(0, Int(probability * 10)))) : "?"
  }

  /// A logarithm of a probability, in nats, at most eight columns wide: -0.0312, -112.53, -2.1e-07.
  package static func logProbability(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : "-inf" }
    if value != 0, abs(value) < leastOfFour { return String(format: "%.1e", value) }
    return fixed(value == 0 ? 0 : value, value > -100 ? 4 : 2)
  }

  /// A probability to be read off: six decimals, or three digits of a smaller one.
  package static func exactProbability(_ value: Double) -> String {
    guard value.isFinite else { return "NaN" }
    return value == 0 || value >= 1e-4 ? fixed(value, 6) : String(format: "%.2e", value)
  }

  /// Of smaller numbers four decimals leave less than two digits.
  private static let leastOfFour = 1e-3

  /// An entropy in bits: two decimals, or a digit of a smaller one: 1.91, 0.02, 3e-05.
  package static func bits(_ value: Double) -> String {
    value.isFinite && value != 0 && abs(value) < 0.005 ? String(format: "%.0e", value) : fixed(value, 2)
  }

  /// A change in nats, at most six columns wide, with two digits where they have room: +0.52, -12.31, +0.012, -.0012, +2e-07.
  package static func change(_ value: Double) -> String {
    guard value.isFinite, value != 0, abs(value) < 0.1 else { return signed(value) }
    if abs(value) < 1e-3 { return String(format: "%+.0e", value) }
    let text = String(format: "%+.\(abs(value) < 0.01 ? 4 : 3)f", value)
    return text.count <= 6 ? text : String(text.prefix(1) + text.dropFirst(2))
  }

  /// A number with its sign, at most six columns wide with two decimals: +0.52, -12.31; one of which four decimals would
  /// leave too little as a power of ten: -3.1e-07.
  static func signed(_ value: Double, _ decimals: Int = 2) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-inf" : "+inf" }
    if decimals >= 4, value != 0, abs(value) < leastOfFour { return String(format: "%+.1e", value) }
    return String(format: "%+.\(abs(value) < 100 ? decimals : 0)f", value == 0 ? 0 : value)
  }

  /// A share from 0 to 1 in whole hundredths, never all of it before it is: 0 %, 36 %, 100 %.
  static func percent(_ share: Double) -> String {
    share.isFinite ? "\(Int((max(0, min(1, share)) * 100).rounded(.down))) %" : "-"
  }

  /// A number with so many decimals.
  static func fixed(_ value: Double, _ decimals: Int) -> String { String(format: "%.\(decimals)f", value) }
}
