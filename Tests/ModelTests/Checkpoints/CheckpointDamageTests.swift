import Foundation
import Model
import Testing

/// What is wrong with a file, and what its refusal must say.
struct Damage: Sendable, CustomTestStringConvertible {
  let name: String
  let found: String
  let expected: String
  let change: @Sendable (inout CheckpointParts) -> Void

  var testDescription: String { name }

  init(
    _ name: String, _ found: String, _ expected: String, _ change: @escaping @Sendable (inout CheckpointParts) -> Void
  ) {
    (self.name, self.found, self.expected, self.change) = (name, found, expected, change)
  }

  static let metadata = [
    Damage("no format", "a safetensors file of no format", "\"seq2seq\"") { $0.metadata["format"] = nil },
    Damage("another format", "the format \"pt\"", "\"seq2seq\"") { $0.metadata["format"] = "pt" },
    Damage("no version", "no version", "version \"1\"") { $0.metadata["version"] = nil },
    Damage("a later version", "version \"2\"", "version \"1\"") { $0.metadata["version"] = "2" },
    Damage("no config", "no config in the metadata", "JSON") { $0.metadata["config"] = nil },
  ]

  static let config = [
    Damage("no input characters", "input_characters", "version 1") { $0.config["input_characters"] = nil },
    Damage("no length", "no max_encoder_length", "version 1") { $0.config["max_encoder_length"] = nil },
    Damage("no hyperparameters", "hyperparameters", "version 1") { $0.config["hyperparameters"] = nil },
    Damage("a long input", "10001 characters", "1 to 10000") { $0.config["max_encoder_length"] = 10_001 },
    Damage("a long target", "10001 characters", "2 to 10000") { $0.config["max_decoder_length"] = 10_001 },
    Damage("no input", "0 characters", "1 to 10000") { $0.config["max_encoder_length"] = 0 },
    Damage("a negative input", "-5 characters", "1 to 10000") { $0.config["max_encoder_length"] = -5 },
    Damage("a negative target", "-1 characters", "2 to 10000") { $0.config["max_decoder_length"] = -1 },
    Damage("a target without LF", "1 characters", "2 to 10000") { $0.config["max_decoder_length"] = 1 },
    Damage("half a character", "a number that does not fit", "version 1") { $0.config["max_encoder_length"] = 5.5 },
    Damage("a length beyond numbers", "a number that does not fit", "version 1") {
      $0.config["max_encoder_length"] = 1e30
    },
    Damage("a length in words", "no Int at max_encoder_length", "version 1") {
      $0.config["max_encoder_length"] = "six"
    },
    Damage("out of order", "input_characters out of order or twice", "ascending order") {
      $0.config["input_characters"] = ["b", "a"]
    },
    Damage("twice", "target_characters out of order or twice", "distinct") {
      $0.config["target_characters"] = ["\t", "\n", " ", "a", "a"]
    },
    Damage("two scalars", "input_characters with more or less than one", "single characters") {
      $0.config["input_characters"] = [" ", "e\u{301}"]
    },
    Damage("an empty string", "target_characters with more or less than one", "single characters") {
      $0.config["target_characters"] = ["", "\t", "\n"]
    },
    Damage("no characters", "an empty input vocabulary", "at least one") {
      $0.config["input_characters"] = [String]()
      $0.hyperparameters["padding"] = "zero"
    },
    Damage("no TAB", "without TAB or LF", "start and end") { $0.config["target_characters"] = ["\n", " ", "a"] },
    Damage("no LF", "without TAB or LF", "start and end") { $0.config["target_characters"] = ["\t", " ", "a"] },
    Damage("no space", "no space in a vocabulary", "a space in both") { $0.config["input_characters"] = ["a", "b"] },
    Damage("characters that are numbers", "input_characters", "version 1") { $0.config["input_characters"] = [1, 2] },
  ]

  static let hyperparameters = [
    Damage("latent_dim 8193", "latent dimension 8193", "1 to 8192") { $0.hyperparameters["latent_dim"] = 8193 },
    Damage("latent_dim 0", "latent dimension 0", "1 to 8192") { $0.hyperparameters["latent_dim"] = 0 },
    Damage("latent_dim -4", "latent dimension -4", "1 to 8192") { $0.hyperparameters["latent_dim"] = -4 },
    Damage("batch_size 0", "batch size 0", "1 to 1000000") { $0.hyperparameters["batch_size"] = 0 },
    Damage("batch_size huge", "batch size 9223372036854775807", "1 to") { $0.hyperparameters["batch_size"] = Int.max },
    Damage("epochs -1", "epochs -1", "0 to 1000000") { $0.hyperparameters["epochs"] = -1 },
    Damage("num_samples -1", "samples -1", "1 to") { $0.hyperparameters["num_samples"] = -1 },
    Damage("learning_rate 0", "learning rate 0.0", "above 0") { $0.hyperparameters["learning_rate"] = 0 },
    Damage("rho 1", "rho 1.0", "less than 1") { $0.hyperparameters["rho"] = 1 },
    Damage("decay -1", "decay -1.0", "at least 0") { $0.hyperparameters["decay"] = -1 },
    Damage("momentum -1", "momentum -1.0", "at least 0") { $0.hyperparameters["momentum"] = -1 },
    Damage("validation_split 1", "validation split 1.0", "less than 1") { $0.hyperparameters["validation_split"] = 1 },
    Damage("seed -1", "a number that does not fit", "version 1") { $0.hyperparameters["seed"] = -1 },
    Damage("rmsprop", "hyperparameters.rmsprop", "version 1") { $0.hyperparameters["rmsprop"] = "adam" },
    Damage("padding", "hyperparameters.padding", "version 1") { $0.hyperparameters["padding"] = "left" },
    Damage("precision", "training_precision bfloat16", "version 1") {
      $0.hyperparameters["training_precision"] = "bfloat16"
    },
    Damage("centered", "hyperparameters.centered", "version 1") { $0.hyperparameters["centered"] = "yes" },
  ]

  static let tensors = [
    Damage("no tensors", "no tensor encoder.kernel", "F32") { $0.tensors = [] },
    Damage("no output bias", "no tensor output.bias", "F32") { $0.remove("output.bias") },
    Damage("half a slot", "no tensor rms/decoder.bias", "F32 [12]") { $0.remove("rms/decoder.bias") },
    Damage("another shape", "decoder.bias as F32 [13]", "F32 [12]") { $0.reshape("decoder.bias", [13]) },
    Damage("a transposed matrix", "output.kernel as F32 [", "F32 [3, ") { parts in
      let shape = parts.tensors.first { $0.name == "output.kernel" }?.shape ?? []
      parts.reshape("output.kernel", shape.reversed())
    },
    Damage("a vector as a matrix", "encoder.bias as F32 [1, 12]", "F32 [12]") { $0.reshape("encoder.bias", [1, 12]) },
    Damage("other characters", "encoder.kernel as F32", "F32 [2, 12]") { $0.config["input_characters"] = [" ", "a"] },
    Damage("another width", "encoder.kernel as F32", "F32 [") { $0.hyperparameters["latent_dim"] = 8192 },
  ]

  static let training: [Damage] = [
    Damage("epoch", "epoch", "version 1") { $0.training["epoch"] = "one" },
    Damage("epoch -1", "a count of -1 at epoch", "version 1") { $0.training["epoch"] = -1 },
    Damage("epoch huge", "a count of 9223372036854775807 at epoch", "version 1") { $0.training["epoch"] = Int.max },
    Damage("batch huge", "at batch", "version 1") { $0.training["batch"] = Int.max },
    Damage("iterations -1", "at iterations", "version 1") { $0.training["iterations"] = -1 },
    Damage("threads huge", "at threads", "version 1") { $0.training["threads"] = Int.max },
    Damage("partial is text", "at partial", "version 1") { $0.training["partial"] = "garbage" },
    Damage("partial is a list", "at partial", "version 1") { $0.training["partial"] = [1, 2] },
    Damage("half a partial", "partial", "version 1") { $0.training["partial"] = ["loss": 1] },
    Damage("partial without sense", "a count of -7 at partial", "version 1") { parts in
      var partial = parts.training["partial"] as? [String: Any] ?? [:]
      partial["hits"] = -7
      parts.training["partial"] = partial
    },
    Damage("partial beyond numbers", "at partial", "version 1") { parts in
      var partial = parts.training["partial"] as? [String: Any] ?? [:]
      partial["positions"] = Int.max
      parts.training["partial"] = partial
    },
    Damage("random_state is a number", "random_state", "version 1") { $0.training["random_state"] = 5 },
    Damage("random_state is negative", "random_state \"-5\" is no 64-bit number", "version 1") {
      $0.training["random_state"] = "-5"
    },
    Damage("history is a record", "history", "version 1") { $0.training["history"] = ["epoch": 1] },
    Damage("a record without a loss", "no loss at history.0", "version 1") { $0.training["history"] = [["epoch": 1]] },
    Damage("an epoch twice", "epochs out of order at history", "version 1") { parts in
      let history = parts.training["history"] as? [Any] ?? []
      parts.training["history"] = history + history
    },
  ]
}

/// Every damage is an error that names the file, what was found, what was expected, and what to do.
@Suite("Checkpoints, damaged") struct CheckpointDamageTests {
  private let scratch: ScratchDirectory
  private var path: String { scratch.path + "/damaged.safetensors" }

  init() throws {
    scratch = try ScratchDirectory()
  }

  private func expectRefusal(_ found: String, _ expected: String) {
    let error = #expect(throws: CheckpointError.self) { try Checkpoint(contentsOf: path) }
    guard case .damaged(path, let what, let instead) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(what.contains(found) && instead.contains(expected), "\(what); expected \(instead)")
    let text = error?.description ?? ""
    #expect(text.hasPrefix("\(path): \(what); expected \(instead). ") && text.contains("restore this one from a copy"))
  }

  @Test(
    arguments: Damage.metadata + Damage.config + Damage.hyperparameters + Damage.tensors + Damage.training)
  func isRefused(damage: Damage) throws {
    var parts = try CheckpointParts()
    damage.change(&parts)
    try parts.write(to: path)
    expectRefusal(damage.found, damage.expected)
  }

  @Test(arguments: ["config", "training"]) func noJSON(key: String) throws {
    let deep = String(repeating: "[", count: 2_000_000)
    for (text, found) in [
      (deep, "a \(key) in the metadata that is nested too deep"),
      ("{\"a\":" + deep, "a \(key) in the metadata that is nested too deep"),
      (String(repeating: "[", count: 33) + String(repeating: "]", count: 33), "nested too deep"),
      ("", "a \(key) in the metadata"), ("{", "a \(key) in the metadata"), ("[]", "a \(key) in the metadata"),
      ("nothing", "a \(key) in the metadata"), ("{\"epoch\":1e999,\"max_encoder_length\":1e999}", "a \(key)"),
    ] {
      try CheckpointParts().write(to: path, replacing: [key: text])
      expectRefusal(found, "what version 1 says")
    }
  }

  @Test(arguments: ["F16", "F64", "I32", "BF16"]) func anotherType(type: String) throws {
    try CheckpointParts().write(to: path)
    let size = type == "F64" ? 8 : type == "I32" ? 4 : 2
    // The same bytes under another name of their type, with a shape that takes as many.
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let length = (0..<8).reversed().reduce(0) { $0 << 8 | Int(bytes[$1]) }
    let header = String(decoding: bytes[8..<8 + length], as: UTF8.self)
    let changed = header.replacingOccurrences(
      of: #""decoder.bias":{"dtype":"F32","shape":[12]"#,
      with: #""decoder.bias":{"dtype":"\#(type)","shape":[\#(48 / size)]"#)
    #expect(changed != header)
    let prefix = (0..<8).map { UInt8(truncatingIfNeeded: changed.utf8.count >> (8 * $0)) }
    bytes.replaceSubrange(..<(8 + length), with: prefix + Array(changed.utf8))
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    expectRefusal("decoder.bias as \(type) [\(48 / size)]", "F32 [12]")
  }

  @Test func noCheckpoint() throws {
    let error = #expect(throws: CheckpointError.self) { try Checkpoint(contentsOf: scratch.path + "/none") }
    #expect(error == .noInput(path: scratch.path + "/none", found: "there is no such file"))
    for text in ["", "PK\u{3}\u{4}", "English\tFrançais\n", "{}"] {
      _ = try scratch.file("damaged.safetensors", text)
      #expect(throws: CheckpointError.self) { try Checkpoint(contentsOf: path) }
    }
  }
}
