import Model
import Testing

/// Which of the names that people give is taken for what.
@Suite("The likely series") struct ScalarChoiceTests {
  private func choice(_ names: [String: Int]) -> ScalarChoice {
    var scalars = LoggedScalars()
    for (name, count) in names {
      for step in 0..<count { scalars.append(ScalarPoint(step: step, time: .nan, value: 1), to: name) }
    }
    return ScalarChoice(likelyIn: scalars)
  }

  struct Names: Sendable {
    let all: [String]
    var loss: String?
    var held: String?
    var accuracy: String?
  }

  private static let names: [Names] = [
    Names(all: ["loss", "val_loss", "acc", "val_acc", "lr"], loss: "loss", held: "val_loss", accuracy: "acc"),
    Names(
      all: ["Loss/train", "Loss/test", "Accuracy/train"], loss: "Loss/train", held: "Loss/test",
      accuracy: "Accuracy/train"),
    Names(
      all: ["train/epoch_loss", "train/batch_loss", "validation/epoch_loss"], loss: "train/epoch_loss",
      held: "validation/epoch_loss"),
    Names(all: ["trainLoss", "ValLoss"], loss: "trainLoss", held: "ValLoss"),
    Names(
      all: ["train_loss_step", "train_loss_epoch", "val_loss", "epoch"], loss: "train_loss_epoch", held: "val_loss"),
    Names(all: ["loss_kl", "loss", "eval/loss", "test/loss"], loss: "loss", held: "eval/loss"),
    Names(all: ["epoch_character_loss", "epoch_loss"], loss: "epoch_loss"),
    Names(all: ["categorical_accuracy", "val_categorical_accuracy"], accuracy: "categorical_accuracy"),
    Names(all: ["weights", "glossary", "speed"]),
  ]

  @Test(arguments: names) func likely(_ names: Names) {
    let chosen = choice(Dictionary(uniqueKeysWithValues: names.all.map { ($0, 2) })).names
    #expect(chosen[.training(.loss)] == names.loss)
    #expect(chosen[.validation(.loss)] == names.held)
    #expect(chosen[.training(.accuracy)] == names.accuracy)
  }

  @Test func moreNumbersDecide() {
    #expect(choice(["train/loss": 9, "train/train_loss": 1]).names[.training(.loss)] == "train/loss")
    #expect(choice(["a/loss": 2, "train/loss": 1, "b/loss": 3]).names[.training(.loss)] == "train/loss")
  }

  @Test func epochsFromASeriesOfTheirs() {
    var scalars = LoggedScalars()
    // As Transformers logs: steps are batches, an epoch has 10.
    for step in stride(from: 5, through: 30, by: 5) {
      scalars.append(ScalarPoint(step: step, time: .nan, value: Double(step)), to: "train/loss")
      scalars.append(ScalarPoint(step: step, time: .nan, value: Double(step) / 10), to: "train/epoch")
    }
    for step in [10, 20, 30] { scalars.append(ScalarPoint(step: step, time: .nan, value: 1), to: "eval/loss") }
    let run = LoggedRun(path: "run", scalars)
    #expect(run.history.map(\.epoch) == [1, 2, 3] && run.history.map(\.training.loss) == [7.5, 17.5, 27.5])
    #expect(run.batches.map(\.position) == [0.5, 1, 1.5, 2, 2.5, 3])
  }

  @Test func aValidationNowAndThenIsNoEpochsEnd() {
    var scalars = LoggedScalars()
    for step in 0..<10 {
      scalars.append(ScalarPoint(step: step, time: .nan, value: 1), to: "loss")
      if step % 5 == 4 { scalars.append(ScalarPoint(step: step, time: .nan, value: 2), to: "val_loss") }
    }
    let run = LoggedRun(path: "run", scalars)
    #expect(run.history.map(\.epoch) == Array(1...10) && run.batches.isEmpty)
    #expect(run.history.filter { $0.validation != nil }.map(\.epoch) == [5, 10])
  }

  @Test func stepsThatCountSamples() {
    var scalars = LoggedScalars()
    for step in [200, 400, 600] {
      scalars.append(ScalarPoint(step: step, time: .nan, value: 1), to: "epoch_loss")
    }
    #expect(LoggedRun(path: "run", scalars).history.map(\.epoch) == [1, 2, 3])
  }
}
