import type { Context } from "koa";
import { DomainError } from "../../../domain/error.js";
import { explain } from "../../../services/audit.js";
import { deliveriesOf, holdingsOf, inShort } from "../../../services/holdings.js";
import { parseApproval, parsePutBack, parseReason, parseRejection } from "../../../services/input.js";
import { told } from "../../../services/lists/page.js";
import { DECISIONS, type Decision, isDecision, queue } from "../../../services/lists/queue.js";
import { putBack } from "../../../services/putBack.js";
import { approve, hold, reject } from "../../../services/review.js";
import { column } from "../../../services/views.js";
import { actorIn, instantIn, param, queryOf } from "../../context.js";
import { bodyOf, listing, type Operation, pageIn, required } from "../operation.js";
import { presentColumn, presentRow } from "../present.js";

export const reviewOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/items",
    summary:
      "Columns in one state of review (waiting, approved, held, rejected, withdrawn), each with the answer per channel",
    query: ["decision"],
    isPaged: true,
    status: 200,
    run: async ({ desk }, ctx) => {
      const page = await queue(desk, actorIn(ctx), decisionIn(ctx), pageIn(ctx));
      const { decision, counts } = page;
      return {
        decision,
        counts,
        ...listing(
          ctx,
          "items",
          told(page, (row) => presentRow(row, actorIn(ctx))),
        ),
      };
    },
  },
  {
    method: "get",
    path: "/items/:id",
    summary: "One column: text, findings, stated rights, clearances, releases",
    status: 200,
    run: async ({ desk }, ctx) => presentColumn(await column(desk, actorIn(ctx), param(ctx, "id")), actorIn(ctx)),
  },
  {
    method: "post",
    path: "/items/:id/approve",
    summary: "Approve exactly one revision for channels; refused where it is superseded or not cleared",
    request: parseApproval,
    status: 200,
    run: ({ desk }, ctx) => approve(desk, actorIn(ctx), param(ctx, "id"), parseApproval(bodyOf(ctx), "The approval")),
  },
  {
    method: "post",
    path: "/items/:id/hold",
    summary: "Take the column out of every feed at once",
    request: parseReason,
    status: 200,
    run: ({ desk }, ctx) => hold(desk, actorIn(ctx), param(ctx, "id"), parseReason(bodyOf(ctx), "The hold").reason),
  },
  {
    method: "post",
    path: "/items/:id/reject",
    summary: "Refuse one revision; an earlier approved text stays",
    request: parseRejection,
    status: 200,
    run: async ({ desk }, ctx) => {
      const { revision, reason } = parseRejection(bodyOf(ctx), "The rejection");
      await reject(desk, actorIn(ctx), param(ctx, "id"), revision, reason);
      return { item: param(ctx, "id"), revision, decision: "rejected" };
    },
  },
  {
    method: "post",
    path: "/items/:id/put-back",
    summary: "Put back what cleaning cut, by its places in the list of cuts; makes a revision that waits for an editor",
    request: parsePutBack,
    status: 200,
    run: ({ desk }, ctx) => putBack(desk, actorIn(ctx), param(ctx, "id"), parsePutBack(bodyOf(ctx), "The cuts")),
  },
  {
    method: "get",
    path: "/items/:id/explain",
    summary: "Why the column is, or is not, allowed in a channel, now or at a past instant",
    query: ["channel", "at"],
    status: 200,
    run: ({ desk }, ctx) => explain(desk, actorIn(ctx), param(ctx, "id"), required(ctx, "channel"), instantIn(ctx)),
  },
  {
    method: "get",
    path: "/items/:id/deliveries",
    summary:
      "Who was sent this column: per outlet and per token, which text, first and last time, and whether it is outdated",
    isPaged: true,
    status: 200,
    run: async ({ desk }, ctx) => ({
      outlets: inShort(await holdingsOf(desk, actorIn(ctx), param(ctx, "id"))),
      ...listing(ctx, "deliveries", await deliveriesOf(desk, actorIn(ctx), param(ctx, "id"), pageIn(ctx))),
    }),
  },
];

function decisionIn(ctx: Context): Decision {
  const decision = queryOf(ctx, "decision") ?? "waiting";
  if (isDecision(decision)) return decision;
  throw new DomainError("input.invalid", `There is no decision ${decision}; there is ${DECISIONS.join(", ")}.`);
}
