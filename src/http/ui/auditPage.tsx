import { type Entry, subjectsOf } from "../../domain/event.js";
import { type Chrome, deskPage } from "./chrome.js";
import { Sentences } from "./history.js";
import { Further, Id, Nothing, type Row, Table } from "./parts.js";
import { actorName, brief, type Names } from "./phrases.js";
import { Time } from "./time.js";

interface AuditView {
  readonly entries: readonly Entry[];
  readonly names: ReadonlyMap<string, string>;
  readonly subject: string | null;
  readonly next: string | null;
}

/** So many subjects of an entry are linked; an entry may touch a thousand. */
const SHOWN_SUBJECTS = 4;

/** The ledger in words, latest first; about one subject where one is named. */
export function auditPage(chrome: Chrome, view: AuditView): string {
  return deskPage(
    chrome,
    "Audit trail",
    <>
      <h1>Audit trail</h1>
      <p class="standing-line">
        Every act and its effects, as the ledger holds them. Entries are added, never changed.
      </p>
      <Filter subject={view.subject} />
      {view.entries.length === 0 ? (
        <Nothing>
          {view.subject === null ? "Nothing has happened yet." : `Nothing is on record about ${view.subject}.`}
        </Nothing>
      ) : (
        <Table
          caption="Entries of the ledger"
          columns={["Entry", "When", "Who", "What", "About"]}
          rows={view.entries.map((entry) => rowOf(entry, view))}
        />
      )}
      <Further href={hrefOf(view.subject)} next={view.next} what="entries, earlier ones" />
    </>,
  );
}

function Filter({ subject }: { readonly subject: string | null }) {
  return (
    <form method="get" action="/desk/audit" class="form line">
      <div class="field">
        <label for="audit-subject">About</label>
        <input
          id="audit-subject"
          type="text"
          name="subject"
          value={subject ?? ""}
          autocomplete="off"
          aria-describedby="audit-hint"
        />
      </div>
      <button type="submit">Show</button>
      {subject === null ? null : <a href="/desk/audit">Everything</a>}
      <p class="hint" id="audit-hint">
        Such as item:item_…, permission:perm_…, channel:gazette-web, partner:harbour-lantern.
      </p>
    </form>
  );
}

function hrefOf(subject: string | null): string {
  return `/desk/audit${subject === null ? "" : `?subject=${encodeURIComponent(subject)}`}`;
}

function rowOf(entry: Entry, view: AuditView): Row {
  const subjects = [...new Set(entry.events.flatMap(subjectsOf))].filter((subject) => subject !== view.subject);
  return [
    <>
      {entry.seq}
      <p class="away">
        <Id id={entry.hash} />
      </p>
    </>,
    <Time key="at" at={entry.at} />,
    <>
      {actorName(entry.actor.id, view.names)}
      <p class="away">{entry.act}</p>
    </>,
    <Sentences key="what" entry={entry} names={view.names} subject={view.subject} />,
    <Subjects key="about" subjects={subjects} names={view.names} />,
  ];
}

function Subjects({ subjects, names }: { readonly subjects: readonly string[]; readonly names: Names }) {
  return (
    <ul class="subjects">
      {subjects.slice(0, SHOWN_SUBJECTS).map((subject) => (
        <li key={subject}>
          <a href={`/desk/audit?subject=${encodeURIComponent(subject)}`}>{subjectName(subject, names)}</a>
          <Open subject={subject} />
        </li>
      ))}
      {subjects.length > SHOWN_SUBJECTS ? <li class="away">and {subjects.length - SHOWN_SUBJECTS} more</li> : null}
    </ul>
  );
}

function subjectName(subject: string, names: Names): string {
  const [kind = "", ...rest] = subject.split(":");
  const id = rest.join(":");
  return `${kind} ${names.get(id) ?? brief(id)}`;
}

/** Columns and permissions have pages of their own. */
function Open({ subject }: { readonly subject: string }) {
  const [kind, id = ""] = subject.split(":");
  const place = kind === "item" ? "items" : kind === "permission" ? "permissions" : null;
  if (place === null) return null;
  return (
    <>
      {" "}
      <a class="away" href={`/desk/${place}/${encodeURIComponent(id)}`}>
        open
      </a>
    </>
  );
}
