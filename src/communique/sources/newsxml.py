"""Stories as the wires' own XML: NITF and NewsML-G2."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from communique.model.problems import Problem
from communique.sources.limits import read_whole
from communique.sources.metadata import page_day
from communique.sources.story import Item, Page, Story, language_code, story, text_problem

_SPACE = "{http://www.w3.org/XML/1998/namespace}lang"
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "hl2", "li", "td", "th", "note", "pre", "blockquote"})


def stories(path: Path) -> Iterator[Item]:
    """The stories of an XML file. Raises OSError if it cannot be read."""
    data = read_whole(path, str(path))
    if isinstance(data, Problem):
        yield data
    else:
        yield from stories_of(data, name=path.stem, where=str(path))


def stories_of(data: bytes, *, name: str, where: str) -> Iterator[Item]:
    """The stories of the bytes of an XML document: one a `nitf`, one a `newsItem`."""
    root = parse_xml(data, where)
    if isinstance(root, Problem):
        yield root
        return
    kind = local(root)
    if kind == "html":
        yield Page(data, name, where)
        return
    items = [root] if kind in ("nitf", "newsItem") else [one for one in root.iter() if local(one) in ("newsItem", "nitf") and not _inside(one)]
    if not items:
        message = f"XML of another kind, whose root is `{kind}`: NITF, NewsML-G2, RSS, Atom and XHTML are read"
        yield Problem("unknown-xml", message, where)
    for number, item in enumerate(items, 1):
        place = f"{where}[{number}]" if len(items) > 1 else where
        own = name if len(items) == 1 else f"{name}-{number}"
        yield _nitf(item, name=own, where=place) if local(item) == "nitf" else _news_item(item, name=own, where=place)


def parse_xml(data: bytes, where: str) -> Any:
    """The root of an XML document that declares no entities and fetches nothing; a problem where it is none."""
    from lxml import etree

    if b"<!ENTITY" in data or "<!ENTITY".encode("utf-16-le") in data or "<!ENTITY".encode("utf-16-be") in data:
        return Problem("entities", "XML that declares entities of its own is refused: they can grow without end", where)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(data.lstrip(), parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return Problem("xml", f"not XML as it should be: {error}: mend it and read the file again", where)


def local(element: Any) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _inside(element: Any) -> bool:
    """Whether a newsItem holds this element: it is then told with the item."""
    return any(local(one) in ("newsItem", "nitf") for one in element.iterancestors())


def _nitf(root: Any, *, name: str, where: str) -> Story | Problem:
    docdata, body = _one(root, "docdata"), _one(root, "body")
    headline = _words(_one(root, "hl1")) or _words(_one(root, "title"))
    issued = next((one.get("norm") for tag in ("date.issue", "date.release", "story.date") for one in _all(root, tag) if one.get("norm")), None)
    identity = _one(docdata, "doc-id") if docdata is not None else None
    content = _one(body, "body.content") if body is not None else None
    dateline = _words(_one(body, "dateline")) if body is not None else None
    copyright_ = _one(root, "doc.copyright")
    holder = copyright_.get("holder") if copyright_ is not None else None
    return _made(
        [headline, dateline], _paragraphs(content), name=(identity.get("id-string") if identity is not None else None) or name, where=where,
        language=root.get(_SPACE), published=issued, publisher=_words(_one(root, "distributor")) or holder,
        title=headline, author=_words(_one(root, "byline")),
    )  # fmt: skip


def _news_item(root: Any, *, name: str, where: str) -> Story | Problem:
    meta = _one(root, "contentMeta")
    headline = _words(_one(meta, "headline")) if meta is not None else None
    content = _one(root, "contentSet")
    within = _one(content, "nitf") if content is not None else None
    paragraphs = _paragraphs(within if within is not None else content)
    if not paragraphs and content is not None:
        plain = " \n".join(_all_text(content, "inlineData"))
        paragraphs = [line for one in plain.split("\n") if (line := " ".join(one.split()))]
    dateline = _words(_one(meta, "dateline")) if meta is not None else None
    if dateline and paragraphs and paragraphs[0].casefold().startswith(dateline.casefold()[:20]):
        dateline = None
    provider = _one(root, "provider")
    dates = [_words(one) for tag in ("contentCreated", "firstCreated", "versionCreated") for one in _all(root, tag)]
    return _made(
        [headline, dateline], [one for one in paragraphs if one != headline], name=root.get("guid") or name, where=where,
        language=root.get(_SPACE) or _tag(root), published=next((one for one in dates if one), None),
        publisher=_words(_one(root, "creditline")) or (_words(provider) or _code(provider) if provider is not None else None), title=headline,
        author=_words(_one(root, "by")),
    )  # fmt: skip


def _made(
    head: list[str | None],
    paragraphs: list[str],
    *, name: str, where: str, language: str | None, published: str | None, publisher: str | None, title: str | None,
    author: str | None,
) -> Story | Problem:  # fmt: skip
    if not paragraphs:
        return Problem("empty-text", "the story has no text: remove it or fill it in", where)
    text = "\n\n".join([one for one in head if one] + paragraphs)
    try:
        code = language_code(language) if language else None
    except ValueError:
        code = None
    day = page_day(published) if published else None
    return text_problem(text, where) or story(
        text, name=name, where=where, language=code, published=day, publisher=publisher, title=title, author=author
    )  # fmt: skip


def _all(element: Any, name: str) -> Iterator[Any]:
    return (one for one in element.iter() if local(one) == name)


def _one(element: Any, name: str) -> Any:
    return next(_all(element, name), None)


def _all_text(element: Any, name: str) -> list[str]:
    return ["".join(one.itertext()) for one in _all(element, name)]


def _paragraphs(content: Any) -> list[str]:
    """The paragraphs of a body, the innermost where one holds others."""
    if content is None:
        return []
    found = [one for one in content.iter() if local(one) in _PARAGRAPHS and not any(local(inner) in _PARAGRAPHS for inner in one.iterdescendants())]
    return [words for one in found if (words := _words(one))]


def _words(element: Any) -> str | None:
    return (" ".join("".join(element.itertext()).split()) or None) if element is not None else None


def _tag(root: Any) -> str | None:
    language = _one(root, "language")
    return language.get("tag") if language is not None else None


def _code(provider: Any) -> str | None:
    code = provider.get("qcode") or provider.get("literal") or provider.get("uri")
    return code.rpartition(":")[2] if code else None
