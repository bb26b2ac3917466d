import type { Context } from "koa";
import { DomainError } from "../../domain/error.js";
import type { Parse } from "../../services/input.js";
import { DEFAULT_PAGE_ROWS, MAX_PAGE_ROWS, type Page, type PageQuery } from "../../services/lists/page.js";
import { queryOf, type Web } from "../context.js";

/** One operation of the API. The router and the OpenAPI document are both made from this table. */
export interface Operation {
  readonly method: "get" | "post" | "delete";
  /** Below `/api/v1`, with `:name` for parameters. */
  readonly path: string;
  readonly summary: string;
  readonly query?: readonly string[];
  /** A list, answered page by page: takes `after` and `limit` in the query. */
  readonly isPaged?: true;
  readonly request?: Parse<unknown>;
  /** It replaces a record: `version` in the body or the header `If-Match` says which one it was decided from. */
  readonly isVersioned?: true;
  /** It makes a new thing: sent again with the same `Idempotency-Key`, it makes none. */
  readonly takesKey?: true;
  /** Left out: the desk's people, with an API token. `outlet`: an outlet, with the token of one of its channels. */
  readonly access?: "anyone" | "outlet";
  readonly status: 200 | 201;
  readonly run: (web: Web, ctx: Context) => Promise<unknown>;
}

/** The JSON body of a request. @throws DomainError `input.invalid` where it is none */
export function bodyOf(ctx: Context): unknown {
  const { body } = ctx.request as { body?: unknown };
  if (body !== undefined && ctx.is("json", "+json") !== false) return body;
  throw new DomainError("input.invalid", "Send a JSON body with the content type application/json.");
}

/** A value of the query that must be there. @throws DomainError `input.invalid` */
export function required(ctx: Context, name: string): string {
  const value = queryOf(ctx, name);
  if (value === null) throw new DomainError("input.invalid", `Name the ${name} in the query: ?${name}=…`);
  return value;
}

/** A whole number of the query, or null where it is absent. @throws DomainError `input.invalid` */
export function numberIn(ctx: Context, name: string, max: number): number | null {
  const text = queryOf(ctx, name);
  if (text === null) return null;
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= max) return number;
  throw new DomainError("input.invalid", `${name} must be a whole number from 1 to ${max}.`);
}

/** The page of a list that the query asks for. @throws DomainError `input.invalid` for more rows than a page holds */
export function pageIn(ctx: Context): PageQuery {
  return { after: queryOf(ctx, "after"), limit: numberIn(ctx, "limit", MAX_PAGE_ROWS) ?? DEFAULT_PAGE_ROWS };
}

/** A page under the name of what it lists. Where the next one is stands in `next`, and in a `Link` header (RFC 8288). */
export function listing<Row>(
  ctx: Context,
  name: string,
  page: Page<Row>,
): Readonly<Record<string, readonly Row[] | string | null>> {
  if (page.next === null) return { [name]: page.rows, next: null };
  const asked = Object.entries(ctx.query).flatMap(([member, value]) =>
    [value].flat().map((one) => [member, one ?? ""]),
  );
  const query = new URLSearchParams([...asked.filter(([member]) => member !== "after"), ["after", page.next]]);
  const next = `${ctx.path}?${query}`;
  ctx.set("Link", `<${next}>; rel="next"`);
  return { [name]: page.rows, next };
}

/** An entity tag that is a version; a proxy may have made it a weak one. */
const VERSION_TAG = /^(?:W\/)?"(\d{1,9})"$/u;

/** A request with the version that its header names, where its body names none. @throws DomainError `input.invalid` */
export function ofVersion<Request extends { readonly version: number | null }>(
  ctx: Context,
  request: Request,
): Request {
  const header = ctx.get("If-Match").trim();
  if (header === "") return request;
  const version = Number(VERSION_TAG.exec(header)?.[1]);
  if (version > 0 && (request.version ?? version) === version) return { ...request, version };
  throw new DomainError(
    "input.invalid",
    `If-Match must be the ETag that the record was read with, say "3", and the same version as in the body; nothing was changed.`,
  );
}
