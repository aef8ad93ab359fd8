import Model

/// What each character of a sentence did for one character of its translation, found in two ways.
package struct SourceAttributions: Hashable, Sendable {
  /// By leaving each character out.
  package let omission: SourceAttribution
  /// By the gradient.
  package let gradient: SourceAttribution

  /// Finds both; nil if interrupted.
  package init?(_ request: AttributionRequest, by translator: Translator, interruption: Interruption = Interruption()) {
    guard let gradient = translator.attributionByGradient(of: request.choices, in: request.sentence),
      let omission = translator.attributionByOmission(
        of: request.choices, in: request.sentence, interruption: interruption)
    else { return nil }
    self.omission = omission
    self.gradient = gradient
  }
}
