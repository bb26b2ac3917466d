import assert from "node:assert/strict";
import { assess } from "../../../src/domain/clearance.js";
import { DUTY_CLASSES, dutyOf } from "../../../src/domain/duty.js";
import type { Permission } from "../../../src/domain/permission.js";
import { rulesOf } from "../../../src/domain/rules.js";
import { readPolicy } from "../../../src/formats/odrl/readPolicy.js";
import { type PolicyJson, writeClearance, writePermission } from "../../../src/formats/odrl/writePolicy.js";
import { permissionWith } from "../../domain/build.js";
import { questionOf, recordOf } from "../../domain/rights/generated.js";
import { diceOf } from "../../domain/rights/pools.js";
import { rounds, runs } from "../../runs.js";
import { versionOf } from "./records.js";

const SEED = 20_261_123;
const RECORDS = runs(150);
const ASSESSED = runs(40);

async function agreedIn(policy: PolicyJson) {
  const sent: unknown = JSON.parse(JSON.stringify(policy));
  const { agreed, problems } = await readPolicy(sent);
  assert.deepEqual(problems, [], JSON.stringify(policy, null, 1));
  const [record, ...more] = agreed;
  assert.ok(record !== undefined);
  assert.equal(more.length, 0);
  return record;
}

/** Every action of every rule, with what stands for an action with refinements. */
function actionsIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(actionsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [
    ...(name === "action" ? [member].flat() : []),
    ...actionsIn(member),
  ]);
}

describe("a permission as ODRL", () => {
  it("is the same record and state when it is read again, whatever it says", async () => {
    const dice = diceOf(SEED);
    for (const index of rounds(RECORDS, "records")) {
      const version = versionOf(dice);
      const { state, ...record } = await agreedIn(writePermission({ id: "perm_1", version }));
      assert.deepEqual({ state, record }, { state: version.state, record: version.record }, `record ${index}`);
    }
  });

  it("says every class of duty so that it is read as the same duty", async () => {
    const duties = DUTY_CLASSES.map((name) =>
      dutyOf(
        name === "pixel" ? { class: name, parameters: { url: "https://lantern.example/p.gif" } } : { class: name },
      ),
    );
    const permission = permissionWith("perm_1", { terms: { duties } });
    const [version] = permission.versions;
    assert.ok(version !== undefined);
    const { terms } = await agreedIn(writePermission({ id: "perm_1", version }));
    assert.deepEqual(terms.duties, duties);
  });

  it("never says a bare use", () => {
    const dice = diceOf(SEED + 1);
    for (const _ of rounds(RECORDS, "records")) {
      const actions = actionsIn(writePermission({ id: "perm_1", version: versionOf(dice) }));
      assert.ok(actions.length > 0);
      for (const action of actions) {
        const name = typeof action === "string" ? action : JSON.stringify((action as PolicyJson)["rdf:value"]);
        assert.ok(!["use", "odrl:use", '{"@id":"odrl:use"}', "http://www.w3.org/ns/odrl/2/use"].includes(name), name);
      }
    }
  });

  it("decides alike before and after it went through ODRL", async () => {
    const dice = diceOf(SEED + 2);
    let cleared = 0;
    for (const _ of rounds(ASSESSED, "records")) {
      const record = recordOf(dice);
      const permissions = await Promise.all(record.permissions.map(throughOdrl));
      const [before, after] = [rulesOf(record), rulesOf({ ...record, permissions })];
      for (let question = 0; question < 10; question++) {
        const { use, work, at } = questionOf(dice);
        const answer = assess(use, work, before, at);
        if (answer.verdict === "cleared") cleared++;
        assert.deepEqual(assess(use, work, after, at), answer);
      }
    }
    assert.ok(cleared > 0, `${cleared} were cleared`);
  });

  it("gives an answer that cannot be taken for an agreement", async () => {
    const dice = diceOf(SEED + 3);
    for (let index = 0; index < 50; index++) {
      const record = recordOf(dice);
      const { use, work, at } = questionOf(dice);
      const clearance = assess(use, work, rulesOf(record), at);
      const policy = writeClearance({ clearance, use, work, at });
      assert.equal(policy["impr:verdict"], clearance.verdict);
      assert.equal("permission" in policy, clearance.verdict === "cleared");
      const { agreed, problems } = await readPolicy(JSON.parse(JSON.stringify(policy)));
      assert.deepEqual(agreed, []);
      assert.ok(problems.some(({ detail }) => detail.includes("answer to one question")));
    }
  });
});

async function throughOdrl(permission: Permission): Promise<Permission> {
  const versions = [];
  for (const version of permission.versions) {
    const { state, license, ...record } = await agreedIn(writePermission({ id: permission.id, version }));
    assert.ok(license !== null);
    versions.push({ ...version, state, record: { ...record, license } });
  }
  return { ...permission, versions };
}
