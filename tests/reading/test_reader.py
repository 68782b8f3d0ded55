"""The reader as a whole: evidence is never misquoted, nothing crashes it, and what is no body is no evidence."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.languages import frames
from communique.languages.compile import FOLDER
from communique.languages.load import load_pack
from communique.model.documents import Document, Sighting
from communique.model.statements import Statement
from communique.reading.pipeline import Reader
from communique.world.load import load_world

READER = Reader(load_world(), load_pack)

WORDS = (
    "la Russie l'ASEAN le Vietnam les deux parties ont signé un accord le 30 mars dernier s'est engagée à soutenir le bloc a remis 100.000 doses à "
    "Hanoï , . « » ( ) - et qui dont que a déclaré le ministre russe des Affaires étrangères Sergueï Lavrov 19e réunion Comité mixte de coopération "
    "tenue en ligne sera organisée n'a pas condamné 2016-2020 20 milliards de dollars -VNA \n\n Photo : VNA a été reportée devrait se tenir "
    "mardi elle"
).split(" ")


def read(text: str, *, published: str | None = "2021-04", language: str = "fr") -> tuple[Statement, ...]:
    document = Document.of(text, language=language)
    return READER.read(document, Sighting(document.id, name="test", published=published)).statements


def assert_quoted(text: str, statements: tuple[Statement, ...]) -> None:
    for statement in statements:
        for evidence in statement.evidence:
            assert text[evidence.span.start : evidence.span.end] == evidence.quote.exact
            assert evidence.quote.exact.strip()
        for spans in statement.slots.values():
            for span in spans:
                assert 0 <= span.start < span.end <= len(text)


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_arbitrary_text_never_crashes_and_is_never_misquoted(text: str) -> None:
    assert_quoted(text, read(text))


@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_jumbled_news_never_crashes_and_is_never_misquoted(text: str) -> None:
    assert_quoted(text, read(text))


def vocabulary(language: str) -> list[str]:
    """What stands in the frames' examples of a pack, word by word, and its phrases."""
    pack = load_pack(language)
    assert pack is not None
    examples = [example.text for _, _, _, example in frames.examples(FOLDER / language)]
    return sorted({word for text in examples for word in text.split()}) + sorted(pack.phrases)[::7]


VOCABULARIES = {language: vocabulary(language) for language in ("en", "es", "fr", "ru", "vi")}


@pytest.mark.parametrize("language", sorted(VOCABULARIES))
@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_pack_jumbled_never_crashes_and_is_never_misquoted(language: str, data: st.DataObject) -> None:
    text = " ".join(data.draw(st.lists(st.sampled_from(VOCABULARIES[language]) | st.sampled_from(",.:;«»()\"'-–"), max_size=40)))
    assert_quoted(text, read(text, language=language))


@pytest.mark.parametrize(
    "text",
    [
        "La Russie souhaite que",
        "Le Chili, lui, souhaite que",
        "Devant la presse, Mme Retno, son homologue malaisien, aux Anwar Ibrahim, ont hissé au rang de partenariat",
        "La Russie s'est entretenue avec le président Banque centrale russe.",
        "L'ASEAN, présidée par Gazprom, le président BP a parlé.",
    ],
)
def test_broken_sentences_never_crash(text: str) -> None:
    assert_quoted(text, read(text))


def test_decomposed_letters_keep_the_offsets_of_the_untouched_text() -> None:
    text = unicodedata.normalize("NFD", "La Russie s'est engagée à soutenir l'édification de la Communauté de l'ASEAN.")
    statements = read(text)
    assert [statement.kind for statement in statements] == ["commitment"]
    assert_quoted(text, statements)


def test_the_same_text_gives_the_same_statements() -> None:
    text = "La Russie et l'ASEAN ont signé un mémorandum d'entente le 30 mars dernier à Jakarta."
    assert read(text) == read(text)


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        (
            "Hanoï (VNA) – La Russie s'est engagée à soutenir l'ASEAN. -VNA\n"
            "Rome (VNA) – L'Italie et le Vietnam ont signé un accord de libre-échange lundi.",
            "Italie",
        ),
        (
            " date 2021-04 Le Japon et la Thaïlande ont signé un accord. Photo : VNA\n\n\n\n"
            "Hanoï (VNA) – La Russie s'est engagée à soutenir l'ASEAN.",
            "Japon",
        ),
        ("Titre : la Chine promet 3 milliards à l'Afrique\n\nHanoï (VNA) – La Russie s'est engagée à soutenir l'ASEAN.", "Chine"),
    ],
)
def test_what_is_no_body_is_no_evidence(text: str, unwanted: str) -> None:
    statements = read(text)
    assert any("soutenir" in evidence.quote.exact for statement in statements for evidence in statement.evidence)
    assert not any(unwanted in evidence.quote.exact for statement in statements for evidence in statement.evidence)


def test_a_month_is_never_sharpened_to_a_day() -> None:
    (statement,) = [s for s in read("La Russie a remis 100.000 doses au Vietnam en mars dernier.") if s.kind == "action"]
    assert statement.content.when == "2021-03"


def test_without_a_publication_date_relative_dates_stay_open() -> None:
    for statement in read("La Russie et le Vietnam ont signé mardi un accord de coopération.", published=None):
        assert statement.content.when is None


def test_a_language_without_a_pack_gives_a_problem_and_no_statement() -> None:
    document = Document.of("Saluton mondo", language="eo")
    reading = READER.read(document, Sighting(document.id, name="test"))
    assert reading.statements == ()
    assert [problem.code for problem in reading.problems] == ["no-pack"]


def test_silence_about_the_subject_leaves_it_empty_rather_than_guessed() -> None:
    for statement in read("Il s'est engagé à soutenir le projet."):
        assert statement.content.by == () or statement.kind != "commitment"


@pytest.mark.parametrize(
    ("text", "by", "to"),
    [
        ("Les États-Unis imposent de nouvelles sanctions contre la Birmanie.", ("USA",), ("MMR",)),  # "de" as an article
        ("Quant à la Russie, elle s'est engagée à fournir des vaccins au Laos.", ("RUS",), ("LAO",)),  # whom the sentence turns to
        ("En ce qui concerne l'UE, elle a promis 3 millions d'euros au Cambodge.", ("EU",), ("KHM",)),
    ],
)
def test_who_does_what_to_whom(text: str, by: tuple[str, ...], to: tuple[str, ...]) -> None:
    (statement,) = read(text)
    assert (statement.content.by, statement.content.to) == (by, to)


@pytest.mark.parametrize(
    ("text", "giver", "receiver"),
    [
        ("Vietnam y Cuba se acercan. El país asiático donó 500 toneladas de arroz a la nación caribeña.", "VNM", "CUB"),
        ("Cuba y Vietnam se acercan. El país asiático donó 500 toneladas de arroz a la isla.", "VNM", "CUB"),
        ("La ASEAN y la UE se reunieron en Bruselas. El bloque europeo donó 500 toneladas de arroz al bloque asiático.", "EU", "ASEAN"),
    ],
)
def test_a_region_tells_which_country_is_meant(text: str, giver: str, receiver: str) -> None:
    [gift] = [content for content in (statement.content for statement in read(text, language="es")) if content.kind == "action"]
    assert (gift.by, gift.to) == ((giver,), (receiver,))


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Le Vietnam a présidé une réunion de l'ASEAN. Les ministres sont convenus de renforcer leur coopération minière.", ("ASEAN",)),
        ("La Russie et l'ASEAN se sont réunies. Les ministres sont convenus de renforcer leur coopération minière.", ("RUS", "ASEAN")),
    ],
)
def test_an_organisation_and_its_member_are_no_two_sides(text: str, by: tuple[str, ...]) -> None:
    [promise] = [statement.content for statement in read(text) if statement.kind == "commitment"]
    assert promise.by == by


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Le ministre du Plan, de la Pêche et de l'Énergie du Gabon, Paul Ondo, a parlé.", ("role", "minister", ("GAB",), "2021-04")),
        (
            "Le Premier ministre du Laos a reçu le 4 mars à Vientiane le ministre chinois Wang Yi, en visite au Laos.",
            ("meeting", "visit", ("CHN", "LAO"), "2021-03-04"),
        ),
        ("La Chine renforcera sa coopération avec le Kenya, lui fournira davantage d'aide.", ("commitment", "intended", ("CHN",), None)),
        ("Le Burkina Faso a annoncé lundi la dénonciation de l'accord de 2018 avec la France.", ("agreement", "treaty", ("BFA",), "2021-03/2021-04")),
        ("Le Laos est invité au sommet de l'ONU qui se tiendra du 14 au 16 mai 2021.", ("meeting", "session", ("UN",), "2021-05-14/2021-05-16")),
        ("Le roi de Jordanie effectuera une visite au Kenya le 3 mai et au Ghana le 5 mai 2021.", ("meeting", "visit", ("GHA", "JOR"), "2021-05-05")),
        ("Le dirigeant lao a eu un entretien avec la ministre turque de la Santé Ayla Kaya.", ("meeting", "talks", ("LAO", "TUR"), None)),
        ("La Chine s'engage à soutenir le Laos, propose d'organiser un forum Chine-Laos en 2022.", ("commitment", "pledged", ("CHN",), None)),
        ("Les ministres des Transports du Laos, Kham Sy, et du Japon, Ken Ota, ont parlé.", ("role", "minister", ("JPN",), "2021-04")),
        ("M. Kim Min-su, vice-ministre sud-coréen chargé des affaires politiques, a parlé.", ("role", "deputy_minister", ("KOR",), "2021-04")),
        (
            "Le Premier ministre lao est rentré après avoir présidé la 9e session du Comité mixte Laos-Japon, tenue le 7 mars 2021.",
            ("meeting", "session", ("JPN", "LAO"), "2021-03-07"),
        ),
        ("L'Iran rouvrira son école au Laos, a déclaré à l'AFP le ministre iranien Ali Dar.", ("commitment", "intended", ("IRN",), None)),
    ],
)
def test_what_long_sentences_tell(text: str, fields: tuple[str, str, tuple[str, ...], str | None]) -> None:
    told = [(one.kind, one.content.type, tuple(sorted(one.content.by)), one.content.when) for one in read(text)]
    assert fields in told


@pytest.mark.parametrize(
    ("text", "by", "kind"),
    [
        ("Al finalizar la cita se suscribió el acta de la primera reunión de consultas entre China y Chile.", ("CHL", "CHN"), "agreement"),
        ("El presidente de la República Popular China, Xi Jinping, concluye hoy su visita oficial a Cuba.", ("CHN", "CUB"), "meeting"),
        ("La vicepresidenta colombiana, Francia Rojas, firmó un acuerdo con Ghana.", ("COL", "GHA"), "agreement"),
    ],
)
def test_whom_spanish_sentences_tell_of(text: str, by: tuple[str, ...], kind: str) -> None:
    assert by in [tuple(sorted(one.content.by)) for one in read(text, language="es") if one.kind == kind]


def test_what_opens_nothing_in_spanish() -> None:
    told = read(
        "En el acto también participarán los ministros de Chile y Perú. Chile y Perú acordaron trabajar para preparar visitas.", language="es"
    )
    assert [one.kind for one in told] == ["commitment"]


def test_a_communique_that_is_only_the_source_opens_nothing() -> None:
    kinds = [one.kind for one in read("La Russie et le Laos ont tenu des entretiens, selon un communiqué du ministère publié mardi.")]
    assert "agreement" not in kinds


def test_a_dateline_without_a_year_dates_nothing() -> None:
    text = "JAKARTA, July 6 (TASS) - Russia pledged 5 million doses of vaccine to Laos over the next three years."
    document = Document.of(text, language="en")
    reading = READER.read(document, Sighting(document.id))
    assert reading.published is None
    assert [one.kind for one in reading.statements] == ["commitment"]


def test_a_pronoun_that_points_stands_for_the_person_named_last() -> None:
    text = "Le président malien Assimi Goïta a reçu mardi le ministre français Jean Dupont. Celui-ci a promis de livrer dix hélicoptères au Mali."
    (promise,) = [statement for statement in read(text) if statement.kind == "commitment"]
    assert (promise.content.by, promise.content.to, promise.speaker) == (("FRA",), ("MLI",), "Jean Dupont")
    assert promise.evidence[0].quote.exact.startswith("Celui-ci a promis")


def test_a_pair_told_of_in_passing_does_not_become_the_two_sides() -> None:
    text = (
        "La Russie et l'ASEAN ont tenu mardi leur 3e sommet. La Russie et l'ASEAN ont adopté une déclaration. "
        "Un mémorandum d'entente entre l'ASEAN et le Japon a été signé le même jour.\n\nLes deux parties se sont engagées à combattre la piraterie."
    )
    (promise,) = [statement for statement in read(text) if statement.kind == "commitment"]
    assert set(promise.content.by) == {"ASEAN", "RUS"}


def test_a_giver_told_of_in_another_sentence_has_no_words_in_this_one() -> None:
    text = "Вчера в столице после долгих переговоров о поставках зерна Нигер поблагодарил Россию. Дезинфицирующее средство передано властям Лаоса."
    [gift] = [statement for statement in read(text, language="ru") if statement.kind == "action"]
    assert (gift.content.by, gift.content.to) == (("NER",), ("LAO",))
    assert "by" not in gift.slots


def test_holders_of_an_office_in_the_plural_are_told_apart_whatever_case_their_names_show() -> None:
    found = read("Президенты Чили и Перу Хуан Родригес и Хосе Перес провели переговоры.", language="ru")
    assert [(one.content.by, one.content.name) for one in found if one.kind == "role"] == [(("CHL",), "Хуан Родригес"), (("PER",), "Хосе Перес")]


@pytest.mark.parametrize(
    ("language", "text", "what"),
    [
        ("fr", "La Russie a remis au Vietnam 100 doses du vaccin « Spoutnik V », mercredi.", "100 doses du vaccin « Spoutnik V »"),
        ("ru", "Россия передала Вьетнаму 100 доз вакцины «Спутник V».", "100 доз вакцины «Спутник V»"),
        ("en", "“Russia gave Laos 100 doses of the vaccine”, the minister said.", "100 doses of the vaccine"),
    ],
)
def test_a_quotation_opened_in_what_is_cut_is_closed(language: str, text: str, what: str) -> None:
    [gift] = [statement for statement in read(text, language=language) if statement.kind == "action"]
    assert gift.content.what == what
    assert [span.of(text) for span in gift.slots["what"]] == [what]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le Japon a appelé la Corée du Nord à renoncer à ses essais, promettant une aide alimentaire."),
        ("fr", "Le Japon a appelé la Corée du Nord à renoncer à ses essais, tout en promettant une aide alimentaire."),
        ("es", "Japón instó a Corea del Norte a renunciar a sus ensayos, prometiendo ayuda alimentaria."),
        ("ru", "Япония призвала КНДР отказаться от испытаний, пообещав продовольственную помощь."),
    ],
)
def test_what_is_promised_beside_a_request_is_promised_by_who_asks(language: str, text: str) -> None:
    request, promise = read(text, language=language)
    assert (request.kind, request.content.by, request.content.to) == ("position", ("JPN",), ("PRK",))
    assert request.content.what is not None and "," not in request.content.what
    assert (promise.kind, promise.content.by, promise.content.to) == ("commitment", ("JPN",), ("PRK",))
