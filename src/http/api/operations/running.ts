import { issueOutletToken, outletTokens, revokeOutletToken } from "../../../services/accounts.js";
import { parseInstruction, parseReason, parseRotation, parseTokenName } from "../../../services/input.js";
import { endInstruction, instruct } from "../../../services/instructions.js";
import { pageAmong, told } from "../../../services/lists/page.js";
import { rotateOutletToken } from "../../../services/outletTokens.js";
import { liveChannels } from "../../../services/reads.js";
import { listInstructions, listPartners, listSources, pauseSource, resumeSource } from "../../../services/sources.js";
import { actorIn, param, queryOf } from "../../context.js";
import { onceIn } from "../../once.js";
import { bodyOf, listing, type Operation, pageIn } from "../operation.js";
import { presentChannel } from "../present.js";

export const runningOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/partners",
    summary: "Partners and their sources",
    isPaged: true,
    status: 200,
    run: async ({ desk }, ctx) => listing(ctx, "partners", await listPartners(desk, actorIn(ctx), pageIn(ctx))),
  },
  {
    method: "get",
    path: "/sources",
    summary: "Sources and how polling them stands",
    isPaged: true,
    status: 200,
    run: async ({ desk }, ctx) => listing(ctx, "sources", await listSources(desk, actorIn(ctx), pageIn(ctx))),
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
    method: "post",
    path: "/sources/:id/pause",
    summary: "Stop polling a source until it is resumed; the id is escaped, partner%2Fname",
    request: parseReason,
    status: 200,
    run: async ({ desk }, ctx) => {
      const { reason } = parseReason(bodyOf(ctx), "The pause");
      await pauseSource(desk, actorIn(ctx), param(ctx, "id"), reason);
      return { source: param(ctx, "id"), paused: true };
    },
  },
  {
    method: "post",
    path: "/sources/:id/resume",
    summary: "Poll a source again that was paused, or that was gone",
    status: 200,
    run: async ({ desk }, ctx) => {
      await resumeSource(desk, actorIn(ctx), param(ctx, "id"));
      return { source: param(ctx, "id"), paused: false };
    },
  },
  {
    method: "get",
    path: "/channels",
    summary: "Channels and the addresses of their feeds",
    isPaged: true,
    status: 200,
    run: async ({ desk }, ctx) => {
      const page = pageAmong(await liveChannels(desk), pageIn(ctx));
      return listing(
        ctx,
        "channels",
        told(page, (channel) => presentChannel(channel, desk.settings.baseUrl)),
      );
    },
  },
  {
    method: "get",
    path: "/channels/:id/tokens",
    summary: "The outlet tokens of a channel, without their secrets",
    isPaged: true,
    status: 200,
    run: async ({ desk }, ctx) =>
      listing(ctx, "tokens", await outletTokens(desk, actorIn(ctx), param(ctx, "id"), pageIn(ctx))),
  },
  {
    method: "post",
    path: "/channels/:id/tokens",
    summary: "Issue an outlet token; its secret is shown once",
    request: parseTokenName,
    takesKey: true,
    status: 201,
    run: ({ desk }, ctx) => {
      const { name } = parseTokenName(bodyOf(ctx), "The token");
      return issueOutletToken(desk, actorIn(ctx), param(ctx, "id"), name, onceIn(ctx));
    },
  },
  {
    method: "post",
    path: "/channels/:id/tokens/:token/rotate",
    summary: "Replace an outlet token; the old secret opens the channel for some hours more",
    request: parseRotation,
    takesKey: true,
    status: 201,
    run: ({ desk }, ctx) => {
      const { overlapHours } = parseRotation(bodyOf(ctx), "The rotation");
      const [channel, token] = [param(ctx, "id"), param(ctx, "token")];
      return rotateOutletToken(desk, actorIn(ctx), channel, token, overlapHours, onceIn(ctx));
    },
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
    isPaged: true,
    status: 200,
    run: async ({ desk }, ctx) => listing(ctx, "instructions", await listInstructions(desk, actorIn(ctx), pageIn(ctx))),
  },
  {
    method: "post",
    path: "/instructions",
    summary: "Give a standing instruction, in the caller's name, with an end",
    request: parseInstruction,
    takesKey: true,
    status: 201,
    run: ({ desk }, ctx) => instruct(desk, actorIn(ctx), parseInstruction(bodyOf(ctx), "The instruction"), onceIn(ctx)),
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
