import Foundation
import Model
import Testing

/// Every file of Keras and TensorFlow there is, against what Keras says is in it.
@Suite("Keras's files") struct KerasFileTests {
  /// Networks whose activation no kernel computes yet: their tensors are compared, their probabilities not.
  private static func isPostponed(_ file: KerasFile) -> Bool { file.activation != .sigmoid }

  @Test(arguments: KerasFixtures.opening) func weights(fixture: KerasFixtures.Case) throws {
    let expected = try fixture.expectation()
    let configuration = try fixture.configuration()
    for path in fixture.paths {
      let file = try KerasFile(contentsOf: path)
      #expect(file.sizes.fit(configuration), "\(path)")
      for (tensor, values) in zip(ParameterTensor.allCases, file.tensors) {
        let right = try expected.floats(tensor.name, shape: tensor.shape(in: configuration))
        #expect(values == right, "\(tensor.name) of \(path)")
      }
    }
  }

  @Test(arguments: KerasFixtures.opening) func optimizers(fixture: KerasFixtures.Case) throws {
    let expected = try fixture.expectation()
    let configuration = try fixture.configuration()
    for path in fixture.paths {
      let file = try KerasFile(contentsOf: path)
      let optimizer = file.optimizer
      let kinds = [
        ("rms/", optimizer.meanSquare), ("momentum/", optimizer.movement), ("mean_gradient/", optimizer.meanGradient),
      ]
      // Keras 2's weights alone are without an optimizer; in a checkpoint its settings are missing.
      let isWeights = file.title.hasPrefix("weights of") && !path.hasSuffix(".weights.h5")
      #expect((optimizer.meanSquare == nil) == isWeights, "\(path)")
      guard !isWeights, let iterations = fixture.fixture.iterations else { continue }
      #expect(optimizer.iterations == iterations, "\(path)")
      if let settings = fixture.fixture.optimizer, file.isActivationKnown {
        #expect(Float(optimizer.learningRate) == Float(settings.learningRate), "\(path)")
        #expect(Float(optimizer.rho) == Float(settings.rho), "\(path)")
        #expect(optimizer.epsilon == settings.epsilon, "\(path)")
        #expect(optimizer.momentum == settings.momentum ?? 0, "\(path)")
        #expect(optimizer.centered == settings.centered ?? false, "\(path)")
        #expect(optimizer.decay == settings.decay ?? 0, "\(path)")
        #expect((optimizer.movement != nil) == (optimizer.momentum > 0), "\(path)")
        #expect((optimizer.meanGradient != nil) == optimizer.centered, "\(path)")
      }
      for case (let prefix, let slots?) in kinds {
        for (tensor, values) in zip(ParameterTensor.allCases, slots) {
          let right = try expected.floats(prefix + tensor.name, shape: tensor.shape(in: configuration))
          #expect(values == right, "\(prefix)\(tensor.name) of \(path)")
        }
      }
    }
  }

  @Test(arguments: KerasFixtures.opening) func probabilities(fixture: KerasFixtures.Case) throws {
    let expected = try fixture.expectation()
    let configuration = try fixture.configuration()
    let (inputLength, targetLength) = (configuration.maxEncoderLength, configuration.maxDecoderLength)
    let width = configuration.targetVocabulary.count
    let inputs = try int64s("probe.encoder_indices", of: expected.path)
    let targets = try int64s("probe.decoder_indices", of: expected.path)
    let count = inputs.count / inputLength
    let right = try expected.floats("probe.probabilities", shape: [count, targetLength, width])
    let tolerance: Float = fixture.fixture.verdict == "convert" ? 1e-3 : 1e-6
    for path in fixture.paths {
      let file = try KerasFile(contentsOf: path)
      guard !Self.isPostponed(file) else { continue }
      let translator = Translator(try file.checkpoint(configuration).network)
      for sample in 0..<count {
        let text = inputs[sample * inputLength..<(sample + 1) * inputLength].map { configuration.inputVocabulary[$0] }
        let sentence = String(String.UnicodeScalarView(text))
        let choices = Array(targets[sample * targetLength..<(sample + 1) * targetLength].dropFirst())
        let steps = Array(translator.sequence(for: sentence, choosing: choices))
        #expect(steps.count > 3)
        for (position, step) in steps.enumerated() {
          let start = (sample * targetLength + position) * width
          let difference = zip(step.probabilities, right[start..<start + width]).map { abs($0 - $1) }.max() ?? 1
          #expect(difference < tolerance, "step \(position) of sample \(sample) of \(path)")
        }
      }
    }
  }

  @Test(arguments: KerasFixtures.all(["refuse"])) func refusals(fixture: KerasFixtures.Case) throws {
    for path in fixture.paths {
      do {
        let file = try KerasFile(contentsOf: path)
        // Those that need hard_sigmoid were refused once; they open, and say so.
        #expect(Self.isPostponed(file) && fixture.fixture.expected != nil, "\(path) opened")
      } catch {
        #expect(error.description.hasPrefix(path.hasSuffix(".index") ? String(path.dropLast(6)) : path))
        #expect(error.description.contains("; expected "))
      }
    }
  }
}
