extension ListedRun: Encodable {
  private enum CodingKeys: String, CodingKey {
    case path, kind, state, epoch, epochs, batch, batches, data, pairs, hyperparameters, chrf
    case log, tensorboard, modified, failure
    case bestEpoch = "best_epoch"
    case bestLoss = "best_val_loss"
    case characterAccuracy = "character_accuracy"
    case exactMatch = "exact_match"
    case bestCheckpoint = "best_checkpoint"
    case secondsWithoutNews = "seconds_without_news"
  }

  /// Writes everything that the files tell, null where they do not.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(path, forKey: .path)
    try values.encode(kind.title.lowercased(), forKey: .kind)
    try values.encode(standing.title, forKey: .state)
    let silence = if case .silent(let seconds) = standing { seconds } else { Int?.none }
    try values.encode(silence, forKey: .secondsWithoutNews)
    try values.encode(point.epoch, forKey: .epoch)
    try values.encode(epochs, forKey: .epochs)
    try values.encode(point.batch, forKey: .batch)
    try values.encode(batches, forKey: .batches)
    try values.encode(best?.epoch, forKey: .bestEpoch)
    try values.encodeNumberOrNull(best?.validation?.loss ?? .nan, forKey: .bestLoss)
    try values.encodeNumberOrNull(characterAccuracy ?? .nan, forKey: .characterAccuracy)
    try values.encodeNumberOrNull(evaluation?.chrF ?? .nan, forKey: .chrf)
    try values.encodeNumberOrNull(evaluation?.exactMatch ?? .nan, forKey: .exactMatch)
    try values.encode(data?.name, forKey: .data)
    try values.encode(data?.count, forKey: .pairs)
    try values.encode(hyperparameters, forKey: .hyperparameters)
    try values.encode(log, forKey: .log)
    try values.encode(events, forKey: .tensorboard)
    try values.encode(bestCheckpoint, forKey: .bestCheckpoint)
    try values.encode(modified, forKey: .modified)
    try values.encode(failure, forKey: .failure)
  }

  /// The run as one line of JSON.
  package var jsonLine: String { JSONText.line(of: self) }
}
