import Foundation
import Testing

@Suite("evaluate") struct EvaluateTests {
  private let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory() }

  /// The four pairs that the small network knows, and two more: one leaks, and one it cannot know.
  private func sixPairs() throws -> String {
    try scratch.file("six.txt", SmallNetwork.corpus + "Zoé hums low.\tZoé chante.\nNine owls.\tNeuf hiboux.\n")
  }

  /// A network for the six pairs that holds two out, after one epoch.
  private func network(_ data: String) throws -> String {
    let outcome = try Program.run(
      "train", "--data", data, "--latent-dim", "8", "--epochs", "1", "--validation-split", "0.3", "--threads", "1",
      "--output", scratch("network.safetensors"), "--log", scratch("log"), "--log-batches", "0")
    try #require(outcome.status == 0, "\(outcome.errors)")
    return scratch("network.safetensors")
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func theTableFitsAndCountsThePairs() throws {
    let data = try sixPairs()
    let outcome = try Program.run("evaluate", "--checkpoint", try network(data), "--data", data)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(outcome.lines.allSatisfy { $0.count <= 80 })
    #expect(outcome.lines[0] == "network.safetensors on six.txt")
    #expect(outcome.lines[1] == "the data it was trained on: training recorded this held-out loss")
    #expect(
      outcome.lines[3...4] == [
        "                            training    held out      leaked      unseen",
        "pairs                              4           2           1           1",
      ])
    #expect(outcome.output.contains("\n  chrF  best of the unseen sentences\n"))
    #expect(outcome.output.contains("\n        data    Neuf hiboux."))
  }

  @Test func whatTheNetworkKnowsByHeartIsAllRight() throws {
    let outcome = try Program.run(
      "evaluate", "--checkpoint", try SmallNetwork.path, "--data", try SmallNetwork.data, "--json")
    let report = try object(outcome.output)
    #expect(report["checkpoint"] as? String == (try SmallNetwork.path))
    #expect(report["data"] as? String == (try SmallNetwork.data))
    #expect(report["epoch"] as? Int == 100 && report["batch"] as? Int == 0)
    #expect(report["is_data_of_training"] is NSNull, "without a split nothing was held out")
    let training = try #require(report["training"] as? [String: Any])
    #expect(training["pairs"] as? Int == 4 && training["misfits"] as? Int == 0)
    #expect(training["exact_match"] as? Double == 1 && training["chrf"] as? Double == 100)
    #expect(training["character_error_rate"] as? Double == 0 && training["ended"] as? Double == 1)
    #expect((training["best"] as? [[String: Any]])?.count == 2 && (training["worst"] as? [Any])?.count == 2)
    let heldOut = try #require(report["held_out"] as? [String: Any])
    #expect(heldOut["pairs"] as? Int == 0 && heldOut["chrf"] is NSNull && heldOut["loss"] is NSNull)
    #expect(outcome.lines.count == 1)
  }

  @Test func theHeldOutLossIsTheOneOfTheLog() throws {
    let data = try sixPairs()
    let outcome = try Program.run("evaluate", "--checkpoint", try network(data), "--data", data, "--json")
    let record = try object(try String(contentsOfFile: scratch("log"), encoding: .utf8))
    let heldOut = try #require(try object(outcome.output)["held_out"] as? [String: Any])
    for key in ["loss", "accuracy", "character_loss", "character_accuracy"] {
      let (found, expected) = (heldOut[key] as? Double ?? .nan, record["val_" + key] as? Double ?? .nan)
      // Threads add the same numbers in another order.
      #expect(abs(found - expected) < 1e-12, "\(key)")
    }
  }

  @Test func pairsThatDoNotFitAreNamed() throws {
    let data = try scratch.file("strange.txt", SmallNetwork.corpus + "Our soup sings.\tÑandou.\n")
    let outcome = try Program.run("evaluate", "--checkpoint", try SmallNetwork.path, "--data", data)
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("1 pair is without a loss") && outcome.errors.contains("Ñ U+00D1"))
    #expect(outcome.lines.contains { $0.hasPrefix("pairs ") && $0.contains(" 5 ") })
  }

  @Test func progressShowsOnATerminalOnly() throws {
    let arguments = ["evaluate", "--checkpoint", try SmallNetwork.path, "--data", try SmallNetwork.data]
    let run = try TerminalRun.play(["exit"], size: "80x40", arguments)
    #expect(run.status == 0 && run.text.contains("exact match") && !run.text.contains("evaluating"))
    #expect(try Program.run(arguments).errors.isEmpty)
  }

  /// The shipped network takes seconds for the pairs that come with the program: time enough to be interrupted.
  @Test func interrupted() throws {
    let run = try TerminalRun.play(
      ["wait:evaluating", Keys.control("c"), "exit"], ["evaluate"])
    #expect(run.status == 130 && run.isRestored)
  }

  @Test func aReaderThatLeavesIsNoError() throws {
    let outcome = try Program.shell(
      """
      { "$seq2seq" evaluate --checkpoint "$network" --data "$data"; echo $? >status; } | true; cat status
      """, environment: ["network": try SmallNetwork.path, "data": try SmallNetwork.data], in: scratch.path)
    #expect(outcome.output == "0\n" && outcome.errors.isEmpty)
  }

  @Test func whatCannotBeRead() throws {
    let network = try SmallNetwork.path
    let empty = try scratch.file("empty.txt", "")
    #expect(try Program.run("evaluate", "--checkpoint", "missing").status == 66)
    #expect(try Program.run("evaluate", "--checkpoint", network, "--data", "missing").status == 66)
    #expect(try Program.run("evaluate", "--checkpoint", network, "--data", empty).status == 65)
    #expect(try Program.run("evaluate", "--checkpoint", empty).status == 65)
    #expect(try Program.run("evaluate", "--checkpoint", network, "surplus").status == 64)
  }
}

@Suite("The shipped network on its corpus", .enabled(if: ProcessInfo.processInfo.environment["SEQ2SEQ_DATA"] != nil))
struct ShippedNetworkEvaluationTests {
  /// sacrebleu 2.6.0 and a count of the matches gave these numbers for the same outputs.
  @Test func scoresAsMeasuredOutside() throws {
    let data = try #require(ProcessInfo.processInfo.environment["SEQ2SEQ_DATA"])
    let outcome = try Program.run("evaluate", "--checkpoint", "fra-eng", "--data", data, "--json")
    let report = try #require(JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(report["is_data_of_training"] as? Bool == true)
    for (name, exact, chrF) in [("training", 0.661, 78.267), ("held_out", 0.0045, 26.895)] {
      let part = try #require(report[name] as? [String: Any])
      // Kernels round differently, and may so turn a handful of the outputs.
      #expect(abs((part["exact_match"] as? Double ?? .nan) - exact) < 0.002, "\(name)")
      #expect(abs((part["chrf"] as? Double ?? .nan) - chrF) < 0.1, "\(name)")
    }
  }
}
