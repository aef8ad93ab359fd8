import ArgumentParser
import Essentials
import Interface
import Model

/// `evaluate`: how well a network translates held-out pairs, and those it was trained on.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure how well a network translates held-out pairs, and those it was trained on.",
    discussion: """
      Without --data it takes what the network was trained on. The data is cut as in the network's training: its first pairs (num_samples, max_length), of which some (validation_split, split) \
      are held out. Every figure is given for the training pairs, for the held-out ones, and for these in two: leaked, \
      where training has the same English, and unseen.

      loss and accuracy are Keras's, and the same over real characters. exact match: the output is one of the data's \
      translations of that sentence. chrF: as sacrebleu's, against all of these. character error rate: edits per \
      character of the closest. ended by itself: before the limit of the longest target. Pairs with characters or \
      lengths the network has no room for are translated too, but have no loss.

      --json prints one object: checkpoint, its epoch and batch (complete epochs, and batches of the next), data, \
      is_data_of_training (whether the held-out loss is the recorded one), \
      misfits (what has no room), beam (null for greedy), and \(EvaluatedPart.allCases.map(\.key).joined(separator: ", ")). Each of these holds pairs, misfits, \
      \(Metric.allCases.map(\.key).joined(separator: ", ")), exact_match, chrf, character_error_rate, ended, and best and worst: \
      sentences with english, output, references, exact, chrf, character_error_rate, ended. A number that is missing or \
      not finite is null.
      """)

  @OptionGroup var network: CheckpointOption
  @OptionGroup var data: DataOptions
  @OptionGroup var sample: SampleOption
  @OptionGroup var search: BeamOptions
  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let checkpoint = try network.load(for: data.given, samples: sample.samples)
    let location = try data.given ?? NetworkData(of: checkpoint).required(by: network.path(for: nil) ?? "")
    let path = try location.path()
    let pairs = try Corpus.read(location, checkpoint.hyperparameters).pairs
    let progress = ProgressLine()
    let threads = ProcessInfo.processInfo.activeProcessorCount
    let proceed = { (share: Double) in progress.show("evaluating \(Int(100 * share)) %") }
    guard
      let evaluation = Evaluation(
        checkpoint, pairs: pairs, by: search.given, threads: threads, proceed: proceed)
    else { return }
    progress.clear()
    if let words = evaluation.misfitWords { StandardError.write("seq2seq: \(words)") }
    let report = EvaluationReport(
      evaluation, checkpoint: network.path(for: data.given) ?? "", point: checkpoint.state.point, data: path)
    StandardOutput.line(
      json ? report.json : heading(checkpoint, evaluation, on: location) + EvaluationTable(evaluation).text)
  }

  private func heading(_ checkpoint: Checkpoint, _ evaluation: Evaluation, on location: CorpusLocation) -> String {
    let names = [network.path(for: data.given) ?? "", location.title].map {
      $0.nameInPath.visible
    }
    let words = [evaluation.originWords(recordedLoss: checkpoint.recordedValidationLoss), evaluation.beamWords]
    return names.joined(separator: " on ") + "\n" + words.compactMap { $0 }.map { $0 + "\n" }.joined() + "\n"
  }
}
