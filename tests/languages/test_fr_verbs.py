"""French verbs, plurals and feminines: tables of real forms over the pack's data."""

from __future__ import annotations

from pathlib import Path

import pytest

import communique.languages.fr.morphology as morphology
from communique.languages import tables, verbs
from communique.languages.errors import PackError

FOLDER = Path(morphology.__file__).parent
Readings = dict[str, tuple[tuple[str, str], ...]]

READ = """
convenu convenir Tms | convenus convenir Tmp | conviennent convenir P6 | conviendront convenir F6 | convinrent convenir S6
engagées engager Tfp | engageait engager I3 | engageant engager G | engagea engager S3 | approuvé approuver Tms | prévoit prévoir P3
prévoira prévoir F3 | prévoyait prévoir I3 | tiendra tenir F3 | tenue tenir Tfs | tienne tenir J3 | tint tenir S3 | accru accroître Tms
accroît accroître P3 | accroissent accroître P6 | conclut conclure P3 | conclut conclure S3 | conclue conclure Tfs | résolu résoudre Tms
résolvent résoudre P6 | reçu recevoir Tms | reçoit recevoir P3 | reçurent recevoir S6 | recevant recevoir G | acquis acquérir Tms
acquiert acquérir P3 | acquerra acquérir F3 | promis promettre Tms | promettent promettre P6 | annonçait annoncer I3 | annonça annoncer S3
annonçons annoncer P4 | annoncèrent annoncer S6 | élèvera élever F3 | élevé élever Tms | rappelle rappeler P3 | rappellera rappeler F3
rejeté rejeter Tms | rejette rejeter P3 | projette projeter P3 | réitère réitérer P3 | réitérera réitérer F3 | réitèrera réitérer F3
protège protéger P3 | protégeait protéger I3 | siège siéger P3 | déploie déployer P3 | déploiera déployer F3 | appuie appuyer P3 | paie payer P3
paye payer P3 | enverra envoyer F3 | renverra renvoyer F3 | réunissent réunir P6 | réuni réunir Tms | offre offrir P3 | offert offrir Tms
accueillera accueillir F3 | accueille accueillir P3 | recueilli recueillir Tms | consent consentir P3 | réparti répartir Tms | répartit répartir P3
repart repartir P3 | sert servir P3 | souscrit souscrire P3 | souscrivent souscrire P6 | inscrite inscrire Tfs | dites dire P5
interdisez interdire P5 | élu élire Tms | réélue réélire Tfs | conduit conduire P3 | reconduites reconduire Tfp | construisent construire P6
font faire P6 | fera faire F3 | fasse faire J3 | fit faire S3 | satisfaites satisfaire Tfp | vont aller P6 | ira aller F3 | aille aller J3
est être P3 | furent être S6 | soient être J6 | serait être C3 | étant être G | été être Tms | ont avoir P6 | eut avoir S3 | ait avoir J3
ayant avoir G | peuvent pouvoir P6 | puisse pouvoir J3 | pourrait pouvoir C3 | veut vouloir P3 | veuille vouloir J3 | voudrait vouloir C3
sache savoir J3 | saura savoir F3 | sachant savoir G | vaut valoir P3 | vaille valoir J3 | prévale prévaloir J3 | verra voir F3 | vu voir Tms
pourvu pourvoir Tms | pourvoira pourvoir F3 | croit croire P3 | croient croire P6 | croît croître P3 | crû croître Tms | crue croître Tfs
reconnaît reconnaître P3 | reconnu reconnaître Tms | poursuit poursuivre P3 | poursuivie poursuivre Tfs | survécu survivre Tms
combattent combattre P6 | convainc convaincre P3 | convaincu convaincre Tms | craint craindre P3 | atteignent atteindre P6 | atteinte atteindre Tfs
rejoint rejoindre Tms | rejoignit rejoindre S3 | parcouru parcourir Tms | recourra recourir F3 | plaît plaire P3 | assied asseoir P3
assoit asseoir P3 | assis asseoir Tms | mort mourir Tms | meurt mourir P3 | né naître Tms | naquit naître S3 | faut falloir P3 | faudrait falloir C3
promeut promouvoir P3 | promue promouvoir Tfs | dû devoir Tms | due devoir Tfs | devrait devoir C3 | suspend suspendre P3 | rompt rompre P3
rompue rompre Tfs | clôt clore P3 | closes clore Tfp | inclus inclure Tms | incluses inclure Tfp | exclu exclure Tms | dissoute dissoudre Tfs
souscriront souscrire F6 | tressaillira tressaillir F3 | revêt revêtir P3 | revêtu revêtir Tms | fuit fuir P3 | extraient extraire P6
suffit suffire P3 | réécrite réécrire Tfs | mue mouvoir Tfs | mû mouvoir Tms | sursoit surseoir P3 | échéant échoir G | soustraite soustraire Tfs
"""

NEVER = """
mangons engagons annoncons annonçe recevont reçevoir venirai disez faisez allerons fallue pleuvue pue plue durée durées existée participée
bénéficiée appelent rejetera projete espèrons élèvons déployent appuyera envoyera couriront acquérira mourira ouvri offri resouderont
résoudrent craindent joindent conclué concluse incluvent dissoue croissue suiviss vivue convaincqu falloira assira tressaillera assaillera
crusse accroîssent protégons réitèrons peuvons doivons veulons croyent voyent prévoirent pourvoirent prévaille
"""


@pytest.fixture(scope="module")
def readings() -> Readings:
    return verbs.read(FOLDER)


@pytest.mark.parametrize("case", [case.strip() for line in READ.strip().splitlines() for case in line.split("|") if case.strip()])
def test_reads_form(readings: Readings, case: str) -> None:
    form, lemma, features = case.split()
    assert (lemma, features) in readings.get(form, ())


def test_makes_no_impossible_form(readings: Readings) -> None:
    assert [form for form in NEVER.split() if form in readings] == []


def test_whole_paradigm_of_a_regular_verb() -> None:
    forms = list(morphology.conjugate("signer", "aimer", {}))
    assert len(forms) == 38
    assert len({features for _, features in forms}) == 38
    assert [form for form, features in forms if features[0] == "T"] == ["signé", "signée", "signés", "signées"]


def test_counts(readings: Readings) -> None:
    lemmas = {lemma for found in readings.values() for lemma, _ in found}
    assert len(lemmas) >= 2400
    assert len(readings) >= 70_000


def test_every_paradigm_fits_its_model_verb() -> None:
    for paradigm in tables.paradigms(FOLDER):
        assert list(morphology.conjugate(paradigm, paradigm, {})), paradigm


def test_forms_are_words(readings: Readings) -> None:
    assert [form for form in readings if not form.replace("-", "").isalpha() or form != form.lower()] == []


def test_auxiliaries() -> None:
    found = verbs.auxiliaries(FOLDER)
    assert {"venir", "convenir", "parvenir", "rester", "naître"} <= found.keys()
    assert not {"signer", "tenir", "accroître"} & found.keys()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("signer\tsigner", "no paradigm 'signer'"),
        ("signer\tfinir", "does not end in -ir"),
        ("signer\taimer\tX9=signit", "no slot X9"),
        ("signer\taimer\tsignit", "slot=form"),
        ("signer\taimer\nsigner\taimer", "listed twice"),
    ],
)
def test_refuses_bad_rows(tmp_path: Path, row: str, message: str) -> None:
    folder = tmp_path / "fr"
    folder.mkdir()
    (folder / "verbs.tsv").write_text(f"lemma\tparadigm\tirregular\taux\n{row}\n", encoding="utf-8")
    with pytest.raises(PackError, match=message):
        verbs.read(folder)


@pytest.mark.parametrize(
    "forms",
    """important importante importants importantes|russe russe russes russes|commercial commerciale commerciaux commerciales
    nouveau nouvelle nouveaux nouvelles|européen européenne européens européennes|étranger étrangère étrangers étrangères
    officiel officielle officiels officielles|actif active actifs actives|dangereux dangereuse dangereux dangereuses
    gros grosse gros grosses|naval navale navals navales|complet complète complets complètes
    conjoint conjointe conjoints conjointes|directeur directrice directeurs directrices|majeur majeure majeurs majeures
    extérieur extérieure extérieurs extérieures|public publique publics publiques|turc turque turcs turques
    grec grecque grecs grecques|bon bonne bons bonnes|prêt prête prêts prêtes|français française français françaises
    long longue longs longues|chilien chilienne chiliens chiliennes|birman birmane birmans birmanes""".replace("\n", "|").split("|"),
)
def test_adjective_forms(forms: str) -> None:
    masculine, feminine, *plurals = forms.split()
    assert morphology.feminine(masculine) == feminine
    assert [morphology.plural(masculine), morphology.plural(feminine)] == plurals


@pytest.mark.parametrize(
    ("singular", "plural"),
    [("accord", "accords"), ("journal", "journaux"), ("festival", "festivals"), ("bureau", "bureaux"), ("enjeu", "enjeux"), ("pneu", "pneus"),
     ("pays", "pays"), ("voix", "voix"), ("travail", "travaux"), ("détail", "détails"), ("général", "généraux"), ("choix", "choix"),
     ("trou", "trous")],
)  # fmt: skip
def test_plural(singular: str, plural: str) -> None:
    assert morphology.plural(singular) == plural
