import { DOMImplementation, type Element } from "@xmldom/xmldom";
import type { AiUse } from "../../domain/use.js";
import { append, rootOf, serialize } from "./xml.js";

const RSL = "https://rslstandard.org/rsl";
/** Days after which whoever keeps a copy asks again. */
const MAX_AGE_DAYS = "1";

/** RSL 1.0 tokens of usage; indexing for answers is input to them. */
const TOKENS: Readonly<Record<AiUse, readonly string[]>> = {
  search: ["search"],
  input: ["ai-input", "ai-index"],
  train: ["ai-train"],
};

/** One address of ours and what machines may do with what is there. */
export interface RslContent {
  readonly url: string;
  readonly allowed: readonly AiUse[];
  /** Plain text; null where several hold rights. */
  readonly holder: string | null;
  /** A page that says the terms in words; null where there is none. */
  readonly terms: string | null;
}

/**
 * RSL 1.0 for addresses of our own: it speaks of machines, and neither replaces a permission nor vouches for one, so
 * there is no `legal`. What is not permitted is prohibited by name. What is permitted asks for attribution.
 */
export function writeRsl(contents: readonly RslContent[]): string {
  const document = new DOMImplementation().createDocument(RSL, "rsl");
  const root = rootOf(document);
  root.setAttribute("max-age", MAX_AGE_DAYS);
  for (const content of contents) appendContent(root, content);
  return serialize(document);
}

function appendContent(root: Element, { url, allowed, holder, terms }: RslContent): void {
  const content = append(root, "content", null, { url });
  const license = append(content, "license", null);
  const permitted = allowed.flatMap((use) => TOKENS[use]);
  const prohibited = Object.values(TOKENS)
    .flat()
    .filter((token) => !permitted.includes(token));
  if (permitted.length > 0) append(license, "permits", permitted.join(" "), { type: "usage" });
  if (prohibited.length > 0) append(license, "prohibits", prohibited.join(" "), { type: "usage" });
  if (permitted.length > 0) append(license, "payment", null, { type: "attribution" });
  if (holder !== null) append(content, "copyright", holder, { type: "organization" });
  if (terms !== null) append(content, "terms", terms);
}
