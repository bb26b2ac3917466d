import type { TokenFacts } from "../../services/accounts.js";
import type { Page } from "../../services/lists/page.js";
import type { Contact } from "../../services/notify/contacts.js";
import type { OutletNotice } from "../../services/notify/outletNotices.js";
import type { TakedownView } from "../../services/takedowns.js";
import type { Chrome } from "./chrome.js";
import { ActForm, TextField } from "./forms.js";
import { Further, Nothing, Section, Table } from "./parts.js";
import { listed } from "./phrases.js";
import { Time } from "./time.js";

/** Where an outlet is told of what it has to remove, and the form to change it. */
export function ContactOf(props: { readonly chrome: Chrome; readonly channel: string; readonly contact: Contact }) {
  const { chrome, channel, contact } = props;
  const { outlet, webhook, email } = contact;
  const ways = [...(webhook === null ? [] : [`the webhook ${webhook}`]), ...(email === null ? [] : [email])];
  return (
    <>
      <h4>Where it is told what to remove</h4>
      {ways.length === 0 ? <Nothing>Nowhere: this outlet learns of takedowns from its feed alone.</Nothing> : null}
      {ways.length === 0 ? null : <p>Told by {listed(ways)}.</p>}
      {chrome.may("issue-tokens") ? (
        <details>
          <summary>Change where {outlet} is told</summary>
          <ActForm
            action={`/desk/outlets/${encodeURIComponent(outlet)}/contact`}
            csrf={chrome.csrf}
            label={`Contact of ${outlet}`}
          >
            <input type="hidden" name="version" value={String(contact.version)} />
            <TextField
              name="webhook"
              id={`webhook-${channel}`}
              label="Webhook"
              hint="An http(s) address; with it comes a new secret, shown once."
              value={webhook ?? ""}
            />
            <TextField name="email" id={`email-${channel}`} label="E-mail" value={email ?? ""} />
            <button type="submit">Keep this contact</button>
          </ActForm>
        </details>
      ) : null}
    </>
  );
}

/** Replaces a token by another of its name; both open the feed for the hours given. */
export function RotateToken(props: { readonly chrome: Chrome; readonly path: string; readonly token: TokenFacts }) {
  const { chrome, path, token } = props;
  if (!chrome.may("issue-tokens") || token.revokedAt !== null || token.expiresAt !== null) return null;
  const hours = `overlap-${token.id}`;
  return (
    <ActForm action={`${path}/${encodeURIComponent(token.id)}/rotate`} csrf={chrome.csrf} once={chrome.once} quiet>
      <label for={hours}>Hours that both work</label>{" "}
      <input id={hours} name="overlapHours" type="number" min="0" max="720" value="24" />{" "}
      <button type="submit" class="small" aria-label={`Replace the token ${token.name}`}>
        Replace
      </button>
    </ActForm>
  );
}

interface NoticesProps {
  readonly chrome: Chrome;
  readonly notices: Page<OutletNotice>;
  /** Those that some outlet has not answered. */
  readonly takedowns: Page<TakedownView>;
}

/** What outlets were asked to remove and have not said that they did; what is late stands out. */
export function Unanswered({ chrome, notices, takedowns }: NoticesProps) {
  if (notices.rows.length + takedowns.rows.length === 0) return null;
  const mark = (isLate: boolean) => (
    <span class={`mark ${isLate ? "refused" : "quiet"}`}>{isLate ? "Late" : "Asked"}</span>
  );
  const asked = takedowns.rows.flatMap(({ id, item, reason, recipients }) =>
    recipients
      .filter(({ standing }) => standing !== "removed")
      .map(({ outlet, dueAt, standing }) => [
        outlet,
        <a key={id} href={`/desk/items/${encodeURIComponent(item)}/copies`}>
          Takedown: {reason}
        </a>,
        <Time key="due" at={dueAt} />,
        mark(standing === "overdue"),
        null,
      ]),
  );
  const told = notices.rows.map(({ id, outlet, reason, items, dueAt, isLate, isDelivered }) => [
    outlet,
    `${listed(items)}: ${reason}${isDelivered ? "" : " (the notice has not arrived)"}`,
    <Time key="due" at={dueAt} />,
    mark(isLate),
    chrome.may("take-down") ? (
      <ActForm key={id} action={`/desk/notices/${encodeURIComponent(id)}/answer`} csrf={chrome.csrf} quiet>
        <button type="submit" class="small" aria-label={`${outlet} says that its copies of ${listed(items)} are gone`}>
          It says they are gone
        </button>
      </ActForm>
    ) : null,
  ]);
  return (
    <Section id="unanswered" title="What outlets have not answered">
      <Table
        caption="Columns that outlets were asked to remove"
        columns={["Outlet", "What", "To be removed by", "Standing", "Answer"]}
        rows={[...asked, ...told]}
      />
      <Further href="/desk/feeds" next={takedowns.next} what="takedowns" after="takedowns" />
      <Further href="/desk/feeds" next={notices.next} what="notices" after="notices" />
    </Section>
  );
}
