import { digestOfText } from "../../../domain/digest.js";
import type { StatedRight } from "../../../domain/statedRight.js";
import { readClaim } from "../copyright.js";
import { spdxOfUrl } from "./creativeCommons.js";

type Kind = StatedRight["kind"];

/** Names of a page's `meta` elements that state rights; `robots` says what machines may not do. */
export const META: ReadonlyMap<string, Kind> = new Map([
  ["copyright", "copyright"],
  ["rights", "copyright"],
  ["dc.rights", "copyright"],
  ["dcterms.rights", "copyright"],
  ["dcterms.rightsholder", "copyright"],
  ["dcterms.license", "license"],
  ["dc.rights.license", "license"],
  ["license", "license"],
  ["robots", "restriction"],
]);

/** A statement as it stands, before it is read. */
export interface Statement {
  readonly kind: Kind;
  readonly text: string;
  readonly scope: StatedRight["scope"];
  readonly element: string;
  readonly namespace: string | null;
  readonly place: string;
  /** The words are a holder's name and nothing else. */
  readonly isHolder?: boolean;
  readonly licenseUrl?: string | null;
  readonly publication?: StatedRight["publication"];
  readonly about?: string;
}

const MAX_TEXT = 2_000;

/** Holder, year and license of a statement in mark-up; the digest is of the words before any were left out for length. */
export function statementOf({ isHolder, licenseUrl = null, ...statement }: Statement): StatedRight {
  const { kind, text, namespace, publication, about, ...others } = statement;
  const claim = kind === "copyright" ? readClaim(text) : { holder: null, year: null };
  const spdx = spdxOfUrl(licenseUrl) ?? (kind === "license" ? spdxOfUrl(text) : null);
  return {
    kind,
    text: text.slice(0, MAX_TEXT),
    ...others,
    namespace: namespace === "" ? null : namespace,
    holder: isHolder === true ? text.slice(0, MAX_TEXT) : claim.holder,
    year: /^(?:1[89]|20)\d{2}$/u.test(text) ? Number(text) : claim.year,
    licenseUrl,
    ...(spdx === null ? {} : { spdx }),
    ...(publication === undefined ? {} : { publication }),
    ...(about === undefined ? {} : { about }),
    digest: digestOfText(text),
  };
}
