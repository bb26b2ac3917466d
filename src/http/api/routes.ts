import type { Context } from "koa";
import { DomainError } from "../../domain/error.js";
import { requireCapability } from "../../domain/role.js";
import {
  addAccount,
  issueApiToken,
  issueOutletToken,
  outletTokens,
  people,
  revokeOutletToken,
  signInLink,
} from "../../services/accounts.js";
import { deliveriesOf, explain, standingOf, trail } from "../../services/audit.js";
import {
  type Parse,
  parseAccount,
  parseAmendment,
  parseApproval,
  parseGrant,
  parseInstruction,
  parseReason,
  parseRejection,
  parseTokenName,
} from "../../services/input.js";
import { endInstruction, instruct } from "../../services/instructions.js";
import { getPermission, liveChannels } from "../../services/reads.js";
import { approve, hold, reject } from "../../services/review.js";
import { amend, grant, revoke } from "../../services/rights.js";
import { listInstructions, listLicenses, listPartners, sourceHealth } from "../../services/sources.js";
import { column, type Decision, permissionList, queue } from "../../services/views.js";
import { actorIn, instantIn, param, queryOf, type Web } from "../context.js";
import { presentChannel, presentColumn, presentLicense, presentPermission, presentQueue } from "./present.js";

/** One operation of the API. The router and the OpenAPI document are both made from this table. */
export interface Operation {
  readonly method: "get" | "post" | "delete";
  /** Below `/api/v1`, with `:name` for parameters. */
  readonly path: string;
  readonly summary: string;
  readonly query?: readonly string[];
  readonly request?: Parse<unknown>;
  readonly status: 200 | 201;
  readonly run: (web: Web, ctx: Context) => Promise<unknown>;
}

const DEFAULT_ENTRIES = 100;
const MAX_ENTRIES = 1_000;
const DECISIONS: readonly string[] = ["waiting", "approved", "held", "rejected", "withdrawn"];

const review: readonly Operation[] = [
  {
    method: "get",
    path: "/items",
    summary:
      "Columns in one state of review (waiting, approved, held, rejected, withdrawn), each with the answer per channel",
    query: ["decision", "after"],
    status: 200,
    run: async ({ desk }, ctx) =>
      presentQueue(await queue(desk, actorIn(ctx), decisionIn(ctx), queryOf(ctx, "after")), actorIn(ctx)),
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
    summary: "Who was sent this column, which revision, first and last time",
    status: 200,
    run: async ({ desk }, ctx) => ({ deliveries: await deliveriesOf(desk, actorIn(ctx), param(ctx, "id")) }),
  },
];

const rights: readonly Operation[] = [
  {
    method: "get",
    path: "/permissions",
    summary: "Every permission, with its standing at this moment",
    status: 200,
    run: async ({ desk }, ctx) => ({
      permissions: (await permissionList(desk, actorIn(ctx))).map((facts) => presentPermission(facts, actorIn(ctx))),
    }),
  },
  {
    method: "get",
    path: "/permissions/:id",
    summary: "One permission with all its versions",
    status: 200,
    run: async ({ desk }, ctx) => {
      const permission = await getPermission(desk, param(ctx, "id"));
      return presentPermission({ permission, standing: standingOf(permission, desk.clock()) }, actorIn(ctx));
    },
  },
  {
    method: "post",
    path: "/permissions",
    summary: "Grant: record a permission, or a prohibition, under a license",
    request: parseGrant,
    status: 201,
    run: ({ desk }, ctx) => grant(desk, actorIn(ctx), parseGrant(bodyOf(ctx), "The permission")),
  },
  {
    method: "post",
    path: "/permissions/:id/amend",
    summary: "Record a new version, in full, with the reason",
    request: parseAmendment,
    status: 200,
    run: ({ desk }, ctx) => amend(desk, actorIn(ctx), param(ctx, "id"), parseAmendment(bodyOf(ctx), "The amendment")),
  },
  {
    method: "post",
    path: "/permissions/:id/revoke",
    summary: "End a permission now; what stands on it leaves with the very next response",
    request: parseReason,
    status: 200,
    run: async ({ desk }, ctx) => {
      await revoke(desk, actorIn(ctx), param(ctx, "id"), parseReason(bodyOf(ctx), "The revocation").reason);
      return { permission: param(ctx, "id"), standing: "revoked" };
    },
  },
  {
    method: "get",
    path: "/licenses",
    summary: "Licenses on record, with their current terms",
    status: 200,
    run: async ({ desk }, ctx) => ({ licenses: (await listLicenses(desk, actorIn(ctx))).map(presentLicense) }),
  },
];

const running: readonly Operation[] = [
  {
    method: "get",
    path: "/partners",
    summary: "Partners and their sources",
    status: 200,
    run: async ({ desk }, ctx) => ({ partners: await listPartners(desk, actorIn(ctx)) }),
  },
  {
    method: "get",
    path: "/sources",
    summary: "Sources and how polling them stands",
    status: 200,
    run: async ({ desk }, ctx) => ({ sources: await sourceHealth(desk, actorIn(ctx)) }),
  },
  {
    method: "post",
    path: "/sources/poll",
    summary: "Poll the source named in the query now, or all that are due",
    query: ["source"],
    status: 200,
    run: async (web, ctx) => {
      const source = queryOf(ctx, "source");
      return { polls: await web.poll(actorIn(ctx), source === null ? null : [source]) };
    },
  },
  {
    method: "get",
    path: "/channels",
    summary: "Channels and the addresses of their feeds",
    status: 200,
    run: async ({ desk }) => ({
      channels: (await liveChannels(desk)).map((channel) => presentChannel(channel, desk.settings.baseUrl)),
    }),
  },
  {
    method: "get",
    path: "/channels/:id/tokens",
    summary: "The outlet tokens of a channel, without their secrets",
    status: 200,
    run: async ({ desk }, ctx) => ({ tokens: await outletTokens(desk, actorIn(ctx), param(ctx, "id")) }),
  },
  {
    method: "post",
    path: "/channels/:id/tokens",
    summary: "Issue an outlet token; its secret is shown once",
    request: parseTokenName,
    status: 201,
    run: ({ desk }, ctx) =>
      issueOutletToken(desk, actorIn(ctx), param(ctx, "id"), parseTokenName(bodyOf(ctx), "The token").name),
  },
  {
    method: "delete",
    path: "/channels/:id/tokens/:token",
    summary: "Revoke an outlet token at once",
    status: 200,
    run: async ({ desk }, ctx) => {
      await revokeOutletToken(desk, actorIn(ctx), param(ctx, "id"), param(ctx, "token"));
      return { token: param(ctx, "token"), revoked: true };
    },
  },
  {
    method: "get",
    path: "/instructions",
    summary: "Standing instructions",
    status: 200,
    run: async ({ desk }, ctx) => ({ instructions: await listInstructions(desk, actorIn(ctx)) }),
  },
  {
    method: "post",
    path: "/instructions",
    summary: "Give a standing instruction, in the caller's name, with an end",
    request: parseInstruction,
    status: 201,
    run: ({ desk }, ctx) => instruct(desk, actorIn(ctx), parseInstruction(bodyOf(ctx), "The instruction")),
  },
  {
    method: "post",
    path: "/instructions/:id/end",
    summary: "End a standing instruction now",
    status: 200,
    run: async ({ desk }, ctx) => {
      await endInstruction(desk, actorIn(ctx), param(ctx, "id"));
      return { instruction: param(ctx, "id"), ended: true };
    },
  },
  {
    method: "post",
    path: "/apply",
    summary: "Make the ledger say what feeds/ and licenses/ say",
    status: 200,
    run: (web, ctx) => web.apply(actorIn(ctx)),
  },
];

const audit: readonly Operation[] = [
  {
    method: "get",
    path: "/ledger/entries",
    summary: "Entries, latest first; about one subject (item:…, permission:…, channel:…) where one is named",
    query: ["subject", "before", "limit"],
    status: 200,
    run: async ({ desk }, ctx) => {
      const limit = numberIn(ctx, "limit", MAX_ENTRIES) ?? DEFAULT_ENTRIES;
      const before = numberIn(ctx, "before", Number.MAX_SAFE_INTEGER) ?? undefined;
      return {
        entries: await trail(desk, actorIn(ctx), { subject: queryOf(ctx, "subject") ?? undefined, before, limit }),
      };
    },
  },
  {
    method: "get",
    path: "/ledger/head",
    summary: "The last entry's sequence number, hash and instant",
    status: 200,
    run: ({ desk }) => desk.ledger.catchUp(),
  },
  {
    method: "get",
    path: "/accounts",
    summary: "People and their roles",
    status: 200,
    run: async ({ desk }, ctx) => {
      requireCapability(actorIn(ctx), "read");
      return { accounts: await people(desk) };
    },
  },
  {
    method: "post",
    path: "/accounts",
    summary: "Give a person an account with a role; the API token is shown once",
    request: parseAccount,
    status: 201,
    run: async ({ desk }, ctx) => {
      const { name, role } = parseAccount(bodyOf(ctx), "The account");
      const account = await addAccount(desk, actorIn(ctx), name, role);
      const token = await issueApiToken(desk, actorIn(ctx), account.id, "first token");
      return { account: account.id, role, token, signIn: await signInLink(desk, account.id) };
    },
  },
];

export const OPERATIONS: readonly Operation[] = [...review, ...rights, ...running, ...audit];

function bodyOf(ctx: Context): unknown {
  const { body } = ctx.request as { body?: unknown };
  if (body !== undefined && ctx.is("json", "+json") !== false) return body;
  throw new DomainError("input.invalid", "Send a JSON body with the content type application/json.");
}

function decisionIn(ctx: Context): Decision {
  const decision = queryOf(ctx, "decision") ?? "waiting";
  if (DECISIONS.includes(decision)) return decision as Decision;
  throw new DomainError("input.invalid", `There is no decision ${decision}; there is ${DECISIONS.join(", ")}.`);
}

function required(ctx: Context, name: string): string {
  const value = queryOf(ctx, name);
  if (value === null) throw new DomainError("input.invalid", `Name the ${name} in the query: ?${name}=…`);
  return value;
}

function numberIn(ctx: Context, name: string, max: number): number | null {
  const text = queryOf(ctx, name);
  if (text === null) return null;
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= max) return number;
  throw new DomainError("input.invalid", `${name} must be a whole number from 1 to ${max}.`);
}
