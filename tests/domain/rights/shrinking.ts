import fc from "fast-check";
import type { Permission, PermissionVersion } from "../../../src/domain/permission.js";
import type { Terms } from "../../../src/domain/terms.js";
import { WORLDWIDE } from "../../../src/domain/territory.js";
import { ACTIONS, COMMON_USE } from "../../../src/domain/use.js";
import { ALL_WORKS } from "../../../src/domain/works.js";
import { recordWith, TERMS, USE, WORK } from "../build.js";
import { type Case, caseOf } from "./generated.js";

/** Cases for fast-check: made by the cheap generator, made simpler by what is left out or set to its plainest value. */

const PLAIN_TERMS: Omit<Terms, "effect" | "absolute"> = {
  ...TERMS,
  actions: ACTIONS,
  territories: WORLDWIDE,
  onward: "anyone",
  ads: "against",
};

export function* simplerCases(given: Case): Generator<Case> {
  const { record } = given;
  const { permissions, uses = [], overrides = [] } = record;
  for (const list of withoutEach(permissions)) yield { ...given, record: { ...record, permissions: list } };
  for (const list of withoutEach(uses)) yield { ...given, record: { ...record, uses: list } };
  for (const list of withoutEach(overrides)) yield { ...given, record: { ...record, overrides: list } };
  for (const [index, permission] of permissions.entries()) {
    for (const simpler of simplerPermissions(permission)) {
      yield { ...given, record: { ...record, permissions: permissions.with(index, simpler) } };
    }
  }
  for (const [index, override] of overrides.entries()) {
    for (const codes of withoutEach(override.codes)) {
      yield { ...given, record: { ...record, overrides: overrides.with(index, { ...override, codes }) } };
    }
  }
  const { channel: _, ...plainUse } = { ...COMMON_USE, channel: "", territories: ["GB"] };
  for (const use of plainer(given.use, plainUse)) yield { ...given, use };
  for (const work of plainer(given.work, { ...WORK, id: given.work.id })) yield { ...given, work };
}

function* simplerPermissions(permission: Permission): Generator<Permission> {
  const { versions } = permission;
  if (versions.length > 1) for (const list of withoutEach(versions)) yield { ...permission, versions: list };
  for (const [index, version] of versions.entries()) {
    for (const simpler of simplerVersions(version)) yield { ...permission, versions: versions.with(index, simpler) };
  }
}

function* simplerVersions(version: PermissionVersion): Generator<PermissionVersion> {
  const { record } = version;
  if (version.state !== "active") yield { ...version, state: "active" };
  const plain = { parent: null, licensees: "anyone", exclusivity: null, works: ALL_WORKS } as const;
  for (const simpler of plainer(record, plain)) yield { ...version, record: simpler };
  for (const window of plainer(record.window, { from: null, until: null })) {
    yield { ...version, record: { ...record, window } };
  }
  for (const terms of plainer(record.terms, PLAIN_TERMS)) yield { ...version, record: { ...record, terms } };
}

function* withoutEach<T>(list: readonly T[]): Generator<readonly T[]> {
  for (const index of list.keys()) yield list.toSpliced(index, 1);
}

/** One field after the other set to its plainest value, where it is not that already. */
function* plainer<T extends object>(value: T, plain: Partial<T>): Generator<T> {
  for (const [field, plainest] of Object.entries(plain)) {
    const present: unknown = Reflect.get(value, field);
    if (JSON.stringify(present) !== JSON.stringify(plainest)) yield { ...value, [field]: plainest };
  }
}

/** The simplest case found that still fails. */
export function shrunk(failing: Case, fails: (given: Case) => boolean): Case {
  for (const simpler of simplerCases(failing)) if (fails(simpler)) return shrunk(simpler, fails);
  return failing;
}

/** What of a case is not as plain as can be, in one line. */
export function told({ use, work, record, at }: Case): string {
  const versions = record.permissions.flatMap(({ id, versions: all }) =>
    all.map(({ since, state, record: own }) => ({ id, since, state, ...beyond(own, recordWith()) })),
  );
  const { uses, overrides } = record;
  return JSON.stringify({ at, use: beyond(use, USE), work: beyond(work, WORK), versions, uses, overrides });
}

function beyond(value: object, plain: object): object {
  const isPlain = (field: string, own: unknown) => JSON.stringify(own) === JSON.stringify(Reflect.get(plain, field));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([field, own]) => !isPlain(field, own))
      .map(([field, own]) => [field, field === "terms" ? beyond(own, TERMS) : own]),
  );
}

class CaseArbitrary extends fc.Arbitrary<Case> {
  override generate(random: fc.Random): fc.Value<Case> {
    return new fc.Value(
      caseOf((sides) => random.nextInt(0, sides - 1)),
      undefined,
    );
  }

  override canShrinkWithoutContext(_: unknown): _ is Case {
    return false;
  }

  override shrink(given: Case): fc.Stream<fc.Value<Case>> {
    return fc.stream(simplerCases(given)).map((simpler) => new fc.Value(simpler, undefined));
  }
}

export const anyCase: fc.Arbitrary<Case> = new CaseArbitrary();
