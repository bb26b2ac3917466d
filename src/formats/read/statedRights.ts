import type { StatedRight } from "../../domain/statedRight.js";
import {
  attribute,
  attributeIn,
  childrenNamed,
  elementsOf,
  isIn,
  markupIn,
  type Vocabulary,
  wordsOf,
} from "./elements.js";
import { baseOf, linksWith, webUrl } from "./links.js";
import { META, statementOf } from "./rights/statement.js";
import type { XmlElement } from "./tree.js";
import { folded } from "./whiteSpace.js";

type Kind = StatedRight["kind"];

/** Elements that state rights, by local name in lower case; the kind says what their words mean. */
const STATING: ReadonlyMap<string, readonly (readonly [Vocabulary, Kind])[]> = new Map([
  [
    "rights",
    [
      ["dc", "copyright"],
      ["dcterms", "copyright"],
      ["atom", "copyright"],
      ["media", "copyright"],
    ],
  ],
  [
    "copyright",
    [
      ["atom", "copyright"],
      ["rss", "copyright"],
      ["media", "copyright"],
    ],
  ],
  ["rightsholder", [["dcterms", "copyright"]]],
  ["accessrights", [["dcterms", "restriction"]]],
  [
    "license",
    [
      ["dcterms", "license"],
      ["creativeCommons", "license"],
      ["cc", "license"],
      ["media", "license"],
    ],
  ],
  [
    "source",
    [
      ["dc", "first-publication"],
      ["rss", "first-publication"],
    ],
  ],
  ["credit", [["media", "credit"]]],
  ["restriction", [["media", "restriction"]]],
  ["rating", [["media", "restriction"]]],
  ["content", [["rsl", "usage-terms"]]],
]);

/** What mark-up is read in: the place grows on the way down. */
interface Within {
  readonly scope: "feed" | "entry";
  readonly feedUrl: string;
  readonly path: string;
  readonly about?: string;
}

/** What the children of a feed or an entry state about rights, verbatim: evidence, never a permission. */
export function statedBy(parent: XmlElement, scope: "feed" | "entry", feedUrl: string): readonly StatedRight[] {
  return statedIn(parent, { scope, feedUrl, path: "" });
}

function statedIn(parent: XmlElement, within: Within): readonly StatedRight[] {
  const stated = elementsOf(parent).flatMap((element) => {
    const found = STATING.get(element.name)?.find(([vocabulary]) => isIn(element, vocabulary));
    return found === undefined ? metaIn(element, within) : statement(element, found[1], within);
  });
  const licenses = linksWith(parent, "license").map((link) => linked(link, "license", within));
  const via = linksWith(parent, "via").map((link) => linked(link, "first-publication", within));
  const quoted = childrenNamed(parent, "atom", "source").flatMap((source) =>
    statedIn(source, { ...within, path: `${within.path}source/` }),
  );
  return [...stated, ...licenses, ...via, ...quoted, ...filesIn(parent, within)].filter(({ text }) => text !== "");
}

const MAX_FILES = 100;

/** What is stated of each picture or file; what a group states holds for all in it. */
function filesIn(parent: XmlElement, within: Within): readonly StatedRight[] {
  const files = [...childrenNamed(parent, "media", "content"), ...childrenNamed(parent, "media", "thumbnail")];
  const own = files.slice(0, MAX_FILES).flatMap((file) => statedOf(file, [file], within));
  const groups = childrenNamed(parent, "media", "group").slice(0, MAX_FILES);
  const grouped = groups.flatMap((group) => {
    const members = childrenNamed(group, "media", "content").slice(0, 1);
    const path = `${within.path}group/`;
    return [...filesIn(group, { ...within, path }), ...statedOf(group, members, within)];
  });
  return [...own, ...grouped];
}

function statedOf(element: XmlElement, files: readonly XmlElement[], within: Within): readonly StatedRight[] {
  if (!element.children.some((child) => typeof child !== "string" && STATING.has(child.name))) return [];
  const about = files.map((file) => webUrl(attribute(file, "url"), baseOf(file, within.feedUrl)))[0] ?? null;
  const path = `${within.path}${element.name}/`;
  return elementsOf(element).flatMap((child) => {
    const found = STATING.get(child.name)?.find(([vocabulary]) => vocabulary === "media" && isIn(child, vocabulary));
    return found === undefined
      ? []
      : statement(child, found[1], { ...within, path, ...(about === null ? {} : { about }) });
  });
}

function linked(link: XmlElement, kind: Kind, { scope, feedUrl, path }: Within): StatedRight {
  const href = attribute(link, "href") ?? "";
  const url = webUrl(href, baseOf(link, feedUrl));
  return statementOf({
    kind,
    text: (kind === "license" ? attribute(link, "title") : null) ?? href,
    scope,
    element: "link",
    namespace: link.namespace,
    place: `${path}link`,
    ...(kind === "license" ? { licenseUrl: url } : { publication: { name: attribute(link, "title"), url } }),
  });
}

function metaIn(element: XmlElement, { scope, path }: Within): readonly StatedRight[] {
  if (element.name !== "meta" || !isIn(element, "xhtml")) return [];
  const kind = META.get(attribute(element, "name")?.trim().toLowerCase() ?? "");
  const text = attribute(element, "content")?.trim() ?? "";
  if (kind === undefined || text === "" || (kind === "restriction" && !/\bno/iu.test(text))) return [];
  const licenseUrl = kind === "license" ? webUrl(text, null) : null;
  const place = `${path}meta[name=${attribute(element, "name")}]`;
  return [statementOf({ kind, text, scope, element: "meta", namespace: element.namespace, place, licenseUrl })];
}

/** Names that their vocabularies spell with capitals; the tree knows all names in lower case. */
const SPELLED: ReadonlyMap<string, string> = new Map(
  ["rightsHolder", "accessRights", "bibliographicCitation", "dateCopyrighted", "webMaster", "managingEditor"].map(
    (name) => [name.toLowerCase(), name],
  ),
);

function statement(element: XmlElement, kind: Kind, within: Within): readonly StatedRight[] {
  const { scope, feedUrl, path, about } = within;
  const address = attributeIn(element, "rdf", "resource") ?? attribute(element, "href") ?? attribute(element, "url");
  const text = isIn(element, "rsl") ? outerMarkup(element) : (qualified(element) ?? address ?? "");
  const words = wordsOf(element);
  const base = baseOf(element, feedUrl);
  const local = SPELLED.get(element.name) ?? element.name;
  return [
    statementOf({
      kind,
      text,
      scope,
      element: local,
      namespace: element.namespace,
      place: `${path}${local}`,
      ...(kind === "license" ? { licenseUrl: webUrl(address ?? words, base) } : {}),
      ...(kind === "first-publication" ? { publication: publicationOf(words, webUrl(address, base)) } : {}),
      ...(element.name === "rightsholder" || element.name === "credit" ? { isHolder: true } : {}),
      ...(about === undefined ? {} : { about }),
    }),
  ];
}

function publicationOf(words: string | null, address: string | null): StatedRight["publication"] {
  return { name: words, url: address ?? webUrl(words, null) };
}

/** Words, and what an attribute adds to them: `deny country: de fr`, `photographer: Ada Brook` is a credit by its words alone. */
function qualified(element: XmlElement): string | null {
  const words = wordsOf(element);
  if (element.name !== "restriction") return words;
  const [relationship, type] = [attribute(element, "relationship"), attribute(element, "type")];
  const terms = [relationship, type].filter((term) => term !== null).join(" ");
  return terms === "" ? words : `${terms}: ${words ?? ""}`.trim();
}

/** RSL says its terms in elements and attributes: they are kept as they are written. */
function outerMarkup(element: XmlElement): string {
  const markup = markupIn({ ...element, children: [element] });
  return folded(markup);
}
