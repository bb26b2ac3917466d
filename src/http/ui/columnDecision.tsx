import { DUTIES, type Duty } from "../../domain/duty.js";
import { currentRevision } from "../../domain/item.js";
import type { ChannelClearance } from "../../services/releases.js";
import type { ColumnView } from "../../services/views.js";
import type { Chrome } from "./chrome.js";
import { ActForm, TextField } from "./forms.js";
import { Section, Verdict } from "./parts.js";
import { listed } from "./phrases.js";
import { isWorthWaitingFor, Reasons } from "./reasons.js";
import { Time } from "./time.js";

/** The answer per channel, and what an editor may do about it. */
export function Decide({ chrome, view }: { readonly chrome: Chrome; readonly view: ColumnView }) {
  const withdrawn = view.item.review.decision === "withdrawn";
  const reviews = chrome.may("review") && !withdrawn;
  return (
    <Section id="decide" title={reviews ? "Decide" : "Channels"}>
      {reviews ? <Approve chrome={chrome} view={view} /> : <Answers chrome={chrome} view={view} ticks={false} />}
      {reviews ? <HoldAndReject chrome={chrome} view={view} /> : null}
      {withdrawn ? <p class="hint">The partner has withdrawn this column; nothing can be approved.</p> : null}
      {chrome.may("review") ? null : (
        <p class="hint">Your role, {chrome.role}, reads here; an editor approves, holds and rejects.</p>
      )}
      <CureLink chrome={chrome} view={view} />
    </Section>
  );
}

function Approve({ chrome, view }: { readonly chrome: Chrome; readonly view: ColumnView }) {
  const cleared = view.clearances.filter((answer) => isReady(answer, view));
  return (
    <ActForm action={actionOf(view, "approve")} csrf={chrome.csrf} label="Approve">
      <input type="hidden" name="revision" value={view.revision.digest} />
      <Answers chrome={chrome} view={view} ticks />
      <button type="submit" class="primary" data-key="a" disabled={cleared.length === 0}>
        Approve this text
      </button>
      <p class="hint">
        {cleared.length === 0
          ? "No channel can take it, so there is nothing to approve."
          : "Exactly this text goes to the ticked channels, or the excerpt shown there, with its notice and credit."}
      </p>
    </ActForm>
  );
}

function Answers(props: { readonly chrome: Chrome; readonly view: ColumnView; readonly ticks: boolean }) {
  const { chrome, view, ticks } = props;
  const answers = clearedFirst(view.clearances).map((answer) => (
    <Answer key={answer.channel.id} answer={answer} view={view} chrome={chrome} ticks={ticks} />
  ));
  if (answers.length === 0) return <p class="nothing">There is no channel to publish in.</p>;
  if (!ticks) return <ul class="channels">{answers}</ul>;
  return (
    <fieldset class="channels-field">
      <legend class="unseen">Channels to approve this text for</legend>
      <ul class="channels">{answers}</ul>
    </fieldset>
  );
}

function Answer(props: {
  readonly answer: ChannelClearance;
  readonly view: ColumnView;
  readonly chrome: Chrome;
  readonly ticks: boolean;
}) {
  const { channel, clearance } = props.answer;
  const ready = isReady(props.answer, props.view);
  const problem = props.view.unwritable.get(channel.id) ?? null;
  const here = isOutWithThisText(props.view, channel.id);
  const name = <span class="channel-name">{channel.title}</span>;
  return (
    <li class={`channel ${clearance.verdict}`}>
      <div class="channel-head">
        {props.ticks ? (
          <label>
            <input
              type="checkbox"
              name="channels"
              value={channel.id}
              checked={ready && !here}
              disabled={!ready}
              aria-describedby={`why-${channel.id}`}
            />{" "}
            {name}
          </label>
        ) : (
          name
        )}
        {problem === null ? <Verdict verdict={clearance.verdict} /> : <span class="mark doubt">Not ready</span>}
      </div>
      <div class="why" id={`why-${channel.id}`}>
        <p class="away">{channel.outlet === null ? "Public" : `For ${channel.outlet.name}`}</p>
        <ExcerptPreview answer={props.answer} />
        {here ? <p class="note">This text is in the feed now.</p> : null}
        {problem === null ? null : (
          <p class="note">
            It may be published here, and cannot be as its rights ask. {problem} Mend the text or its permission first.
          </p>
        )}
        <Reasons reasons={clearance.reasons} />
        <Bound answer={props.answer} chrome={props.chrome} />
      </div>
    </li>
  );
}

function isReady({ channel, clearance }: ChannelClearance, { unwritable }: ColumnView): boolean {
  return clearance.verdict === "cleared" && !unwritable.has(channel.id);
}

/** Where no more is cleared: the very words that would go out. */
function ExcerptPreview({ answer: { channel, excerpt } }: { readonly answer: ChannelClearance }) {
  if (excerpt === null) return null;
  const size = `${excerpt.words} words, ${excerpt.characters} characters`;
  return (
    <div class="excerpt">
      <p class="note">
        Only an excerpt is cleared ({size}), with a link to the original. The rest of the column stays here.
      </p>
      <details>
        <summary>The excerpt for {channel.title}</summary>
        <blockquote class="verbatim">
          {excerpt.text.split("\n").map((words, index) => (
            <p key={String(index)}>{words}</p>
          ))}
        </blockquote>
      </details>
    </div>
  );
}

/** What a clearance adds to the text, and how long it holds. */
function Bound({ answer, chrome }: { readonly answer: ChannelClearance; readonly chrome: Chrome }) {
  const { duties, changesAt } = answer.clearance;
  return (
    <>
      {duties.length === 0 ? null : <p>{dutiesInWords(duties)}</p>}
      {changesAt === null || !isWorthWaitingFor(answer.clearance) ? null : (
        <p class="soon">
          The answer may change on <Time at={changesAt} now={chrome.now} />.
        </p>
      )}
    </>
  );
}

function dutiesInWords(duties: readonly Duty[]): string {
  const printed = duties.filter(({ placement }) => placement !== null);
  const others = duties.filter(({ placement }) => placement === null);
  const carried = `It carries ${listed(printed.map((duty) => `its ${duty.class} at the ${duty.placement}`))}.`;
  const asked = others.map(
    ({ class: name, strength }) => `${DUTIES[name].says}${strength === "please" ? " (please)" : ""}.`,
  );
  return [...(printed.length === 0 ? [] : [carried]), ...asked].join(" ");
}

/** What may go out stands before what may not; within both the order of the channels is kept. */
export function clearedFirst(clearances: readonly ChannelClearance[]): readonly ChannelClearance[] {
  return [...clearances].sort((a, b) => a.clearance.verdict.localeCompare(b.clearance.verdict));
}

function isOutWithThisText({ releases, item }: ColumnView, channel: string): boolean {
  const { digest } = currentRevision(item);
  return releases.some((release) => {
    return release.state === "open" && release.channel === channel && release.revision === digest;
  });
}

function HoldAndReject({ chrome, view }: { readonly chrome: Chrome; readonly view: ColumnView }) {
  const { decision } = view.item.review;
  const rejects = decision === "waiting" || decision === "held";
  return (
    <div class="otherwise">
      {decision === "held" ? null : (
        <details id="hold">
          <summary data-key="h">Hold</summary>
          <ActForm action={actionOf(view, "hold")} csrf={chrome.csrf} label="Hold">
            <TextField name="reason" id="hold-reason" label="Why it is held" hint={HOLD_HINT} required />
            <button type="submit">Hold this column</button>
          </ActForm>
        </details>
      )}
      {rejects ? (
        <details id="reject">
          <summary data-key="r">Reject</summary>
          <ActForm action={actionOf(view, "reject")} csrf={chrome.csrf} label="Reject">
            <input type="hidden" name="revision" value={view.revision.digest} />
            <TextField name="reason" id="reject-reason" label="Why it is rejected" hint={REJECT_HINT} required />
            <button type="submit">Reject this text</button>
          </ActForm>
        </details>
      ) : null}
    </div>
  );
}

const HOLD_HINT = "A held column leaves every feed at once, until somebody approves it again.";
const REJECT_HINT = "A rejected text is not published. A later text of the partner’s waits anew.";

/** Rights staff who see a refusal are one step from the record that would cure it. */
function CureLink({ chrome, view }: { readonly chrome: Chrome; readonly view: ColumnView }) {
  const curable = view.clearances.some(({ clearance }) => {
    return clearance.verdict === "refused" && clearance.reasons.some(({ curedBy }) => curedBy === "rights");
  });
  if (!curable || !chrome.may("grant")) return null;
  return (
    <p>
      <a href={`/desk/permissions/new?partner=${encodeURIComponent(view.item.partner)}`}>
        Record a permission of {view.partner?.name ?? view.item.partner}
      </a>
    </p>
  );
}

function actionOf(view: ColumnView, act: string): string {
  return `/desk/items/${encodeURIComponent(view.item.id)}/${act}`;
}
