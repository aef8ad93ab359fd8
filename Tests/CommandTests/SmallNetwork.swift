import Foundation
import Testing

/// A network trained once for all tests until it knows four sentences by heart, and what it was trained on.
struct SmallNetwork: Sendable {
  /// The sentences and their translations; U+202F stands before the exclamation mark, as French has it.
  static let pairs: KeyValuePairs = [
    "Our soup sings.": "Notre soupe chante.",
    "Nine blue owls.": "Neuf hiboux bleus.",
    "Fold the moon!": "Plie la lune\u{202F}!",
    "Zoé hums low.": "Zoé fredonne bas.",
  ]

  /// The four pairs as a corpus.
  static let corpus = pairs.map { "\($0)\t\($1)\n" }.joined()

  /// A hundred pairs, every name with every deed: enough for epochs of many batches.
  static let largerCorpus = ["Zed", "Mab", "Zoé", "Ubu", "Gus", "Pip", "Ixi", "Lou", "Oz", "Fay"].flatMap { name in
    [
      ("hums", "fredonne"), ("folds", "plie"), ("hops", "saute"), ("nods", "opine"), ("knits", "tricote"),
      ("blinks", "cligne"), ("drifts", "dérive"), ("juggles", "jongle"), ("snores", "ronfle"), ("waves", "salue"),
    ].map { "\(name) \($0).\t\(name) \($1).\n" }
  }.joined()

  /// The options of a fast small training run; more may follow.
  static let quickly = ["--latent-dim", "16", "--threads", "1", "--validation-split", "0"]

  /// The directory with `small.safetensors`, `four.txt` and `hundred.txt`, gone when the tests end.
  private static let directory = Result { () throws -> String in
    let path = NSTemporaryDirectory() + "seq2seq-commands-shared-\(getpid())"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    atexit {
      try? FileManager.default.removeItem(atPath: NSTemporaryDirectory() + "seq2seq-commands-shared-\(getpid())")
    }
    try corpus.write(toFile: path + "/four.txt", atomically: true, encoding: .utf8)
    try largerCorpus.write(toFile: path + "/hundred.txt", atomically: true, encoding: .utf8)
    // Momentum and decay keep the loss from leaping at the end, whatever the machine rounds to.
    let outcome = try Program.run(
      "train", "--data", path + "/four.txt", "--latent-dim", "32", "--epochs", "100", "--batch-size", "1",
      "--learning-rate", "0.01", "--momentum", "0.5", "--decay", "0.02", "--validation-split", "0", "--threads", "1",
      "--output", path + "/small.safetensors")
    try #require(outcome.status == 0, "\(outcome.errors)")
    return path
  }

  /// The checkpoint.
  static var path: String { get throws { try directory.get() + "/small.safetensors" } }

  /// The file with the four pairs.
  static var data: String { get throws { try directory.get() + "/four.txt" } }

  /// The file with a hundred pairs.
  static var largerData: String { get throws { try directory.get() + "/hundred.txt" } }
}
