import type { Context } from "koa";
import { DomainError } from "../../domain/error.js";
import { type Capability, may } from "../../domain/role.js";
import { namesOfPeople } from "../../services/accounts.js";
import { doubtsOf } from "../../services/doubt.js";
import { DEFAULT_PAGE_ROWS, type PageQuery } from "../../services/lists/page.js";
import { waitingCount } from "../../services/lists/queue.js";
import { actorIn, queryOf, type Web } from "../context.js";
import { STATUSES } from "../problem.js";
import { type Flash, leaveFlash, takeFlash } from "../session.js";
import type { Chrome } from "../ui/chrome.js";

/** What every page of the desk shows around its own content. */
export async function chrome(web: Web, ctx: Context, active: Chrome["active"]): Promise<Chrome> {
  const actor = actorIn(ctx);
  const names = await namesOfPeople(web.desk, [actor.id]);
  ctx.type = "html";
  ctx.set("Cache-Control", "no-store");
  return {
    newsroom: web.desk.settings.publisher.name,
    person: names.get(actor.id) ?? actor.id,
    role: actor.role === "system" ? "auditor" : actor.role,
    may: (capability: Capability) => may(actor, capability),
    csrf: String(ctx.state.csrf),
    once: web.desk.newId("form"),
    active,
    flash: takeFlash(ctx),
    now: web.desk.now(),
    doubts: await doubtsOf(web.desk),
    waiting: await waitingCount(web.desk),
  };
}

/** The page of a list that a link of ours leads to; a page that shows several lists names a parameter for each. */
export function pageOn(ctx: Context, parameter = "after"): PageQuery {
  return { after: queryOf(ctx, parameter), limit: DEFAULT_PAGE_ROWS };
}

/** Ends an act with a message on the next page. */
export function done(ctx: Context, to: string, text: string): void {
  leaveFlash(ctx, { kind: "done", text, details: [] });
  ctx.status = 303;
  ctx.redirect(to);
}

/**
 * A refusal goes back to the page it came from, with every reason; nothing typed elsewhere is lost.
 *
 * @param stale shows the form with what was typed, where the record was changed since the page was read.
 */
export async function acting(
  ctx: Context,
  back: string,
  act: () => Promise<string>,
  stale: ((refused: Flash) => Promise<void>) | null = null,
): Promise<void> {
  try {
    done(ctx, back, await act());
  } catch (error) {
    if (!(error instanceof DomainError) || error.code.startsWith("auth.")) throw error;
    const details = error.problems.map(({ detail }) => detail);
    const refused: Flash = { kind: "refused", text: error.message, details };
    if (stale !== null && error.code.endsWith(".stale")) {
      ctx.status = STATUSES[error.code];
      await stale(refused);
      return;
    }
    leaveFlash(ctx, refused);
    ctx.status = 303;
    ctx.redirect(back);
  }
}
