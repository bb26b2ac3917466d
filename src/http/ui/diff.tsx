import { diffWordsWithSpace } from "diff";
import { Parser } from "htmlparser2";
import type { Revision } from "../../domain/revision.js";
import { count } from "./phrases.js";

/** Longer texts are not compared word by word: the page has to stay quick. */
export const MAX_DIFF_CHARACTERS = 60_000;
/** Texts with more changed words than this have little in common; reading the new one is quicker. */
export const MAX_DIFF_EDITS = 1_500;
/** Of what did not change, so many words stay on each side of a change. */
const CONTEXT_WORDS = 24;

export interface Passage {
  readonly kind: "same" | "added" | "removed" | "skipped";
  readonly text: string;
}

export type Comparison =
  | { readonly kind: "same" }
  | { readonly kind: "too-long" }
  | { readonly kind: "changed"; readonly passages: readonly Passage[] };

/** Compares the words of two bodies; markup does not count. */
export function compareWords(before: string, after: string): Comparison {
  const [old, current] = [wordsOf(before), wordsOf(after)];
  if (old === current) return { kind: "same" };
  if (old.length + current.length > MAX_DIFF_CHARACTERS) return { kind: "too-long" };
  const changes = diffWordsWithSpace(old, current, { maxEditLength: MAX_DIFF_EDITS });
  if (changes === undefined) return { kind: "too-long" };
  const passages = changes.map(({ added, removed, value }): Passage => {
    return { kind: added ? "added" : removed ? "removed" : "same", text: value };
  });
  return { kind: "changed", passages: passages.flatMap((passage, at) => shortened(passage, at, passages.length)) };
}

const BLOCKS = new Set(
  "address article aside blockquote br div dl dt dd figure figcaption h1 h2 h3 h4 h5 h6 hr li ol p pre section table tr ul".split(
    " ",
  ),
);

/** The text of a body, one line per block. */
export function wordsOf(html: string): string {
  const parts: string[] = [];
  const parser = new Parser({
    onopentagname: (name) => void (BLOCKS.has(name) && parts.push("\n")),
    onclosetag: (name) => void (BLOCKS.has(name) && parts.push("\n")),
    ontext: (text) => void parts.push(text.replace(/\s+/gu, " ")),
  });
  parser.end(html);
  return parts
    .join("")
    .replace(/ *\n\s*/gu, "\n")
    .trim();
}

function shortened(passage: Passage, at: number, length: number): readonly Passage[] {
  if (passage.kind !== "same") return [passage];
  const words = passage.text.split(/(?<=\s)/u);
  const head = at === 0 ? 0 : CONTEXT_WORDS;
  const tail = at === length - 1 ? 0 : CONTEXT_WORDS;
  const left = words.length - head - tail;
  if (left <= CONTEXT_WORDS) return [passage];
  const kept = [
    { kind: "same", text: words.slice(0, head).join("") },
    { kind: "skipped", text: `${count(left, "word")} unchanged` },
    { kind: "same", text: words.slice(words.length - tail).join("") },
  ] as const;
  return kept.filter(({ text }) => text !== "");
}

/** What the partner changed between the published text and the one that waits. */
export function Changes({ published, current }: { readonly published: Revision; readonly current: Revision }) {
  const before = published.content;
  const after = current.content;
  const title = before.title === after.title ? null : compareWords(escaped(before.title), escaped(after.title));
  const body = compareWords(before.html, after.html);
  return (
    <div class="changes">
      {title === null ? null : (
        <p class="changed-title">
          <Words comparison={title} />
        </p>
      )}
      {body.kind === "same" ? (
        <p>The words of the text are the same; what changed is its markup, its pictures or what is said about it.</p>
      ) : (
        <div class="words">
          <Words comparison={body} />
        </div>
      )}
    </div>
  );
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function Words({ comparison }: { readonly comparison: Comparison }) {
  if (comparison.kind !== "changed") {
    return <>These texts are too long, or too different, to compare word by word; read the new text in full below.</>;
  }
  return (
    <>
      {comparison.passages.map(({ kind, text }, at) => {
        const key = String(at);
        if (kind === "added") return <ins key={key}>{text}</ins>;
        if (kind === "removed") return <del key={key}>{text}</del>;
        return kind === "skipped" ? (
          <span key={key} class="skipped">
            {text}
          </span>
        ) : (
          <span key={key}>{text}</span>
        );
      })}
    </>
  );
}
