import type { RecipientStanding } from "../../domain/takedown.js";
import type { Copy, OutletHolding } from "../../services/holdings.js";
import type { Page } from "../../services/lists/page.js";
import type { TakedownView } from "../../services/takedowns.js";
import { type Chrome, deskPage } from "./chrome.js";
import { ActForm, TextField } from "./forms.js";
import { Further, Id, Nothing, Section, Table } from "./parts.js";
import { type Names, nameOf } from "./phrases.js";
import { Time } from "./time.js";

export interface CopiesProps {
  readonly item: string;
  readonly title: string;
  readonly holdings: readonly OutletHolding[];
  /** Latest first. */
  readonly takedowns: Page<TakedownView>;
  readonly names: Names;
}

const COPIES: Readonly<Record<Copy, readonly [string, string]>> = {
  current: ["cleared", "The text as published"],
  outdated: ["refused", "An outdated text"],
  withdrawn: ["quiet", "A text that has left since"],
};

const STANDINGS: Readonly<Record<RecipientStanding, readonly [string, string]>> = {
  requested: ["quiet", "Asked"],
  acknowledged: ["quiet", "Has taken note"],
  overdue: ["refused", "Overdue"],
  removed: ["cleared", "Removed"],
};

/** Who was sent a column, which text they hold, and, where it had to go, who has removed it. */
export function copiesPage(chrome: Chrome, props: CopiesProps): string {
  const address = `/desk/items/${encodeURIComponent(props.item)}`;
  const stands = props.takedowns.rows.some(({ state }) => state !== "lifted");
  return deskPage(
    chrome,
    `Who has “${props.title}”`,
    <>
      <h1>Who has “{props.title}”</h1>
      <p>
        <a href={address}>Back to the column</a>
      </p>
      <Section id="copies" title="Copies">
        <Copies {...props} />
      </Section>
      {props.takedowns.rows.map((takedown) => (
        <Asked key={takedown.id} chrome={chrome} takedown={takedown} />
      ))}
      <Further href={`${address}/copies`} next={props.takedowns.next} what="takedowns" />
      {stands || !chrome.may("take-down") ? null : (
        <Section id="takedown" title="Take it down">
          <ActForm action={`${address}/takedown`} csrf={chrome.csrf} label="Take it down">
            <TextField name="reason" label="Why it has to go" hint={TAKEDOWN_HINT} required />
            <button type="submit" class="danger">
              Take this column down everywhere
            </button>
          </ActForm>
        </Section>
      )}
    </>,
  );
}

const TAKEDOWN_HINT =
  "It leaves every feed at once and cannot be approved again. Every outlet that was sent it is told this reason and asked to remove it.";

function Copies({ holdings, names }: CopiesProps) {
  if (holdings.length === 0) return <Nothing>Nobody has fetched it.</Nothing>;
  const rows = holdings.flatMap((holding) => holding.tokens.map((token) => ({ holding, token })));
  return (
    <Table
      caption="Who was sent this column"
      columns={["Channel", "To", "Holds", "First", "Last", "Fetches"]}
      rows={rows.map(({ holding, token }) => [
        nameOf(holding.channel, names),
        token.token === null ? "the public" : `${holding.outlet ?? "an outlet"}: ${token.name ?? token.token}`,
        <Mark key="copy" as={COPIES[token.copy]} />,
        <Time key="first" at={token.firstAt} />,
        <Time key="last" at={token.lastAt} />,
        `${token.fetches}, ${token.unchanged} of them unchanged`,
      ])}
    />
  );
}

function Asked({ chrome, takedown }: { readonly chrome: Chrome; readonly takedown: TakedownView }) {
  const { id, state, reason, requestedAt, recipients } = takedown;
  const mayAct = chrome.may("take-down") && state !== "lifted";
  const action = `/desk/takedowns/${encodeURIComponent(id)}`;
  return (
    <Section id={id} title={state === "lifted" ? "A takedown that was lifted" : "Taken down"}>
      <p>
        <Id id={id} /> on <Time at={requestedAt} />: “{reason}”
      </p>
      {recipients.length === 0 ? (
        <Nothing>No outlet had been sent it.</Nothing>
      ) : (
        <Table
          caption="Outlets that were asked to remove it"
          columns={["Outlet", "Standing", "Was sent it", "To be removed by", "Answered"]}
          rows={recipients.map((one) => [
            one.outlet,
            <Mark key="standing" as={STANDINGS[one.standing]} />,
            <Span key="sent" from={one.firstAt} to={one.lastAt} />,
            <Time key="due" at={one.dueAt} />,
            one.acknowledgedAt === null ? "not yet" : <Time key="answered" at={one.removedAt ?? one.acknowledgedAt} />,
          ])}
        />
      )}
      {recipients.map(({ outlet, standing }) =>
        standing === "removed" || !mayAct ? null : (
          <ActForm key={outlet} action={`${action}/acknowledge`} csrf={chrome.csrf} quiet>
            <input type="hidden" name="outlet" value={outlet} />
            <button type="submit" class="small">
              {outlet} says that its copies are gone
            </button>
          </ActForm>
        ),
      )}
      {mayAct ? (
        <ActForm action={`${action}/lift`} csrf={chrome.csrf} label="Lift the takedown">
          <TextField name="reason" id={`lift-${id}`} label="Why it is lifted" required />
          <button type="submit">Lift this takedown</button>
        </ActForm>
      ) : null}
    </Section>
  );
}

function Span({ from, to }: { readonly from: string; readonly to: string }) {
  return (
    <>
      <Time at={from} /> to <Time at={to} />
    </>
  );
}

function Mark({ as: [look, words] }: { readonly as: readonly [string, string] }) {
  return <span class={`mark ${look}`}>{words}</span>;
}
