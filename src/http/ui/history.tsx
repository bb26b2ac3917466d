import { type Entry, subjectsOf } from "../../domain/event.js";
import { describe } from "./describe.js";
import { actorName, count, type Names } from "./phrases.js";
import { Time } from "./time.js";

/** An entry may hold a thousand events; so many are written out, the rest folded away. */
const SHOWN_EVENTS = 8;

/** What an entry did, in words; with `subject` only what concerns it. */
export function Sentences(props: { readonly entry: Entry; readonly names: Names; readonly subject: string | null }) {
  const { entry, names, subject } = props;
  const events = subject === null ? entry.events : entry.events.filter((event) => subjectsOf(event).includes(subject));
  const sentences = (events.length === 0 ? entry.events : events).map((event) => describe(event, names));
  const rest = sentences.slice(SHOWN_EVENTS);
  return (
    <>
      <Lines lines={sentences.slice(0, SHOWN_EVENTS)} />
      {rest.length === 0 ? null : (
        <details>
          <summary>{count(rest.length, "further event")}</summary>
          <Lines lines={rest} />
        </details>
      )}
    </>
  );
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <>
      {lines.map((line, at) => (
        <p key={String(at)}>{line}</p>
      ))}
    </>
  );
}

/** What happened to one thing, in the order given, with who and when. */
export function History(props: {
  readonly entries: readonly Entry[];
  readonly names: Names;
  readonly subject: string | null;
}) {
  return (
    <ol class="history">
      {props.entries.map((entry) => (
        <li key={String(entry.seq)}>
          <p class="byline">
            <Time at={entry.at} /> · {actorName(entry.actor.id, props.names)}
            <span class="away"> · entry {entry.seq}</span>
          </p>
          <Sentences entry={entry} names={props.names} subject={props.subject} />
        </li>
      ))}
    </ol>
  );
}
