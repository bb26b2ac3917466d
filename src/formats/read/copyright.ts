/** A claim's holder and year, where the words name them. */
export interface Claim {
  readonly holder: string | null;
  readonly year: number | null;
}

const MAX_CLAIM = 300;
const SIGN = /(?:©|\(c\)|&copy;|\bcopyright\b|\bcopr\.)/iu;
const YEAR = /\b(1[89]\d{2}|20\d{2})\b(?:\s*[-–—]\s*\d{2,4})?/u;
const RESERVED =
  /[\s,(|–—-]*\b(?:(?:all|some) rights reserved|alle rechte vorbehalten|(?:tous )?droits réservés|todos los derechos reservados|reservados todos|tutti i diritti|riproduzione riservata|(?:todos os )?direitos reservados|alle rechten voorbehouden)(?![\p{L}]).*$/iu;

/** Reads `© 2026 The Harbour Lantern. All rights reserved.` and its kin; bounded, so linear. */
export function readClaim(text: string): Claim {
  const claim = text.slice(0, MAX_CLAIM).replace(/\s+/gu, " ");
  const sign = SIGN.exec(claim);
  if (sign === null) return { holder: null, year: null };
  const rest = claim.slice(sign.index).replace(/(?:©|\(c\)|&copy;|\bcopyright\b|\bcopr\.)\s*/giu, "");
  const year = YEAR.exec(rest);
  const named = rest
    .replace(YEAR, "")
    .replace(RESERVED, "")
    .split(/[.;|]\s|\s[–—-]\s|, (?:licen[cs]ed|republished|used|all|some)\b/iu)[0]
    ?.replace(/^[\s,:–—-]*(?:by\s+)?/iu, "")
    .replace(/[\s.,;:|–—-]+$/u, "");
  return {
    holder: named === undefined || named === "" || named.length > 120 ? null : named,
    year: year === null ? null : Number(year[1]),
  };
}
