import Foundation
import Model
import Testing

@Suite("Curves and pinned sentences in the workbench") struct WorkbenchCurvesTests {
  private let scratch: ScratchDirectory
  private let prompt = "wait:type a sentence"

  init() throws { scratch = try ScratchDirectory() }

  /// From the first screen to the training page, where keys are commands.
  private var trainingPage: [String] {
    [prompt, Keys.escape, "wait:t start training", Keys.type("2"), "wait:[2 train]"]
  }

  @Test func pinnedSentencesAreTranslatedWithEveryEpochsNetwork() throws {
    let run = try TerminalRun.play(
      [prompt, Keys.type("Zoé folds low."), "wait:Zoé folds low.", Keys.enter, "match:out .*⏎", Keys.escape]
        + ["wait:p pin", Keys.type("p"), "wait:Pinned until the program ends", Keys.type("2"), "wait:[2 train]"]
        // The network at hand has translated them.
        + ["wait:after epoch 100", "match:Fold the moon! +Plie la lune !", "wait:Zoé folds low.", "save:before"]
        + [Keys.type("t"), "wait:train a new network", Keys.type("n"), "wait:network evaluated", "wait:after epoch 60"]
        // The crosshair begins at the newest epoch, whose translations are kept however short the epochs are.
        + ["save:after", Keys.tab, "wait:unpin", Keys.left, "wait:after epoch 60, under the crosshair", Keys.type("p")]
        + ["wait:Unpinned: ", Keys.control("c"), "exit"],
      size: "200x60", in: scratch.path,
      ["--checkpoint", try SmallNetwork.path, "--data", try SmallNetwork.data, "--epochs", "60"] + SmallNetwork.quickly)
    #expect(run.status == 130 && run.isRestored)
    let sentences = SmallNetwork.pairs.map(\.key) + ["Zoé folds low."]
    let outcome = try Program.run(
      ["translate", "--checkpoint", "seq2seq.safetensors"] + sentences, in: scratch.path)
    #expect(outcome.lines.count == sentences.count)
    for (sentence, translation) in zip(sentences, outcome.lines) {
      let shown = translation.replacingOccurrences(of: "\u{202F}", with: " ")
      #expect(
        run.screens["after"]?.contains { $0.contains(sentence) && $0.contains(shown) } == true,
        "\(sentence) → \(shown)")
    }
  }

  @Test func earlierRunsAreDrawnAndTheirFilesChecked() throws {
    let log = ["--epochs", "5", "--log", "old.jsonl", "--output", "old"] + SmallNetwork.quickly
    #expect(try Program.run(["train", "--data", try SmallNetwork.data] + log, in: scratch.path).status == 0)
    let run = try TerminalRun.play(
      // Tab goes to the pinned sentences, which are there once the data is read; the keys of the curves work there, too.
      trainingPage + ["wait:Aa old", "wait:A old", "wait:after epoch 100", Keys.tab, "wait:compare"]
        + [
          Keys.type("o"), "wait::compare ",
          Keys.type("missing"), Keys.enter, "wait:there is no such file", Keys.control("u"), Keys.type("compare old"),
          Keys.enter,
        ]
        + ["wait:Bb old", Keys.type("O"), "gone:Bb old", Keys.type("q"), "exit"],
      size: "120x40", in: scratch.path,
      ["--checkpoint", try SmallNetwork.path, "--data", try SmallNetwork.data, "--compare", "old.jsonl"])
    #expect(run.status == 0 && run.isRestored)
    for (path, status) in [("missing", Int32(66)), (".", 66), (try SmallNetwork.data, 65)] {
      let outcome = try Program.run("--compare", path, in: scratch.path)
      #expect(outcome.status == status)
      let formats = "a checkpoint (.safetensors) or a model of Keras's or the log of a training"
      #expect(outcome.errors.contains("expected " + formats))
    }
    let six = (0..<6).flatMap { _ in ["--compare", "old.jsonl"] }
    #expect(try Program.run(six, in: scratch.path).status == 64)
  }

  @Test func theCurvesAreExported() throws {
    let run = try TerminalRun.play(
      trainingPage + [
        Keys.type("e"), "wait:seq2seq-screen-1.svg", Keys.type("e"), "wait:seq2seq-screen-2.svg",
      ]
        + [Keys.type("q"), "exit"],
      in: scratch.path, ["--checkpoint", try SmallNetwork.path, "--data", try SmallNetwork.data])
    #expect(run.status == 0 && run.isRestored)
    let history = try Checkpoint(contentsOf: try SmallNetwork.path).state.history
    let lines = try String(contentsOfFile: scratch("seq2seq-curves-1.csv"), encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 1 + history.count)
    for (line, record) in zip(lines.dropFirst(), history) {
      #expect(Double(line.split(separator: ",", omittingEmptySubsequences: false)[3]) == record.training.loss)
    }
    #expect(
      scratch.names == [
        "seq2seq-curves-1.csv", "seq2seq-curves-1.svg", "seq2seq-curves-2.csv", "seq2seq-curves-2.svg",
        "seq2seq-screen-1.svg", "seq2seq-screen-2.svg",
      ])
  }
}
