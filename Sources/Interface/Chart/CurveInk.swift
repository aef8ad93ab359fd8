/// The curves of the chart, told apart by colour and by mark.
package enum CurveInk: CaseIterable, Hashable, Sendable {
  /// Every batch.
  case batches
  /// The batches, smoothed.
  case smoothed
  /// The training part of each epoch.
  case training
  /// The validation part of each epoch.
  case validation

  /// The mark where there is only ASCII.
  package var asciiMark: Character {
    switch self {
    case .batches: ":"
    case .smoothed: "-"
    case .training: "o"
    case .validation: "x"
    }
  }

  /// The mark in the legend where there is braille.
  package var brailleSample: String {
    switch self {
    case .batches: "⣿⣿"
    case .smoothed: "⠤⠤"
    case .training: "⠒⠒"
    case .validation: "⠂⠂"
    }
  }

  /// Whether only every other dot of the line is drawn, so that it differs without colour.
  package var isDotted: Bool { self == .validation }

  /// What the legend calls it.
  package var title: String {
    switch self {
    case .batches: "batches"
    case .smoothed: "smoothed"
    case .training: "train"
    case .validation: "val"
    }
  }
}
