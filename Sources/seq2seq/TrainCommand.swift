import ArgumentParser
import Essentials
import Model

/// `train`: the training loop with a progress bar, or a line per epoch in a pipe.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a network on sentence pairs.",
    discussion: """
      Without --data it trains on the everyday sentences that come with the program. \
      Saves after every epoch, or every ten seconds where epochs are short, and keeps the epoch with the least validation loss \
      beside it (seq2seq.best.safetensors). ^C ends the batch, saves and exits with 130; --resume goes on exactly where it \
      stopped.
      """)

  @OptionGroup var options: TrainingOptions

  func run() throws {
    let signals = EndingSignals()
    let setup = try RunSetup(options.request(options.resume.map { .file(path: $0) } ?? .newNetwork))
    for finding in setup.findings { StandardError.write("seq2seq: \(finding.visible)") }
    for rejected in setup.rejected { StandardError.write("\(setup.dataPath.visible): \(rejected)") }
    if let cost = setup.lengthCost { StandardError.write("\(setup.dataPath.visible): \(cost)") }
    let reporter = TrainingReporter()
    let session = try setup.session(onChange: { reporter.change.signal() })
    reporter.begin(setup)
    signals.begin { $0 == SIGINT ? session.stop() : session.stopAtOnce() }
    session.start()
    reporter.follow(session, after: setup.checkpoint.state.history.count)
    let progress = session.progress
    reporter.conclude(progress, savedTo: setup.output.checkpoint, goingOn: options.resumption)
    let failure = progress.saveFailure
    signals.finish(saying: failure)
    if let failure { throw SaveError(description: failure) }
  }
}

/// The last save of a training run did not succeed.
private struct SaveError: FailureWithStatus {
  let description: String
  var exitStatus: Int32 { EX_IOERR }
}
