import Essentials
import Model

/// Numbers as the screen writes them.
package enum Figures {
  /// A loss: four decimals, fewer as it grows, so that it never needs more than seven columns.
  package static func loss(_ value: Double?) -> String {
    guard let value else { return "-" }
    guard value.isFinite else { return value.isNaN ? "NaN" : "inf" }
    return value < 10 ? fixed(value, 4) : value < 10_000 ? fixed(value, 2) : String(printf: "%.1e", value)
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

  /// A number in few digits, at most seven columns: 0.001, 0.0005, 5e-06.
  static func short(_ value: Double) -> String {
    let text = String(printf: "%.4g", value)
    return text.count <= 7 ? text : String(printf: "%.2g", value)
  }

  /// A time as seconds or minutes: 8.1 s, 8:31, 1:02:03.
  package static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e7 else { return "-" }
    let whole = Int(seconds.rounded())
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
    return hours > 0 ? String(printf: "%d:%02d:%02d", hours, minutes, rest) : String(printf: "%d:%02d", minutes, rest)
  }

  /// A time that is only estimated: less than 0.1 s, about 8.1 s, about 52 s, about 8:31.
  package static func about(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0 else { return "-" }
    if seconds < 0.1 { return "less than 0.1 s" }
    if seconds >= 99.5 { return "about " + duration(seconds) }
    return "about " + (seconds >= 9.95 ? fixed(seconds, 0) : String(printf: "%.2g", seconds)) + " s"
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
    if value != 0, abs(value) < leastOfFour { return String(printf: "%.1e", value) }
    return fixed(value == 0 ? 0 : value, value > -100 ? 4 : 2)
  }

  /// A probability to be read off: six decimals, or three digits of a smaller one.
  package static func exactProbability(_ value: Double) -> String {
    guard value.isFinite else { return "NaN" }
    return value == 0 || value >= 1e-4 ? fixed(value, 6) : String(printf: "%.2e", value)
  }

  /// Of smaller numbers four decimals leave less than two digits.
  private static let leastOfFour = 1e-3

  /// An entropy in bits: two decimals, or a digit of a smaller one: 1.91, 0.02, 3e-05.
  package static func bits(_ value: Double) -> String {
    value.isFinite && value != 0 && abs(value) < 0.005 ? String(printf: "%.0e", value) : fixed(value, 2)
  }

  /// A change in nats, at most six columns wide, with two digits where they have room: +0.52, -12.31, +0.012, -.0012, +2e-07.
  package static func change(_ value: Double) -> String {
    guard value.isFinite, value != 0, abs(value) < 0.1 else { return signed(value) }
    if abs(value) < 1e-3 { return String(printf: "%+.0e", value) }
    let text = String(printf: "%+.\(abs(value) < 0.01 ? 4 : 3)f", value)
    return text.count <= 6 ? text : String(text.prefix(1) + text.dropFirst(2))
  }

  /// A number with its sign, at most six columns wide with two decimals: +0.52, -12.31; one of which four decimals would
  /// leave too little as a power of ten: -3.1e-07.
  static func signed(_ value: Double, _ decimals: Int = 2) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-inf" : "+inf" }
    if decimals >= 4, value != 0, abs(value) < leastOfFour { return String(printf: "%+.1e", value) }
    return String(printf: "%+.\(abs(value) < 100 ? decimals : 0)f", value == 0 ? 0 : value)
  }

  /// A number with so many decimals.
  static func fixed(_ value: Double, _ decimals: Int) -> String { String(printf: "%.\(decimals)f", value) }
}
