import ArgumentParser
import Foundation
import Model

/// `train`: the training loop with a progress bar, or a line per epoch in a pipe.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a network on sentence pairs.",
    discussion: """
      Without --data it trains on the everyday sentences that come with the program. \
      Saves after every epoch, and keeps the epoch with the least validation loss beside it (….best.safetensors). ^C ends \
      the batch, saves and exits with 130; --resume goes on exactly where it stopped.
      """)

  @OptionGroup var options: TrainingOptions

  func run() throws {
    let signals = EndingSignals()
    let data = try options.corpus.path()
    let output = try options.trainingOutput()
    let resumed = try options.resume.map { try Checkpoint(contentsOf: $0) }
    let checkpoint: Checkpoint
    let dataset: Dataset
    if var resumed {
      resumed.hyperparameters = try options.resumedHyperparameters(over: resumed.hyperparameters)
      let corpus = try Corpus.read(data, resumed.hyperparameters)
      dataset = try Dataset(pairs: corpus.pairs, fitting: resumed.network.configuration, path: data)
      checkpoint = resumed
    } else {
      let hyperparameters = try options.hyperparameters(over: Hyperparameters())
      let corpus = try Corpus.read(data, hyperparameters)
      dataset = Dataset(pairs: corpus.pairs, padding: hyperparameters.padding)
      checkpoint = Checkpoint(untrainedFor: dataset, hyperparameters: hyperparameters)
    }
    let threads = try options.threadCount(resuming: resumed?.state)
    let reporter = TrainingReporter(hasBar: StandardOutput.canRewrite)
    let session = try TrainingSession(
      checkpoint, dataset: dataset, threads: threads, output: output, onChange: { reporter.change.signal() })
    try output.checkCheckpoint()
    try output.beginLog(isResumed: resumed != nil)
    reporter.begin(checkpoint, dataset: dataset, threads: threads, output: output)
    signals.begin { $0 == SIGINT ? session.stop() : session.stopAtOnce() }
    session.start()
    reporter.follow(session, after: checkpoint.state.history.count)
    let failure = session.progress.saveFailure
    signals.finish(saying: failure)
    if let failure { throw SaveError(description: failure) }
  }
}

/// The last save of a training run did not succeed.
private struct SaveError: FailureWithStatus {
  let description: String
  var exitStatus: Int32 { EX_IOERR }
}
