/// How fast training goes, from the time its batches took: pauses, saves and stops are not in it.
struct Pace: Sendable {
  private let batchSize: Int
  private let batches: Int
  private let heldOut: Int
  private var secondsPerBatch: Double?
  private var secondsPerValidation: Double?
  private var secondsInEpoch: Double

  /// The pace of epochs of `batches` batches and `heldOut` held-out pairs, `secondsInEpoch` into the first of them.
  init(batchSize: Int, batches: Int, heldOut: Int, secondsInEpoch: Double) {
    self.secondsInEpoch = secondsInEpoch
    self.batchSize = batchSize
    self.batches = batches
    self.heldOut = heldOut
  }

  /// Takes in a batch: a running mean over about the last twenty.
  mutating func add(_ record: BatchRecord) {
    secondsPerBatch = secondsPerBatch.map { 0.95 * $0 + 0.05 * record.seconds } ?? record.seconds
    secondsInEpoch = record.batch == 1 ? record.seconds : secondsInEpoch + record.seconds
  }

  /// Takes in an epoch: what its batches did not take, the validation took.
  mutating func add(_ record: EpochRecord) {
    if secondsInEpoch > 0, secondsInEpoch <= record.seconds { secondsPerValidation = record.seconds - secondsInEpoch }
    secondsInEpoch = 0
  }

  /// Writes speed and remaining time.
  func report(into progress: inout TrainingProgress) {
    guard let secondsPerBatch, secondsPerBatch > 0 else { return }
    // Before the first validation: a forward pass is about a third of a training step.
    let validation = secondsPerValidation ?? secondsPerBatch / 3 * Double(heldOut) / Double(batchSize)
    let epoch = secondsPerBatch * Double(batches) + validation
    let epochsLeft = Double(max(0, progress.epochs - progress.epoch + 1))
    progress.samplesPerSecond = Double(batchSize) / secondsPerBatch
    progress.secondsPerEpoch = epoch
    progress.secondsRemaining =
      progress.batch == batches && progress.history.last?.epoch == progress.epoch
      ? 0 : max(0, epochsLeft * epoch - secondsPerBatch * Double(progress.batch))
  }
}
