import type { Doc } from "./bson.js";
import type { Index } from "./catalog.js";
import { Fault } from "./fault.js";
import { inverted, keyOf } from "./keys.js";
import { matcherOf, parseFilter } from "./match.js";
import { indexValues, leaves } from "./paths.js";

/** The keys that a document has in an index, without doubles; none where the index leaves it out. */
export function entriesOf(index: Index, doc: Doc): { readonly keys: readonly Buffer[]; readonly multikey: boolean } {
  if (!isIndexed(index, doc)) return { keys: [], multikey: false };
  const columns = index.fields.map(({ path, direction }) => {
    const { values, multikey } = indexValues(doc, path);
    const keys = values.map((value) => (direction === 1 ? keyOf(value) : inverted(keyOf(value))));
    return { keys, multikey };
  });
  const arrays = columns.filter(({ keys }) => keys.length > 1).length;
  if (arrays > 1) throw new Fault(171, "CannotIndexParallelArrays", `cannot index parallel arrays in ${index.name}`);
  const combined = columns.reduce<Buffer[]>(
    (prefixes, { keys }) => prefixes.flatMap((prefix) => keys.map((key) => Buffer.concat([prefix, key]))),
    [Buffer.alloc(0)],
  );
  const distinct = new Map(combined.map((key) => [key.toString("latin1"), key]));
  return { keys: [...distinct.values()], multikey: columns.some(({ multikey }) => multikey) };
}

function isIndexed(index: Index, doc: Doc): boolean {
  if (index.partial !== null && !matcherOf(parseFilter(index.partial))(doc)) return false;
  return (
    !index.sparse || index.fields.some(({ path }) => leaves(doc, path.split(".")).some((value) => value !== undefined))
  );
}
