import type { AnySchema, ErrorObject } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { DomainError, type ErrorCode, type Problem } from "../../domain/error.js";

/** At most this many problems are listed for one rejected input. */
const MAX_PROBLEMS = 50;

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

const ajv = new Ajv2020({ allErrors: true, useDefaults: true, allowUnionTypes: true, strict: true });
addFormats.default(ajv, ["uri", "date-time"]);

/** Compiles a JSON Schema (draft 2020-12) into a parser. Defaults are filled into a copy, never into the input. */
export function shape<T>(schema: AnySchema): Parse<T> {
  const validate = ajv.compile(schema);
  const parse = (input: unknown, what: string, code: ErrorCode = "input.invalid"): T => {
    const copy: unknown = structuredClone(input);
    if (validate(copy)) return copy as T;
    const problems = problemsOf(validate.errors ?? []);
    throw new DomainError(code, `${what} is not valid: ${summary(problems)}`, problems);
  };
  return Object.assign(parse, { schema });
}

function summary(problems: readonly Problem[]): string {
  return problems.map(({ pointer, detail }) => `${pointer === "" ? "the whole" : pointer} ${detail}`).join("; ");
}

/** Ajv reports each failed branch of a choice; the choice itself says enough. */
function problemsOf(errors: readonly ErrorObject[]): readonly Problem[] {
  return errors.slice(0, MAX_PROBLEMS).map((error) => ({ pointer: error.instancePath, detail: detailOf(error) }));
}

function detailOf({ keyword, params, message }: ErrorObject): string {
  if (keyword === "additionalProperties") return `has an unknown member “${params.additionalProperty}”`;
  if (keyword === "enum") return `must be one of ${(params.allowedValues as unknown[]).join(", ")}`;
  if (keyword === "required") return `lacks the member “${params.missingProperty}”`;
  return message ?? `fails ${keyword}`;
}
