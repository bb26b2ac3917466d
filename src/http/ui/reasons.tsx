import type { ComponentChild } from "preact";
import type { Clearance } from "../../domain/clearance.js";
import type { Reason } from "../../domain/reasons.js";
import { Id, PermissionLink } from "./parts.js";
import { CURERS } from "./phrases.js";
import { Time } from "./time.js";

const MARKED = /(\bperm_[0-9a-f]{12,}\b|\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)/u;

/** A sentence of the domain, with its instants readable and its permissions short, and linked where `links` says so. */
export function Sentence({ text, links = false }: { readonly text: string; readonly links?: boolean }) {
  const parts = text.split(MARKED).map((part, at): ComponentChild => {
    if (at % 2 === 0) return part;
    if (!part.startsWith("perm_")) return <Time key={String(at)} at={part} />;
    return links ? <PermissionLink key={String(at)} id={part} /> : <Id key={String(at)} id={part} />;
  });
  return <>{parts}</>;
}

/** A reason may name another column, as a merge does. */
export function WithColumns({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(/(\bitem_[0-9a-f]{24}\b)/u).map((part, at) => {
        return at % 2 === 0 ? (
          part
        ) : (
          <a key={String(at)} href={`/desk/items/${part}`}>
            <Id id={part} />
          </a>
        );
      })}
    </>
  );
}

/** Every reason, and who can cure it: said once where one party can cure them all. */
export function Reasons({ reasons }: { readonly reasons: readonly Reason[] }) {
  const cures = new Set(reasons.map(cureOf).filter((cure) => cure !== null));
  const [first] = cures;
  return (
    <>
      <ul class="reasons">
        {reasons.map((reason, at) => (
          <li key={String(at)} data-code={reason.code}>
            <Sentence text={reason.sentence} links />
            {cures.size > 1 ? <span class="cure"> {cureOf(reason)}</span> : null}
          </li>
        ))}
      </ul>
      {cures.size === 1 ? <p class="cure">{first}</p> : null}
    </>
  );
}

/** A picture that stays out of a cleared column is nothing that waits for a cure. */
function cureOf({ code, curedBy }: Reason): string | null {
  const isBeside = code.startsWith("component.") && code !== "component.text" && code !== "component.headline";
  return isBeside ? null : CURERS[curedBy];
}

/** True where the next change may end a clearance, or begin one: other refusals do not cure themselves. */
export function isWorthWaitingFor({ verdict, reasons }: Clearance): boolean {
  return verdict === "cleared" || reasons.some(({ code }) => code === "window.not-begun");
}
