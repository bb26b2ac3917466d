import { Parser } from "htmlparser2";
import type { StatedRight } from "../../domain/statedRight.js";
import { webUrl } from "./links.js";
import { rightsInJsonLd, SCHEMA, SCHEMA_PROPERTIES } from "./rights/jsonLd.js";
import { META, type Statement, statementOf } from "./rights/statement.js";
import { folded } from "./whiteSpace.js";

type Attributes = Readonly<Record<string, string>>;
type Meaning = Pick<Statement, "kind" | "namespace" | "isHolder">;

const CC = "http://creativecommons.org/ns#";
const DC = "http://purl.org/dc/terms/";
const XHV = "http://www.w3.org/1999/xhtml/vocab#";

/** ccREL and Dublin Core as RDFa, by local name; the prefix says which is meant where both have it. */
const RDFA: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ["cc:license", { kind: "license", namespace: CC }],
  ["cc:attributionname", { kind: "credit", namespace: CC, isHolder: true }],
  ["cc:attributionurl", { kind: "credit", namespace: CC }],
  ["cc:morepermissions", { kind: "usage-terms", namespace: CC }],
  ["cc:useguidelines", { kind: "usage-terms", namespace: CC }],
  ["dc:license", { kind: "license", namespace: DC }],
  ["dc:rights", { kind: "copyright", namespace: DC }],
  ["dc:rightsholder", { kind: "copyright", namespace: DC, isHolder: true }],
  ["dc:accessrights", { kind: "restriction", namespace: DC }],
  ["xhv:license", { kind: "license", namespace: XHV }],
]);
const SIGNS = ["ld+json", "license", "itemprop", "property", "<meta"].flatMap((sign) => [sign, sign.toUpperCase()]);
const MAX_SCRIPT = 400_000;
const MAX_STATED = 200;
const MAX_WORDS = 2_000;
const MAX_NESTED = 20;
/** Deeper mark-up is no column's, and would cost the parser time without measure: what stands deeper is not read. */
const MAX_DEPTH = 2_000;

/**
 * What a body's mark-up states about rights, read before the sanitizer takes it away: schema.org as JSON-LD, microdata and
 * RDFa, `rel=license` (HTML), ccREL and Dublin Core as RDFa, `meta` elements. Linear: one pass, and only where a cheap look
 * finds a reason.
 *
 * @param baseUrl what relative addresses are resolved by.
 */
export function rightsInMarkup(html: string, baseUrl: string | null): readonly StatedRight[] {
  if (!html.includes("=") || !SIGNS.some((sign) => html.includes(sign))) return [];
  const reader = new MarkupReader(baseUrl);
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        reader.open(name, attributes);
        if (reader.depth > MAX_DEPTH) parser.pause();
      },
      ontext: (text) => reader.words(text),
      onclosetag: (name) => reader.close(name),
    },
    { decodeEntities: true },
  );
  parser.end(html);
  reader.finish();
  return reader.stated.slice(0, MAX_STATED);
}

/** An element whose words are waited for. */
interface Waiting {
  readonly name: string;
  readonly statements: readonly Statement[];
  words: string;
  depth: number;
}

class MarkupReader {
  readonly stated: StatedRight[] = [];
  depth = 0;
  private script: string | null = null;
  private waiting: readonly Waiting[] = [];

  constructor(private readonly baseUrl: string | null) {}

  open(name: string, attributes: Attributes): void {
    this.depth++;
    if (name === "script" && /ld\+json/iu.test(attributes.type ?? "")) this.script = "";
    for (const waiting of this.waiting) if (waiting.name === name) waiting.depth++;
    if (this.stated.length >= MAX_STATED || this.waiting.length >= MAX_NESTED) return;
    const statements = statementsBy(name, attributes, this.baseUrl);
    if (statements.length > 0) this.waiting = [...this.waiting, { name, statements, words: "", depth: 1 }];
  }

  words(text: string): void {
    if (this.script !== null && this.script.length + text.length <= MAX_SCRIPT) this.script += text;
    else for (const waiting of this.waiting) if (waiting.words.length < MAX_WORDS) waiting.words += text;
  }

  close(name: string): void {
    this.depth--;
    if (name === "script" && this.script !== null) {
      if (this.stated.length < MAX_STATED) this.stated.push(...rightsInJsonLd(this.script, this.baseUrl));
      this.script = null;
    }
    if (this.waiting.length === 0) return;
    const done = this.waiting.filter((waiting) => waiting.name === name && --waiting.depth === 0);
    if (done.length === 0) return;
    this.waiting = this.waiting.filter((waiting) => !done.includes(waiting));
    for (const { statements, words } of done) this.state(statements, folded(words));
  }

  /** What was still waiting where reading stopped. */
  finish(): void {
    for (const { statements, words } of this.waiting) this.state(statements, folded(words));
    this.waiting = [];
  }

  private state(statements: readonly Statement[], words: string): void {
    for (const statement of statements) {
      const text = statement.text || words || (statement.licenseUrl ?? "");
      if (text !== "") this.stated.push(statementOf({ ...statement, text }));
    }
  }
}

/** What an element states by its attributes; an empty text stands for the words in it. */
function statementsBy(name: string, attributes: Attributes, baseUrl: string | null): readonly Statement[] {
  const { rel = "", property = "", itemprop = "", href, src, content } = attributes;
  const address = href ?? attributes.resource ?? src ?? null;
  const url = webUrl(address, baseUrl);
  const base = { scope: "body", element: name } as const;
  if (name === "meta") return metaStatement(attributes, base);
  const found: Statement[] = [];
  if (isRel(rel, "license") && address !== null && (name === "a" || name === "link" || name === "area"))
    found.push({
      ...base,
      kind: "license",
      text: name === "a" ? "" : address,
      namespace: null,
      place: `${name}[rel=license]`,
      licenseUrl: url,
    });
  for (const token of `${rel} ${property}`.split(/\s+/u)) {
    const meaning = RDFA.get(token.toLowerCase().replace(/^(?:dct|dcterms):/u, "dc:"));
    if (meaning === undefined) continue;
    const text = content ?? (meaning.kind === "license" || token.toLowerCase().endsWith("url") ? (address ?? "") : "");
    found.push({
      ...base,
      ...meaning,
      text,
      place: `${name}[${token}]`,
      ...(meaning.kind === "license" ? { licenseUrl: url } : {}),
    });
  }
  for (const token of `${itemprop} ${property.replace(/\bschema:/gu, "")}`.split(/\s+/u)) {
    const kind = SCHEMA_PROPERTIES.get(token);
    if (kind === undefined) continue;
    const isHolder = token === "copyrightHolder" || token === "creditText";
    const text = content ?? (kind === "license" || kind === "usage-terms" ? (address ?? "") : "");
    found.push({
      ...base,
      kind,
      text,
      namespace: SCHEMA,
      place: `${name}[${token}]`,
      isHolder,
      ...(kind === "license" ? { licenseUrl: url } : {}),
    });
  }
  return found;
}

function metaStatement(
  { name = "", property = "", itemprop = "", content = "" }: Attributes,
  base: Pick<Statement, "scope" | "element">,
): readonly Statement[] {
  const key = name || property || itemprop;
  const kind = META.get(key.trim().toLowerCase()) ?? SCHEMA_PROPERTIES.get(key.replace(/^schema:/u, ""));
  const text = content.trim();
  if (kind === undefined || text === "" || (kind === "restriction" && !/\bno/iu.test(text))) return [];
  const isHolder = /^(?:dcterms\.rightsholder|(?:schema:)?copyrightHolder|(?:schema:)?creditText)$/iu.test(key.trim());
  const namespace = META.has(key.trim().toLowerCase()) ? null : SCHEMA;
  const licenseUrl = kind === "license" ? webUrl(text, null) : null;
  return [{ ...base, kind, text, namespace, place: `meta[${key.trim()}]`, licenseUrl, isHolder }];
}

function isRel(rel: string, wanted: string): boolean {
  return rel.toLowerCase().split(/\s+/u).includes(wanted);
}
