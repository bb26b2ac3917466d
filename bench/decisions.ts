import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { assess } from "../src/domain/clearance.js";
import type { Permission } from "../src/domain/permission.js";
import { rulesOf, scanOf } from "../src/domain/rules.js";
import type { Use } from "../src/domain/use.js";
import type { WorkFacts, WorkNames } from "../src/domain/works.js";
import { AT, permissionWith, recordWith, USE, WORK } from "../tests/domain/build.js";
import { type BenchRow, median } from "./row.js";

const ROUNDS = 5;
const MILLISECONDS = 400;
/** Permissions of one partner: one for everything, some for authors and tags, a prohibition, the rest for single items. */
const PER_PARTNER = 50;
const WORKS = 2_000;
const SIZES = [10, 1_000, 10_000, 100_000] as const;

const TARGET_PER_SECOND = 300_000;
const TARGET_SLOWDOWN = 2;

const TERMS_OF = { media: ["web", "newsletter"], territories: { include: ["GB", "IE"], exclude: [] } } as const;
/** As licenses have it: many permissions, few terms. */
const NARROW = recordWith({ terms: TERMS_OF }).terms;
const ONWARD = recordWith({ terms: { ...TERMS_OF, onward: "anyone" } }).terms;
const FORBIDDING = recordWith({ terms: { effect: "deny" } }).terms;

function permission(index: number): Permission {
  const partner = `partner-${Math.floor(index / PER_PARTNER)}`;
  const place = index % PER_PARTNER;
  const id = `perm_${String(index).padStart(6, "0")}`;
  const until = `2027-01-${String((place % 28) + 1).padStart(2, "0")}T00:00:00.000Z`;
  const made = permissionWith(id, {
    partner,
    window: { from: "2026-01-01T00:00:00.000Z", until },
    works: worksAt(place, index),
  });
  const terms = place === 0 ? ONWARD : place === 1 ? FORBIDDING : NARROW;
  return { ...made, versions: made.versions.map((version) => ({ ...version, record: { ...version.record, terms } })) };
}

function worksAt(place: number, index: number): Partial<WorkNames> {
  if (place === 0) return {};
  if (place === 1) return { tags: ["Guest"] };
  if (place < 6) return { authors: [`Author ${place}`] };
  return place < 10 ? { tags: [`Tag ${place}`] } : { items: [`item_${index}`] };
}

/** Columns of partners all over the record: about a sixth have a permission of their own besides the partner's. */
function worksFor(size: number): readonly WorkFacts[] {
  const partners = Math.max(1, Math.floor(size / PER_PARTNER));
  return Array.from({ length: WORKS }, (_, index) => {
    const place = (index * 7_919) % partners;
    const item = index % 6 === 0 ? `item_${place * PER_PARTNER + 10 + (index % 40)}` : `item_other_${index}`;
    return {
      ...WORK,
      id: item,
      partner: `partner-${place}`,
      authors: [`Author ${index % 12}`],
      tags: [`Tag ${index % 20}`],
    };
  });
}

const USES: readonly Use[] = [
  USE,
  { ...USE, channel: "newsletter", medium: "newsletter", territories: ["GB", "IE"] },
  { ...USE, channel: "post", outlet: "tidewater-post" },
  { ...USE, channel: "world", territories: "worldwide" },
];

interface Measured {
  readonly size: number;
  readonly perSecond: number;
  /** Where no column is asked about twice. */
  readonly perSecondOnce: number;
  readonly bytesEach: number;
}

function measure(size: number): Measured {
  const before = heapBytes();
  const rules = rulesOf({ permissions: Array.from({ length: size }, (_, index) => permission(index)) });
  const bytesEach = (heapBytes() - before) / size;
  const works = worksFor(size);
  const again = perSecond(works, (work, use) => assess(use, work, rules, AT));
  const once = perSecond(works, (work, use) => assess(use, { ...work }, rules, AT));
  return { size, perSecond: again, perSecondOnce: once, bytesEach };
}

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

function heapBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** Answers a second with few and with many permissions on record, beside a scan of all and one look-up of a property. */
export async function benchDecisions(): Promise<readonly BenchRow[]> {
  measure(1_000);
  const measured = SIZES.map(measure);
  const at = (size: number) => measured.find((found) => found.size === size) ?? measure(size);
  const scan = scanOf({ permissions: Array.from({ length: 10_000 }, (_, index) => permission(index)) });
  const works = worksFor(10_000);
  const scanned = perSecond(works, (work, use) => assess(use, work, scan, AT));
  const known = new Map(works.map((work) => [work.id, { cleared: true }]));
  const lookedUp = perSecond(works, (work) => known.get(work.id)?.cleared);
  const slowdown = at(1_000).perSecond / at(100_000).perSecond;
  return [
    ...measured.map(({ size, perSecond: rate }) => rowOf(size, rate)),
    { name: "10,000 permissions, no column asked about twice", value: at(10_000).perSecondOnce, unit: "per second" },
    { name: "10,000 permissions, linear scan", value: scanned, unit: "per second" },
    { name: "index / scan at 10,000 permissions", value: at(10_000).perSecond / scanned, unit: "× the rate" },
    {
      name: "time of a decision, 100,000 / 1,000 permissions",
      value: slowdown,
      unit: "×",
      target: `at most ${TARGET_SLOWDOWN}`,
      met: slowdown <= TARGET_SLOWDOWN,
    },
    { name: "one decision / one property look-up", value: lookedUp / at(10_000).perSecond, unit: "× the time" },
    { name: "memory, 100,000 permissions", value: at(100_000).bytesEach, unit: "bytes per permission" },
  ];
}

function rowOf(size: number, value: number): BenchRow {
  const row = { name: `decisions, ${size.toLocaleString("en")} permissions`, value, unit: "per second" };
  if (size !== 10_000) return row;
  return { ...row, target: `at least ${TARGET_PER_SECOND.toLocaleString("en")}`, met: value >= TARGET_PER_SECOND };
}

/** The median of several rounds. */
function perSecond(works: readonly WorkFacts[], ask: (work: WorkFacts, use: Use) => unknown): number {
  return median(Array.from({ length: ROUNDS }, () => rateOf(works, ask)));
}

function rateOf(works: readonly WorkFacts[], ask: (work: WorkFacts, use: Use) => unknown): number {
  const began = performance.now();
  let done = 0;
  while (performance.now() - began < MILLISECONDS) {
    for (let burst = 0; burst < 100; burst++, done++) {
      const work = works[done % works.length];
      const use = USES[done % USES.length];
      if (work === undefined || use === undefined) throw new TypeError("the bench has works and uses");
      ask(work, use);
    }
  }
  return (done / (performance.now() - began)) * 1_000;
}
