import Model
import Testing

/// Small training runs: sentences invented here, networks of a few units.
enum Fixture {
  static let pairs = [
    ("Go on.", "Va."), ("I sew.", "Je couds."), ("Sit here.", "Assieds-toi."), ("We swim.", "On nage."),
    ("A red hat.", "Un képi."), ("Hot tea?", "Du thé ?"), ("No bees.", "Pas d'abeille."), ("Look!", "Vois !"),
    ("It rains.", "Il pleut."), ("My cow.", "Ma vache."), ("He dug.", "Il bêcha."), ("Old ink.", "Encre."),
    ("Two eggs.", "Deux œufs."),
  ].map { SentencePair(english: $0.0, french: $0.1) }

  /// 9 training pairs in batches of 4, 4 and 1; 4 held-out pairs in one batch.
  static func hyperparameters(_ change: (inout Hyperparameters) -> Void = { _ in }) -> Hyperparameters {
    var hyperparameters = Hyperparameters()
    hyperparameters.latentDimension = 12
    hyperparameters.batchSize = 4
    hyperparameters.epochs = 5
    hyperparameters.validationSplit = 0.3
    hyperparameters.learningRate = 0.01
    hyperparameters.seed = 7
    change(&hyperparameters)
    return hyperparameters
  }

  static func dataset(_ padding: Padding = .space) -> Dataset { Dataset(pairs: pairs, padding: padding) }

  /// An untrained network for the pairs, and the pairs as its data.
  static func start(
    _ change: (inout Hyperparameters) -> Void = { _ in }
  ) -> (checkpoint: Checkpoint, dataset: Dataset) {
    let hyperparameters = hyperparameters(change)
    let dataset = dataset(hyperparameters.padding)
    return (Checkpoint(untrainedFor: dataset, hyperparameters: hyperparameters), dataset)
  }

  /// What training `checkpoint` for all its epochs on one thread, or more, leads to.
  static func trained(_ checkpoint: Checkpoint, _ dataset: Dataset, threads: Int = 1) throws -> Checkpoint {
    let trainer = try Trainer(checkpoint, dataset: dataset, threads: threads)
    trainer.train { _ in true }
    return trainer.checkpoint()
  }
}

extension EpochRecord {
  /// The record without the one number that no two runs share.
  var timeless: EpochRecord {
    EpochRecord(epoch: epoch, training: training, validation: validation, learningRate: learningRate, seconds: 0)
  }
}

extension Checkpoint {
  /// The checkpoint without times, and without what was done to it on the way.
  var timeless: Checkpoint {
    var copy = self
    copy.state.history = state.history.map(\.timeless)
    copy.state.partial.seconds = 0
    copy.state.marks = []
    return copy
  }
}

/// Expects two checkpoints to agree in every bit but those of times.
func expectSame(_ left: Checkpoint, _ right: Checkpoint, _ comment: Comment? = nil) {
  #expect(left.network == right.network, comment)
  #expect(left.slots == right.slots, comment)
  #expect(left.timeless.state == right.timeless.state, comment)
  #expect(left.hyperparameters == right.hyperparameters, comment)
  #expect(left.metadata == right.metadata, comment)
}
