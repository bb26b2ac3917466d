import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { assess } from "../src/domain/clearance.js";
import type { Permission } from "../src/domain/permission.js";
import { type Rules, rulesOf, scanOf } from "../src/domain/rules.js";
import type { Use } from "../src/domain/use.js";
import type { WorkFacts, WorkNames } from "../src/domain/works.js";
import { AT, permissionWith, recordWith, USE, WORK } from "../tests/domain/build.js";
import { type BenchRow, median } from "./row.js";

const ROUNDS = 7;
const MILLISECONDS = 300;
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

interface Prepared {
  readonly size: number;
  readonly rules: Rules;
  readonly works: readonly WorkFacts[];
  readonly bytesEach: number;
}

function prepare(size: number): Prepared {
  const before = heapBytes();
  const rules = rulesOf({ permissions: Array.from({ length: size }, (_, index) => permission(index)) });
  return { size, rules, works: worksFor(size), bytesEach: (heapBytes() - before) / size };
}

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

function heapBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** Answers a second with few and with many permissions on record, beside a scan of all and one look-up of a property. */
export async function benchDecisions(): Promise<readonly BenchRow[]> {
  const prepared = SIZES.map(prepare);
  const scan = scanOf({ permissions: Array.from({ length: 10_000 }, (_, index) => permission(index)) });
  const works = worksFor(10_000);
  const known = new Map(works.map((work) => [work.id, { cleared: true }]));
  const tenThousand = prepared.find(({ size }) => size === 10_000)?.rules ?? scan;
  const asked: readonly Asked[] = [
    ...prepared.map(({ size, rules, works: own }) => ({
      name: String(size),
      works: own,
      ask: (work: WorkFacts, use: Use) => assess(use, work, rules, AT),
    })),
    { name: "once", works, ask: (work, use) => assess(use, { ...work }, tenThousand, AT) },
    { name: "scan", works, ask: (work, use) => assess(use, work, scan, AT) },
    { name: "property", works, ask: (work) => known.get(work.id)?.cleared },
  ];
  const rates = interleaved(asked);
  const at = (name: string | number) => rates.get(String(name)) ?? 0;
  const slowdown = at(1_000) / at(100_000);
  return [
    ...SIZES.map((size) => rowOf(size, at(size))),
    { name: "10,000 permissions, no column asked about twice", value: at("once"), unit: "per second" },
    { name: "10,000 permissions, linear scan", value: at("scan"), unit: "per second" },
    { name: "index / scan at 10,000 permissions", value: at(10_000) / at("scan"), unit: "× the rate" },
    {
      name: "time of a decision, 100,000 / 1,000 permissions",
      value: slowdown,
      unit: "×",
      target: `at most ${TARGET_SLOWDOWN}`,
      met: slowdown <= TARGET_SLOWDOWN,
    },
    { name: "one decision / one property look-up", value: at("property") / at(10_000), unit: "× the time" },
    { name: "memory, 100,000 permissions", value: prepared.at(-1)?.bytesEach ?? 0, unit: "bytes per permission" },
  ];
}

function rowOf(size: number, value: number): BenchRow {
  const row = { name: `decisions, ${size.toLocaleString("en")} permissions`, value, unit: "per second" };
  if (size !== 10_000) return row;
  return { ...row, target: `at least ${TARGET_PER_SECOND.toLocaleString("en")}`, met: value >= TARGET_PER_SECOND };
}

interface Asked {
  readonly name: string;
  readonly works: readonly WorkFacts[];
  readonly ask: (work: WorkFacts, use: Use) => unknown;
}

/** The median of several rounds, each of which asks everything once, so that what else runs on the machine meets all alike. */
function interleaved(asked: readonly Asked[]): ReadonlyMap<string, number> {
  const rates = asked.map((): number[] => []);
  for (let round = -1; round < ROUNDS; round++) {
    for (const [index, { works, ask }] of asked.entries()) {
      const rate = rateOf(works, ask);
      if (round >= 0) rates[index]?.push(rate);
    }
  }
  return new Map(asked.map(({ name }, index) => [name, median(rates[index] ?? [])]));
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
