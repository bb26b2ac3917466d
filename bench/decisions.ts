import { assess } from "../src/domain/clearance.js";
import type { Permission } from "../src/domain/permission.js";
import { AT, WORK as ONE, permissionWith, USE } from "../tests/domain/build.js";
import { type BenchRow, median } from "./row.js";

const ROUNDS = 5;
const MILLISECONDS = 300;
const WORK = { ...ONE, authors: ["Author 0"] };

function permission(index: number): Permission {
  const works = { sources: [], authors: [`Author ${index}`], tags: [], items: [] };
  const window = { from: "2026-01-01T00:00:00.000Z", until: "2027-01-01T00:00:00.000Z" };
  return permissionWith(`perm_${index}`, {
    works,
    window,
    terms: { media: ["web"], territories: { include: ["GB", "IE"], exclude: [] } },
  });
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
  for (let round = 0; round < ROUNDS; round++)
    for (const [index, work] of works.entries()) rates[index]?.push(perSecond(work));
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
