import render from "dom-serializer";
import { type ChildNode, isTag, isText } from "domhandler";
import type { ExcerptCut } from "../../domain/excerpt.js";
import type { ExcerptLimit } from "../../domain/terms.js";
import { type Layout, layOutWords, type Span } from "./layout.js";
import { countWords } from "./words.js";

const ELLIPSIS = "…";
/** One rule for all languages: where a sentence ends must not depend on the machine's. */
const SENTENCES = new Intl.Segmenter("en", { granularity: "sentence" });

/** UTF-16 units that are looked through for sentences at a time; longer sentences are cut between words. */
const STRETCH_UNITS = 2_000;

export interface Excerpt extends ExcerptCut {
  readonly html: string;
  /** The same in plain text, a line for a paragraph. */
  readonly text: string;
  readonly words: number;
  readonly characters: number;
  readonly paragraphs: number;
}

/**
 * The longest beginning of a body within all limits, which ends with a sentence, or else with a word. Elements inside a
 * paragraph are taken whole or left out, no heading stands last, pictures stay out, and the end is always left out: an
 * excerpt is never the column. Null where not a word fits.
 */
export function excerptWithin(html: string, limit: ExcerptLimit): Excerpt | null {
  const layout = layOutWords(html);
  const mostWords = Math.min(limit.words ?? Infinity, ((limit.percent ?? 100) * countWords(html)) / 100);
  const stops = stopsWithin(layout, { ...limit, words: mostWords });
  const fits = (excerpt: Excerpt) =>
    excerpt.words <= mostWords && excerpt.words > 0 && excerpt.characters <= (limit.characters ?? Infinity);
  for (const isMidSentence of [false, true]) {
    for (const stop of stops.filter((one) => one.isMidSentence === isMidSentence).reverse()) {
      const made = excerptAt(html, stop);
      if (fits(made)) return made;
    }
  }
  return null;
}

/** The excerpt that a cut makes: the same for the same body, whatever the limits are by now. */
export function excerptAt(html: string, { end, isMidSentence }: ExcerptCut): Excerpt {
  const layout = layOutWords(html);
  const text = layout.text.slice(0, end);
  cutLeaves(layout, end, isMidSentence);
  const { document } = layout;
  document.children = withWords(document.children, new Set(keptNodes(layout, end)));
  const made = render(document, { encodeEntities: "utf8" });
  return {
    ...{ end, isMidSentence, html: made, text: `${text}${isMidSentence ? ELLIPSIS : ""}` },
    words: countWords(made),
    characters: text.length + (isMidSentence ? ELLIPSIS.length : 0),
    paragraphs: layout.runs.filter(({ start }) => start < end).length,
  };
}

type Most = Readonly<Record<"words" | "characters" | "paragraphs", number | null>>;

/** Where the text may end within the limits, in rising order; counted by white space, which is never too many. */
function stopsWithin({ text, runs, whole, headings }: Layout, { words, characters, paragraphs }: Most): ExcerptCut[] {
  const stops: ExcerptCut[] = [];
  const last = text.trimEnd().length;
  let counted = 0;
  for (const run of runs.slice(0, paragraphs ?? runs.length)) {
    const sentences = sentenceEnds(text, run);
    for (const { index, 0: letter } of text.slice(run.start, run.end).matchAll(/\S(?=\s|$)/gu)) {
      const end = run.start + index + letter.length;
      counted++;
      if (counted > (words ?? Infinity) || end > (characters ?? Infinity)) return stops;
      if (end >= last || whole.some((span) => isInside(end, span)) || headings.some((span) => isIn(end, span)))
        continue;
      stops.push({ end, isMidSentence: !sentences.has(end) });
    }
  }
  return stops;
}

/**
 * Stretch by stretch, each beginning where the last whole sentence ended: the segmenter hands out its whole input with
 * every sentence, so one long paragraph would cost the square of its length.
 */
function sentenceEnds(text: string, { start, end }: Span): ReadonlySet<number> {
  const ends = new Set<number>();
  for (let from = start; from < end; ) {
    const to = Math.min(end, from + STRETCH_UNITS);
    const found = [...SENTENCES.segment(text.slice(from, to))];
    // Where a stretch breaks off is no end of a sentence, unless the paragraph ends there.
    if (to < end) found.pop();
    for (const { index, segment } of found) ends.add(from + index + segment.trimEnd().length);
    const last = found.at(-1);
    from = last === undefined ? to : from + last.index + last.segment.length;
  }
  return ends;
}

function isInside(place: number, { start, end }: Span): boolean {
  return place > start && place < end;
}

function isIn(place: number, { start, end }: Span): boolean {
  return place > start && place <= end;
}

function keptNodes({ leaves, text }: Layout, end: number): readonly object[] {
  return leaves
    .filter(({ start, length }) => start < end && text.slice(start, start + length).trim() !== "")
    .map(({ node }) => node);
}

function cutLeaves({ leaves }: Layout, end: number, isMidSentence: boolean): void {
  const last = leaves.findLast(({ node, start }) => isText(node) && start < end);
  if (last === undefined || !isText(last.node)) return;
  const kept = last.node.data.slice(0, end - last.start);
  last.node.data = isMidSentence ? `${kept}${ELLIPSIS}` : kept;
}

/** White space between kept nodes stays where it parts words; elements without a kept word leave. */
function withWords(nodes: readonly ChildNode[], kept: ReadonlySet<object>): ChildNode[] {
  const holds = (node: ChildNode): boolean => kept.has(node) || (isTag(node) && node.children.some(holds));
  const last = nodes.findLastIndex(holds);
  return nodes.slice(0, last + 1).flatMap((node): ChildNode[] => {
    if (isText(node)) return [node];
    if (!isTag(node)) return [];
    if (node.name === "br" || node.name === "hr") return [node];
    if (!holds(node)) return [];
    node.children = withWords(node.children, kept);
    return [node];
  });
}
