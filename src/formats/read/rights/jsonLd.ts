import type { StatedRight } from "../../../domain/statedRight.js";
import { webUrl } from "../links.js";
import { type Statement, statementOf } from "./statement.js";

type Members = Readonly<Record<string, unknown>>;

/** Properties of schema.org that state rights; the same names are used as `itemprop` and in RDFa. */
export const SCHEMA_PROPERTIES: ReadonlyMap<string, StatedRight["kind"]> = new Map([
  ["license", "license"],
  ["copyrightHolder", "copyright"],
  ["copyrightYear", "copyright"],
  ["copyrightNotice", "copyright"],
  ["creditText", "credit"],
  ["usageInfo", "usage-terms"],
  ["acquireLicensePage", "usage-terms"],
  ["conditionsOfAccess", "restriction"],
]);

export const SCHEMA = "https://schema.org/";
const MAX_NODES = 2_000;
const MAX_DEPTH = 20;
const FILES = /(?:Image|Audio|Video|Media)Object|Photograph/u;

/**
 * What a JSON-LD script states in schema.org's terms (schema.org: license, copyrightHolder, copyrightYear,
 * copyrightNotice, creditText, usageInfo, acquireLicensePage); a picture's or file's own statements are `about` it.
 * A script that is no JSON states nothing. Linear: nodes and depth are bounded.
 */
export function rightsInJsonLd(script: string, baseUrl: string | null): readonly StatedRight[] {
  const stated: StatedRight[] = [];
  let nodes = 0;
  const visit = (value: unknown, path: string, depth: number): void => {
    if (typeof value !== "object" || value === null || depth > MAX_DEPTH || ++nodes > MAX_NODES) return;
    if (Array.isArray(value)) for (const [index, each] of value.entries()) visit(each, `${path}/${index}`, depth + 1);
    else {
      stated.push(...statedByNode(value as Members, path, baseUrl));
      for (const [name, each] of Object.entries(value))
        if (name !== "@context") visit(each, `${path}/${name}`, depth + 1);
    }
  };
  visit(parsed(script), "script", 0);
  return stated;
}

function parsed(script: string): unknown {
  try {
    return JSON.parse(script.replace(/^\s*(?:<!--|<!\[CDATA\[)|(?:-->|\]\]>)\s*$/gu, ""));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function statedByNode(node: Members, path: string, baseUrl: string | null): readonly StatedRight[] {
  const isFile = [node["@type"]].flat().some((type) => typeof type === "string" && FILES.test(type));
  const file = isFile ? (textOf(node.contentUrl) ?? textOf(node.url) ?? textOf(node["@id"])) : null;
  const about = webUrl(file, baseUrl);
  return Object.entries(node).flatMap(([written, value]) => {
    const element = written.replace(/^(?:schema:|https?:\/\/schema\.org\/)/u, "");
    const kind = SCHEMA_PROPERTIES.get(element);
    if (kind === undefined) return [];
    return [value].flat().flatMap((each) => {
      const text = textOf(each);
      if (text === null) return [];
      const base = { kind, text, scope: "body", element, namespace: SCHEMA, place: `${path}/${written}` } as const;
      return [statementOf({ ...base, ...readAs(element, each, baseUrl), ...(about === null ? {} : { about }) })];
    });
  });
}

function readAs(element: string, value: unknown, baseUrl: string | null): Partial<Statement> {
  if (element === "license") return { licenseUrl: webUrl(addressOf(value), baseUrl) };
  return element === "copyrightHolder" || element === "creditText" ? { isHolder: true } : {};
}

/** A text as it stands, or the name, else the address, of what stands there instead. */
function textOf(value: unknown): string | null {
  if (typeof value === "string" || typeof value === "number") return String(value).trim() || null;
  if (typeof value !== "object" || value === null) return null;
  const { name, url, "@id": id, "@value": literal } = value as Members;
  const [first] = [name, literal, url, id].filter((each) => typeof each === "string" && each.trim() !== "");
  return typeof first === "string" ? first.trim() : null;
}

function addressOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return null;
  const { url, "@id": id } = value as Members;
  return typeof url === "string" ? url : typeof id === "string" ? id : null;
}
