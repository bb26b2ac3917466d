import { DomainError } from "../../../domain/error.js";
import { compareRevisions } from "../../../services/comparing.js";
import { acceptFeed } from "../../../services/ingest/intake.js";
import { discover, proposePartners, receiveHtml, receiveJson } from "../../../services/ingest/waysIn.js";
import { parseMerge, parseReason, parseSplit } from "../../../services/input.js";
import { merge, split } from "../../../services/merging.js";
import { actorIn, param } from "../../context.js";
import { bodyOf, type Operation, required } from "../operation.js";

export const intakeOperations: readonly Operation[] = [
  {
    method: "post",
    path: "/items",
    summary: "Send in a column for the source in the query: an item of JSON Feed, or text/html",
    query: ["source"],
    status: 201,
    run: ({ desk }, ctx) => {
      const source = required(ctx, "source");
      const { body } = ctx.request as { body?: unknown };
      if (ctx.is("html") !== false && typeof body === "string")
        return receiveHtml(desk, actorIn(ctx), source, inUtf8(body, ctx.request.charset));
      return receiveJson(desk, actorIn(ctx), source, bodyOf(ctx));
    },
  },
  {
    method: "post",
    path: "/items/:id/merge",
    summary: "Say that another column is this one; split undoes it",
    request: parseMerge,
    status: 200,
    run: async ({ desk }, ctx) => {
      const { item, reason } = parseMerge(bodyOf(ctx), "The merge");
      await merge(desk, actorIn(ctx), param(ctx, "id"), item, reason);
      return { item: param(ctx, "id"), merged: item };
    },
  },
  {
    method: "post",
    path: "/items/:id/split",
    summary: "Split off a merged column, or what a source carries: another column, from its next poll on",
    request: parseSplit,
    status: 200,
    run: async ({ desk }, ctx) => {
      const { reason, ...request } = parseSplit(bodyOf(ctx), "The split");
      await split(desk, actorIn(ctx), param(ctx, "id"), request, reason);
      return { item: param(ctx, "id"), split: request.source ?? request.item };
    },
  },
  {
    method: "get",
    path: "/items/:id/revisions/:from/diff/:to",
    summary: "What changed from one revision to another, word by word",
    status: 200,
    run: ({ desk }, ctx) =>
      compareRevisions(desk, actorIn(ctx), param(ctx, "id"), param(ctx, "from"), param(ctx, "to")),
  },
  {
    method: "post",
    path: "/sources/accept",
    summary: "Accept the feed of the source in the query, which is held back, as it is now",
    query: ["source"],
    request: parseReason,
    status: 200,
    run: ({ desk }, ctx) =>
      acceptFeed(desk, actorIn(ctx), required(ctx, "source"), parseReason(bodyOf(ctx), "The acceptance").reason),
  },
  {
    method: "get",
    path: "/discover",
    summary: "The feeds that the page at the address in the query names",
    query: ["url"],
    status: 200,
    run: async ({ desk, fetchFeed }, ctx) => ({
      feeds: await discover(desk, actorIn(ctx), fetchFeed, required(ctx, "url")),
    }),
  },
  {
    method: "post",
    path: "/sources/opml",
    summary: "Partner files to save, made from an OPML list (text/x-opml); nothing is recorded",
    status: 200,
    run: async (_web, ctx) => {
      const { body } = ctx.request as { body?: unknown };
      if (typeof body === "string") return { proposals: proposePartners(body) };
      throw new DomainError("input.invalid", "Send the OPML with the content type text/x-opml.");
    },
  },
];

/** Bodies are read as UTF-8; a page in another encoding would lose letters without a word. */
function inUtf8(page: string, charset: string): string {
  const isOther = charset !== "" && !/^(?:utf-?8|us-ascii)$/iu.test(charset);
  if (!isOther && (charset !== "" || !page.includes("\uFFFD"))) return page;
  throw new DomainError("input.invalid", "The page is not in UTF-8; send it in UTF-8.");
}
