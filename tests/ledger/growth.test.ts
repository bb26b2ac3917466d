import assert from "node:assert/strict";
import { calculateObjectSize } from "bson";
import type { Digest } from "../../src/domain/digest.js";
import { DomainError } from "../../src/domain/error.js";
import type { Act, DomainEvent } from "../../src/domain/event.js";
import type { PartnerFacts } from "../../src/domain/partner.js";
import { systemActor } from "../../src/domain/role.js";
import { STORE_BOUNDS } from "../../src/ledger/bounds.js";
import { headOf, nextEntry } from "../../src/ledger/chain.js";
import { docOfEntry } from "../../src/ledger/entries.js";
import { KINDS } from "../../src/ledger/fold.js";
import { renewProjections } from "../../src/ledger/form.js";
import { type Ledger, openLedger } from "../../src/ledger/ledger.js";
import { rebuild, verify } from "../../src/ledger/verify.js";
import type { Desk } from "../../src/services/desk.js";
import { exportLedger } from "../../src/services/evidence.js";
import { knownPermissions } from "../../src/services/rulebook.js";
import { defineModels, ensureIndexes, type Models } from "../../src/store/models/models.js";
import type { ProjectionKind } from "../../src/store/models/projections.js";
import { openStore, type Store } from "../../src/store/store.js";
import { recordWith, TERMS } from "../domain/build.js";
import { temporaryFolder, testClock } from "../program.js";

const ACTOR = systemActor("test");
const BOUNDS = { documentBytes: 8_000, endingBytes: 16_000 };
/** One step adds about this many bytes to what an act names. */
const STEP_BYTES = 2_000;
const STEPS = Math.ceil((10 * BOUNDS.endingBytes) / STEP_BYTES);
const LATER = "2027-01-01T00:00:00.000Z";

const long = (step: number, bytes = STEP_BYTES) => `${step} ${"x".repeat(bytes)}`;
const digest = (step: number): Digest => `sha256:${String(step).padStart(64, "0")}`;
const keys = (step: number) => Array.from({ length: STEP_BYTES / 100 }, (_, index) => long(step * 1_000 + index, 90));
const addressed = (step: number) => ({
  outlet: `outlet-${step}`,
  channels: ["web"],
  revisions: Array.from({ length: 20 }, (_, index) => digest(index)),
  firstAt: LATER,
  lastAt: LATER,
  hours: 24,
});
const received = {
  type: "item.received",
  item: "item_a",
  partner: "lantern",
  source: "lantern/a",
  keys: ["k"],
} as const;
const other = { ...received, item: "item_b", keys: ["l"], revision: digest(1), findings: [] } as const;

/** Each kind with the acts by which it grows, further with every step. */
const GROWTH: Readonly<Record<ProjectionKind, (step: number) => readonly DomainEvent[]>> = {
  acceptance: (step) => [
    {
      type: "acceptance.given",
      acceptance: "acc_a",
      reason: long(step, step * STEP_BYTES),
      doubts: [],
      until: "2026-06-01T12:00:00.000Z",
    },
  ],
  account: (step) => [{ type: "account.role-given", account: "acct_a", role: step % 2 === 0 ? "editor" : "auditor" }],
  channel: (step) => [
    {
      type: "channel.recorded",
      channel: "web",
      facts: {
        id: "web",
        title: "Web",
        description: long(step, step * STEP_BYTES),
        homepage: "http://gazette.example/",
        outlet: null,
        medium: "web",
        territories: ["GB"],
        language: "en",
        formats: ["rss"],
        maxItems: 10,
      },
    },
  ],
  instruction: (step) => [
    {
      type: "instruction.given",
      instruction: "inst_a",
      source: "lantern/a",
      channel: "web",
      by: long(step, step * STEP_BYTES),
      until: LATER,
    },
  ],
  item: (step) =>
    step === 0
      ? [{ ...received, revision: digest(0), findings: [] }, other]
      : [
          { type: "item.sighted", item: "item_a", partner: "lantern", source: `lantern/${step}`, keys: keys(step) },
          { type: "item.revised", item: "item_a", source: "lantern/a", revision: digest(step), findings: [] },
          { type: "item.approved", item: "item_a", revision: digest(step), channels: [`web-${step}`], by: "acct_a" },
          { type: "item.parted", item: "item_a", source: `lantern/${step}`, keys: keys(step), reason: "r", by: "b" },
        ],
  key: (step) => [{ type: "key.made", key: "key_a", x: long(step, step * STEP_BYTES) }],
  license: (step) => [
    {
      type: "license.recorded",
      license: "house",
      version: {
        digest: digest(step),
        name: "House",
        spdx: null,
        url: null,
        terms: TERMS,
        notice: "",
        text: long(step),
      },
    },
  ],
  override: (step) => [
    {
      type: "override.given",
      override: "over_a",
      item: "item_a",
      channel: null,
      codes: [],
      by: "acct_a",
      role: "rights",
      reason: long(step, step * STEP_BYTES),
      until: LATER,
    },
  ],
  partner: (step) => [
    {
      type: "partner.recorded",
      partner: "lantern",
      facts: {
        id: "lantern",
        name: "The Lantern",
        sources: Array.from({ length: step * 20 }, (_, index) => ({
          id: `lantern/${index}`,
          title: long(index, 50),
          url: "http://lantern.example/",
          pollIntervalMinutes: 30,
        })),
      } as unknown as PartnerFacts,
    },
  ],
  permission: (step) => {
    const record = recordWith({ works: { authors: [long(step)] } });
    return step === 0
      ? [{ type: "permission.granted", permission: "perm_a", record }]
      : [{ type: "permission.amended", permission: "perm_a", record, reason: "again" }];
  },
  release: (step) => [
    {
      type: "release.opened",
      release: `rel_${step}`,
      item: "item_a",
      partner: "lantern",
      channel: "web",
      revision: digest(step),
      permission: "perm_a",
      permissionVersion: 1,
      under: keys(step).slice(0, step),
    },
  ],
  source: (step) => [
    { type: "source.paused", source: "lantern/a", by: "acct_a", reason: long(step, step * STEP_BYTES) },
  ],
  takedown: (step) =>
    step === 0
      ? [{ type: "takedown.requested", takedown: "take_a", item: "item_a", reason: "r", by: "b", recipients: [] }]
      : [{ type: "takedown.extended", takedown: "take_a", recipients: [addressed(step)] }],
};

/** What polls bring is never refused: an item has bounds of its own, and they are reached long before these. */
const ROOMY = { documentBytes: 100_000, endingBytes: 100_000 };

/** Acts that only end something have more room; of the others, one that stands for them. */
const ACTS: Readonly<Partial<Record<ProjectionKind, Act>>> = { source: "pause", takedown: "take-down" };

describe("whatever grows", () => {
  const folder = temporaryFolder();
  let store: Store;
  let models: Models;
  let ledger: Ledger;

  before(async () => {
    store = await openStore({
      mongodbUri: process.env.MONGODB_URI ?? null,
      dataDir: folder.path,
      dbName: `imprimatur_growth_${process.pid}`,
    });
    models = defineModels(store.connection);
  });
  const open = async (bounds = BOUNDS) => {
    ledger = await openLedger(models, testClock(), { bounds });
  };
  beforeEach(async () => {
    await store.connection.dropDatabase();
    await ensureIndexes(models);
    await open();
  });
  after(async () => {
    await store.connection.dropDatabase();
    await store.close();
    folder.remove();
  });

  const record = (act: Act, events: readonly DomainEvent[]) =>
    ledger.act(ACTOR, act, async () => ({ events, result: true }));
  /** True where it was recorded, false where it was refused as too large, before anything was appended. */
  const attempt = async (act: Act, events: readonly DomainEvent[]): Promise<boolean> => {
    const { seq } = ledger.head();
    try {
      return await record(act, events);
    } catch (error) {
      assert.ok(error instanceof DomainError && error.code === "act.too-large", String(error));
      assert.match(error.message, /nothing was done\. \S/u);
      assert.equal(await models.entry.countDocuments({}), seq);
      return false;
    }
  };
  const desk = () => ({ models, ledger }) as unknown as Desk;
  const bodiesAside = (faults: readonly string[]) => faults.filter((fault) => !/^body \S+ is missing$/u.test(fault));

  /** The desk goes on, starts anew, and is what its ledger says. */
  const assertWhole = async (): Promise<void> => {
    await record("give-role", [{ type: "account.role-given", account: "acct_z", role: "editor" }]);
    await open();
    assert.deepEqual(bodiesAside((await verify(models, null)).faults), []);
    assert.equal(await rebuild(models), 0);
    let lines = 0;
    for await (const line of exportLedger(desk(), `${folder.path}/keys/checkpoint.pem`)) {
      assert.ok(line.length > 0);
      lines++;
    }
    assert.equal(lines, ledger.head().seq + 1);
  };

  for (const kind of KINDS) {
    it(`never stops the desk: ${kind}, taken to ten times its bound`, async () => {
      const bounds = kind === "item" ? ROOMY : BOUNDS;
      await open(bounds);
      let refused = 0;
      for (let step = 0; step < STEPS && refused < 3; step++) {
        if (!(await attempt(ACTS[kind] ?? "grant", GROWTH[kind](step)))) refused++;
      }
      if (kind === "item") assert.equal(refused, 0);
      for await (const doc of models.projected[kind].collection.find({})) {
        assert.ok(calculateObjectSize(doc) <= (ACTS[kind] === undefined ? bounds.documentBytes : bounds.endingBytes));
      }
      await assertWhole();
    });
  }

  const AUTHORS = Array.from({ length: 480 }, (_, index) => long(index, 1_900));
  const amended = (): DomainEvent => ({
    type: "permission.amended",
    permission: "perm_a",
    record: recordWith({ works: { authors: AUTHORS } }),
    reason: "again",
  });
  const granted: DomainEvent = { type: "permission.granted", permission: "perm_a", record: recordWith() };

  it("goes on when a permission that names 480 long authors is amended twenty times and more", async () => {
    await open(STORE_BOUNDS);
    await record("grant", [granted]);
    for (let version = 2; version <= 23; version++) await record("amend", [amended()]);
    const [known] = await knownPermissions(desk(), "lantern");
    assert.deepEqual(
      known?.versions.map(({ version }) => version),
      Array.from({ length: 23 }, (_, index) => index + 1),
    );
    await record("revoke", [{ type: "permission.revoked", permission: "perm_a", reason: "ended", effectiveAt: LATER }]);
    await assertWhole();
  });

  it("heals a ledger that an older program could not fold any more", async () => {
    await record("grant", [granted]);
    const oldForm = { seq: 1, partner: "lantern", versions: [{ version: 1, state: "active", record: recordWith() }] };
    await models.projected.permission.collection.replaceOne({ _id: "perm_a" as never }, oldForm);
    let head = await ledger.catchUp();
    for (let version = 2; version <= 23; version++) {
      const entry = nextEntry(head, ACTOR, "amend", [amended()], head.at, { own: head.at, store: null });
      await models.entry.collection.insertOne(docOfEntry(entry) as never);
      head = headOf(entry);
    }
    assert.equal(await renewProjections(models), 23);
    await open(STORE_BOUNDS);
    assert.equal((await knownPermissions(desk(), "lantern"))[0]?.versions.length, 23);
    await assertWhole();
  });
});
