import type { Revision } from "../../domain/revision.js";
import { diffBodies, diffWords, type WordChange } from "../../services/comparing.js";
import { count } from "./phrases.js";

/** Of what did not change, so many words stay on each side of a change. */
const CONTEXT_WORDS = 24;

export interface Passage {
  readonly kind: WordChange["kind"] | "skipped";
  readonly text: string;
}

/** What a page shows of a comparison: of long stretches that did not change, only what stands beside a change. */
export function passagesOf(changes: readonly WordChange[]): readonly Passage[] {
  return changes.flatMap((change, at) => shortened(change, at, changes.length));
}

function shortened(passage: WordChange, at: number, length: number): readonly Passage[] {
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
  const body = diffBodies(before.html, after.html);
  return (
    <div class="changes">
      {before.title === after.title ? null : (
        <p class="changed-title">
          <Words changes={diffWords(before.title, after.title)} />
        </p>
      )}
      {body?.every(({ kind }) => kind === "same") ? (
        <p>The words of the text are the same; what changed is its markup, its pictures or what is said about it.</p>
      ) : (
        <div class="words">
          <Words changes={body} />
        </div>
      )}
    </div>
  );
}

function Words({ changes }: { readonly changes: readonly WordChange[] | null }) {
  if (changes === null) {
    return <>These texts are too long, or too different, to compare word by word; read the new text in full below.</>;
  }
  return (
    <>
      {passagesOf(changes).map(({ kind, text }, at) => {
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
