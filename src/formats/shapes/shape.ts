import type { AnySchema, ErrorObject, ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { DataValidationCxt } from "ajv/dist/types/index.js";
import addFormats from "ajv-formats";
import { DomainError, type ErrorCode, type Problem } from "../../domain/error.js";
import { readInstant } from "../../domain/window.js";

/** At most this many problems are listed for one rejected input. */
const MAX_PROBLEMS = 50;
/** Characters of a wrong value that are repeated. */
const MAX_SHOWN_VALUE = 80;

/**
 * Parses untrusted input into a domain type, once, at the edge.
 *
 * @throws DomainError with the given code; every problem has a JSON pointer and says what is expected.
 */
export interface Parse<T> {
  (input: unknown, what: string, code?: ErrorCode): T;
  /** The JSON Schema it checks, for the API's own description. */
  readonly schema: AnySchema;
}

const ajv = new Ajv2020({ allErrors: true, verbose: true, useDefaults: true, allowUnionTypes: true, strict: true });
addFormats.default(ajv, ["uri"]);
/** Says to readers of the schema what is wanted; `x-instant` checks it. */
ajv.addFormat("date-time", true);
ajv.addKeyword({
  keyword: "x-instant",
  type: "string",
  schemaType: "boolean",
  modifying: true,
  validate: readsInstant,
});

/** Takes what RFC 3339 allows, and puts it into the one form in which instants compare as text. */
function readsInstant(_schema: unknown, text: string, _parent?: unknown, place?: DataValidationCxt): boolean {
  const instant = readInstant(text);
  if (instant !== null && place !== undefined) place.parentData[place.parentDataProperty] = instant;
  return instant !== null;
}

/**
 * Makes a JSON Schema (draft 2020-12) into a parser; it is compiled when it is first used, since a command line uses
 * few. Defaults are filled into a copy, never into the input.
 */
export function shape<T>(schema: AnySchema): Parse<T> {
  let compiled: ValidateFunction | null = null;
  const parse = (input: unknown, what: string, code: ErrorCode = "input.invalid"): T => {
    if (isTooDeep(input)) throw tooDeep(what, code);
    compiled ??= ajv.compile(schema);
    const validate = compiled;
    const copy: unknown = structuredClone(input);
    if (validate(copy)) return copy as T;
    const problems = problemsOf(validate.errors ?? []);
    throw new DomainError(code, `${what} is not valid: ${summary(problems)}`, problems);
  };
  return Object.assign(parse, { schema });
}

/** Objects and lists within one another that any input may have; what is deeper is not walked. */
const MAX_DEPTH = 64;

function tooDeep(what: string, code: ErrorCode): DomainError {
  const detail = `is nested more than ${MAX_DEPTH} deep; send it flat`;
  return new DomainError(code, `${what} is not valid: it ${detail}.`, [{ pointer: "", detail }]);
}

/** Whether what was sent nests deeper than any input may; level by level, without recursion. */
export function isTooDeep(input: unknown): boolean {
  let level: unknown[] = [input];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((value) => (typeof value === "object" && value !== null ? Object.values(value) : []));
  }
  return false;
}

function summary(problems: readonly Problem[]): string {
  return problems.map(({ pointer, detail }) => `${pointer === "" ? "the whole" : pointer} ${detail}`).join("; ");
}

/** Ajv reports each failed branch of a choice; the choice itself says enough. */
function problemsOf(errors: readonly ErrorObject[]): readonly Problem[] {
  const shown = errors.slice(0, MAX_PROBLEMS);
  return shown.map((error) => ({ pointer: error.instancePath, detail: `${detailOf(error)}${foundIn(error)}` }));
}

/** The value found, where it is short enough to be read. */
function foundIn({ keyword, data }: ErrorObject): string {
  if (keyword === "additionalProperties" || keyword === "required" || keyword === "anyOf") return "";
  if (Array.isArray(data)) return `; it has ${data.length} values`;
  if (typeof data === "object" && data !== null) return "";
  const value = JSON.stringify(data) ?? "nothing";
  return `; it is ${value.length > MAX_SHOWN_VALUE ? `${value.slice(0, MAX_SHOWN_VALUE)}…` : value}`;
}

function detailOf({ keyword, params, message }: ErrorObject): string {
  if (keyword === "additionalProperties") return `has an unknown member “${params.additionalProperty}”`;
  if (keyword === "enum") return `must be one of ${(params.allowedValues as unknown[]).join(", ")}`;
  if (keyword === "required") return `lacks the member “${params.missingProperty}”`;
  if (keyword === "x-instant") return "must be an instant, as 2026-03-01T09:00:00Z";
  return message ?? `fails ${keyword}`;
}
