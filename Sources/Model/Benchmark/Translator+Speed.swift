import Dispatch

extension Translator {
  /// The time of one decode step, argmax included, for a sentence that is encoded already.
  func secondsPerCharacter(of sentence: Sentence, characters: Int) -> Double {
    let classes = configuration.targetVocabulary.count
    let unitPanels = Panels.count(forColumns: configuration.latentDimension)
    let state = RecurrentState(rows: 1, unitPanels: unitPanels, kernels: kernels)
    let output = OutputLayer(
      kernels: kernels, kernel: weights[.outputKernel], bias: weights[.outputBias], classes: classes)
    let logits = AlignedBuffer<Float>(count: Panels.count(forColumns: classes) * Panels.width)
    let z = Panels(logits, rows: 1, count: Panels.count(forColumns: classes))
    let zeros = RowOfZeros(panels: 4 * unitPanels, rows: 1)
    encode(sentence, into: state)
    let decoder = weights.decoder
    var character = 0
    let start = DispatchTime.now().uptimeNanoseconds
    for _ in 0..<characters {
      state.setCharacter(character, row: 0)
      state.step(decoder)
      output.forward(state.hidden, into: z, zeros: zeros)
      output.softmax(z)
      character = z.argmax(row: 0, columns: classes)
    }
    return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9 / Double(characters)
  }
}
