from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import communique.languages
from communique.languages.errors import PackError
from communique.languages.layout import LayoutRules, read
from communique.text.layout import Layout, lay_out

RULES = read(Path(communique.languages.__file__).parent / "fr")
PLAIN = LayoutRules()

LEAD = "Le ministre cambodgien du Commerce a reçu lundi une délégation suisse, venue discuter d'un accord sur les produits agricoles."
MORE = "Les deux parties ont convenu de se revoir en mai. Un groupe de travail sera créé."


def zones(text: str, layout: Layout) -> list[tuple[str, str]]:
    return [(zone.kind, zone.span.of(text)) for zone in layout.zones]


def body(text: str, layout: Layout) -> list[str]:
    return [text[start:end] for start, end in layout.body]


DATELINES = [
    # opening, place, date, agency
    ("Berne, 4 mai 2018 (VNA) – ", "Berne", "4 mai 2018", "VNA"),
    ("PHNOM PENH, 13 jan 2022 (AFP) - ", "PHNOM PENH", "13 jan 2022", "AFP"),
    ("N'Djamena, 30 jan (RFI) - ", "N'Djamena", "30 jan", "RFI"),
    ("BEIJING, 2 juin 2025 (Xinhua) -- ", "BEIJING", "2 juin 2025", "Xinhua"),
    ("Hô Chi Minh-Ville (VNA) – ", "Hô Chi Minh-Ville", None, "VNA"),
    ("Port-au-Prince, le 4 mai (AFP) — ", "Port-au-Prince", "le 4 mai", "AFP"),
    ("Hanoï (VNA - ", "Hanoï", None, "VNA"),
    ("Hanoï (VNA)- ", "Hanoï", None, "VNA"),
    ("Hanoï (VNA) ", "Hanoï", None, "VNA"),
    ("Genève (VNA/CVN) – ", "Genève", None, "VNA/CVN"),
    ("La Haye (AFP) – ", "La Haye", None, "AFP"),
    ("Rio de Janeiro (AFP) – ", "Rio de Janeiro", None, "AFP"),
    ("Berne, le 4 mai 2018 – ", "Berne", "le 4 mai 2018", None),
    ("Hanoï, VNA – ", "Hanoï", None, "VNA"),
    ("(VNA) – ", None, None, "VNA"),
    ("Nhân Dân en ligne – ", None, None, "Nhân Dân en ligne"),
    ("VNA - ", None, None, "VNA"),
    ("BRUXELLES 14/03 (BELGA) = ", "BRUXELLES", None, "BELGA"),
]


@pytest.mark.parametrize(("opening", "place", "date", "agency"), DATELINES)
def test_dateline(opening: str, place: str | None, date: str | None, agency: str | None) -> None:
    text = f"Un accord en vue\n\n{opening}{LEAD}\n\n{MORE}"
    layout = lay_out(text, RULES)
    assert body(text, layout) == [LEAD, MORE]
    assert (layout.dateline_place, layout.agency) == (place, agency)
    assert (layout.dateline_date and text[slice(*layout.dateline_date)]) == date
    assert layout.title is not None and text[slice(*layout.title)] == "Un accord en vue"


NO_DATELINES = [
    "L'Union européenne (UE) – premier partenaire du pays – a ouvert lundi un bureau à Vientiane.",
    "Organisation mondiale du commerce (OMC) – Le différend a été tranché mardi à Genève.",
    "Radio France internationale (RFI) a annoncé lundi la fermeture de son bureau.",
    "Le Vietnam - membre du bloc depuis 1995 - a proposé une réunion.",
    "Selon l'agence Belga (Belgique), le texte sera signé en mai.",
]


@pytest.mark.parametrize("lead", NO_DATELINES)
def test_what_is_no_dateline(lead: str) -> None:
    text = f"{lead}\n\n{MORE}"
    layout = lay_out(text, RULES)
    assert body(text, layout) == [lead, MORE]
    assert layout.dateline_place is None and layout.agency is None


SIGNOFFS = [
    # what stands behind the last sentence; the agency it names
    (" -VNA", "VNA"),
    (" - VNA", "VNA"),
    (" – VNA", "VNA"),
    (" – VNA\n", "VNA"),
    ("-VNA", "VNA"),
    (" -VNAUn salon du livre s'ouvre à Hué\nHué (VNA) – Le salon dure trois jours.", "VNA"),
    (" -VNA Un salon du livre s'ouvre à Hué", "VNA"),
    ("\n\nVNA/CVN", "VNA/CVN"),
    ("\n\nThu Hà - Minh Duc/CVN", "CVN"),
    ("\n\nVNA/CVN\n\nHué accueille un salon du livre, ouvert lundi par le maire.", "VNA/CVN"),
    (" (CPV/VNA/NDEL)", "CPV/VNA/NDEL"),
    (" -AVI", "AVI"),
    ("\n\nsjc/abx", None),
    ("\n\nbur-ob/ial", None),
    (" Fin", None),
    ("\n\nFin", None),
    ("(APS)", "APS"),
    (" (APS)", "APS"),
    (" -- BERNAMA --", "BERNAMA"),
    ("\n-- BERNAMA --", "BERNAMA"),
    (" (T/RE1)", None),
    ("—Belga", "Belga"),
    (" (Belga)", "Belga"),
    (" (Agences)", "Agences"),
    (" (avec AFP et Reuters)", "AFP/Reuters"),
    (" (Source : VNA)", "VNA"),
    ("\n\n© AFP", None),
]


@pytest.mark.parametrize(("signoff", "agency"), SIGNOFFS)
@pytest.mark.parametrize("opening", ["", "Berne (ATS) – "])
def test_signoff(opening: str, signoff: str, agency: str | None) -> None:
    text = f"{opening}{LEAD}\n\n{MORE}{signoff}"
    layout = lay_out(text, RULES)
    assert body(text, layout) == [LEAD, MORE]
    assert layout.agency == ("ATS" if opening else agency)
    assert [kind for kind, _ in zones(text, layout) if kind == "signoff"] == ["signoff"]
    assert all(zone.kind == "after" for zone in layout.zones[[zone.kind for zone in layout.zones].index("signoff") + 1 :])


GOES_ON = [
    "Le chef de l'agence – VNA en tête – a reçu ses homologues. Ils se reverront en mai.",
    "L'accord ASEAN-VNA sur l'échange de dépêches a été renouvelé. Il court jusqu'en 2027.",
    "La partie chinoise a cité l'agence Xinhua (Chine nouvelle). Elle a précisé les chiffres.",
    "Le texte a été publié par l'agence algérienne (APS)",
    "Les deux ministres (Commerce et Finances). Le Vietnam a signé.",
    "La fin du conflit est proche. C'est la Fin d'un cycle.",
]


@pytest.mark.parametrize("words", GOES_ON)
def test_what_is_no_signoff(words: str) -> None:
    text = f"Berne (ATS) – {LEAD}\n\n{words}\n\n{MORE}"
    assert body(text, lay_out(text, RULES)) == [LEAD, words, MORE]


CAPTIONS = [
    # what stands before the dateline, and the captions in it
    (" date 2021-04 Poignée de main à Berne. Photo: VNA\n\n\n\n", ["Poignée de main à Berne. Photo: VNA"]),
    (" date 2021-04 Poignée de main à Berne. Photo : AFP/VNA\n\n", ["Poignée de main à Berne. Photo : AFP/VNA"]),
    (" date 2021-04 Poignée de main à Berne. Photo : VNA ", ["Poignée de main à Berne. Photo : VNA"]),
    (" date 2021-04 Poignée de main à Berne.\nPhoto : VNA/CVN\n\n", ["Poignée de main à Berne.", "Photo : VNA/CVN"]),
    ("Photo : Thu Hà/VNA\n\n", ["Photo : Thu Hà/VNA"]),
    ("La salle des fêtes (à gauche) et la mairie de Berne\n\n", ["La salle des fêtes (à gauche) et la mairie de Berne"]),
    ("Le maire de Berne (2e à gauche) et ses hôtes.\n\n", ["Le maire de Berne (2e à gauche) et ses hôtes."]),
    ("Illustration : un marché de Berne\n\n", ["Illustration : un marché de Berne"]),
    ("Crédit photo : Mairie de Berne\n\n", ["Crédit photo : Mairie de Berne"]),
    ("hinh anh 1Un marché de Berne.\n\n", ["hinh anh 1Un marché de Berne."]),
]


@pytest.mark.parametrize(("before", "captions"), CAPTIONS)
def test_captions(before: str, captions: list[str]) -> None:
    text = f"{before}Berne (ATS) – {LEAD}\n\n{MORE}"
    layout = lay_out(text, RULES)
    assert body(text, layout) == [LEAD, MORE]
    assert [words for kind, words in zones(text, layout) if kind == "caption"] == captions
    assert layout.published == ("2021-04" if "date 2021-04" in before else None)


def test_a_caption_inside_the_story() -> None:
    text = f"Berne (ATS) – {LEAD}\n\nUn marché de Berne, en mai. Photo : Keystone-ATS\n\n{MORE}"
    assert body(text, lay_out(text, RULES)) == [LEAD, MORE]


def test_a_caption_above_its_credit_inside_the_story() -> None:
    text = f"Berne (ATS) – {LEAD}\n\nLe maire à la foire de Berne\nPhoto : Keystone-ATS\n\n{MORE}"
    assert body(text, lay_out(text, RULES)) == [LEAD, MORE]


def test_a_page_on_one_line() -> None:
    text = f" date 2021-04 Poignée de main. Photo: VNA Phnom Penh (VNA) – {LEAD} -VNAUn salon s'ouvre Hué (VNA) – Il dure."
    layout = lay_out(text, RULES)
    assert body(text, layout) == [LEAD]
    assert layout.dateline_place == "Phnom Penh"


def test_a_standfirst_before_the_dateline_is_body() -> None:
    text = f"{MORE}\n\nBerne (ATS) – {LEAD}"
    assert body(text, lay_out(text, RULES)) == [MORE, LEAD]


def test_a_title_repeated_with_its_caption() -> None:
    title = "Un accord en vue pour le fromage"
    text = f"{title}\n{title} hinh anh 1Le maire (à droite) à Berne. Photo : VNA\n\nBerne (ATS) – {LEAD}"
    layout = lay_out(text, RULES)
    assert body(text, layout) == [LEAD]
    assert layout.title == (0, 32)
    assert [kind for kind, _ in zones(text, layout)] == ["title", "title", "caption", "dateline", "body"]


TITLES = [
    (f"Un accord en vue\n\n{LEAD}\n\n{MORE}", "Un accord en vue", [LEAD, MORE]),
    (f"Un accord en vue ?\n\n{LEAD}\n\n{MORE}", "Un accord en vue ?", [LEAD, MORE]),
    (f" date 2021-04 Un accord en vue\n\nBerne (ATS) – {LEAD}", "Un accord en vue", [LEAD]),
    (f" date 2021-04 Un accord en vue.\n\nBerne (ATS) – {LEAD}", "Un accord en vue.", [LEAD]),
    (f" date 2021-04\n\nUn accord en vue\n\n{LEAD}", "Un accord en vue", [LEAD]),
    (f"Économie\nUn accord en vue\n\nBerne (ATS) – {LEAD}", "Économie", [LEAD]),
    (f"{LEAD}\n\n{MORE}", None, [LEAD, MORE]),
    (f"{LEAD} {MORE}", None, [f"{LEAD} {MORE}"]),
    ("Un accord en vue", None, ["Un accord en vue"]),
    (f"Les points suivants ont été retenus :\n- le fromage,\n- le lait.\n\n{MORE}", None, None),
    ("", None, []),
    ("  \n ", None, []),
]


@pytest.mark.parametrize(("text", "title", "pieces"), TITLES)
def test_title(text: str, title: str | None, pieces: list[str] | None) -> None:
    layout = lay_out(text, RULES)
    assert (layout.title and text[slice(*layout.title)]) == title
    if pieces is not None:
        assert body(text, layout) == pieces


PAGE_DATES = [
    ("Samedi, 14 mars 2020 à 10:12:33", "Samedi, 14 mars 2020"),
    ("Publié le 14 mars 2020 à 10h12", "14 mars 2020"),
    ("14/03/2020 10:12", "14/03/2020"),
    ("Mis à jour : 14/03/2020", "14/03/2020"),
]


@pytest.mark.parametrize(("line", "date"), PAGE_DATES)
def test_page_date_and_furniture(line: str, date: str) -> None:
    text = f"Un accord en vue\n\n{line}\n Font Size:     |        Print\n\nPhoto : Thu Hà/VNA\n\nNhân Dân en ligne – {LEAD}"
    layout = lay_out(text, RULES)
    assert layout.page_date is not None and text[slice(*layout.page_date)] == date
    assert body(text, layout) == [LEAD]


LINKS = [
    (f"{LEAD}\n\n>> A lire aussi : Genève, un salon ouvre\n\n{MORE}", [LEAD, MORE]),
    (f"{LEAD} >> Genève, un salon ouvre\n\n{MORE}", [LEAD, MORE]),
    (f"{LEAD}\n\nÀ lire aussi : Genève, un salon ouvre\n\n{MORE}", [LEAD, MORE]),
    (f"{LEAD}\n\nLire aussi\n\nGenève, un salon ouvre\n\n{MORE}", [LEAD, MORE]),
    (f"{LEAD}\n\n{MORE}\n\nVoir plus\n\nUn salon du livre s'ouvre en mai 2027 à Genève.\n\nIl dure un mois.", [LEAD, MORE]),
    (f"{LEAD}\n\n{MORE}\n\nTIN LIÊN QUAN\nUn salon du livre s'ouvre à Genève.", [LEAD, MORE]),
    (f"{LEAD}\n\n{MORE}\n\nSur le même sujet\n\nUn salon s'ouvre.", [LEAD, MORE]),
    (f"{LEAD}\n\n{MORE}\n\nLee también: Ginebra abre un salón.", [LEAD, MORE]),
    (f"{LEAD}\n\n{MORE}\n\nRead more: Geneva opens a fair", [LEAD, MORE]),
    (f"{LEAD}\n\nVoir plus\n\nUn salon s'ouvre à Genève\n\n{MORE} -VNA", [LEAD, MORE]),
    (f"{LEAD}\n\nAbonnez-vous à notre lettre.\n\n{MORE}\n\nSuivez-nous sur les réseaux\n\n🚀Annonces", [LEAD, MORE]),
    (f"{LEAD}\n\nA lire les chiffres publiés lundi, la hausse se poursuit.\n\n{MORE}", None),
    (f"{LEAD}\n\nAnnoncée en mai, la mesure entre en vigueur.\n\n{MORE}", None),
    (f"{LEAD}\n\nVoir plus loin ne suffit pas, a dit le maire.\n\n{MORE}", None),
]


@pytest.mark.parametrize(("text", "pieces"), LINKS)
def test_links_and_adverts(text: str, pieces: list[str] | None) -> None:
    expected = text.split("\n\n") if pieces is None else pieces
    found = body(text, lay_out(text, RULES))
    assert found == expected


BOILERPLATE = [
    "L'ASEAN a été fondée le 8 août 1967 à Bangkok. Elle regroupe dix pays de la région.",
    "Créée en 1985, l'organisation compte huit membres.",
    "Fondée en 1945, la Ligue regroupe aujourd'hui vingt-deux États.",
]


@pytest.mark.parametrize("words", BOILERPLATE)
def test_boilerplate(words: str) -> None:
    text = f"Berne (ATS) – {LEAD}\n\n{MORE}\n\n{words} -ATS"
    assert body(text, lay_out(text, RULES)) == [LEAD, MORE]
    early = f"{words}\n\n{LEAD}\n\n{MORE}\n\n{MORE}"
    assert body(early, lay_out(early, RULES))[0] == words


def test_a_second_headline_and_dateline_begin_another_story() -> None:
    text = f"Berne (ATS) – {LEAD}\n\n{MORE}\n\nUn salon s'ouvre à Hué\nHué (VNA) – Le salon dure trois jours."
    layout = lay_out(text, RULES)
    assert body(text, layout) == [LEAD, MORE]
    assert layout.zones[-1].kind == "after" and layout.dateline_place == "Berne"


def test_wrapped_lines_are_one_paragraph() -> None:
    wrapped = (
        "Le ministre cambodgien du Commerce a reçu lundi à Berne\nune délégation suisse, venue discuter d'un accord sur les\n"
        "produits agricoles. Les deux parties se reverront en mai."
    )
    assert body(wrapped, lay_out(wrapped, RULES)) == [wrapped]


def test_lines_are_paragraphs_where_no_empty_line_stands() -> None:
    text = f"Un accord en vue\nBerne (ATS) – {LEAD}\n{MORE}\nATS"
    assert body(text, lay_out(text, RULES)) == [LEAD, MORE]


def test_a_note_in_brackets() -> None:
    text = f"{LEAD}\n\n[...]\n\n{MORE} Il a dit [...] que oui."
    assert body(text, lay_out(text, RULES)) == [LEAD, f"{MORE} Il a dit [...] que oui."]


PIECES = st.sampled_from(
    [" date 2021-04 ", "Photo : VNA", "hinh anh 1", "Berne (ATS) – ", "Hanoï (VNA - ", " -VNA", "-VNAUn", "(APS)", "Fin", "sjc/abx", ">> ",
     "Voir plus", "\n", "\n\n", "Lire aussi",
     "(à gauche)", "L'accord est signé.", " Un titre", "14/03/2020", "[...]", "« ", "(", ")", " – ", "Créée en 1985, elle compte huit membres."]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=14).map("".join)))
def test_any_text_is_divided_into_ordered_zones(text: str) -> None:
    layout = lay_out(text, RULES)
    at = 0
    for zone in layout.zones:
        assert at <= zone.span.start < zone.span.end <= len(text)
        assert text[at : zone.span.start].strip() == "", "nothing but space stands between zones"
        at = zone.span.end
    assert text[at:].strip() == ""
    assert layout.body == tuple((zone.span.start, zone.span.end) for zone in layout.zones if zone.kind == "body")
    for pair in (layout.title, layout.dateline_date, layout.page_date):
        assert pair is None or 0 <= pair[0] < pair[1] <= len(text)
    kinds = [zone.kind for zone in layout.zones]
    assert "body" not in kinds[kinds.index("signoff") :] if "signoff" in kinds else True


@given(st.text())
def test_without_rules_all_but_the_title_is_body(text: str) -> None:
    assert {zone.kind for zone in lay_out(text, PLAIN).zones} <= {"title", "body", "boilerplate"}


@pytest.mark.parametrize(
    ("source", "line"),
    [("agencies: [VNA]\ncolour: [red]\n", 2), ("agencies: VNA\n", 1), ("agencies: [1]\n", 1),
     ('header_patterns: ["("]\n', 1), ("agencies: [VNA\n", 2), ("- VNA\n", 1)],
)  # fmt: skip
def test_bad_rules_are_refused_with_their_line(tmp_path: Path, source: str, line: int) -> None:
    (tmp_path / "layout.yml").write_text(source, encoding="utf-8")
    with pytest.raises(PackError) as caught:
        read(tmp_path)
    assert caught.value.line == line
