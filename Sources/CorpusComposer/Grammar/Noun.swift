/// A French noun with its English, and the determiners it takes.
package struct Noun: Hashable, Sendable {
  /// The English noun without an article.
  package let english: String
  /// The French noun in the number of `agreement`.
  package let french: String
  /// Its gender and number.
  package let agreement: Agreement

  /// Collects the three.
  package init(english: String, french: String, agreement: Agreement) {
    self.english = english
    self.french = french
    self.agreement = agreement
  }

  /// `le chien`, `la honte`, `l'arbre`, `les clés`.
  package var definite: String { withArticle(masculine: "le", feminine: "la", plural: "les", before: french) }
  /// `un chien`, `une clé`, `des clés`.
  package var indefinite: String { withArticle(masculine: "un", feminine: "une", plural: "des", before: french) }
  /// `ce chien`, `cet arbre`, `cette clé`, `ces clés`.
  package var demonstrative: String {
    let masculine = Elision.isNeeded(before: french) ? "cet" : "ce"
    return withArticle(masculine: masculine, feminine: "cette", plural: "ces", before: french)
  }
  /// `du pain`, `de la viande`, `de l'eau`, `des pommes`.
  package var partitive: String {
    if !agreement.isPlural, Elision.isNeeded(before: french) { return "de l'" + french }
    return withArticle(masculine: "du", feminine: "de la", plural: "des", before: french)
  }
  /// After a negated verb: `de pain`, `d'eau`.
  package var negated: String { Elision.apply(to: "de " + french) }
  /// `quel chien`, `quelle clé`.
  package var exclaimed: String {
    let form = agreement.participle(agreement.gender == .feminine ? "quell" : "quel")
    return form + " " + french
  }

  /// `mon chien`, `ma voiture`, `mon amie` (for the sound), `mes clés`.
  package func possessed(by owner: Owner) -> String { owner.determiner(for: agreement, before: french) + " " + french }

  private func withArticle(masculine: String, feminine: String, plural: String, before text: String) -> String {
    let article = agreement.isPlural ? plural : agreement.gender == .masculine ? masculine : feminine
    return Elision.apply(to: article + " " + text)
  }
}
