/**
 * Stated rights: what a feed, an entry or a body says about its own rights. Evidence, never a permission.
 */
export interface StatedRight {
  readonly kind:
    | "copyright" // a © line, dc:rights, atom:rights, "All rights reserved"
    | "license" // a licence link or a Creative Commons line
    | "permission-claim" // "republished with permission"
    | "first-publication" // "originally published by …", dc:source, atom:source
    | "credit"; // a media credit or required credit line
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
}

/** True where the words reserve all rights. */
export function reservesAllRights(stated: StatedRight): boolean {
  return /all\s+rights\s+reserved|alle\s+rechte\s+vorbehalten|tous\s+droits\s+réservés|todos\s+los\s+derechos\s+reservados/iu.test(
    stated.text,
  );
}
