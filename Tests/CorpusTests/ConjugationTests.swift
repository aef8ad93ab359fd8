import CorpusComposer
import Testing

/// Verbs against forms written down independently of the tables.
struct ConjugationTests {
  /// Infinitive: je, nous, ils in the present; participle; je in the future; tu in the imperative; il in the imperfect.
  private static let expected = """
    être: suis sommes sont été serai sois était
    avoir: ai avons ont eu aurai aie avait
    aller: vais allons vont allé irai va allait
    faire: fais faisons font fait ferai fais faisait
    dire: dis disons disent dit dirai dis disait
    savoir: sais savons savent su saurai sache savait
    pouvoir: peux pouvons peuvent pu pourrai peux pouvait
    vouloir: veux voulons veulent voulu voudrai veuille voulait
    devoir: dois devons doivent dû devrai dois devait
    venir: viens venons viennent venu viendrai viens venait
    revenir: reviens revenons reviennent revenu reviendrai reviens revenait
    tenir: tiens tenons tiennent tenu tiendrai tiens tenait
    voir: vois voyons voient vu verrai vois voyait
    croire: crois croyons croient cru croirai crois croyait
    boire: bois buvons boivent bu boirai bois buvait
    lire: lis lisons lisent lu lirai lis lisait
    écrire: écris écrivons écrivent écrit écrirai écris écrivait
    rire: ris rions rient ri rirai ris riait
    sourire: souris sourions sourient souri sourirai souris souriait
    mettre: mets mettons mettent mis mettrai mets mettait
    prendre: prends prenons prennent pris prendrai prends prenait
    apprendre: apprends apprenons apprennent appris apprendrai apprends apprenait
    comprendre: comprends comprenons comprennent compris comprendrai comprends comprenait
    partir: pars partons partent parti partirai pars partait
    sortir: sors sortons sortent sorti sortirai sors sortait
    dormir: dors dormons dorment dormi dormirai dors dormait
    endormir: endors endormons endorment endormi endormirai endors endormait
    mentir: mens mentons mentent menti mentirai mens mentait
    servir: sers servons servent servi servirai sers servait
    sentir: sens sentons sentent senti sentirai sens sentait
    courir: cours courons courent couru courrai cours courait
    mourir: meurs mourons meurent mort mourrai meurs mourait
    ouvrir: ouvre ouvrons ouvrent ouvert ouvrirai ouvre ouvrait
    offrir: offre offrons offrent offert offrirai offre offrait
    conduire: conduis conduisons conduisent conduit conduirai conduis conduisait
    connaître: connais connaissons connaissent connu connaîtrai connais connaissait
    reconnaître: reconnais reconnaissons reconnaissent reconnu reconnaîtrai reconnais reconnaissait
    disparaître: disparais disparaissons disparaissent disparu disparaîtrai disparais disparaissait
    suivre: suis suivons suivent suivi suivrai suis suivait
    vivre: vis vivons vivent vécu vivrai vis vivait
    recevoir: reçois recevons reçoivent reçu recevrai reçois recevait
    peindre: peins peignons peignent peint peindrai peins peignait
    asseoir: assieds asseyons asseyent assis assiérai assieds asseyait
    battre: bats battons battent battu battrai bats battait
    plaire: plais plaisons plaisent plu plairai plais plaisait
    envoyer: envoie envoyons envoient envoyé enverrai envoie envoyait
    payer: paie payons paient payé paierai paie payait
    essayer: essaie essayons essaient essayé essaierai essaie essayait
    nettoyer: nettoie nettoyons nettoient nettoyé nettoierai nettoie nettoyait
    appeler: appelle appelons appellent appelé appellerai appelle appelait
    rappeler: rappelle rappelons rappellent rappelé rappellerai rappelle rappelait
    jeter: jette jetons jettent jeté jetterai jette jetait
    acheter: achète achetons achètent acheté achèterai achète achetait
    lever: lève levons lèvent levé lèverai lève levait
    promener: promène promenons promènent promené promènerai promène promenait
    préférer: préfère préférons préfèrent préféré préférerai préfère préférait
    répéter: répète répétons répètent répété répéterai répète répétait
    inquiéter: inquiète inquiétons inquiètent inquiété inquiéterai inquiète inquiétait
    ennuyer: ennuie ennuyons ennuient ennuyé ennuierai ennuie ennuyait
    accueillir: accueille accueillons accueillent accueilli accueillerai accueille accueillait
    chanter: chante chantons chantent chanté chanterai chante chantait
    manger: mange mangeons mangent mangé mangerai mange mangeait
    commencer: commence commençons commencent commencé commencerai commence commençait
    étudier: étudie étudions étudient étudié étudierai étudie étudiait
    skier: skie skions skient skié skierai skie skiait
    finir: finis finissons finissent fini finirai finis finissait
    obéir: obéis obéissons obéissent obéi obéirai obéis obéissait
    attendre: attends attendons attendent attendu attendrai attends attendait
    perdre: perds perdons perdent perdu perdrai perds perdait
    """

  @Test(arguments: expected.split(separator: "\n").map(String.init))
  func conjugates(line: String) throws {
    let parts = line.split(separator: ":")
    let verb = try Lexicon().verb(String(parts[0]))
    let forms = [
      verb.present[0], verb.present[3], verb.present[5], verb.participle, verb.form(.future, 0), verb.imperative[0],
      verb.form(.imperfect, 2),
    ]
    #expect(forms == parts[1].split(separator: " ").map(String.init))
  }

  @Test func knowsTheOtherPersons() throws {
    let lexicon = try Lexicon()
    #expect(try lexicon.verb("faire").present == ["fais", "fais", "fait", "faisons", "faites", "font"])
    #expect(try lexicon.verb("dire").present[4] == "dites")
    #expect(try lexicon.verb("aller").present == ["vais", "vas", "va", "allons", "allez", "vont"])
    #expect(try lexicon.verb("commencer").form(.imperfect, 3) == "commencions")
    #expect(try lexicon.verb("manger").form(.imperfect, 4) == "mangiez")
    #expect(try lexicon.verb("étudier").form(.imperfect, 3) == "étudiions")
    #expect(throws: ComposerError.unknownVerb("xyz")) { try lexicon.verb("xyz") }
  }
}
