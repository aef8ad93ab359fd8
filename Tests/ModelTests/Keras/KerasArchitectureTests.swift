import Foundation
import Model
import Testing

/// Configs of Keras with one thing changed: another network, which is refused by name, or the same one.
@Suite("Keras's configs") struct KerasArchitectureTests {
  private static let folder = KerasFixtures.committed + "/keras-3.15.1/plain-folder"

  /// Opens the plain model with `change` made to its config's text.
  private func open(_ replacements: [(String, String)]) throws -> KerasFile {
    var text = try String(contentsOfFile: Self.folder + "/config.json", encoding: .utf8)
    for (old, new) in replacements {
      #expect(text.contains(old), "\(old)")
      text = text.replacingOccurrences(of: old, with: new)
    }
    let scratch = try ScratchDirectory()
    _ = try scratch.file("config.json", text)
    try FileManager.default.copyItem(
      atPath: Self.folder + "/model.weights.h5", toPath: scratch.path + "/model.weights.h5")
    return try KerasFile(contentsOf: scratch.path)
  }

  private static let refused: [(change: (String, String), message: String)] = [
    (("\"activation\": \"tanh\"", "\"activation\": \"relu\""), "with the activation relu"),
    (("\"recurrent_activation\": \"sigmoid\"", "\"recurrent_activation\": \"tanh\""), "recurrent_activation tanh"),
    (("\"go_backwards\": false", "\"go_backwards\": true"), "with go_backwards"),
    (("\"stateful\": false", "\"stateful\": true"), "with stateful"),
    (("\"use_bias\": true", "\"use_bias\": false"), "without bias"),
    (("\"return_state\": true", "\"return_state\": false"), "with return_state false"),
    (("\"return_sequences\": true", "\"return_sequences\": false"), "with return_sequences false"),
    (("\"activation\": \"softmax\"", "\"activation\": \"sigmoid\""), "with the activation sigmoid"),
    (("\"activation\": \"softmax\"", "\"activation\": \"linear\""), "without softmax"),
    (("\"class_name\": \"Dense\"", "\"class_name\": \"EinsumDense\""), "the EinsumDense layer"),
    (("\"class_name\": \"LSTM\"", "\"class_name\": \"GRU\""), "the GRU layer"),
    (("[\"lstm\", 0, 2]", "[\"lstm\", 0, 1]"), "outputs 1 and 1 as h and c"),
    (("[\"lstm_1\", 0, 0]", "[\"lstm_1\", 0, 1]"), "output 1 of the LSTM layer"),
    (
      ("\"keras_history\": [\"input_layer_1\", 0, 0]", "\"keras_history\": [\"input_layer\", 0, 0]"),
      "besides, the InputLayer"
    ),
    (("[\"lstm\", 0, 1]", "[\"lstm\", 1, 1]"), "called 2 times"),
    (
      ("\"output_layers\": [\"dense\", 0, 0]", "\"output_layers\": [[\"dense\", 0, 0], [\"lstm_1\", 0, 0]]"),
      "2 outputs"
    ),
    (("\"kwargs\": {\"initial_state\"", "\"kwargs\": {\"constants\""), "not understood"),
    (("[\"input_layer\", 0, 0]}}]", "[\"nowhere\", 0, 0]}}]"), "no layer \"nowhere\""),
    (("[\"input_layer\", 0, 0]}}]", "[\"lstm_1\", 0, 0]}}]"), "before the LSTM layer"),
    (("\"units\": 4", "\"units\": 5"), "4 units where the config says 5"),
  ]

  @Test(arguments: refused.indices) func refusals(index: Int) throws {
    let (change, message) = Self.refused[index]
    let error = #expect(throws: CheckpointError.self) { try open([change]) }
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
  }

  /// Settings that are not in the mathematics, and other ways to write the same.
  @Test func whatMakesNoDifference() throws {
    let plain = try open([])
    #expect(plain.notes.isEmpty)
    let same: [(String, String)] = [
      ("\"unit_forget_bias\": true", "\"unit_forget_bias\": false"), ("\"unroll\": false", "\"unroll\": true"),
      ("\"class_name\": \"LSTM\"", "\"class_name\": \"Custom>LSTM\""),
      ("\"output_layers\": [\"dense\", 0, 0]", "\"output_layers\": [[\"dense\", 0, 0]]"),
      (
        "\"recurrent_activation\": \"sigmoid\"",
        "\"recurrent_activation\": {\"class_name\": \"f\", \"config\": \"sigmoid\"}"
      ),
      ("\"name\": \"lstm\"", "\"name\": \"zeta\""), ("[\"lstm\", 0", "[\"zeta\", 0"),
    ]
    let file = try open(same)
    #expect(file.tensors == plain.tensors && file.optimizer == plain.optimizer && file.notes.isEmpty)
  }

  /// What training on would do otherwise is said.
  @Test func warnings() throws {
    #expect(try open([("\"dropout\": 0.0", "\"dropout\": 0.2")]).notes.count == 2)
    #expect(
      try open([("\"kernel_regularizer\": null", "\"kernel_regularizer\": {\"class_name\": \"L2\"}")]).notes.count == 3)
    #expect(try open([("\"weight_decay\": null", "\"weight_decay\": 0.01")]).notes.count == 1)
    let scheduled = try open([
      ("\"learning_rate\": 0.0010000000474974513", "\"learning_rate\": {\"class_name\": \"S\"}")
    ])
    #expect(scheduled.notes.count == 1 && scheduled.notes[0].contains("schedule"))
    let averaged = try open([("\"use_ema\": false", "\"use_ema\": true")])
    #expect(averaged.optimizer.meanSquare == nil && averaged.notes.count == 1)
    let centered = try open([("\"centered\": false", "\"centered\": true")])
    #expect(centered.optimizer.meanSquare == nil && centered.optimizer.iterations == 0)
    #expect(centered.notes == ["its slots are not those of its settings: the optimizer starts afresh"])
  }

  /// Keras 3.15.1 forgets the optimizer's settings once an .h5 was saved; it then takes its defaults.
  @Test func forgottenSettings() throws {
    let file = try open([("\"compile_config\"", "\"forgotten\"")])
    let plain = try open([])
    #expect(file.optimizer == plain.optimizer)
  }

  /// A file may call its layers what it likes; a terminal must not obey it.
  @Test func namesAreShownPlainly() throws {
    let name = "\\u001b[2J" + String(repeating: "x", count: 5000)
    let error = #expect(throws: CheckpointError.self) {
      try open([("\"class_name\": \"Dense\"", "\"class_name\": \"\(name)\"")])
    }
    let text = try #require(error?.description)
    #expect(!text.contains("\u{1B}") && text.count < 1000)
  }

  /// A layer that reads another, in Keras 3's form.
  private func layer(_ kind: String, _ name: String, of input: String, _ setting: String = "\"trainable\": true")
    -> String
  {
    """
    {"class_name": "\(kind)", "name": "\(name)", "config": {"name": "\(name)", \(setting)}, "inbound_nodes": [{"args": \
    [{"class_name": "__keras_tensor__", "config": {"shape": [null, null, 1], "keras_history": [ "\(input)", 0, 0]}}, 0.0], \
    "kwargs": {"mask": {"class_name": "__keras_tensor__", "config": {}}}}]},
    """
  }

  /// The changes that put Masking between an input and its LSTM.
  private func masking(_ input: String, of value: String = "0.0") -> [(String, String)] {
    [
      ("\"keras_history\": [\"\(input)\", 0, 0]", "\"keras_history\": [\"mask_\(input)\", 0, 0]"),
      (
        "\"trainable\": true, \"layers\": [",
        "\"trainable\": true, \"layers\": ["
          + layer("Masking", "mask_\(input)", of: input, "\"mask_value\": \(value)")
      ),
    ]
  }

  /// With what Keras 3 computes the mask by, which is of no consequence.
  @Test func maskedInputs() throws {
    let steps = layer("NotEqual", "not_equal", of: "input_layer") + layer("Any", "any", of: "not_equal")
    let both = masking("input_layer") + masking("input_layer_1")
    let file = try open(both + [("\"layers\": [", "\"layers\": [" + steps)])
    let plain = try open([])
    #expect(file.tensors == plain.tensors && file.isMasked == true && plain.isMasked == false)
    for (changes, message) in [
      (masking("input_layer"), "Masking before the LSTM layer \"lstm\" alone"),
      (masking("input_layer_1"), "Masking before the LSTM layer \"lstm_1\" alone"),
      (masking("input_layer") + masking("input_layer_1", of: "1.0"), "of another value than 0"),
      ([("\"layers\": [", "\"layers\": [" + steps)], "besides, the NotEqual layer"),
    ] {
      let error = #expect(throws: CheckpointError.self) { try open(changes) }
      #expect(error?.description.contains(message) == true, "\(String(describing: error))")
    }
  }

  @Test func hardSigmoidIsSaid() throws {
    let hard = ("\"recurrent_activation\": \"sigmoid\"", "\"recurrent_activation\": \"hard_sigmoid\"")
    #expect(try open([hard]).activation == .hardSigmoidKeras3)
  }
}
