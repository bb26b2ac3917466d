import type { ComponentChild } from "preact";
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

/** Every reason, with who can cure it. */
export function Reasons({ reasons }: { readonly reasons: readonly Reason[] }) {
  return (
    <ul class="reasons">
      {reasons.map(({ code, sentence, curedBy }, at) => (
        <li key={String(at)} data-code={code}>
          <Sentence text={sentence} links />
          {CURERS[curedBy] === null || isPartLeftOut(code) ? null : <span class="cure"> {CURERS[curedBy]}</span>}
        </li>
      ))}
    </ul>
  );
}

/** A picture that stays out of a cleared column is nothing that waits for a cure. */
function isPartLeftOut(code: Reason["code"]): boolean {
  return code === "component.images" || code === "component.embeds";
}
