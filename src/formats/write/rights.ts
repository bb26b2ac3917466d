import type { Element } from "@xmldom/xmldom";
import type { OutboundEntry, OutboundFeed, OutboundRights } from "./document.js";
import { instantIn } from "./text.js";
import { append, declare } from "./xml.js";

/** What a feed of many holders says about itself: rights stand with each column. */
export const FEED_RIGHTS = "Each column in this feed carries its own copyright notice and terms.";

/** The rights that RSS and Atom say with the same elements of Dublin Core. */
export function appendRights(parent: Element, { id, rights, receipt }: OutboundEntry): void {
  append(parent, "dcterms:rightsHolder", rights.holder);
  append(parent, "dcterms:accessRights", rights.usageTerms);
  const valid = validity(rights, id);
  if (valid !== null) append(parent, "dcterms:valid", valid);
  if (rights.creditLine !== null) append(parent, "dcterms:bibliographicCitation", rights.creditLine);
  if (receipt !== null) append(parent, "imprimatur:receipt", receipt);
}

/** The namespace stands on the root where an entry needs it. */
export function declareProfile(root: Element, { entries }: OutboundFeed): void {
  if (entries.some(({ receipt }) => receipt !== null)) declare(root, ["imprimatur"]);
}

/**
 * When publishing is permitted, [start, end), as a DCMI Period (`start=…; end=…; scheme=W3C-DTF`); null where both ends
 * are open.
 */
function validity({ validFrom, validUntil }: OutboundRights, id: string): string | null {
  if (validFrom === null && validUntil === null) return null;
  const start = validFrom === null ? "" : `start=${instantIn(validFrom, id)}; `;
  const end = validUntil === null ? "" : `end=${instantIn(validUntil, id)}; `;
  return `${start}${end}scheme=W3C-DTF`;
}
