import Foundation
import Testing

import Model

/// Characters hidden from training: how many, which, and nothing of it anywhere else.
@Suite("Character dropout") struct CharacterDropoutTests {
  private func choice(at rate: Double, seed: UInt64 = 1, iterations: Int = 0) -> CharacterDropout? {
    CharacterDropout(
      Fixture.hyperparameters {
        $0.dropout = rate
        $0.seed = seed
      }, iterations: iterations)
  }

  private func choices(_ dropout: CharacterDropout, _ side: CharacterDropout.Side) -> [Bool] {
    (0..<200).flatMap { pair in (0..<50).map { dropout.drops(pair: pair, side: side, step: $0) } }
  }

  @Test func noneUnlessAskedFor() {
    #expect(Hyperparameters().dropout == 0)
    #expect(choice(at: 0) == nil)
  }

  /// Of 10,000 choices: 0.013 is more than three standard deviations of the share, which are 0.012 at a rate of 0.2.
  @Test(arguments: [0.1, 0.2]) func theShareIsRight(rate: Double) throws {
    let dropout = try #require(choice(at: rate))
    for side in [CharacterDropout.Side.input, .target] {
      let share = Double(choices(dropout, side).count { $0 }) / 10_000
      #expect(abs(share - rate) < 0.013, "\(side): \(share)")
    }
  }

  @Test func sidesUpdatesAndSeedsDiffer() throws {
    let first = choices(try #require(choice(at: 0.2)), .input)
    #expect(first == choices(try #require(choice(at: 0.2)), .input))
    #expect(first != choices(try #require(choice(at: 0.2)), .target))
    #expect(first != choices(try #require(choice(at: 0.2, iterations: 1)), .input))
    #expect(first != choices(try #require(choice(at: 0.2, seed: 2)), .input))
  }

  /// More threads add the same numbers in another order; a network this new loses little by what is hidden from it.
  @Test(arguments: [Padding.space, .zero]) func threadsHideTheSameCharacters(padding: Padding) throws {
    let (start, dataset) = Fixture.start {
      $0.padding = padding
      $0.dropout = 0.3
      $0.epochs = 1
    }
    let one = try Fixture.trained(start, dataset, threads: 1).state.history[0]
    let three = try Fixture.trained(start, dataset, threads: 3).state.history[0]
    #expect(relativeDistance(one.training.loss, three.training.loss) < 1e-5)
    var plain = start
    plain.hyperparameters.dropout = 0
    let all = try Fixture.trained(plain, dataset).state.history[0]
    #expect(relativeDistance(one.training.loss, all.training.loss) > 1e-4)
  }

  /// With nearly all characters hidden in training, validation after an update of no size still reads every one.
  @Test func validationReadsAll() throws {
    let (start, dataset) = Fixture.start {
      $0.dropout = 0.99
      $0.learningRate = 1e-30
      $0.epochs = 1
    }
    var plain = start
    plain.hyperparameters.dropout = 0
    let hidden = try Fixture.trained(start, dataset).state.history[0]
    let read = try Fixture.trained(plain, dataset).state.history[0]
    #expect(hidden.validation == read.validation)
    #expect(hidden.training != read.training)
  }

  @Test func aFileKeepsItAndIsAsBeforeWithoutIt() throws {
    let kept = Fixture.hyperparameters { $0.dropout = 0.1 }
    #expect(try JSONDecoder().decode(Hyperparameters.self, from: JSONEncoder().encode(kept)) == kept)
    let without = String(decoding: try JSONEncoder().encode(Hyperparameters()), as: UTF8.self)
    #expect(!without.contains("dropout"))
  }

  @Test(arguments: [-0.1, 1, .nan]) func impossibleShares(rate: Double) {
    #expect(Fixture.hyperparameters { $0.dropout = rate }.defect?.expected == "at least 0 and less than 1")
  }
}
