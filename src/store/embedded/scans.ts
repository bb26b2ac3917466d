import type { Doc } from "./bson.js";
import type { Field } from "./entries.js";
import type { Condition, Filter } from "./filter.js";

/** `scan`: every document was read to find some; `sort`: found ones were sorted in memory; `listing`: all were asked for. */
export type ScanKind = "scan" | "sort" | "listing";

/** A query that no index served, its values left out. */
export interface Scan {
  readonly ns: string;
  readonly filter: Doc;
  readonly sort: Doc;
  readonly why: ScanKind;
  count: number;
}

export type NoteScan = (namespace: string, filter: Filter, sort: readonly Field[], why: ScanKind) => void;

/** Distinct queries that are remembered. */
const MAX_SCANS = 200;

/** Remembers queries that no index served, for a test that wants none. */
export function scanLog(): { readonly note: NoteScan; list(): readonly Scan[]; clear(): void } {
  const scans = new Map<string, Scan>();
  return {
    note: (ns, filter, sort, why) => {
      const shape = shapeOf(filter);
      const order = Object.fromEntries(sort.map(({ path, direction }) => [path.text, direction]));
      const key = JSON.stringify([ns, shape, order, why]);
      const known = scans.get(key);
      if (known !== undefined) known.count++;
      else if (scans.size < MAX_SCANS) scans.set(key, { ns, filter: shape, sort: order, why, count: 1 });
    },
    list: () => [...scans.values()],
    clear: () => scans.clear(),
  };
}

function shapeOf({ conditions, alternatives, excluded }: Filter): Doc {
  const shape: Doc = {};
  for (const condition of conditions) addCondition(shape, condition);
  if (alternatives.length > 0) shape.$or = alternatives.flat().map(shapeOf);
  if (excluded.length > 0) shape.$nor = excluded.map(shapeOf);
  return shape;
}

function addCondition(shape: Doc, { path, test }: Condition): void {
  const known = shape[path.text];
  shape[path.text] = { ...(typeof known === "object" ? known : {}), [test.operator]: "?" };
}
