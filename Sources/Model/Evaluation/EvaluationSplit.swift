/// Which pairs are trained on and which are held out, as training splits them; a pair is its place in the data.
struct EvaluationSplit {
  /// The first pairs.
  let training: [Int]
  /// The last pairs.
  let heldOut: [Int]
  /// The held-out pairs whose English also occurs in training.
  let leaked: [Int]
  /// The other held-out pairs.
  let unseen: [Int]

  /// Splits `pairs`; where they are too few to train on, all are held out.
  init(_ pairs: [SentencePair], validationSplit: Double) {
    let count = (try? Trainer.trainingCount(pairs: pairs.count, validationSplit: validationSplit)) ?? 0
    let seen = Set(pairs[..<count].map(\.english))
    training = Array(0..<count)
    heldOut = Array(count..<pairs.count)
    leaked = heldOut.filter { seen.contains(pairs[$0].english) }
    unseen = heldOut.filter { !seen.contains(pairs[$0].english) }
  }
}
