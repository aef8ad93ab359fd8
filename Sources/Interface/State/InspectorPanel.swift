/// A part of the inspecting page.
package enum InspectorPanel: Int, CaseIterable, Hashable, Sendable {
  /// How likely every character was at every step.
  case probabilities
  /// The decoder's memory cells along the steps.
  case cells
  /// What each character of the sentence did for one of the translation.
  case source
  /// A given translation, teacher-forced, beside the decode.
  case reference
  /// The sentences of the data that the encoder leaves nearest.
  case nearest

  /// Its name on the screen and in commands.
  package var title: String {
    switch self {
    case .probabilities: "probabilities"
    case .cells: "cells"
    case .source: "source"
    case .reference: "reference"
    case .nearest: "nearest"
    }
  }

  /// What it shows, for those who have not seen it.
  package var purpose: String {
    switch self {
    case .probabilities: "every character at every step, with entropy and P(end)"
    case .cells: "the decoder's memory cells along the steps"
    case .source: "which characters of the sentence mattered, found in two ways"
    case .reference: "a given translation, teacher-forced, beside the free decode"
    case .nearest: "the training sentences that the encoder leaves nearest"
    }
  }
}
