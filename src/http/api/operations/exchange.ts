import { clearancePolicy, importPolicy, permissionPolicy, readAgreed } from "../../../services/exchange.js";
import { parseImport } from "../../../services/input.js";
import { actorIn, instantIn, param } from "../../context.js";
import { onceIn } from "../../once.js";
import { bodyOf, type Operation, required } from "../operation.js";

const JSON_LD = "application/ld+json";

/** Permissions and answers as ODRL 2.2 under RightsML 2.0, out and in. */
export const exchangeOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/permissions/:id/odrl",
    summary: "A permission as an ODRL policy, now or as it was at a past instant",
    query: ["at"],
    status: 200,
    run: async ({ desk }, ctx) => {
      ctx.type = JSON_LD;
      return permissionPolicy(desk, actorIn(ctx), param(ctx, "id"), instantIn(ctx));
    },
  },
  {
    method: "get",
    path: "/items/:id/odrl",
    summary: "The answer for a column in a channel as an ODRL policy, now or at a past instant",
    query: ["channel", "at"],
    status: 200,
    run: async ({ desk }, ctx) => {
      ctx.type = JSON_LD;
      return clearancePolicy(desk, actorIn(ctx), param(ctx, "id"), required(ctx, "channel"), instantIn(ctx));
    },
  },
  {
    method: "post",
    path: "/odrl/read",
    summary: "What an ODRL policy would be recorded as; nothing is recorded",
    status: 200,
    run: async (_web, ctx) => {
      actorIn(ctx);
      return { agreed: await readAgreed(bodyOf(ctx)) };
    },
  },
  {
    method: "post",
    path: "/odrl/import",
    summary: "Record an ODRL policy's permissions and prohibitions, pending unless said otherwise; all or none",
    request: parseImport,
    takesKey: true,
    status: 201,
    run: ({ desk }, ctx) => importPolicy(desk, actorIn(ctx), parseImport(bodyOf(ctx), "The import"), onceIn(ctx)),
  },
];
