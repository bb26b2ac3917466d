import type { Engine } from "./engine.js";
import { Fault, unsupported } from "./fault.js";
import type { Filter } from "./filter.js";
import type { Inserted } from "./insertAll.js";
import { assemble, element, rawDocument, slice, type Value } from "./raw.js";
import type { Updater } from "./update.js";

/** Inserts a document made from what the query says for certain, and the update. */
export function upsert(engine: Engine, namespace: string, filter: Filter, updater: Updater): Inserted {
  return engine.table(namespace).insert(rawDocument(updater(seedOf(filter), true)));
}

/** The equalities of a query as a document. @throws Fault where MongoDB would read more, or other, out of it. */
function seedOf({ conditions, alternatives }: Filter): Value {
  const parts = new Map<string, Buffer>();
  for (const { path, test } of conditions) {
    if (test.operator === "$in" && test.operands.length === 1) throw unsupported("an upsert by $in with one value");
    if (test.operator !== "$eq") continue;
    const [operand] = test.operands;
    if (path.names.length > 1) throw unsupported(`an upsert by the dotted path ${path.text}`);
    if (parts.has(path.text))
      throw new Fault(
        54,
        "NotSingleValueField",
        `cannot infer query fields to set, path '${path.text}' is matched twice`,
      );
    if (operand !== undefined) parts.set(path.text, element(operand.type, path.text, slice(operand)));
  }
  if (alternatives.some((branches) => branches.length === 1)) throw unsupported("an upsert by $or with one branch");
  return rawDocument(assemble([...parts.values()]));
}
