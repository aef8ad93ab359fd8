import Foundation
import Kernels
import Model
import Testing

/// The network, its gradients and its training against Keras's own numbers.
@Suite struct ParityTests {
  /// Float32 sums in another order differ by a few units in the last place; gradients pass through a hundred such sums.
  static let gradientTolerance = 2e-5
  /// −ln p in float32.
  static let lossTolerance = 2e-6
  /// Ten steps of RMSprop: a weight whose gradient is near zero still moves by up to lr, in either direction.
  static let movementTolerance = 2e-3

  @Test(arguments: ReferenceCase.names) func gradientsAndMetrics(name: String) throws {
    let reference = try ReferenceCase(name)
    var checkpoint = reference.checkpoint
    checkpoint.hyperparameters.batchSize = reference.dataset.count
    for threads in [1, 2, 3] {
      let trainer = try Trainer(checkpoint, dataset: reference.dataset, threads: threads)
      let (gradient, sums) = trainer.gradient(of: 0..<reference.dataset.count)
      let expected = reference.expected.metrics
      #expect(relativeDistance(sums.metrics.loss, expected.loss) < Self.lossTolerance)
      #expect(abs(sums.metrics.accuracy - expected.accuracy) < 1e-6)
      #expect(relativeDistance(sums.metrics.characterLoss, expected.characterLoss) < Self.lossTolerance)
      #expect(abs(sums.metrics.characterAccuracy - expected.characterAccuracy) < 1e-6)
      let kerasGradient = try reference.parameters("gradient/")
      for tensor in ParameterTensor.allCases {
        let distance = relativeDistance(gradient[tensor], kerasGradient[tensor])
        #expect(distance < Self.gradientTolerance, "\(tensor.name), \(threads) threads")
      }
    }
  }

  @Test(arguments: ReferenceCase.names) func trainingStepByStep(name: String) throws {
    let reference = try ReferenceCase(name)
    for index in 0... {
      guard let kernels = kernels_available(Int32(index))?.pointee else { break }
      let trainer = try Trainer(reference.checkpoint, dataset: reference.dataset, threads: 2, kernels: kernels)
      var steps: [Metrics] = []
      trainer.train { event in
        if case .batch(let record) = event { steps.append(record.metrics) }
        return true
      }
      #expect(steps.count == reference.expected.steps.count && steps.count >= 10)
      for (ours, theirs) in zip(steps, reference.expected.steps) {
        #expect(relativeDistance(ours.loss, theirs.loss) < 1e-4)
        #expect(abs(ours.accuracy - theirs.accuracy) < 1e-6)
        #expect(relativeDistance(ours.characterLoss, theirs.characterLoss) < 1e-4)
        #expect(abs(ours.characterAccuracy - theirs.characterAccuracy) < 1e-6)
      }
      expectEpochs(
        trainer.state.history, reference.expected.epochs,
        isMasked: reference.checkpoint.network.configuration.padding == .mask)
      let (before, after) = (reference.checkpoint.network.parameters, try reference.parameters("after/"))
      for tensor in ParameterTensor.allCases {
        let moved = zip(after[tensor], before[tensor]).map { $0 - $1 }
        let movedHere = zip(trainer.network().parameters[tensor], before[tensor]).map { $0 - $1 }
        #expect(relativeDistance(movedHere, moved) < Self.movementTolerance, "\(tensor.name), kernels \(index)")
      }
    }
  }

  /// Keras's epoch of a masked network is a mean of batches by their pairs; ours is over all characters alike.
  private func expectEpochs(_ history: [EpochRecord], _ expected: [ReferenceCase.Metrics], isMasked: Bool) {
    #expect(history.count == expected.count)
    for (ours, theirs) in zip(history, expected) {
      #expect(relativeDistance(ours.training.loss, isMasked ? theirs.characterLoss : theirs.loss) < 1e-4)
      #expect(abs(ours.training.accuracy - theirs.accuracy) < 1e-6)
      #expect((ours.validation == nil) == (theirs.valLoss == nil))
      if let validation = ours.validation, let loss = theirs.valLoss, let accuracy = theirs.valAccuracy {
        #expect(relativeDistance(validation.loss, loss) < 1e-4)
        #expect(abs(validation.accuracy - accuracy) < 1e-6)
      }
    }
  }

  @Test(arguments: ReferenceCase.names) func teacherForcedProbabilities(name: String) throws {
    let reference = try ReferenceCase(name)
    let configuration = reference.checkpoint.network.configuration
    let classes = configuration.targetVocabulary.count
    let shape = [reference.dataset.count, configuration.maxDecoderLength, classes]
    let expected = try reference.file.floats("probabilities", shape: shape)
    let translator = Translator(reference.checkpoint.network)
    for (index, pair) in reference.dataset.pairs.enumerated() {
      let target = reference.dataset.targets[index].dropFirst().map(Int.init)
      for (step, decoded) in translator.sequence(for: pair.english, choosing: target).enumerated() {
        let start = (index * configuration.maxDecoderLength + step) * classes
        let theirs = expected[start..<start + classes]
        #expect(zip(decoded.probabilities, theirs).allSatisfy { abs($0 - $1) < 1e-5 }, "pair \(index), step \(step)")
      }
    }
  }

  @Test(arguments: ReferenceCase.names) func greedyDecodes(name: String) throws {
    let reference = try ReferenceCase(name)
    let network = Network(
      configuration: reference.checkpoint.network.configuration, parameters: try reference.parameters("after/"))
    let translator = Translator(network)
    for (pair, expected) in zip(reference.dataset.pairs, reference.expected.decodes) {
      let decode = translator.decode(pair.english)
      #expect(decode.steps.map { String($0.character) } == expected.characters)
      #expect(decode.stopped.rawValue == expected.stopped)
      #expect(zip(decode.steps, expected.probabilities).allSatisfy { abs(Double($0.probability) - $1) < 1e-5 })
    }
  }
}
