/// To whom something belongs.
package enum Owner: CaseIterable, Sendable {
  case me, you, youFormal, him, her, us, them

  /// The English possessive.
  ///
  /// `my`, `your`, …
  package var english: String {
    switch self {
    case .me: "my"
    case .you, .youFormal: "your"
    case .him: "his"
    case .her: "her"
    case .us: "our"
    case .them: "their"
    }
  }

  /// The French possessive: `mon`, `ma`, `mes`; `mon` also before a feminine that begins with a vowel sound.
  package func determiner(for agreement: Agreement, before noun: String) -> String {
    let isMasculine = agreement.gender == .masculine || Elision.isNeeded(before: noun)
    func choose(_ masculine: String, _ feminine: String, _ plural: String) -> String {
      agreement.isPlural ? plural : isMasculine ? masculine : feminine
    }
    return switch self {
    case .me: choose("mon", "ma", "mes")
    case .you: choose("ton", "ta", "tes")
    case .him, .her: choose("son", "sa", "ses")
    case .us: choose("notre", "notre", "nos")
    case .youFormal: choose("votre", "votre", "vos")
    case .them: choose("leur", "leur", "leurs")
    }
  }
}
