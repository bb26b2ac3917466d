import type { ComponentChildren } from "preact";
import type { Capability, Role } from "../../domain/role.js";
import type { Instant } from "../../domain/window.js";
import { documentOf, type Slots } from "./document.js";
import { ActForm } from "./forms.js";
import { countedRows } from "./phrases.js";
import { Time } from "./time.js";

/** What every page of the desk shows around its content. */
export interface Chrome {
  readonly newsroom: string;
  readonly person: string;
  readonly role: Role;
  readonly may: (capability: Capability) => boolean;
  readonly csrf: string;
  /** Names this page: a form of it that makes something is acted on once, however often it is sent. */
  readonly once: string;
  readonly active: "queue" | "permissions" | "feeds" | "audit" | null;
  readonly flash: Flash | null;
  readonly now: Instant;
  /** Why the desk sends nothing to the public at the moment, one sentence each. */
  readonly doubts: readonly string[];
  /** How many columns wait for an editor. */
  readonly waiting: number;
}

/** What came of the act before this page. */
export interface Flash {
  readonly kind: "done" | "refused";
  readonly text: string;
  readonly details: readonly string[];
}

const PLACES = [
  { id: "queue", href: "/desk", label: "Queue" },
  { id: "permissions", href: "/desk/permissions", label: "Permissions" },
  { id: "feeds", href: "/desk/feeds", label: "Feeds" },
  { id: "audit", href: "/desk/audit", label: "Audit trail" },
] as const;

const KEYS = [
  ["j / k", "next / previous column in the queue"],
  ["Enter", "open the marked column"],
  ["a", "go to approve"],
  ["h", "go to hold"],
  ["r", "go to reject"],
  ["q", "back to the queue"],
  ["?", "show these keys"],
] as const;

/** A page of the desk: masthead, places, what the last act came to, and the content in `main`. */
export function deskPage(chrome: Chrome, title: string, content: ComponentChildren, slots: Slots = {}): string {
  const body = (
    <body class="desk">
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <Masthead chrome={chrome} />
      <main id="main" tabIndex={-1}>
        {chrome.doubts.length === 0 ? null : <DoubtNote doubts={chrome.doubts} />}
        {chrome.flash === null ? null : <FlashNote flash={chrome.flash} />}
        {content}
      </main>
      <footer class="colophon">
        <p>
          All times are UTC. This page shows the desk as it was at <Time at={chrome.now} />.
        </p>
        <p class="keyhint">
          Press <kbd>?</kbd> for the keys.
        </p>
      </footer>
      <Keys />
    </body>
  );
  return documentOf({ title: `${title} · ${chrome.newsroom}`, script: true }, body, slots);
}

function Masthead({ chrome }: { readonly chrome: Chrome }) {
  return (
    <header class="masthead">
      <p class="newsroom">
        <a href="/desk">{chrome.newsroom}</a> <span class="desk-name">Rights desk</span>
      </p>
      <nav aria-label="Desk">
        <ul class="tabs">
          {PLACES.map(({ id, href, label }) => (
            <li key={id}>
              <a href={href} {...(chrome.active === id ? { "aria-current": "page" as const } : {})}>
                {label}
                {id === "queue" && chrome.waiting > 0 ? (
                  <span class="number">
                    {" "}
                    {countedRows(chrome.waiting)}
                    <span class="unseen"> waiting</span>
                  </span>
                ) : null}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="person">
        <span>
          {chrome.person} <span class="away">({chrome.role})</span>
        </span>
        <ActForm action="/sign-out" csrf={chrome.csrf} quiet>
          <button type="submit" class="linklike">
            Sign out
          </button>
        </ActForm>
      </div>
    </header>
  );
}

function DoubtNote(props: { readonly doubts: readonly string[] }) {
  return (
    <div class="flash refused" role="alert">
      <p>
        <strong>Feeds are held back: this desk is not sure of its own state.</strong> What is done meanwhile is marked
        as done in doubt.
      </p>
      <ul>
        {props.doubts.map((doubt) => (
          <li key={doubt}>{doubt}</li>
        ))}
      </ul>
    </div>
  );
}

function FlashNote({ flash }: { readonly flash: Flash }) {
  return (
    <div class={`flash ${flash.kind}`} role={flash.kind === "refused" ? "alert" : "status"}>
      <p>
        <strong>{flash.kind === "refused" ? "Not done. " : "Done. "}</strong>
        {flash.text}
      </p>
      {flash.details.length === 0 ? null : (
        <ul class="tight">
          {flash.details.map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Shown by the script on `?`; without the script it stays closed. */
function Keys() {
  return (
    <dialog id="keys" aria-labelledby="keys-title">
      <h2 id="keys-title">Keys</h2>
      <dl class="keys">
        {KEYS.map(([key, what]) => (
          <div key={key} class="keys-line">
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}
