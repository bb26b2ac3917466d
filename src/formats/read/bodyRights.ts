import { digestOfText } from "../../domain/digest.js";
import type { StatedRight } from "../../domain/statedRight.js";
import { readClaim } from "./copyright.js";
import { creativeCommonsIn } from "./rights/creativeCommons.js";
import { DUTCH, ENGLISH, GERMAN } from "./rights/germanic.js";
import { nameIn } from "./rights/names.js";
import { FRENCH, ITALIAN, PORTUGUESE, SPANISH } from "./rights/romance.js";
import type { StandingPhrase } from "./rights/standing.js";

const PHRASES: readonly StandingPhrase[] = [
  ...ENGLISH,
  ...GERMAN,
  ...FRENCH,
  ...SPANISH,
  ...ITALIAN,
  ...PORTUGUESE,
  ...DUTCH,
];

/** Longer blocks are the column's own words, whatever they speak of. */
const MAX_BLOCK = 600;
/** A block without any of these says nothing about rights; one linear look saves all the others. */
const HINT =
  /©|\(c\)|copyright|rights?|permi|published|appeared|printed|first ran|post(?:ed|ing)? |distributed|source|republish|common|\bcc|licen|recht|genehm|erlaub|erschien|veröff|nachdruck|quelle|autori|publi|paru|droit|reprodu|derech|prohib|fuente|apare|concess|consens|pubblic|vietat|riprod|appars|usci|diritt|fonte|cortesia|direit|proib|saiu|toestem|versch|overna|bron|licht|lizenz|nadruk|niets uit/iu;

const LEAD =
  /^(?:(?:editor|publisher)(?:['’]s|s['’])? note|note|anmerkung der redaktion|redaktioneller hinweis|hinweis|note de la rédaction|ndlr|nota(?: del editor| della redazione| da redação| de la redacción)?|noot van de redactie)\s?[:.–—-]?\s*/iu;
const FOLLOWING = /^(?:read the original(?: (?:article|story|column))?(?: here)?|read more)[.:]?$/iu;
const SIGNED =
  /^(?:(?:text|words|urheberrecht|derechos de autor|direitos autorais|auteursrecht|texte)\s)?(?:copyright\s*(?:©|\(c\)|\d{4}|by\b|(?=\p{Lu}.{0,80}\d{4}))|©|\(c\))/iu;
const RESERVES = /rights reserved|vorbehalten|réservés|reservados|riservat|voorbehouden/iu;

export interface BlockRights {
  readonly statedRights: readonly StatedRight[];
  /** True where the block says nothing else. */
  readonly whole: boolean;
}

/**
 * What a block of text states about rights. Only sentences that are about nothing else count, and only names are taken
 * for names, so a column that speaks of copyright or permission is left alone. Linear: the block is bounded.
 *
 * @param markup the block's mark-up, for addresses.
 */
export function rightsInBlock(text: string, markup: string): BlockRights {
  if (text === "" || text.length > MAX_BLOCK || !HINT.test(text)) return { statedRights: [], whole: false };
  const sentences = sentencesOf(text);
  const read = sentences.map((sentence) => statementIn(sentence, markup));
  const statedRights = read.filter((stated) => stated !== null);
  const rest = sentences.filter((_, index) => read[index] === null);
  return { statedRights, whole: statedRights.length > 0 && rest.every((sentence) => FOLLOWING.test(sentence)) };
}

/** Sentences end at a full stop before a capital or a ©; `© 2026 X. All rights reserved.` makes two; `3. Mai` is one. */
function sentencesOf(text: string): readonly string[] {
  return text
    .replace(/^[\s*_–—-]{1,20}/u, "")
    .replace(/[\s*_]{1,20}$/u, "")
    .replace(/^[([](.{1,590})[)\]]$/u, "$1")
    .replace(LEAD, "")
    .split(/(?<=(?:\D|\d{3})[.!?])\s+(?=[\p{Lu}©(])/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
}

function statementIn(sentence: string, markup: string): StatedRight | null {
  for (const { language, kind, pattern } of PHRASES) {
    const found = pattern.exec(sentence);
    if (found === null) continue;
    const named = found.groups?.holder;
    const holder = named === undefined ? null : nameIn(named);
    if (named !== undefined && holder === null) continue;
    if (kind === "credit" && !isAgency(holder ?? "")) continue;
    return stated(kind, sentence, markup, { holder, year: null, language });
  }
  if (!SIGNED.test(sentence)) return null;
  const claim = readClaim(sentence);
  const holder = claim.holder === null ? null : nameIn(claim.holder.replace(/^(?:von|de|by|par|di|van)\s/iu, ""));
  const isClaim = holder !== null || (claim.holder === null && (claim.year !== null || RESERVES.test(sentence)));
  return isClaim ? stated("copyright", sentence, markup, { holder, year: claim.year, language: null }) : null;
}

/** `Source: my aunt` is no agency; a name is, and a name of two words at least. */
function isAgency(name: string): boolean {
  return /\p{Lu}.*[\s-]\p{L}/u.test(name) || /^\p{Lu}{2,5}$/u.test(name);
}

function stated(
  kind: StatedRight["kind"],
  text: string,
  markup: string,
  read: { readonly holder: string | null; readonly year: number | null; readonly language: string | null },
): StatedRight {
  const license = kind === "license" ? creativeCommonsIn(text, markup) : { spdx: null, url: null };
  const isFirst = kind === "first-publication";
  const isSure = read.holder !== null || read.year !== null || license.spdx !== null || RESERVES.test(text);
  return {
    kind,
    text,
    scope: "body",
    element: "text",
    namespace: null,
    holder: read.holder,
    year: read.year,
    licenseUrl: license.url,
    ...(license.spdx === null ? {} : { spdx: license.spdx }),
    ...(isFirst ? { publication: { name: read.holder, url: linkIn(markup, read.holder) } } : {}),
    ...(read.language === null ? {} : { language: read.language }),
    certainty: isSure ? "sure" : "likely",
    digest: digestOfText(text),
  };
}

const MAX_MARKUP = 4_000;

/** The address that a publication's name is linked to. */
function linkIn(markup: string, name: string | null): string | null {
  for (const [, url, words] of markup
    .slice(0, MAX_MARKUP)
    .matchAll(/<a href="(https?:[^"]{1,2000})"[^<>]{0,200}>([^<]{0,200})/gu)) {
    const linked = words?.trim() ?? "";
    if (url !== undefined && linked !== "" && (name === null || name.includes(linked) || linked.includes(name)))
      return url.replace(/&amp;/gu, "&");
  }
  return null;
}
