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

  @Test(arguments: [
    (["loss", "val_loss", "acc", "val_acc", "lr"], "loss", "val_loss", "acc"),
    (["Loss/train", "Loss/test", "Accuracy/train"], "Loss/train", "Loss/test", "Accuracy/train"),
    (["train/epoch_loss", "train/batch_loss", "validation/epoch_loss"], "train/epoch_loss", "validation/epoch_loss", nil),
    (["trainLoss", "ValLoss"], "trainLoss", "ValLoss", nil),
    (["train_loss_step", "train_loss_epoch", "val_loss", "epoch"], "train_loss_epoch", "val_loss", nil),
    (["loss_kl", "loss", "eval/loss", "test/loss"], "loss", "eval/loss", nil),
    (["epoch_character_loss", "epoch_loss"], "epoch_loss", nil, nil),
    (["categorical_accuracy", "val_categorical_accuracy"], nil, nil, "categorical_accuracy"),
    (["weights", "glossary", "speed"], nil, nil, nil),
  ]) func likely(_ names: [String], loss: String?, held: String?, accuracy: String?) {
    let chosen = choice(Dictionary(uniqueKeysWithValues: names.map { ($0, 2) })).names
    #expect(chosen[.training(.loss)] == loss)
    #expect(chosen[.validation(.loss)] == held)
    #expect(chosen[.training(.accuracy)] == accuracy)
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

  @Test func stepsThatCountSamples() {
    var scalars = LoggedScalars()
    for step in [200, 400, 600] {
      scalars.append(ScalarPoint(step: step, time: .nan, value: 1), to: "epoch_loss")
    }
    #expect(LoggedRun(path: "run", scalars).history.map(\.epoch) == [1, 2, 3])
  }
}
