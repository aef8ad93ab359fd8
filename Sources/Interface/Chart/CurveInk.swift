import Terminal

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
  /// The training part of an earlier run's epochs; the run is told by its slot.
  case overlayTraining(Int)
  /// The validation part of an earlier run's epochs.
  case overlayValidation(Int)

  /// The curves of the run at hand, then those of every slot.
  package static var allCases: [CurveInk] {
    [.batches, .smoothed, .training, .validation]
      + Overlay.allLetters.indices.flatMap { [.overlayTraining($0), .overlayValidation($0)] }
  }

  /// The mark where there is only ASCII.
  package var asciiMark: Character {
    switch self {
    case .batches: ":"
    case .smoothed: "-"
    case .training: "o"
    case .validation: "x"
    case .overlayTraining, .overlayValidation: letter ?? "?"
    }
  }

  /// The earlier run's slot; `nil` for the run at hand.
  var slot: Int? {
    switch self {
    case .overlayTraining(let slot), .overlayValidation(let slot): slot
    default: nil
    }
  }

  /// The letter written upon the curve; `nil` for the run at hand.
  package var letter: Character? {
    slot.map { isDotted ? Character(Overlay.allLetters[$0].lowercased()) : Overlay.allLetters[$0] }
  }

  /// The mark in the legend where there is braille.
  package var brailleSample: String {
    switch self {
    case .batches: "⣿⣿"
    case .smoothed: "⠤⠤"
    case .training: "⠒⠒"
    case .validation: "⠂⠂"
    case .overlayTraining, .overlayValidation: letter.map { String($0) } ?? "?"
    }
  }

  /// Whether only every other dot of the line is drawn, so that it differs without colour.
  var isDotted: Bool {
    switch self {
    case .validation, .overlayValidation: true
    default: false
    }
  }

  /// What the legend calls it.
  package var title: String {
    switch self {
    case .batches: "batches"
    case .smoothed: "smoothed"
    case .training, .overlayTraining: "train"
    case .validation, .overlayValidation: "val"
    }
  }
}

extension Theme {
  /// How the lines, dots and labels of one are drawn.
  package func curve(_ ink: CurveInk) -> Style {
    switch ink {
    case .batches: grey(inks?.faint)
    case .smoothed: strong
    case .training: colored(inks?.cool)
    case .validation: colored(inks?.warm)
    case .overlayTraining(let slot), .overlayValidation(let slot):
      // Without colours an earlier run is dimmed, beside its letters; the one before is faint whatever there is.
      slot == Overlay.before ? quiet : inks.map { colored($0.overlays[slot]) } ?? Style(attributes: .dim)
    }
  }
}
