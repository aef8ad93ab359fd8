import Foundation
import Model
import Testing

/// Every file of Keras and TensorFlow there is, against what Keras says is in it.
@Suite("Keras's files") struct KerasFileTests {
  @Test(arguments: KerasFixtures.opening) func weights(fixture: KerasFixtures.Case) throws {
    let expected = try fixture.expectation()
    let configuration = try fixture.configuration()
    for path in fixture.paths {
      let file = try KerasFile(contentsOf: path)
      #expect(file.sizes.fit(configuration), "\(path)")
      for (tensor, values) in zip(ParameterTensor.all(in: configuration), file.tensors) {
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
      let isRMSprop = fixture.fixture.iterations != nil
      if isRMSprop { #expect((optimizer.meanSquare == nil) == isWeights, "\(path)") }
      guard !isWeights, let iterations = fixture.fixture.iterations else { continue }
      #expect(optimizer.iterations == iterations, "\(path)")
      if let settings = fixture.fixture.optimizer, file.isActivationKnown {
        #expect(Float(optimizer.learningRate) == Float(settings.learningRate), "\(path)")
        #expect(Float(optimizer.rho) == settings.rho.map { Float($0) }, "\(path)")
        #expect(optimizer.epsilon == settings.epsilon, "\(path)")
        #expect(optimizer.momentum == settings.momentum ?? 0, "\(path)")
        #expect(optimizer.centered == settings.centered ?? false, "\(path)")
        #expect(optimizer.decay == settings.decay ?? 0, "\(path)")
        #expect((optimizer.movement != nil) == (optimizer.momentum > 0), "\(path)")
        #expect((optimizer.meanGradient != nil) == optimizer.centered, "\(path)")
      }
      for case (let prefix, let slots?) in kinds {
        for (tensor, values) in zip(ParameterTensor.all(in: configuration), slots) {
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
      let translator = Translator(file.checkpoint(try fixture.configuration(file.activation)).network)
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

  /// Training on from the file, with its slots, iterations and rule, loses what Keras loses.
  @Test(arguments: KerasFixtures.opening.filter { $0.fixture.nextLoss != nil }) func nextEpochs(
    fixture: KerasFixtures.Case
  ) throws {
    let dataset = try Dataset(pairs: fixture.pairs, fitting: fixture.configuration())
    for path in fixture.paths {
      let file = try KerasFile(contentsOf: path)
      guard file.isActivationKnown else { continue }
      var checkpoint = file.checkpoint(try fixture.configuration(file.activation))
      checkpoint.hyperparameters.batchSize = 4
      checkpoint.hyperparameters.shuffle = false
      checkpoint.hyperparameters.validationSplit = fixture.source.corpus.validationSplit
      checkpoint.hyperparameters.epochs = 1
      let record = try #require(try Fixture.trained(checkpoint, dataset).state.history.last)
      // Float32 sums in another order.
      #expect(relativeDistance(record.training.loss, try #require(fixture.fixture.nextLoss)) < 1e-5, "\(path)")
      let validation = try #require(record.validation).loss
      #expect(relativeDistance(validation, try #require(fixture.fixture.nextValLoss)) < 1e-5, "\(path)")
    }
  }

  @Test(arguments: KerasFixtures.refused) func refusals(fixture: KerasFixtures.Case) throws {
    for path in fixture.paths {
      do {
        _ = try KerasFile(contentsOf: path)
        Issue.record("\(path) opened")
      } catch {
        #expect(error.description.hasPrefix(path.hasSuffix(".index") ? String(path.dropLast(6)) : path))
        #expect(error.description.contains("; expected "))
        if fixture.isCommitted {
          #expect(error.description.contains(fixture.fixture.reason), "\(error.description)")
        }
      }
    }
  }

  /// A damaged optimizer is no reason to refuse the network.
  @Test func optimizersThatStartAfresh() throws {
    let adam = try KerasFile(contentsOf: KerasFixtures.committed + "/keras-3.15.1/adam.keras")
    #expect(adam.optimizer.meanSquare == nil && adam.optimizer.iterations == 0)
    #expect(adam.notes == ["it was trained with Adam; the optimizer here is RMSprop and starts afresh"])
  }

  /// The settings say centered, the slots are those of plain RMSprop.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["SEQ2SEQ_KERAS"] != nil)) func slotsOfOtherSettings() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["SEQ2SEQ_KERAS"])
    let file = try KerasFile(contentsOf: folder + "/broken/slots-wrong.keras")
    #expect(file.optimizer.meanSquare == nil && file.optimizer.iterations == 0 && file.optimizer.centered)
    #expect(file.notes == ["its slots are not those of its settings: the optimizer starts afresh"])
  }

  @Test func writersAndActivations() throws {
    func file(_ name: String) throws -> KerasFile { try KerasFile(contentsOf: KerasFixtures.committed + "/" + name) }
    #expect(try file("keras-3.15.1/plain.keras").title == ".keras of Keras 3.15.1")
    #expect(try file("keras-3.15.1/plain.keras").notes.isEmpty)
    #expect(try file("tf-keras-2.21/plain.h5").title == ".h5 of TF-Keras 2.21.0")
    #expect(try file("tf-keras-2.21/plain.h5").optimizer.rule == .keras3)
    #expect(try file("tf-keras-2.21/legacy").title == "SavedModel of TF-Keras 2.21.0")
    #expect(try file("tf-keras-2.21/legacy").optimizer.rule == .optimizerV2)
    #expect(try file("older/keras-2.3.1/s2s.h5").title == ".h5 of Keras 2.3.1")
    #expect(try file("older/keras-2.3.1/s2s.h5").optimizer.rule == .optimizerV2)
    #expect(try file("tf-keras-2.21/hard-sigmoid.h5").activation == .hardSigmoid)
    #expect(try file("keras-3.15.1/hard-sigmoid.keras").activation == .hardSigmoidKeras3)
    #expect(try !file("tf-keras-2.21/weights.h5").isActivationKnown)
    let notes = try file("keras-3.15.1/bfloat16.keras").notes
    #expect(notes.count == 2 && notes[1] == "its weights are bfloat16 and were converted to float32")
  }

  /// A checkpoint by its prefix and its index, a SavedModel by what lies in it.
  @Test func waysToNameIt() throws {
    let folder = KerasFixtures.committed + "/tf-keras-2.21"
    let checkpoint = try KerasFile(contentsOf: folder + "/ckpt.index")
    #expect(try KerasFile(contentsOf: folder + "/ckpt").tensors == checkpoint.tensors)
    let saved = try KerasFile(contentsOf: folder + "/savedmodel/")
    let inner = try KerasFile(contentsOf: folder + "/savedmodel/variables")
    #expect(inner.tensors == saved.tensors && inner.title == saved.title && inner.isActivationKnown)
    #expect(saved.isActivationKnown)
    for path in [folder + "/savedmodel", folder + "/ckpt", folder + "/plain.keras", folder + "/weights.h5"] {
      #expect(KerasFile.isRecognized(path))
    }
    for path in [folder, folder + "/none", KerasFixtures.committed + "/check.py", "/dev/null"] {
      #expect(!KerasFile.isRecognized(path))
      #expect(throws: CheckpointError.self) { try KerasFile(contentsOf: path) }
    }
  }
}
