import type { Problem } from "../../domain/error.js";

/** Members, values and objects of a policy: a policy that lists every country of several outlets has some thousands. */
export const MAX_POLICY_NODES = 50_000;
/** Objects and lists within one another; what this desk writes is ten deep. */
export const MAX_POLICY_DEPTH = 40;
/** Characters of all names and texts together. */
export const MAX_POLICY_CHARACTERS = 1_000_000;

interface Waiting {
  readonly value: unknown;
  readonly pointer: string;
  readonly depth: number;
}

const problem = (pointer: string, detail: string): Problem => ({ pointer, detail });

/** Escapes a member’s name for a JSON pointer (RFC 6901 §3). */
export function pointerTo(pointer: string, member: string | number): string {
  return `${pointer}/${String(member).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** Why the input is too big, too deep or no JSON to be read at all; null where it may be read. Does not recurse. */
export function boundProblem(input: unknown): Problem | null {
  if (typeof input !== "object" || input === null)
    return problem("", "must be a JSON-LD object; send the policy itself.");
  const waiting: Waiting[] = [{ value: input, pointer: "", depth: 0 }];
  let nodes = 0;
  let characters = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, pointer, depth } = next;
    nodes += 1;
    if (typeof value === "string") characters += value.length;
    if (nodes > MAX_POLICY_NODES || characters > MAX_POLICY_CHARACTERS) return tooBig();
    if (typeof value !== "object" || value === null) {
      if (["string", "number", "boolean"].includes(typeof value) || value === null) continue;
      return problem(pointer, "is no JSON; send JSON-LD.");
    }
    if (depth >= MAX_POLICY_DEPTH)
      return problem(pointer, `lies more than ${MAX_POLICY_DEPTH} deep; flatten the policy.`);
    if (nodes + membersIn(value) > MAX_POLICY_NODES) return tooBig();
    for (const [name, member] of Object.entries(value)) {
      if (name === "__proto__") return problem(pointer, "has a member __proto__; remove it.");
      characters += Array.isArray(value) ? 0 : name.length;
      waiting.push({ value: member, pointer: pointerTo(pointer, name), depth: depth + 1 });
    }
  }
  return null;
}

function membersIn(value: object): number {
  return Array.isArray(value) ? value.length : Object.keys(value).length;
}

function tooBig(): Problem {
  return problem(
    "",
    `is too big: at most ${MAX_POLICY_NODES} values and ${MAX_POLICY_CHARACTERS} characters are read; send fewer policies at once.`,
  );
}
