import { digestOfText } from "../../domain/digest.js";
import type { StatedRight } from "../../domain/statedRight.js";
import { readClaim } from "./copyright.js";
import { addressOf } from "./rights/addresses.js";
import { creativeCommonsIn, isLicenseName } from "./rights/creativeCommons.js";
import { mayStateRights } from "./rights/hints.js";
import { nameIn } from "./rights/names.js";
import { FOLLOWING, LEAD, MAX_BLOCK, PHRASES, RESERVES, SIGNED, SIGNED_AFTER } from "./rights/phrases.js";
import { datelineOf, isAgencyName } from "./rights/shared.js";
import { foldedCase, type StandingPhrase } from "./rights/standing.js";

export interface BlockRights {
  readonly statedRights: readonly StatedRight[];
  /** True where the block says nothing else and what it says is composed anew; a credit stays where it stands. */
  readonly whole: boolean;
}

/** With whether the block says nothing but rights at all. */
export interface ReadBlock extends BlockRights {
  readonly only: boolean;
}

const NOTHING: ReadBlock = { statedRights: [], whole: false, only: false };

/** What a sentence says. */
interface Read {
  readonly kind: StatedRight["kind"];
  readonly holder: string | null;
  readonly year: number | null;
  readonly language: string | null;
  /** Where it was published before, beside what it says. */
  readonly origin: string | null;
}

/**
 * What a block of text states about rights. Only sentences that are about nothing else count, and only names are taken
 * for names, so a column that speaks of copyright or permission is left alone. Linear: the block is bounded.
 *
 * @param markup the block's mark-up, for addresses.
 */
export function rightsInBlock(text: string, markup: string): ReadBlock {
  const dateline = datelineOf(text);
  const signed = dateline === null ? [] : [stated(creditFor(dateline.holder), dateline.line, markup)];
  if (text === "" || text.length > MAX_BLOCK || !mayStateRights(text))
    return signed.length === 0 ? NOTHING : { statedRights: signed, whole: false, only: false };
  const read = sentencesOf(text).map((sentence) => ({
    sentence,
    said: mayStateRights(sentence) ? readSentence(sentence) : null,
  }));
  const isAll = read.every(({ sentence, said }) => said !== null || FOLLOWING.test(sentence));
  const statedRights = read.flatMap(({ sentence, said }) =>
    said === null || tellsOfAnother(sentence, said, isAll) ? [] : [stated(said, sentence, markup)],
  );
  return {
    statedRights: [...signed, ...statedRights],
    whole: isAll && statedRights.some(({ kind }) => kind !== "credit"),
    only: isAll && statedRights.length > 0,
  };
}

const ANOTHER =
  /^(?:the|der|die|das|le|la|l[’']|el|il|lo|o|a|het|de)\s?(?!following|above|present|original|folgende|siguiente|seguente|seguinte)\p{L}/iu;
const LONG_AGO = /(?<!\d)1[5-9]\d{2}(?!\d)/u;

/** `The story first appeared in The Kettle in 1891` tells of another work than this one, and so does it among other sentences. */
function tellsOfAnother(sentence: string, { kind }: Read, isAll: boolean): boolean {
  return kind === "first-publication" && ANOTHER.test(sentence) && (!isAll || LONG_AGO.test(sentence));
}

const SENTENCE =
  /(?<=(?:[^\s\d]|\d{3}|\d\.\d)[.!?])(?<!(?:[\s(]\p{Lu}|\b(?:Vol|No|Nr|St|Dr|Mr|Mrs|Ms|Prof)|\bfrdl|\bfreundl)\.)(?<!(?:\b[SBeN]\.[ALVr.]{1,4}|\b(?:Ltd|Inc|Co|Corp|Ltda|Cía|Bros))\.(?=\s+©))\s+(?=[\p{Lu}©(“])|\s[|•·]\s|\s(?=\([^()]{3,120}\)$)/u;
/** Clauses that say something of their own after a comma. */
const CLAUSE =
  /,\s(?=(?:cc[ -]by[ -]|all rights reserved|licen[cs]ed under |used (?:with|by) |(?:re)?(?:printed|published|produced|posted) (?:here )?(?:with|by) (?:\p{L}+ )?permission))/iu;

/**
 * Sentences end at a full stop before a capital or a ©, and at a bar: `© 2026 X. All rights reserved.` makes two, `3. Mai`
 * and `J. Fern` none.
 */
function sentencesOf(text: string): readonly string[] {
  return withoutMarks(text)
    .replace(LEAD, "")
    .split(CLAUSE)
    .flatMap((clause) => clause.split(SENTENCE))
    .map((sentence) => withoutMarks(sentence.trim()))
    .filter((sentence) => sentence !== "");
}

function withoutMarks(text: string): string {
  return text
    .replace(/^[\s*_–—-]{1,20}/u, "")
    .replace(/[\s*_]{1,20}$/u, "")
    .replace(/^\((?!c\))(.{1,590})\)$/iu, "$1")
    .replace(/^\[(.{1,590})\]$/u, "$1");
}

function readSentence(sentence: string): Read | null {
  if (isLicenseName(sentence)) return { kind: "license", holder: null, year: null, language: null, origin: null };
  const folded = foldedCase(sentence);
  for (const phrase of PHRASES) {
    const said = saidBy(phrase, sentence, folded);
    if (said !== null) return said;
  }
  return claimIn(sentence);
}

function saidBy({ kind, language, pattern }: StandingPhrase, sentence: string, folded: string): Read | null {
  const places = pattern.exec(folded)?.indices;
  if (places === undefined) return null;
  const { holder: held, origin: from } = places.groups ?? {};
  const holder = held === undefined ? null : namedAt(sentence, held);
  const origin = from === undefined ? null : namedAt(sentence, from);
  if ((held !== undefined && holder === null) || (from !== undefined && origin === null)) return null;
  if (kind === "credit" && !isCreditor(holder ?? "", language) && !isLabelled(sentence, language)) return null;
  return { kind, holder, year: kind === "copyright" ? yearIn(sentence) : null, language, origin };
}

const YEAR = /(?<!\d)(1[89]\d{2}|20\d{2})(?!\d)/u;

function yearIn(sentence: string): number | null {
  const year = readClaim(sentence).year ?? YEAR.exec(sentence)?.[1];
  return year === undefined || year === null ? null : Number(year);
}

const ARTICLE = /(?:^|\s)((?:Der|Die|Das|De|Het|Le|La|Les|El|Los|Las|Il|Lo|I|O|A|The) |L[’'])$/u;

/** `von Der Hafenbote`: an article with a capital belongs to the name, whatever preposition it was taken for. */
function namedAt(sentence: string, [start, end]: readonly [number, number]): string | null {
  const words = sentence.slice(start, end);
  const name = nameIn(words);
  if (name === null || !words.startsWith(name)) return name;
  return `${ARTICLE.exec(sentence.slice(0, start))?.[1] ?? ""}${name}`;
}

/** `Source: my aunt` is no agency; a name of two words is, or an acronym; a picture's maker may have any name. */
function isCreditor(name: string, language: string | null): boolean {
  return (
    isAgencyName(name) ||
    /\p{Lu}.*[\s/-]\p{L}/u.test(name) ||
    /^\p{Lu}{2,5}$/u.test(name) ||
    (language === null && name !== "")
  );
}

const LABEL = /^(?:source|fuente|fonte|bron) ?: \p{Lu}[\p{L}&’'-]{2,40}$/iu;
const PAPER =
  /^quelle: \p{Lu}[\p{L}-]{0,30}(?:blatt|bote|kurier|post|zeitung|anzeiger|nachrichten|magazin|rundschau|presse|journal|merkur|blog|echo|stimme|spiegel|echo|pedia)$/iu;

/** `Fuente: Salitre`, without a full stop, is a label; a German one says by its name that it is a paper. */
function isLabelled(sentence: string, language: string | null): boolean {
  return language === "de" ? PAPER.test(sentence) : LABEL.test(sentence) && /: \p{Lu}/u.test(sentence);
}

function claimIn(sentence: string): Read | null {
  const base = { kind: "copyright", language: null, origin: null } as const;
  const after = SIGNED_AFTER.exec(sentence)?.groups;
  const signer = after?.holder === undefined || RESERVES.test(after.holder) ? null : nameIn(after.holder);
  if (signer !== null) return { ...base, holder: signer, year: after?.year === undefined ? null : Number(after.year) };
  if (!SIGNED.test(sentence)) return null;
  const { holder: claimed, year } = readClaim(sentence);
  const holder = claimed === null ? null : nameIn(claimed.replace(/^(?:von|de|by|par|di|van)\s/iu, ""));
  const isClaim = holder !== null || (claimed === null && (year !== null || RESERVES.test(sentence)));
  return isClaim ? { ...base, holder, year } : null;
}

function creditFor(holder: string): Read {
  return { kind: "credit", holder, year: null, language: null, origin: null };
}

function stated({ kind, holder, year, language, origin }: Read, text: string, markup: string): StatedRight {
  const license = kind === "license" ? creativeCommonsIn(text, markup) : { spdx: null, url: null };
  const source = kind === "first-publication" || isSource(kind, holder, text) ? holder : origin;
  const isSure = holder !== null || year !== null || license.spdx !== null || RESERVES.test(text);
  return {
    kind,
    text,
    scope: "body",
    element: "text",
    namespace: null,
    holder,
    year,
    licenseUrl: license.url,
    ...(license.spdx === null ? {} : { spdx: license.spdx }),
    ...(source === null ? {} : { publication: { name: source, url: addressOf(text, markup, source) } }),
    ...(language === null ? {} : { language }),
    certainty: isSure ? "sure" : "likely",
    digest: digestOfText(text),
  };
}

const LABELLED_SOURCE = /^(?:sources?|quellen?|fuentes?|font[ei]s?|bron(?:nen)?|via) ?:/iu;

/** `Source: The Kettle` names a paper where it names no agency. */
function isSource(kind: Read["kind"], holder: string | null, text: string): boolean {
  return kind === "credit" && holder !== null && LABELLED_SOURCE.test(text) && !isAgencyName(holder);
}
