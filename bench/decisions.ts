import { assess, type Use } from "../src/domain/clearance.js";
import type { Terms } from "../src/domain/license.js";
import type { Permission, WorkFacts } from "../src/domain/permission.js";
import { type BenchRow, median } from "./row.js";

const ROUNDS = 5;
const MILLISECONDS = 300;
const AT = "2026-06-01T12:00:00.000Z";

const TERMS: Terms = {
  effect: "allow",
  actions: ["republish"],
  media: ["web"],
  territories: { include: ["GB", "IE"], exclude: [] },
  components: { text: "allow", headline: "allow", images: "deny", embeds: "deny" },
  onward: "none",
  edits: "verbatim",
  duties: [],
};
const USE: Use = {
  action: "republish",
  channel: "web",
  outlet: null,
  medium: "web",
  territories: ["GB"],
  edits: "verbatim",
};
const WORK: WorkFacts = {
  id: "item_1",
  partner: "p",
  sources: ["p/s"],
  authors: ["Author 0"],
  tags: [],
  reserved: null,
};

function permission(index: number): Permission {
  const record = {
    partner: "p",
    license: { id: "house", digest: "sha256:00" },
    grantor: { name: "P", basis: "owner" },
    rightsHolder: "P",
    works: { sources: [], authors: [`Author ${index}`], tags: [], items: [] },
    terms: TERMS,
    window: { from: "2026-01-01T00:00:00.000Z", until: "2027-01-01T00:00:00.000Z" },
    creditLine: null,
    notice: null,
    reference: null,
    evidence: "a letter",
  } as const;
  const version = {
    version: 1,
    recordedAt: "2026-01-01T00:00:00.000Z",
    state: "active",
    record,
    reason: null,
  } as const;
  return { id: `perm_${index}`, partner: "p", versions: [version] };
}

/** Answers per second with 1 and with 100 permissions of one partner, beside looking one property up. */
export async function benchDecisions(): Promise<readonly BenchRow[]> {
  const one = { permissions: [permission(0)] };
  const many = { permissions: Array.from({ length: 100 }, (_, index) => permission(index)) };
  const known = new Map([[WORK.id, { cleared: true }]]);
  const works: readonly (() => unknown)[] = [
    () => assess(USE, WORK, one, AT),
    () => assess(USE, WORK, many, AT),
    () => known.get(WORK.id)?.cleared,
  ];
  const rates = works.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++) works.forEach((work, index) => rates[index]?.push(perSecond(work)));
  const [single = 0, hundred = 0, lookup = 0] = rates.map(median);
  return [
    { name: "decisions, 1 permission of the partner", value: single, unit: "per second" },
    { name: "decisions, 100 permissions of the partner", value: hundred, unit: "per second" },
    { name: "one decision / one property look-up", value: lookup / single, unit: "× the time" },
  ];
}

function perSecond(work: () => unknown): number {
  const began = performance.now();
  let done = 0;
  while (performance.now() - began < MILLISECONDS) for (let burst = 0; burst < 100; burst++, done++) work();
  return (done / (performance.now() - began)) * 1_000;
}
