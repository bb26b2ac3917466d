import { hmacOf, isSameText } from "../../domain/digest.js";
import { DomainError } from "../../domain/error.js";
import type { Desk } from "../desk.js";
import { serverSecret } from "../serverSecret.js";

/** The address at which an outlet says, without signing in, that it has removed a column. The code is in the query: no log has it. */
export async function acknowledgementLink(desk: Desk, takedown: string, outlet: string): Promise<string> {
  const query = new URLSearchParams({ outlet, code: await codeFor(desk, takedown, outlet) });
  return `${desk.settings.baseUrl}/acknowledge/${takedown}?${query}`;
}

/** @throws DomainError `takedown.unknown` for a code that is not of this takedown and outlet, as for a takedown that is none. */
export async function requireCode(desk: Desk, takedown: string, outlet: string, code: string): Promise<void> {
  if (isSameText(code, await codeFor(desk, takedown, outlet))) return;
  throw new DomainError("takedown.unknown", "This link is not complete or not right; use it as it was sent.");
}

async function codeFor(desk: Desk, takedown: string, outlet: string): Promise<string> {
  return hmacOf(await serverSecret(desk, "acknowledgement"), `${takedown}\n${outlet}`);
}
