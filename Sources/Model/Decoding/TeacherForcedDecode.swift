/// How a network would have written a given translation: a decode whose every character is the reference's.
///
/// Each step weighs the next character after the reference's own beginning, not after the network's.
package struct TeacherForcedDecode: Hashable, Sendable {
  /// The decode: the chosen character of a step is the reference's, LF the last, so that `probability`, `logProbability` and
  /// `rank` are the reference's and `top(1)` is what the network would have written.
  package let decode: Decode
  /// The reference's distinct characters that the network cannot write, in order; they were left out.
  package let unknown: [Unicode.Scalar]

  /// Σ −ln p of the reference's characters, LF's included, in nats: what the pair adds to the training's character loss.
  package var loss: Double { -decode.logProbability }
}

extension Translator {
  /// Reads `reference` as the translation of `text`, with LF behind it, and tells what the network weighed at each character.
  ///
  /// Both are composed (NFC), and characters the network does not know are left out. A reference longer than any the network
  /// was trained on is read to its end. Without a known character in `text` there are no steps.
  package func teacherForced(_ reference: String, for text: String) -> TeacherForcedDecode {
    let vocabulary = configuration.targetVocabulary
    let (indices, unknown) = vocabulary.read(reference.composed)
    let choices = indices + (vocabulary.index(of: "\n").map { [$0] } ?? [])
    let sequence = DecodeSequence(
      Sentence(text, for: configuration), translator: self, choices: choices, sampler: Sampler(temperature: 0, seed: 0),
      limit: choices.count)
    return TeacherForcedDecode(decode: Decode(sequence.sentence, steps: Array(sequence)), unknown: unknown)
  }
}
