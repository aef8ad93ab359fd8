/// How well one sentence is translated.
package struct SentenceScore: Hashable, Sendable {
  /// The sentence.
  package let english: String
  /// Its distinct translations in the data, in the data's order; at least one.
  package let references: [String]
  /// What the network makes of it.
  package let output: String
  /// Whether the network ended its translation itself, with LF.
  package let hasEnded: Bool
  /// chrF's counts, against the reference that gives the highest.
  let characterF: CharacterFScore
  /// The closest reference: the one that the fewest edits per character of its own lead to, the first of equals.
  package let closestReference: String
  /// The edits that turn the output into it.
  package let edits: Int

  /// Scores the translation of a sentence with these references, of which there must be one.
  init(_ translation: TranslatedText, references: [String]) {
    english = translation.sentence.text
    self.references = references
    output = translation.output
    hasEnded = translation.stopped == .end && !translation.sentence.indices.isEmpty
    characterF = CharacterFScore(translation.output, references: references)
    let output = Array(translation.output.unicodeScalars)
    let distances = references.map { reference in
      let scalars = Array(reference.unicodeScalars)
      return (reference: reference, edits: Alignment(output, scalars).distance, length: scalars.count)
    }
    guard let closest = distances.min(by: { $0.edits * $1.length < $1.edits * $0.length }) else {
      preconditionFailure("no reference for \(translation.sentence.text.quoted)")
    }
    (closestReference, edits) = (closest.reference, closest.edits)
  }

  /// The closest reference's length in scalars.
  package var referenceLength: Int { closestReference.unicodeScalars.count }

  /// Whether the output is one of the references, scalar for scalar.
  package var isExact: Bool { edits == 0 }

  /// chrF, 0 to 100.
  package var chrF: Double { characterF.value }

  /// Edits per character of the closest reference; above 1 where the output is much too long.
  package var characterErrorRate: Double { Double(edits) / Double(referenceLength) }
}
