import Model
import Testing

/// Many sentences at once, on many threads, and with every set of kernels.
@Suite("Decoding, many at once") struct DecodingBatchTests {
  private func network(_ kind: NetworkKind) throws -> Network {
    let (start, dataset) = Fixture.start {
      $0.latentDimension = 20
      $0.epochs = 12
      kind.apply(to: &$0)
    }
    return try Fixture.trained(start, dataset).network
  }

  @Test(arguments: KernelSet.all, NetworkKind.allCases) func sameAsOneByOne(set: KernelSet, kind: NetworkKind) throws {
    let translator = Translator(try network(kind), kernels: set.kernels)
    let words = ["Go", "on.", "hat", "I sew", "We", "€", "tea?", "", "Look!", "rains"]
    var generator = RandomGenerator(state: 60)
    let texts = (0..<200).map { index in
      (0..<(index % 7)).map { _ in words[generator.integer(below: words.count)] }.joined(separator: " ")
    }
    for threads in [1, 3] {
      let translations = translator.translate(texts, threads: threads)
      #expect(translations.count == texts.count)
      for (text, translation) in zip(texts, translations) {
        let decode = translator.decode(text)
        #expect(translation.output == decode.output && translation.stopped == decode.stopped)
        #expect(translation.sentence == Sentence(text, for: translator.configuration))
      }
    }
    #expect(translator.translate([]).isEmpty)
  }

  @Test func kernelSetsAgree() throws {
    let network = try network(.space)
    let decodes = KernelSet.all.map { Translator(network, kernels: $0.kernels).decode("Two eggs.") }
    for decode in decodes {
      #expect(decode.steps.map(\.index) == decodes[0].steps.map(\.index))
      for (left, right) in zip(decode.steps, decodes[0].steps) {
        let isNear = zip(left.probabilities, right.probabilities).allSatisfy {
          abs($0 - $1) < DecodingTests.probabilityTolerance
        }
        #expect(isNear)
      }
    }
  }

  @Test func oneTranslatorForManyThreads() async throws {
    let translator = Translator(try network(.zero))
    let expected = translator.decode("It rains.")
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<20 { group.addTask { translator.decode("It rains.") == expected } }
      for await isSame in group { #expect(isSame) }
    }
  }
}
