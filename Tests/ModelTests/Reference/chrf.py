"""Writes chrf.json: what sacrebleu's chrF makes of translations written here, with one reference and with several."""
import json
import os

import sacrebleu

# Output, references. Blanks of several kinds, a text shorter than six characters, nothing, and everything wrong.
CASES = [
    ("Le chat dort.", ["Le chat dort."]),
    ("Le chat dort.", ["Un chat dort.", "Le chat sommeille.", "Il dort, le chat."]),
    ("Va\u202f!", ["Va !", "Allez\u00a0!"]),
    ("Va !", ["Partez donc !"]),
    ("J'ai gagné.", ["J'ai perdu.", "J'avais gagné.", "J'ai gagne\u0301."]),
    ("Elle elle elle elle.", ["Elle est elle.", "Elle elle."]),
    ("", ["Rien.", "Du tout."]),
    (" \u2009", ["Ah\u2009!"]),
    ("xyz", ["Où est-il\u202f?"]),
    ("Où\x1cest\x85il ?", ["Où est-il ?", "Il est où ?"]),
    ("Ça va très bien, merci beaucoup 🙂", ["Ça va bien, merci.", "Je vais très bien, merci beaucoup 🙂"]),
    ("Oui", ["Oui, bien sûr que oui.", "O"]),
]


def main():
    metric = sacrebleu.metrics.CHRF()
    outputs = [output for output, _ in CASES]
    most = max(len(references) for _, references in CASES)
    streams = [[(references + [None] * most)[number] for _, references in CASES] for number in range(most)]
    result = {
        "sacrebleu": sacrebleu.__version__,
        "cases": [
            {
                "output": output,
                "references": references,
                "first": metric.sentence_score(output, references[:1]).score,
                "all": metric.sentence_score(output, references).score,
            }
            for output, references in CASES
        ],
        "first": metric.corpus_score(outputs, streams[:1]).score,
        "all": metric.corpus_score(outputs, streams).score,
    }
    with open(os.path.join(os.path.dirname(__file__), "chrf.json"), "w") as file:
        json.dump(result, file, indent=1)
        file.write("\n")


main()
