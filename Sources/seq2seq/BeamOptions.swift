import ArgumentParser
import Model

/// `--beam` and `--length-penalty`: a search instead of the greedy decode.
struct BeamOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Search with a beam of N hypotheses; without, the likeliest character wins.", valueName: "n"))
  var beam: Int?
  @Option(
    help: ArgumentHelp(
      "Rank what a beam finds by log p / length^A: 0 favours short translations, 1 does not (default: 0).",
      valueName: "a"))
  var lengthPenalty: Double?

  /// The search that was asked for; `nil` for none.
  var given: BeamSearch? { beam.map { BeamSearch(width: $0, lengthPenalty: lengthPenalty ?? 0) } }

  func validate() throws {
    let (widths, penalties) = (BeamSearch.widths, BeamSearch.lengthPenalties)
    if let beam, !widths.contains(beam) {
      throw ValidationError("--beam \(beam); expected \(widths.lowerBound) to \(widths.upperBound)")
    }
    guard let lengthPenalty else { return }
    if !penalties.contains(lengthPenalty) {
      throw ValidationError(
        "--length-penalty \(lengthPenalty); expected \(penalties.lowerBound) to \(penalties.upperBound)")
    }
    if beam == nil { throw ValidationError("--length-penalty ranks what a beam finds. Give --beam N, too.") }
  }
}
