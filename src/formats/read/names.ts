import { decodeXMLStrict } from "entities";
import type { Entities } from "./entities.js";
import { decoded } from "./references.js";
import type { XmlAttribute } from "./tree.js";

const XML = "http://www.w3.org/XML/1998/namespace";

/** What prefixes mean inside an element, by what is declared on it and around it. */
export function prefixesOf(
  attributes: Record<string, string>,
  above: ReadonlyMap<string, string> | undefined,
): ReadonlyMap<string, string> {
  if (above !== undefined && !declaresPrefix(attributes)) return above;
  const declared = Object.entries(attributes).filter(([name]) => name === "xmlns" || name.startsWith("xmlns:"));
  const prefixes = new Map(above ?? KNOWN_PREFIXES);
  for (const [name, value] of declared)
    prefixes.set(name === "xmlns" ? "" : name.slice("xmlns:".length).toLowerCase(), decodeXMLStrict(value).trim());
  return prefixes;
}

/** What a prefix means where a feed forgot to declare it. */
const KNOWN_PREFIXES: ReadonlyMap<string, string> = new Map([
  ["xml", XML],
  ["content", "http://purl.org/rss/1.0/modules/content/"],
  ["dc", "http://purl.org/dc/elements/1.1/"],
  ["dcterms", "http://purl.org/dc/terms/"],
  ["media", "http://search.yahoo.com/mrss/"],
  ["atom", "http://www.w3.org/2005/Atom"],
  ["rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"],
  ["itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"],
  ["sy", "http://purl.org/rss/1.0/modules/syndication/"],
  ["creativecommons", "http://backend.userland.com/creativeCommonsRssModule"],
]);

function declaresPrefix(attributes: Record<string, string>): boolean {
  for (const name in attributes) if (name.startsWith("xmlns")) return true;
  return false;
}

const NONE: readonly XmlAttribute[] = [];

export function attributesOf(
  raw: Record<string, string>,
  prefixes: ReadonlyMap<string, string>,
  entities: Entities,
): readonly XmlAttribute[] {
  let found: XmlAttribute[] | null = null;
  for (const name in raw) {
    const attribute = attributeOf(name, entities.expand(raw[name] ?? ""), prefixes);
    if (found === null) found = [attribute];
    else found.push(attribute);
  }
  return found ?? NONE;
}

function attributeOf(written: string, value: string, prefixes: ReadonlyMap<string, string>): XmlAttribute {
  const prefix = prefixOf(written);
  const namespace = prefix === "" ? "" : (prefixes.get(prefix) ?? "");
  return { namespace, name: localOf(written), written, value: decoded(value).toWellFormed() };
}

export function prefixOf(written: string): string {
  return written.includes(":") ? written.slice(0, written.indexOf(":")).toLowerCase() : "";
}

export function localOf(written: string): string {
  const colon = written.indexOf(":");
  return (colon < 0 ? written : written.slice(colon + 1)).toLowerCase();
}
