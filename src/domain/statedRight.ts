import type { Digest } from "./digest.js";

/**
 * Stated rights: what a feed, an entry or a body says about its own rights. Evidence, never a permission.
 */
export interface StatedRight {
  readonly kind:
    | "copyright" // a © line, dc:rights, atom:rights, "All rights reserved"
    | "license" // a licence link or a Creative Commons line
    | "permission-claim" // "republished with permission"
    | "first-publication" // "originally published by …", dc:source, atom:source
    | "restriction" // media:restriction, dcterms:accessRights: who may not, or only who may
    | "usage-terms" // where the terms of use, or a license to buy, are found: usageInfo, rsl:content
    | "credit"; // a media credit, an agency line or a required credit line
  /** Verbatim, white space folded. */
  readonly text: string;
  /** Where it stood. `feed` applies to all entries, `entry` to this one, `body` is in the text. */
  readonly scope: "feed" | "entry" | "body";
  /** Local name of the element, e.g. `rights`; `text` for words in the body. */
  readonly element: string;
  /** Namespace URI of the element, or null. */
  readonly namespace: string | null;
  readonly holder: string | null;
  readonly year: number | null;
  readonly licenseUrl: string | null;
  /** SPDX identifier of a license that the words or the address name exactly. */
  readonly spdx?: string;
  /** Where it was published first, as far as it is said. */
  readonly publication?: { readonly name: string | null; readonly url: string | null };
  /** BCP 47 primary language of the phrase that was recognized. */
  readonly language?: string;
  /** `sure` where the words can mean nothing else; `likely` where they name nobody and nothing. */
  readonly certainty?: "sure" | "likely";
  /** Path of element names for mark-up, e.g. `source/rights`; `block 7` of the cleaned body, from 1, for words. */
  readonly place?: string;
  /** Digest of the words as they stood, before any were left out for length. */
  readonly digest?: Digest;
  /** Address of the image or file that it is about; absent where it is about the column. */
  readonly about?: string;
}

/** True where the words reserve all rights. */
export function reservesAllRights(stated: StatedRight): boolean {
  return /all\s+rights\s+reserved|alle\s+rechte\s+vorbehalten|tous\s+droits\s+réservés|todos\s+los\s+derechos\s+reservados|reservados\s+todos\s+los\s+derechos|tutti\s+i\s+diritti\s+(?:sono\s+)?riservati|riproduzione\s+riservata|todos\s+os\s+direitos\s+reservados|alle\s+rechten\s+voorbehouden/iu.test(
    stated.text,
  );
}
