import type { Block } from "../passage.js";
import { appealIn } from "./appeals.js";
import { ENGLISH } from "./english.js";
import { FRENCH } from "./french.js";
import { DUTCH, GERMAN } from "./germanic.js";
import { PORTUGUESE, SPANISH } from "./iberian.js";
import { ITALIAN } from "./italian.js";
import { type Phrase, phraseFinder } from "./phrase.js";
import { SHARED } from "./shared.js";

/** Words of which one is in every phrase that may begin with any word. */
const RARE =
  "browser navegador navigateur unsubscribe abbestell abmelden désabonn désinscri de_baja cancelar iscrizione iscriviti cancellarsi descadastr anular uitschrijven afmelden reader-supported"
    .split(" ")
    .map((word) => word.replace("_", " "));
const find = phraseFinder(
  [...SHARED, ...ENGLISH, ...GERMAN, ...FRENCH, ...SPANISH, ...ITALIAN, ...PORTUGUESE, ...DUTCH],
  RARE,
);

/** Headings of a list of links that can be nothing else, even where the list was lost. */
const PLAIN_LIST =
  /^(?:related|ähnliche|verwandte|weitere|gerelateerde|recommended|recent|popular|latest) \p{L}+\P{L}*$|\b(?:articles|artículos|entradas|articoli|artigos|posts|notícias|noticias) (?:similaires|liés|connexes|recommandés|relacionad[oa]s|correlati|simili|consigliati)|\b(?:also (?:like|enjoy|be interested)|könnte (?:sie|dich|ihnen|euch) auch|aimerez aussi|pourriez aussi|(?:puede|podría) (?:interesar|gustar)|interessarti|piacerti|interessare|pode (?:também )?(?:gostar|se interessar)|vind (?:je|u) dit ook)/iu;
/** A label's length, in characters. */
const MAX_LABEL = 50;
/** Longer blocks are read for traces only, never cut. */
const MAX_FURNITURE = 400;
const MAX_MAILING = 200;
/** A teaser's words before its link, in characters. */
const MAX_LEAD = 40;
/** Blocks from either end where an appeal for money stands without a link. */
const APPEAL_BLOCKS = 3;
/** Blocks at the end where a doubt about a mailing's line is worth an editor's eyes. */
const EDGE_BLOCKS = 3;

/** What a block is, and for what the editor should see, the words that say so. */
export type Verdict =
  | { readonly kind: "furniture" | "mailing" }
  | { readonly kind: "doubt" | "appeal"; readonly quote: string };

const FURNITURE: Verdict = { kind: "furniture" };
const MAILING: Verdict = { kind: "mailing" };

/** What blocks of a body are, besides the author's words: what is surely not is cut, the rest is for the editor to say. */
export function furnitureIn(blocks: readonly Block[]): ReadonlyMap<Block, Verdict> {
  const found = new Map<Block, Verdict>();
  let belowForm = false;
  let belowList = false;
  blocks.forEach((block, index) => {
    const phrase = block.text.length > MAX_FURNITURE ? null : find(block.text);
    if (belowList && phrase === null && isLinkOnly(block)) {
      found.set(block, FURNITURE);
      return;
    }
    belowList = false;
    const place = { index, blocks, belowForm };
    const verdict =
      (phrase === null ? null : verdictOn(phrase, block, place)) ??
      (mayAppeal(block, index, blocks.length) ? appealOf(appealIn(block.text)) : null);
    if (verdict !== null) found.set(block, verdict);
    if (verdict?.kind !== "furniture") return;
    if (phrase?.kind === "form-heading") belowForm = true;
    if (phrase?.kind === "list-heading") belowList = true;
  });
  return found;
}

interface Place {
  readonly index: number;
  readonly blocks: readonly Block[];
  readonly belowForm: boolean;
}

function verdictOn({ kind, opens }: Phrase, block: Block, { index, blocks, belowForm }: Place): Verdict | null {
  switch (kind) {
    case "form-heading":
      return FURNITURE;
    case "furniture":
      return block.isHeading && /^[^\p{L}\p{N}]*\p{L}+[^\p{L}\p{N}]*$/u.test(block.text) ? doubt(block) : FURNITURE;
    case "form-label":
      return belowForm ? FURNITURE : null;
    case "list-heading":
      return PLAIN_LIST.test(block.text) || headsLinks(blocks, index) ? FURNITURE : null;
    case "teaser":
      return block.text.length - block.linked <= MAX_LEAD && block.linked > 0 ? FURNITURE : null;
    case "feed-footer":
      return index === blocks.length - 1 || block.linked > 0 ? FURNITURE : null;
    case "mailing": {
      if (block.text.length > MAX_MAILING) return null;
      if (opens !== null || block.linked > 0 || isLabel(block.text)) return MAILING;
      return index >= blocks.length - EDGE_BLOCKS ? doubt(block) : null;
    }
  }
}

/** The words of a link or a button, not a sentence. */
function isLabel(text: string): boolean {
  return text.length <= MAX_LABEL && !/[.!?…]$/u.test(text);
}

/** A heading of links has links below it, or nothing that is the author's. */
function headsLinks(blocks: readonly Block[], index: number): boolean {
  const next = blocks.slice(index + 1).find(({ text }) => text !== "");
  if (next === undefined || isLinkOnly(next)) return true;
  return next.text.length <= MAX_FURNITURE && find(next.text) !== null;
}

function isLinkOnly({ text, linked }: Block): boolean {
  return linked > 0 && text.length <= MAX_FURNITURE && text.length - linked <= MAX_LEAD / 4;
}

function doubt({ text }: Block): Verdict {
  return { kind: "doubt", quote: text };
}

/** Who asks for money says so at the beginning or the end, or gives a link. */
function mayAppeal({ linked }: Block, index: number, count: number): boolean {
  return linked > 0 || index < APPEAL_BLOCKS || index >= count - APPEAL_BLOCKS;
}

function appealOf(quote: string | null): Verdict | null {
  return quote === null ? null : { kind: "appeal", quote };
}
