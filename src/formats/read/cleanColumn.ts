import type { Finding } from "../../domain/finding.js";
import type { Cut, Image } from "../../domain/revision.js";
import { reservesAllRights, type StatedRight } from "../../domain/statedRight.js";
import { bodyOf } from "./blocks.js";
import { rightsInMarkup } from "./bodyMarkup.js";
import { rightsInColumn } from "./columnRights.js";
import { furnitureIn, type Verdict } from "./furniture/furniture.js";
import { greetsReader, mergeFieldIn } from "./furniture/mailing.js";
import { withoutFurnitureBoxes } from "./furniture/structure.js";
import type { Block } from "./passage.js";
import { pictureCredits } from "./pictureCredits.js";
import { isTooDeep, sanitize, withoutTags } from "./sanitize.js";

/** A body as it may be published, with everything that was taken out of it or noticed in it. */
export interface CleanColumn {
  readonly html: string;
  /** Images that stand in the text, with the credit that their captions say. */
  readonly images: readonly Image[];
  readonly cuts: readonly Cut[];
  readonly findings: readonly Finding[];
  /** Scope `body`. */
  readonly statedRights: readonly StatedRight[];
}

const MAX_QUOTE = 200;
/** Places that are named for one kind of doubt. */
const MAX_PLACES = 10;

/** Blocks at the beginning where a greeting may go on in the same block. */
const FIRST_BLOCKS = 2;

export interface CleaningContext {
  readonly baseUrl: string | null;
  readonly authors: readonly string[];
  /** Words of cuts that an editor put back: blocks that say exactly this stay. */
  readonly restored?: readonly string[];
}

/**
 * Sanitizes by allow-list and makes addresses absolute; cuts page furniture, a mailing's technical lines and the rights
 * lines that the column carries, each listed verbatim; flags, and leaves, what may be the author's words.
 */
export function cleanColumn(rawHtml: string, context: CleaningContext): CleanColumn {
  const restored = new Set(context.restored);
  const flat = isTooDeep(rawHtml) ? withoutTags(rawHtml) : rawHtml;
  const boxes = withoutFurnitureBoxes(flat, restored);
  const { html, unsafe, trackers } = sanitize(boxes.html, context.baseUrl, rawHtml);
  const body = bodyOf(html);
  const credits = pictureCredits(html, flat);
  const cuts: Cut[] = [
    ...boxes.taken.map((text) => ({ kind: "furniture", text }) as const),
    ...trackers.map((text) => ({ kind: "tracking", text }) as const),
  ];
  const statedRights: StatedRight[] = [...rightsInMarkup(rawHtml, context.baseUrl)];
  const removed = new Set<Block>();
  const cut = (block: Block, kind: Cut["kind"]) => {
    if (restored.has(block.text)) return;
    removed.add(block);
    cuts.push({ kind, text: block.text });
  };

  const furniture = furnitureIn(body.blocks);
  for (const [block, { kind }] of furniture) if (kind === "furniture" || kind === "mailing") cut(block, kind);
  const kept = body.blocks.filter((block) => !removed.has(block));
  const rights = rightsInColumn(kept);
  kept.forEach((block, index) => {
    statedRights.push(...(rights[index]?.statedRights ?? []));
    if (rights[index]?.whole === true) cut(block, "stated-rights");
  });
  const text = body.blocks.filter((block) => !removed.has(block));
  for (const block of removed) body.remove(block);

  const cleaned = body.html();
  const findings: readonly Finding[] = [
    ...(unsafe === null ? [] : [{ code: "markup.unsafe", quote: unsafe } as const]),
    ...findingsOf(cuts, statedRights),
    ...flagged(text, furniture),
  ];
  return { html: cleaned, images: imagesIn(cleaned, credits), cuts, findings, statedRights };
}

/** What may be the author's words, and what a mailing leaves in them: flagged with its words and place, and left. */
function flagged(blocks: readonly Block[], verdicts: ReadonlyMap<Block, Verdict>): readonly Finding[] {
  const findings: Finding[] = [];
  const counts = new Map<Finding["code"], number>();
  const flag = (code: Finding["code"], quote: string, index: number) => {
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    if (count <= MAX_PLACES) findings.push({ code, quote, place: `block ${index + 1}` });
  };
  blocks.forEach((block, index) => {
    const { text } = block;
    const verdict = verdicts.get(block);
    if (verdict?.kind === "doubt" || verdict?.kind === "appeal") {
      const code = verdict.kind === "doubt" ? "furniture.doubt" : "appeal.donation";
      flag(code, around(text, Math.max(0, text.indexOf(verdict.quote))), index);
    }
    if (greetsReader(text, index < FIRST_BLOCKS)) flag("mailing.greeting", text.slice(0, MAX_QUOTE), index);
    const field = mergeFieldIn(text);
    if (field !== null) flag("mailing.merge-field", around(text, field.index), index);
  });
  return findings;
}

function around(text: string, index: number): string {
  return text.slice(Math.max(0, index - 60), index + 140);
}

function findingsOf(cuts: readonly Cut[], stated: readonly StatedRight[]): readonly Finding[] {
  const quoted = (texts: readonly string[]) => texts.join(" · ").slice(0, MAX_QUOTE);
  const furniture = cuts.filter(({ kind }) => kind === "furniture").map(({ text }) => text);
  const mailing = cuts.filter(({ kind }) => kind === "mailing").map(({ text }) => text);
  const claims = stated.filter(({ kind }) => kind === "permission-claim").map(({ text }) => text);
  const reserved = stated.filter(reservesAllRights).map(({ text }) => text);
  return [
    ...(furniture.length > 0 ? [{ code: "furniture.cut", quote: quoted(furniture) } as const] : []),
    ...(mailing.length > 0 ? [{ code: "mailing.unsubscribe", quote: quoted(mailing) } as const] : []),
    ...(claims.length > 0 ? [{ code: "rights.permission-claimed", quote: quoted(claims) } as const] : []),
    ...(reserved.length > 0 ? [{ code: "rights.reserved", quote: quoted(reserved) } as const] : []),
  ];
}

function imagesIn(html: string, credits: ReadonlyMap<string, string>): readonly Image[] {
  return [...html.matchAll(/<img\b([^<>]{0,4000})>/gu)].flatMap(([, attributes = ""]) => {
    const url = attributeOf(attributes, "src");
    if (url === null) return [];
    return [{ url, alt: attributeOf(attributes, "alt") ?? "", credit: credits.get(url) ?? null }];
  });
}

/** The sanitizer writes attributes in double quotes, with `"`, `<` and `&` as references. */
function attributeOf(attributes: string, name: string): string | null {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1];
  return value === undefined
    ? null
    : value
        .replace(/&quot;/gu, '"')
        .replace(/&lt;/gu, "<")
        .replace(/&gt;/gu, ">")
        .replace(/&amp;/gu, "&");
}
