import { renderToString } from "preact-render-to-string";
import { FINDINGS } from "../../domain/finding.js";
import { type Cut, isReversible } from "../../domain/revision.js";
import type { ColumnView } from "../../services/views.js";
import type { Chrome } from "./chrome.js";
import { ActForm } from "./forms.js";
import { count, listed } from "./phrases.js";

export const CUTS: Readonly<Record<Cut["kind"], string>> = {
  furniture: "Page furniture",
  mailing: "Traces of a mailing",
  "stated-rights": "Stated rights, kept as evidence",
  unsafe: "Unsafe markup",
  tracking: "Tracking",
};

/** The form that the buttons in the text belong to; it stands outside of the text. */
const PUT_ONE = "put-one";
/** So many characters of what was cut are seen without opening the note. */
const GLANCE = 60;

export interface PlacedCut extends Cut {
  /** Its place in the list of cuts, from 0. */
  readonly at: number;
  readonly place: string | null;
}

/** In the order in which they stood; those whose place is not known come last. */
export function placedCuts({ revision, marks }: ColumnView): readonly PlacedCut[] {
  const placed = revision.reading.cuts.map(({ kind, text }, at) => {
    const { words, place, order } = marks.cuts[at] ?? { words: text, place: null, order: null };
    return { kind, text: words, at, place, order: order ?? Number.POSITIVE_INFINITY };
  });
  return placed.sort((a, b) => (a.order === b.order ? a.at - b.at : a.order - b.order));
}

/** The id of the note in the text that is about a finding. */
export function noteOf(finding: number): string {
  return `noticed-${finding + 1}`;
}

/** The body, with a note at each place where something was cut or noticed. Only `bodyHtml` is not escaped. */
export function bodyWithNotes(chrome: Chrome, view: ColumnView): string {
  const { bodyHtml } = view;
  const notes = notesByOffset(chrome, view);
  let [html, from] = ["", 0];
  for (const [offset, note] of [...notes].sort(([a], [b]) => a - b)) {
    html += bodyHtml.slice(from, offset) + note.join("");
    from = offset;
  }
  return html + bodyHtml.slice(from);
}

function notesByOffset(chrome: Chrome, view: ColumnView): ReadonlyMap<number, readonly string[]> {
  const { marks, revision } = view;
  const notes = new Map<number, string[]>();
  const add = (offset: number, note: string) => notes.set(offset, [...(notes.get(offset) ?? []), note]);
  revision.reading.findings.forEach(({ code }, at) => {
    const offset = marks.findings[at]?.offset ?? null;
    if (offset === null) return;
    const { severity, sentence } = FINDINGS[code];
    add(offset, renderToString(<Noticed id={noteOf(at)} severity={severity} sentence={sentence} />));
  });
  const cuts = placedCuts(view);
  for (const offset of new Set(marks.cuts.map((mark) => mark.offset))) {
    if (offset === null) continue;
    const here = cuts.filter(({ at }) => marks.cuts[at]?.offset === offset);
    add(offset, renderToString(<Removed cuts={here} mayPutBack={mayPutBack(chrome, view)} />));
  }
  return notes;
}

function Noticed(props: { readonly id: string; readonly severity: "note" | "doubt"; readonly sentence: string }) {
  return (
    <p class="in-text" id={props.id} lang="en" dir="ltr">
      <span class={`mark ${props.severity}`}>{props.severity === "doubt" ? "Doubt" : "Note"}</span> {props.sentence}
    </p>
  );
}

/** What was cut at one place: told in one line, in full where it is opened. */
function Removed(props: { readonly cuts: readonly PlacedCut[]; readonly mayPutBack: boolean }) {
  const { cuts } = props;
  const [first, ...others] = cuts;
  if (first === undefined) return null;
  const kinds = listed([...new Set(cuts.map(({ kind }) => CUTS[kind].toLowerCase()))]);
  return (
    <details class="in-text" lang="en" dir="ltr">
      <summary>
        <span class="mark quiet">Removed</span>{" "}
        {others.length === 0
          ? `${CUTS[first.kind]}: “${glance(first.text)}”`
          : `${count(cuts.length, "passage")}: ${kinds}`}
      </summary>
      <ul class="media">
        {cuts.map((cut) => (
          <li key={String(cut.at)}>
            {others.length === 0 ? null : <p class="byline">{CUTS[cut.kind]}</p>}
            <blockquote class="verbatim">{cut.text}</blockquote>
            {props.mayPutBack && isReversible(cut) ? (
              <button
                type="submit"
                form={PUT_ONE}
                name="cuts"
                value={String(cut.at)}
                class="small"
                aria-label={`Put back “${glance(cut.text)}”`}
              >
                Put back
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  );
}

export function glance(text: string): string {
  return text.length <= GLANCE ? text : `${text.slice(0, GLANCE).trimEnd()}…`;
}

/** What the partner withdrew stays as it was. */
export function mayPutBack(chrome: Chrome, { item, revision }: ColumnView): boolean {
  const isOpen = item.review.decision !== "withdrawn" && item.takenDownAt === undefined;
  return isOpen && chrome.may("review") && revision.reading.cuts.some(isReversible);
}

/** Sends what one button in the text puts back. */
export function PutOneForm({ chrome, view }: { readonly chrome: Chrome; readonly view: ColumnView }) {
  if (!mayPutBack(chrome, view)) return null;
  return (
    <ActForm id={PUT_ONE} action={putBackOf(view)} csrf={chrome.csrf} label="Put one passage back" quiet>
      <input type="hidden" name="revision" value={view.revision.digest} />
    </ActForm>
  );
}

export function putBackOf({ item }: ColumnView): string {
  return `/desk/items/${encodeURIComponent(item.id)}/put-back`;
}
