import type { Finding } from "../../domain/finding.js";
import type { Cut, Image } from "../../domain/revision.js";
import { reservesAllRights, type StatedRight } from "../../domain/statedRight.js";
import { type Block, bodyOf } from "./blocks.js";
import { rightsInMarkup } from "./bodyMarkup.js";
import { rightsInColumn } from "./columnRights.js";
import {
  FEED_FOOTER,
  FORM_HEADINGS,
  FORM_LABELS,
  FURNITURE,
  GREETED_BY_AUTHORS,
  GREETING,
  MAILING,
  MERGE_FIELD,
  type Phrase,
} from "./phrases.js";
import { sanitize } from "./sanitize.js";

/** A body as it may be published, with everything that was taken out of it or noticed in it. */
export interface CleanColumn {
  readonly html: string;
  /** Images that stand in the text, with the caption as credit where there is one. */
  readonly images: readonly Image[];
  readonly cuts: readonly Cut[];
  readonly findings: readonly Finding[];
  /** Scope `body`. */
  readonly statedRights: readonly StatedRight[];
}

/** Longer blocks are read for traces only, never cut. */
const MAX_FURNITURE = 400;
const MAX_QUOTE = 200;

/**
 * Sanitizes by allow-list and makes addresses absolute; cuts page furniture, a mailing's technical lines and the rights
 * lines that the column carries, each listed verbatim; flags, and leaves, what may be the author's words.
 */
export function cleanColumn(
  rawHtml: string,
  context: { readonly baseUrl: string | null; readonly authors: readonly string[] },
): CleanColumn {
  const { html, unsafe, trackers } = sanitize(rawHtml, context.baseUrl);
  const body = bodyOf(html);
  const cuts: Cut[] = trackers.map((text) => ({ kind: "tracking", text }));
  const findings: Finding[] = unsafe === null ? [] : [{ code: "markup.unsafe", quote: unsafe }];
  const statedRights: StatedRight[] = [...rightsInMarkup(rawHtml, context.baseUrl)];
  const removed = new Set<Block>();
  const cut = (block: Block, kind: Cut["kind"]) => {
    removed.add(block);
    cuts.push({ kind, text: block.text });
  };

  for (const [block, kind] of furnitureIn(body.blocks)) cut(block, kind);
  const kept = body.blocks.filter((block) => !removed.has(block));
  const rights = rightsInColumn(kept);
  kept.forEach((block, index) => {
    statedRights.push(...(rights[index]?.statedRights ?? []));
    if (rights[index]?.whole === true) cut(block, "stated-rights");
  });
  const text = body.blocks.filter((block) => !removed.has(block));
  for (const block of removed) body.remove(block);

  findings.push(...findingsOf(cuts, statedRights), ...tracesIn(text));
  const cleaned = body.html();
  return { html: cleaned, images: imagesIn(cleaned), cuts, findings, statedRights };
}

type Found = readonly (readonly [Block, Cut["kind"]])[];

function furnitureIn(blocks: readonly Block[]): Found {
  const found: (readonly [Block, Cut["kind"]])[] = [];
  let belowForm = false;
  for (const block of blocks) {
    if (block.text === "" || block.text.length > MAX_FURNITURE) continue;
    if (matches(FORM_HEADINGS, block.text)) belowForm = true;
    const isFooter = FEED_FOOTER.test(block.text) && (block === blocks.at(-1) || block.markup.includes("<a "));
    if (isFooter || matches(FURNITURE, block.text) || (belowForm && isFormText(block.text)))
      found.push([block, "furniture"]);
    else if (block.text.length <= MAX_QUOTE && matches(MAILING, block.text)) found.push([block, "mailing"]);
  }
  return found;
}

/** Labels of a form stand alone, or run together in one block. */
function isFormText(text: string): boolean {
  if (matches(FORM_LABELS, text)) return true;
  const words = text.replace(/\b(?:name|e-?mail|website|comment|url|post comment|submit)\b|[*:|\s]/giu, "");
  return words === "";
}

function matches(phrases: readonly Phrase[], text: string): boolean {
  return phrases.some(({ pattern }) => pattern.test(text));
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

/** What a mailing leaves in the author's text: flagged with its words, and left for the editor. */
function tracesIn(blocks: readonly Block[]): readonly Finding[] {
  const findings: Finding[] = [];
  const greeting = blocks.slice(0, 2).find(({ text }) => {
    const name = GREETING.exec(text.slice(0, 80))?.[1];
    return name !== undefined && !GREETED_BY_AUTHORS.test(name);
  });
  if (greeting !== undefined) findings.push({ code: "mailing.greeting", quote: greeting.text.slice(0, MAX_QUOTE) });
  for (const { text } of blocks) {
    const field = MERGE_FIELD.exec(text.slice(0, 20_000));
    if (field === null) continue;
    findings.push({ code: "mailing.merge-field", quote: text.slice(Math.max(0, field.index - 60), field.index + 120) });
    break;
  }
  return findings;
}

function imagesIn(html: string): readonly Image[] {
  return [...html.matchAll(/<img\b([^<>]{0,4000})>/gu)].flatMap(([, attributes = ""]) => {
    const url = attributeOf(attributes, "src");
    return url === null ? [] : [{ url, alt: attributeOf(attributes, "alt") ?? "", credit: null }];
  });
}

/** The sanitizer writes attributes in double quotes, with `"`, `<` and `&` as references. */
function attributeOf(attributes: string, name: string): string | null {
  const value = new RegExp(`\\s${name}="([^"]*)"`, "u").exec(attributes)?.[1];
  return value === undefined
    ? null
    : value
        .replace(/&quot;/gu, '"')
        .replace(/&lt;/gu, "<")
        .replace(/&gt;/gu, ">")
        .replace(/&amp;/gu, "&");
}
