import Foundation
import Testing

@Suite("Evaluating in the workbench") struct WorkbenchEvaluatingTests {
  private let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory() }

  @Test func aKeyEvaluatesAndAnotherWritesWhatTheCommandPrints() throws {
    let arguments = ["--checkpoint", try SmallNetwork.path, "--data", try SmallNetwork.data]
    let run = try TerminalRun.play(
      [
        TerminalRun.prompt, Keys.escape, "wait:t start training", Keys.type("5"), "wait:v evaluates small.safetensors",
        Keys.type("v"), "match:exact match +1\\.0000", "match:chrF +100\\.00", "match:100\\.0 0\\.00  \\w+",
        "wait:training, worst  1/2", Keys.down, "wait:training, worst  2/2", "save:evaluated", Keys.type("e"),
        "wait:Wrote seq2seq-evaluation-1.json", "resize:40x10", "wait:epoch 100", "settle:0.3", "quiet:1",
        Keys.type("q"), "exit",
      ], in: scratch.path, arguments)
    #expect(run.quiet == [0])
    #expect(run.status == 0 && run.isRestored)
    let printed = try Program.run(["evaluate", "--json"] + arguments)
    #expect(
      try String(contentsOfFile: scratch("seq2seq-evaluation-1.json"), encoding: .utf8) == printed.output)
  }

  @Test func trainingEndsWithAnEvaluation() throws {
    let run = try TerminalRun.play(
      [
        TerminalRun.prompt, Keys.control("t"), "wait:Enter start", Keys.enter,
        "wait:Training finished, network evaluated: of the training pairs", Keys.alt("5"),
        "wait:seq2seq.safetensors, epoch 3, on four.txt", "match:pairs +4 +0 +0 +0", Keys.control("c"), "exit",
      ], in: scratch.path,
      ["--checkpoint", try SmallNetwork.path, "--data", try SmallNetwork.data, "--epochs", "3"] + SmallNetwork.quickly)
    #expect(run.status == 130 && run.isRestored)
  }

  @Test func aNetworkIsEvaluatedWhileItTrains() throws {
    let run = try TerminalRun.play(
      [
        TerminalRun.prompt, Keys.control("t"), "wait:Enter start", Keys.enter, "match:epoch [1-9]\\d*/",
        Keys.alt("5"), "wait:Esc v evaluates", Keys.escape, "match:v evaluate( |$)", Keys.type("v"),
        "match:chrF +\\d+\\.\\d\\d", "match:since trained for \\d+ epochs? ", "wait:training", "match:epoch \\d\\d+/",
        Keys.control("c"), "exit",
      ], size: "120x40", in: scratch.path,
      ["--checkpoint", try SmallNetwork.path, "--data", try SmallNetwork.largerData, "--epochs", "100000"]
        + ["--batch-size", "4", "--latent-dim", "16", "--threads", "1"])
    #expect(run.status == 130 && run.isRestored)
  }
}
