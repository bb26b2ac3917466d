import assert from "node:assert/strict";
import fc from "fast-check";
import { assess } from "../../../src/domain/clearance.js";
import type { Permission, PermissionRecord } from "../../../src/domain/permission.js";
import { readPolicy } from "../../../src/formats/odrl/readPolicy.js";
import { writeClearance, writePermission } from "../../../src/formats/odrl/writePolicy.js";
import { AT, permissionWith, USE, WORK } from "../../domain/build.js";
import { caseOf } from "../../domain/rights/generated.js";
import { diceOf } from "../../domain/rights/pools.js";
import { record, state, versionOf } from "./generated.js";

const RUNS = 300;
const overTheWire = (policy: unknown): unknown => JSON.parse(JSON.stringify(policy));

/** Every action that a policy names, wherever it stands. */
function actionsIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const inner = actionsIn(member);
    if (name !== "action" && name !== "rdf:value") return inner;
    const named: readonly unknown[] = Array.isArray(member) ? member : [member];
    const iris = named.map((one) => (typeof one === "object" && one !== null && "@id" in one ? one["@id"] : one));
    return [...inner, ...iris.filter((one) => typeof one === "string")];
  });
}

/** A permission as it comes back: every version read again from what was written of it. */
async function readBack(permission: Permission): Promise<Permission> {
  const versions = permission.versions.map(async (version) => {
    const policy = writePermission({ id: permission.id, version });
    const { agreed, problems } = await readPolicy(overTheWire(policy));
    assert.deepEqual(problems, []);
    const [only] = agreed;
    assert.ok(only !== undefined && only.license !== null);
    const { state: read, license, ...rest } = only;
    const back: PermissionRecord = { ...rest, license };
    return { ...version, state: read, record: back };
  });
  return { ...permission, versions: await Promise.all(versions) };
}

describe("a permission as ODRL", () => {
  it("comes back as the record that was written, member by member", async () => {
    await fc.assert(
      fc.asyncProperty(record, state, async (given, at) => {
        const policy = writePermission({ id: "perm_a", version: versionOf(given, at) });
        const { agreed, problems } = await readPolicy(overTheWire(policy));
        assert.deepEqual(problems, []);
        assert.deepEqual(agreed, [{ ...given, state: at }]);
      }),
      { numRuns: RUNS },
    );
  });

  it("never holds a bare use, nor any action that the record does not speak of", async () => {
    await fc.assert(
      fc.asyncProperty(record, async (given) => {
        const policy = writePermission({ id: "perm_a", version: versionOf(given) });
        const actions = actionsIn(policy);
        assert.ok(actions.length > 0);
        for (const action of actions) assert.doesNotMatch(action, /(?:^|[:#/])(?:use|transfer|sell|give|derive)$/u);
      }),
      { numRuns: RUNS },
    );
  });

  it("answers every question after export and import as it did before", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 0xffff_ffff }), async (seed) => {
        const { use, work, record: rights, at } = caseOf(diceOf(seed));
        const permissions = await Promise.all(rights.permissions.map(readBack));
        assert.deepEqual(assess(use, work, { ...rights, permissions }, at), assess(use, work, rights, at));
      }),
      { numRuns: 400 },
    );
  });

  it("is an offer that names no assignee where it is for anyone, and an agreement with one otherwise", () => {
    const typeOf = (licensees: PermissionRecord["licensees"]) => {
      const [version] = permissionWith("perm_a", { licensees }).versions;
      assert.ok(version !== undefined);
      const policy = writePermission({ id: "perm_a", version });
      return [policy["@type"], JSON.stringify(policy).includes('"assignee"')];
    };
    assert.deepEqual(typeOf("anyone"), ["Offer", false]);
    assert.deepEqual(typeOf("house"), ["Agreement", true]);
    assert.deepEqual(typeOf({ outlets: ["post"] }), ["Agreement", true]);
  });
});

describe("a clearance as ODRL", () => {
  const permission = permissionWith("perm_a", { window: { from: null, until: "2026-07-01T00:00:00.000Z" } });

  it("permits exactly the item, outlet, medium, territory and language asked about, until the answer changes", () => {
    const clearance = assess(USE, WORK, { permissions: [permission] }, AT);
    const policy = writeClearance({ clearance, use: USE, work: WORK, at: AT });
    const rule = JSON.stringify(policy.permission);
    assert.equal(policy.prohibition, undefined);
    for (const part of ["item_1", "iso3166-1a3/GBR", "en-GB", '"web"', "urn:x-imprimatur:house", AT]) {
      assert.ok(rule.includes(part), part);
    }
    const end = {
      leftOperand: "dateTime",
      operator: "lt",
      rightOperand: { "@value": "2026-07-01T00:00:00.000Z", "@type": "xsd:dateTime" },
    };
    assert.ok(rule.includes(JSON.stringify(end)));
    assert.deepEqual(policy["impr:verdict"], "cleared");
  });

  it("is a prohibition with every reason where the answer is no", () => {
    const use = { ...USE, outlet: "post", action: "translate" } as const;
    const clearance = assess(use, WORK, { permissions: [permission] }, AT);
    const policy = writeClearance({ clearance, use, work: WORK, at: AT });
    assert.equal(policy.permission, undefined);
    assert.ok(policy.prohibition !== undefined);
    assert.ok(clearance.reasons.length > 0);
    for (const { sentence } of clearance.reasons)
      assert.ok(JSON.stringify(policy["impr:reason"]).includes(JSON.stringify(sentence)));
  });

  it("is refused as an agreement: an answer is none", async () => {
    const clearance = assess(USE, WORK, { permissions: [permission] }, AT);
    const policy = overTheWire(writeClearance({ clearance, use: USE, work: WORK, at: AT }));
    const { agreed, problems } = await readPolicy(policy);
    assert.deepEqual(agreed, []);
    assert.ok(problems.some(({ pointer, detail }) => pointer === "/@type" && detail.includes("no agreement")));
  });

  it("never holds a bare use, whatever was asked and answered", () => {
    fc.assert(
      fc.property(fc.nat({ max: 0xffff_ffff }), (seed) => {
        const { use, work, record: rights, at } = caseOf(diceOf(seed));
        const policy = writeClearance({ clearance: assess(use, work, rights, at), use, work, at });
        assert.ok(!actionsIn(policy).some((action) => /(?:^|[:#/])use$/u.test(action)));
      }),
      { numRuns: RUNS },
    );
  });
});
