import Dispatch

extension Translator {
  /// The time of one decode step, argmax included, for a sentence that is encoded already.
  func secondsPerCharacter(of sentence: Sentence, characters: Int) -> Double {
    let decode = DecodeState([sentence], translator: self)
    let start = DispatchTime.now().uptimeNanoseconds
    for _ in 0..<characters {
      let index = decode.step().argmax(row: 0, columns: configuration.targetVocabulary.count)
      decode.setCharacter(index, row: 0)
    }
    return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9 / Double(characters)
  }
}
