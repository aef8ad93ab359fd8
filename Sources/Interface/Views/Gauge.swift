/// A bar whose length stands for a share.
package enum Gauge {
  /// A bar of some columns, filled to a share from 0 to 1: eighths of a cell where the locale has them, else `#`.
  package static func bar(_ share: Double, columns: Int, isUnicode: Bool) -> String {
    guard columns > 0, share.isFinite else { return "" }
    let share = min(1, max(0, share))
    guard isUnicode else { return String(repeating: "#", count: Int((share * Double(columns)).rounded())) }
    let eighths = Int((share * Double(columns) * 8).rounded())
    let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    return String(repeating: "█", count: eighths / 8) + rest
  }

  /// A bar between two marks, blank where it is not filled.
  package static func framed(_ share: Double, columns: Int, isUnicode: Bool) -> String {
    let bar = bar(share, columns: columns, isUnicode: isUnicode).leftAligned(in: columns)
    return isUnicode ? "▕" + bar + "▏" : "[" + bar + "]"
  }
}
