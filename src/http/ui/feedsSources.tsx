import type { Chrome } from "./chrome.js";
import { WebLink } from "./document.js";
import type { FeedsView } from "./feedsPage.js";
import { ActForm, SelectField, TextField } from "./forms.js";
import { Further, Nothing, type Row, Section, Table } from "./parts.js";
import { count } from "./phrases.js";
import { span, Time } from "./time.js";

interface Props {
  readonly chrome: Chrome;
  readonly view: FeedsView;
}

/** What comes in, and how polling it stands. */
export function Sources({ chrome, view }: Props) {
  const polls = chrome.may("poll") && view.sources.rows.length > 0;
  return (
    <Section
      id="sources"
      title="What comes in"
      aside={
        polls ? (
          <ActForm action="/desk/sources/poll" csrf={chrome.csrf} quiet>
            <button type="submit">Poll what is due</button>
          </ActForm>
        ) : null
      }
    >
      {view.sources.rows.length === 0 ? (
        <Nothing>There is no source: add a file under feeds/inbound/.</Nothing>
      ) : (
        <Table
          caption="Sources"
          columns={["Source", "Standing", "Last good", "Next", ...(polls ? ["Act"] : [])]}
          rows={view.sources.rows.map((source) => sourceRow(chrome, source, polls))}
        />
      )}
      <Further href="/desk/feeds" next={view.sources.next} what="sources" after="sources" />
    </Section>
  );
}

type Inbound = FeedsView["sources"]["rows"][number];

function sourceRow(chrome: Chrome, source: Inbound, polls: boolean): Row {
  const row: Row = [
    <>
      {source.partner} <span class="away">({source.id})</span>
      <p>
        <WebLink url={source.url} />
      </p>
    </>,
    <Health key="health" source={source} chrome={chrome} />,
    source.lastGoodAt === null ? "never" : <Time key="good" at={source.lastGoodAt} now={chrome.now} />,
    <Due key="due" source={source} chrome={chrome} />,
  ];
  if (!polls) return row;
  return [...row, <SourceActs key="acts" source={source} chrome={chrome} />];
}

function SourceActs({ source, chrome }: { readonly source: Inbound; readonly chrome: Chrome }) {
  const { state } = source.health;
  const form = (action: string, word: string) => (
    <ActForm action={`/desk/sources/${action}`} csrf={chrome.csrf} quiet>
      <input type="hidden" name="source" value={source.id} />
      <button type="submit" class="small" aria-label={`${word}: ${source.id}`}>
        {word}
      </button>
    </ActForm>
  );
  return (
    <>
      {state === "paused" ? null : form("poll", "Poll now")}
      {source.held === null || !chrome.may("grant") ? null : (
        <ActForm action="/desk/sources/accept" csrf={chrome.csrf} label={`Accept the feed of ${source.id}`}>
          <input type="hidden" name="source" value={source.id} />
          <TextField
            name="reason"
            id={`accept-${source.id.replace(/[^a-z0-9]/gu, "-")}`}
            label="Why it is right as it is"
            required
          />
          <button type="submit" class="small">
            Accept the feed as it is
          </button>
        </ActForm>
      )}
      {!chrome.may("pause") ? null : state === "paused" || state === "gone" ? (
        form("resume", "Resume")
      ) : (
        <details>
          <summary>Pause</summary>
          <ActForm action="/desk/sources/pause" csrf={chrome.csrf} label={`Pause ${source.id}`}>
            <input type="hidden" name="source" value={source.id} />
            <TextField name="reason" id={`pause-${source.id.replace(/[^a-z0-9]/gu, "-")}`} label="Why" required />
            <button type="submit" class="small">
              Pause this source
            </button>
          </ActForm>
        </details>
      )}
    </>
  );
}

const MARKS = {
  ok: ["cleared", "Good"],
  slow: ["quiet", "Slow"],
  failing: ["refused", "Fails"],
  gone: ["refused", "Gone"],
  paused: ["quiet", "Paused"],
} as const;

/** The state, since when, and why where it is not simply good. */
function Standing({ source: { health, lastPolledAt }, chrome }: { readonly source: Inbound; readonly chrome: Chrome }) {
  const { state, reason, since } = health;
  if (state === "ok" && lastPolledAt === null) return <span class="mark quiet">Not polled yet</span>;
  const [mark, word] = MARKS[state];
  return (
    <>
      <span class={`mark ${mark}`}>{word}</span> {state === "ok" ? null : <span>{reason} </span>}
      {since === null ? null : (
        <span class="away">
          since <Time at={since} now={chrome.now} />
        </span>
      )}
    </>
  );
}

function Health({ source, chrome }: { readonly source: Inbound; readonly chrome: Chrome }) {
  return (
    <>
      {source.held !== null && source.health.state === "ok" ? null : <Standing source={source} chrome={chrome} />}
      {source.movedTo === null ? null : (
        <p>
          It has moved to <WebLink url={source.movedTo.url} />; mend the address in the partner’s file.
        </p>
      )}
      {source.held === null ? null : (
        <p>
          <span class="mark doubt">Held back</span> {source.held.detail}{" "}
          <span class="away">
            since <Time at={source.held.since} now={chrome.now} />
          </span>
        </p>
      )}
      {source.hub?.state === "active" ? <p class="hint">A hub sends what is new.</p> : null}
      {source.faults.length === 0 ? null : (
        <details>
          <summary>{count(source.faults.length, "fault")} in the feed</summary>
          <ul>
            {source.faults.map((fault, at) => (
              <li key={String(at)}>{fault}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Due({ source, chrome }: { readonly source: Inbound; readonly chrome: Chrome }) {
  const { state } = source.health;
  if (state === "gone" || state === "paused") return <>when it is resumed</>;
  if (source.dueAt === null) return <>–</>;
  return <>{source.dueAt <= chrome.now ? "due now" : `in ${span(source.dueAt, chrome.now)}`}</>;
}

/** Who lets what go out on arrival, where and until when. */
export function Instructions({ chrome, view }: Props) {
  return (
    <Section id="instructions" title="Standing instructions">
      <p class="hint">
        Columns of one source go to one channel on arrival, where they are cleared and reading them left no doubt. A
        person gives it, with an end; everything else waits in the queue.
      </p>
      {view.instructions.rows.length === 0 ? (
        <Nothing>None: every column waits for an editor.</Nothing>
      ) : (
        <Table
          caption="Standing instructions"
          columns={["Source and channel", "Given by", "Until", "State"]}
          rows={view.instructions.rows.map((given) => instructionRow(chrome, view, given))}
        />
      )}
      <Further href="/desk/feeds" next={view.instructions.next} what="instructions" after="instructions" />
      {chrome.may("instruct") ? <InstructForm chrome={chrome} view={view} /> : null}
    </Section>
  );
}

type Given = FeedsView["instructions"]["rows"][number];

function instructionRow(chrome: Chrome, view: FeedsView, { instruction, by, standing }: Given): Row {
  const channel = view.mayInstruct.channels.find(({ id }) => id === instruction.channel);
  const end = `/desk/instructions/${encodeURIComponent(instruction.id)}/end`;
  return [
    `${instruction.source} to ${channel?.title ?? instruction.channel}`,
    by,
    <Time key="until" at={instruction.until} dateOnly now={chrome.now} />,
    <>
      <span class={`mark ${standing ? "cleared" : "quiet"}`}>{standing ? "Standing" : "Ended"}</span>{" "}
      {standing && chrome.may("instruct") ? (
        <ActForm action={end} csrf={chrome.csrf} quiet>
          <button type="submit" class="small" aria-label={`End the instruction for ${instruction.source}`}>
            End
          </button>
        </ActForm>
      ) : null}
    </>,
  ];
}

function InstructForm({ chrome, view }: Props) {
  return (
    <details class="new">
      <summary>Give a standing instruction</summary>
      <ActForm action="/desk/instructions" csrf={chrome.csrf} once={chrome.once} label="Standing instruction">
        <SelectField
          name="source"
          id="instruct-source"
          label="Source"
          options={view.mayInstruct.sources.map(({ id, partner }) => ({ value: id, label: `${partner} (${id})` }))}
          required
        />
        <SelectField
          name="channel"
          id="instruct-channel"
          label="Channel"
          options={view.mayInstruct.channels.map(({ id, title }) => ({ value: id, label: title }))}
          required
        />
        <TextField
          name="until"
          id="instruct-until"
          label="Until"
          type="date"
          hint="From the beginning of this day (UTC) it no longer holds."
          required
        />
        <button type="submit">Give this instruction in my name</button>
      </ActForm>
    </details>
  );
}
