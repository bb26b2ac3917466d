import type { StatedRight } from "../../domain/statedRight.js";
import { readClaim } from "./copyright.js";

const WORK = "(?:column|article|story|piece|essay|post|text|letter|work|item|report|feature)";
const NOTE = "(?:(?:editor|publisher)(?:['’]s|s['’])? note\\s?[:–—-]\\s?)?";
const PUBLISHED = "(?:re)?(?:published|printed|posted|produced|run)";

/** What a sentence that is about nothing but rights looks like, from its beginning to its end. */
const SENTENCES: readonly { readonly kind: StatedRight["kind"]; readonly pattern: RegExp }[] = [
  {
    kind: "permission-claim",
    pattern: new RegExp(
      `^${NOTE}(?:this|the) ${WORK}\\b.{0,80}?\\b(?:${PUBLISHED}|used|reproduced)\\b.{0,60}?\\b(?:with|by)(?: the)?(?: kind| express| written)? permission\\b(?: (?:of|from) (?<holder>.{2,120}?))?[.!]?$`,
      "iu",
    ),
  },
  {
    kind: "permission-claim",
    pattern: new RegExp(
      `^${NOTE}(?:${PUBLISHED}|used|reproduced)\\b.{0,40}?\\b(?:with|by)(?: the)?(?: kind| express| written)? permission\\b(?: (?:of|from) (?<holder>.{2,120}?))?[.!]?$`,
      "iu",
    ),
  },
  {
    kind: "permission-claim",
    pattern:
      /^(?:nach|ab)gedruckt mit (?:freundlicher )?genehmigung\b(?: (?:von|der|des) (?<holder>.{2,120}?))?[.!]?$/iu,
  },
  {
    kind: "permission-claim",
    pattern: /^(?:reproduit|publié) avec l[’']aimable autorisation\b(?: (?:de|du|des) (?<holder>.{2,120}?))?[.!]?$/iu,
  },
  { kind: "copyright", pattern: /^(?:text |words )?(?:copyright\b|©|\(c\)).{0,160}$/iu },
  { kind: "copyright", pattern: /^(?:all|some) rights reserved(?: to (?<holder>.{2,80}?))?[.!]?$/iu },
  {
    kind: "copyright",
    pattern:
      /^(?:alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|tutti i diritti riservati)[.!]?$/iu,
  },
  {
    kind: "first-publication",
    pattern: new RegExp(
      `^${NOTE}(?:(?:this|the) ${WORK}\\b.{0,40}?)?(?:was )?(?:originally|first) (?:published|appeared|ran|printed|posted)\\b(?: (?:in|by|on|at) (?<holder>.{2,160}?))?[.!]?$`,
      "iu",
    ),
  },
  {
    kind: "license",
    pattern: new RegExp(
      `^(?:(?:this|the) ${WORK}\\b.{0,40}?)?(?:is )?(?:licen[cs]ed|available|published|shared) under (?:a |an |the )?(?:creative commons|cc[ -](?:by|0|zero))\\b.{0,160}$`,
      "iu",
    ),
  },
];

/** Longer blocks are the column's own words, whatever they speak of. */
const MAX_BLOCK = 600;
const LICENSE_URL = /https?:\/\/creativecommons\.org\/(?:licenses|publicdomain)\/[\w./-]{2,40}/iu;

export interface BlockRights {
  readonly statedRights: readonly StatedRight[];
  /** True where the block says nothing else. */
  readonly whole: boolean;
}

/**
 * What a block of text states about rights. Only sentences that are about nothing else count, so a column that speaks of
 * copyright or permission is left alone.
 *
 * @param markup the block's mark-up, for the address of a license.
 */
export function rightsInBlock(text: string, markup: string): BlockRights {
  if (text === "" || text.length > MAX_BLOCK) return { statedRights: [], whole: false };
  const sentences = sentencesOf(text);
  const read = sentences.map((sentence) => statementIn(sentence, markup));
  const statedRights = read.filter((stated) => stated !== null);
  return {
    statedRights,
    whole: statedRights.length > 0 && read.every((stated, index) => stated !== null || isLead(sentences[index] ?? "")),
  };
}

/** `Editor's note:` alone says nothing of its own. */
function isLead(sentence: string): boolean {
  return /^(?:editor|publisher)(?:['’]s|s['’])? note\s?[:.]?$/iu.test(sentence);
}

/** Sentences end at a full stop before a capital or a ©; `© 2026 X. All rights reserved.` makes two. */
function sentencesOf(text: string): readonly string[] {
  return text
    .replace(/^[\s*_–—-]+|[\s*_]+$/gu, "")
    .replace(/^\((.{1,590})\)$/u, "$1")
    .split(/(?<=[.!?])\s+(?=[\p{Lu}©(])/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
}

function statementIn(sentence: string, markup: string): StatedRight | null {
  for (const { kind, pattern } of SENTENCES) {
    const found = pattern.exec(sentence);
    if (found === null) continue;
    if (kind === "copyright" && !isClaim(sentence)) continue;
    const claim = readClaim(sentence);
    const holder = found.groups?.holder?.replace(/[\s.,]+$/u, "") ?? (kind === "copyright" ? claim.holder : null);
    const licenseUrl = kind === "license" ? (LICENSE_URL.exec(markup)?.[0] ?? null) : null;
    return {
      kind,
      text: sentence,
      scope: "body",
      element: "text",
      namespace: null,
      holder,
      year: claim.year,
      licenseUrl,
    };
  }
  return null;
}

/** `Copyright is a strange thing.` speaks about it; `Copyright 2026 X` and `© X` claim it. */
function isClaim(sentence: string): boolean {
  if (/^(?:text |words )?(?:©|\(c\)|all |some |alle |tous |todos |tutti )/iu.test(sentence)) return true;
  return /^(?:text |words )?copyright\s*(?:©|\(c\)|\d{4}|by\b)/iu.test(sentence);
}
