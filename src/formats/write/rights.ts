import type { Element } from "@xmldom/xmldom";
import type { OutboundEntry, OutboundFeed, OutboundRights } from "./document.js";
import { instantIn, isBlank } from "./text.js";
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

/** Media RSS 1.5.1: each picture with its credit and the terms it came under. */
export function appendImages(parent: Element, { images, rights }: OutboundEntry): void {
  const { name, url: terms } = rights.license;
  for (const { url, alt, credit } of images) {
    const content = append(parent, "media:content", null, { url, medium: "image" });
    if (!isBlank(alt)) append(content, "media:description", alt, { type: "plain" });
    if (credit !== null && !isBlank(credit)) append(content, "media:credit", credit);
    append(content, "media:copyright", rights.notice, { url: terms });
    if (terms !== null)
      append(content, "media:license", isBlank(name) ? terms : name, { type: "text/html", href: terms });
  }
}

/** A namespace that few entries need stands on the root where one does. */
export function declareProfile(root: Element, { entries }: OutboundFeed): void {
  if (entries.some(({ receipt }) => receipt !== null)) declare(root, ["imprimatur"]);
  if (entries.some(({ images }) => images.length > 0)) declare(root, ["media"]);
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
