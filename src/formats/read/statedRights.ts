import type { StatedRight } from "../../domain/statedRight.js";
import { readClaim } from "./copyright.js";
import { attribute, attributeIn, childNamed, elementsOf, isIn, type Vocabulary, wordsOf } from "./elements.js";
import { baseOf, linksWith, webUrl } from "./links.js";
import type { XmlElement } from "./tree.js";

type Kind = StatedRight["kind"];

/** Elements that state rights, by namespace and local name; `kind` says what their words mean. */
const STATING: readonly (readonly [Vocabulary, string, Kind])[] = [
  ["dc", "rights", "copyright"],
  ["dcterms", "rights", "copyright"],
  ["atom", "rights", "copyright"],
  ["atom", "copyright", "copyright"],
  ["rss", "copyright", "copyright"],
  ["media", "copyright", "copyright"],
  ["dcterms", "rightsholder", "copyright"],
  ["dcterms", "license", "license"],
  ["creativeCommons", "license", "license"],
  ["cc", "license", "license"],
  ["media", "license", "license"],
  ["dc", "source", "first-publication"],
  ["rss", "source", "first-publication"],
  ["media", "credit", "credit"],
];

/** What the children of a feed or an entry state about rights, verbatim: evidence, never a permission. */
export function statedBy(parent: XmlElement, scope: "feed" | "entry", feedUrl: string): readonly StatedRight[] {
  const stated = elementsOf(parent).flatMap((element) => {
    const found = STATING.find(([vocabulary, name]) => element.name === name && isIn(element, vocabulary));
    return found === undefined ? [] : statement(element, found[2], scope, feedUrl);
  });
  const licenses = linksWith(parent, "license").map((link) => {
    const url = webUrl(attribute(link, "href"), baseOf(link, feedUrl));
    return made(
      "license",
      attribute(link, "title") ?? attribute(link, "href") ?? "",
      scope,
      "link",
      link.namespace,
      null,
      url,
    );
  });
  const via = linksWith(parent, "via").map((link) =>
    made("first-publication", attribute(link, "href") ?? "", scope, "link", link.namespace, null, null),
  );
  const source = childNamed(parent, "atom", "source");
  const quoted = source === null ? [] : statedBy(source, scope, feedUrl);
  return [...stated, ...licenses, ...via, ...quoted].filter(({ text }) => text !== "");
}

function statement(element: XmlElement, kind: Kind, scope: "feed" | "entry", feedUrl: string): readonly StatedRight[] {
  if (element.name === "source" && element.namespace.includes("Atom")) return [];
  const words =
    wordsOf(element) ??
    attributeIn(element, "rdf", "resource") ??
    attribute(element, "href") ??
    attribute(element, "url") ??
    "";
  const url =
    kind === "license"
      ? webUrl(attributeIn(element, "rdf", "resource") ?? attribute(element, "href") ?? words, baseOf(element, feedUrl))
      : null;
  const holder = element.name === "rightsholder" ? words : kind === "copyright" ? readClaim(words).holder : null;
  return [made(kind, words, scope, element.name, element.namespace, holder, url)];
}

function made(
  kind: Kind,
  text: string,
  scope: StatedRight["scope"],
  element: string,
  namespace: string | null,
  holder: string | null,
  licenseUrl: string | null,
): StatedRight {
  const year = kind === "copyright" ? readClaim(text).year : null;
  return {
    kind,
    text: text.slice(0, 2_000),
    scope,
    element,
    namespace: namespace === "" ? null : namespace,
    holder,
    year,
    licenseUrl,
  };
}
