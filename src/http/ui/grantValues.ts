import type { Problem } from "../../domain/error.js";

/** The values and problems of the form, by the name of the field. */
export interface Fields {
  readonly value: (name: string) => string;
  readonly chosen: (name: string) => readonly string[];
  readonly problem: (name: string) => string | undefined;
  /** Name, value and problem of a text field. */
  readonly text: (name: string) => { name: string; value: string; problem: string | undefined };
}

interface Given {
  readonly values: Readonly<Record<string, string | readonly string[]>>;
  readonly problems: readonly Problem[];
  readonly amends: string | null;
}

/** Which field a JSON pointer of a rejected grant is about, from the most to the least exact. */
const FIELDS: readonly (readonly [pointer: string, field: string])[] = [
  ["/grantor/name", "grantorName"],
  ["/grantor/basis", "grantorBasis"],
  ["/grantor", "grantorName"],
  ["/works/sources", "sources"],
  ["/works/authors", "authors"],
  ["/works/tags", "tags"],
  ["/works/items", "items"],
  ["/works", "sources"],
  ["/territories/exclude", "territoriesExclude"],
  ["/territories", "territoriesInclude"],
  ["/onward/outlets", "outlets"],
];
const SAME = new Set(
  "license partner rightsHolder media components onward edits from until openEnded creditLine notice reference evidence reason".split(
    " ",
  ),
);

/** The field that a problem belongs to, or null where it belongs to none. */
export function fieldOf(pointer: string): string | null {
  const found = FIELDS.find(([start]) => pointer === start || pointer.startsWith(`${start}/`));
  const first = pointer.split("/")[1] ?? "";
  return found?.[1] ?? (SAME.has(first) ? first : null);
}

export function fieldsOf({ values, problems }: Given): Fields {
  const chosen = (name: string) => [values[name] ?? []].flat();
  const value = (name: string) => chosen(name).join(", ");
  const problem = (name: string) => {
    const details = problems.filter(({ pointer }) => fieldOf(pointer) === name).map(({ detail }) => detail);
    return details.length === 0 ? undefined : details.join(" ");
  };
  return { value, chosen, problem, text: (name) => ({ name, value: value(name), problem: problem(name) }) };
}
