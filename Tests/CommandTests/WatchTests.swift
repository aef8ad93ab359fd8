import Foundation
import Model
import Testing

/// The list of runs in a pipe, and a training in another process, followed while it goes on.
@Suite("watch") struct WatchTests {
  private let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory() }

  private func train(_ options: [String]) throws {
    let outcome = try Program.run(
      ["train", "--data", try SmallNetwork.data, "--latent-dim", "8", "--threads", "1"] + options, in: scratch.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test func aPipeGetsALineForEachRun() throws {
    try train(["--epochs", "2", "--validation-split", "0.25", "--log", "a.jsonl", "--output", "a.safetensors"])
    try train(["--epochs", "3", "--validation-split", "0", "--output", "b.safetensors"])
    _ = try scratch.file("c.safetensors", "nothing")
    let outcome = try Program.run("watch", in: scratch.path)
    #expect(outcome.status == 0 && outcome.errors.isEmpty && outcome.lines.count == 3)
    #expect(outcome.lines[0].hasPrefix("a.safetensors: finished, epoch 2/2, best val_loss "))
    #expect(outcome.lines[0].hasSuffix(", four.txt, 4 pairs"))
    #expect(outcome.lines[1].hasPrefix("b.safetensors: finished, epoch 3/3, character_accuracy "))
    #expect(outcome.lines[2].hasPrefix("c.safetensors: 7 bytes; expected "))
    let other = try Program.run("watch", "a.jsonl", "b.safetensors", in: scratch.path)
    #expect(other.lines.map { $0.prefix { $0 != ":" } } == ["a.jsonl", "b.safetensors"])
    let missing = try Program.run("watch", "nowhere", in: scratch.path)
    #expect(missing.status == 66 && missing.errors.contains("nowhere: No such file or directory; expected a run"))
    let empty = try ScratchDirectory()
    #expect(try Program.run("watch", in: empty.path).output.isEmpty)
  }

  @Test func anObjectForEachRun() throws {
    try train(["--epochs", "2", "--validation-split", "0.25", "--log", "a.jsonl", "--output", "a.safetensors"])
    let state = ["XDG_STATE_HOME": scratch("state")]
    let evaluation = try Program.run(
      "evaluate", "--checkpoint", "a.safetensors", "--data", try SmallNetwork.data, "--json", environment: state,
      in: scratch.path)
    let evaluated = try object(evaluation.output)
    let run = try object(try Program.run("watch", "--json", environment: state, in: scratch.path).output)
    #expect(run["path"] as? String == "a.safetensors" && run["kind"] as? String == "checkpoint")
    #expect(run["state"] as? String == "finished" && run["seconds_without_news"] is NSNull)
    #expect(run["epoch"] as? Int == 2 && run["epochs"] as? Int == 2 && run["batches"] as? Int == 1)
    #expect(run["log"] as? String == "a.jsonl" && run["best_checkpoint"] as? String == "a.best.safetensors")
    #expect((run["hyperparameters"] as? [String: Any])?["latent_dim"] as? Int == 8)
    #expect(run["chrf"] as? Double == (evaluated["held_out"] as? [String: Any])?["chrf"] as? Double)
    #expect(run["chrf"] is Double && run["failure"] is NSNull)
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// What one process trains, another sees: growing batch by batch, then stopped where it was stopped, and never less.
  @Test func aTrainingInAnotherProcess() throws {
    let training = try RunningProgram(
      [
        try Program.path(), "train", "--data", try SmallNetwork.largerData, "--epochs", "100000", "--batch-size", "8",
        "--latent-dim", "8", "--threads", "1", "--log", "run.jsonl", "--output", "run.safetensors",
      ], in: scratch.path)
    var follower = RunFollower([scratch.path], evaluations: EvaluationRecords(scratch(".evaluations")))
    follower.followed = [scratch("run.jsonl"), scratch("run.safetensors")]
    var counts = [0]
    let end = Date(timeIntervalSinceNow: Program.patience)
    var standing = ""
    while counts.filter({ $0 > 0 }).count < 4 {
      try #require(Date() < end, "\(follower.runs)")
      guard follower.look(), let watched = follower.watched(scratch("run.jsonl")) else { continue }
      #expect(watched.batches.map(\.batch) == watched.batches.indices.map { $0 % 10 + 1 })
      if watched.batches.count > counts[counts.count - 1] { counts.append(watched.batches.count) }
      standing = watched.run.standing.title
      #expect(watched.run.epochs == 100_000 && watched.run.data?.name == "hundred.txt")
    }
    training.signal(SIGINT)
    #expect(try training.finish().status == 130)
    _ = follower.look()
    let watched = try #require(follower.watched(scratch("run.safetensors")))
    let checkpoint = try Checkpoint(contentsOf: scratch("run.safetensors"))
    #expect(follower.runs.count == 1, "\(follower.runs.map(\.path))")
    // On a machine that has much else to do, news can be late.
    #expect(["growing", "silent"].contains(standing))
    #expect(watched.run.standing == .stopped)
    #expect(watched.run.point == checkpoint.state.point && watched.history == checkpoint.state.history)
    #expect(watched.batches.count == checkpoint.state.iterations)
    #expect(TrainingProgress(watched).phase == .stopped)
  }
}
