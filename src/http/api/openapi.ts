import { DEFAULT_PAGE_ROWS, MAX_PAGE_ROWS } from "../../services/lists/page.js";
import { KEY_LIFE_HOURS } from "../../services/once.js";
import { MAX_KEY_CHARACTERS } from "../once.js";
import type { Operation } from "./operation.js";

const problem = {
  type: "object",
  required: ["type", "title", "status", "code", "detail"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { type: "string", description: "Stable; what a program decides by" },
    detail: { type: "string", description: "One sentence for a person, with what to do" },
    errors: {
      type: "array",
      items: {
        type: "object",
        properties: { pointer: { type: "string", description: "RFC 6901" }, detail: { type: "string" } },
      },
    },
  },
} as const;

/** What every list takes. */
const PAGING = [
  {
    name: "after",
    in: "query",
    required: false,
    description: "Where a page begins: follow `next` of the page before, or its Link header with rel=next",
    schema: { type: "string" },
  },
  {
    name: "limit",
    in: "query",
    required: false,
    description: "Rows of a page at most; a page of large rows ends earlier",
    schema: { type: "integer", minimum: 1, maximum: MAX_PAGE_ROWS, default: DEFAULT_PAGE_ROWS },
  },
] as const;

/** The API's own description, made from the same table as the router. */
export function openApi(operations: readonly Operation[], baseUrl: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    const path = `/api/v1${operation.path.replace(/:(\w+)/gu, "{$1}")}`;
    paths[path] = { ...paths[path], [operation.method]: describe(operation) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Imprimatur", version: "1", description: "The rights desk for republishing." },
    servers: [{ url: baseUrl }],
    security: [{ bearer: [] }],
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer" },
        outlet: { type: "http", scheme: "bearer", description: "The token of one of the outlet's channels" },
      },
      schemas: { Problem: problem },
    },
    paths,
  };
}

function describe(operation: Operation): object {
  const inPath = [...operation.path.matchAll(/:(\w+)/gu)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const inQuery = (operation.query ?? []).map((name) => ({
    name,
    in: "query",
    required: false,
    schema: { type: "string" },
  }));
  const inHeader = [
    ...(operation.isVersioned === true ? [IF_MATCH] : []),
    ...(operation.takesKey === true ? [IDEMPOTENCY_KEY] : []),
  ];
  const body = operation.request === undefined ? {} : { requestBody: jsonBody(operation.request.schema) };
  return {
    summary: operation.summary,
    ...(operation.access === undefined ? {} : { security: operation.access === "anyone" ? [] : [{ outlet: [] }] }),
    parameters: [...inPath, ...inQuery, ...(operation.isPaged === true ? PAGING : []), ...inHeader],
    ...body,
    responses: {
      [String(operation.status)]: {
        description: "Done",
        content: { "application/json": { schema: { type: "object" } } },
      },
      default: {
        description: "A problem document (RFC 9457)",
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
  };
}

const IF_MATCH = {
  name: "If-Match",
  in: "header",
  required: false,
  description:
    "The ETag that the record was read with, where the body names no version; 409 where it is not the latest",
  schema: { type: "string" },
} as const;

const IDEMPOTENCY_KEY = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    `Any text that the caller chose for this one request: for ${KEY_LIFE_HOURS} hours, the same request sent again with it ` +
    "records nothing and is answered as the first time; 422 where it came with another request",
  schema: { type: "string", maxLength: MAX_KEY_CHARACTERS },
} as const;

function jsonBody(schema: unknown): object {
  return { required: true, content: { "application/json": { schema } } };
}
