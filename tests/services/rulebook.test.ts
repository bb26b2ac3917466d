import assert from "node:assert/strict";
import fc from "fast-check";
import type { DomainEvent } from "../../src/domain/event.js";
import { latestVersion } from "../../src/domain/permission.js";
import { systemActor } from "../../src/domain/role.js";
import { type Ledger, openLedger } from "../../src/ledger/ledger.js";
import type { Desk } from "../../src/services/desk.js";
import { knownPermissions } from "../../src/services/rulebook.js";
import { defineModels, ensureIndexes, type Models } from "../../src/store/models/models.js";
import { openStore, type Store } from "../../src/store/store.js";
import { recordWith } from "../domain/build.js";
import { temporaryFolder, testClock } from "../program.js";

const ACTOR = systemActor("test");

/** A read of permissions that arrives late, and maybe in another order than it was asked in. */
interface Held {
  readonly arrived: Promise<unknown>;
  release(): void;
}

describe("permissions kept in memory", () => {
  const folder = temporaryFolder();
  let store: Store;
  let models: Models;
  let ledger: Ledger;
  /** What holds the next read back, and hears that the store has answered it. */
  let holding: { readonly gate: Promise<void>; readonly answered: () => void } | null = null;
  let partners = 0;

  before(async () => {
    store = await openStore({
      mongodbUri: process.env.MONGODB_URI ?? null,
      dataDir: folder.path,
      dbName: `imprimatur_rulebook_${process.pid}`,
    });
    models = defineModels(store.connection);
    const { permission } = models.projected;
    const find = permission.find.bind(permission) as (...asked: unknown[]) => { exec(): Promise<unknown> };
    permission.find = ((...asked: unknown[]) => {
      const [query, held] = [find(...asked), holding];
      const exec = query.exec.bind(query);
      query.exec = async () => {
        const docs = await exec();
        held?.answered();
        await held?.gate;
        return docs;
      };
      return query;
    }) as never;
    await store.connection.dropDatabase();
    await ensureIndexes(models);
    ledger = await openLedger(models, testClock());
  });
  after(async () => {
    await store.connection.dropDatabase();
    await store.close();
    folder.remove();
  });

  /** A desk that has read nothing, and a permission of a partner of its own. */
  const granted = async () => {
    const desk = { models, ledger } as unknown as Desk;
    const [partner, permission] = [`partner-${++partners}`, `perm_${partners}`];
    await record({ type: "permission.granted", permission, record: recordWith({ partner }) });
    const known = async () => {
      const [one] = await knownPermissions(desk, partner);
      assert.ok(one !== undefined);
      return latestVersion(one);
    };
    return { partner, permission, known, heldRead: () => heldRead(known) };
  };
  const record = (event: DomainEvent) => ledger.act(ACTOR, "grant", async () => ({ events: [event], result: null }));
  /** A read that the store has answered, and that arrives when it is released. */
  const heldRead = async (read: () => Promise<unknown>): Promise<Held> => {
    let [release, answered] = [() => {}, () => {}];
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const isAnswered = new Promise<void>((resolve) => {
      answered = resolve;
    });
    holding = { gate, answered };
    const arrived = read();
    holding = null;
    await isAnswered;
    return { arrived, release };
  };

  it("stay revoked when an older read arrives late", async () => {
    const { permission, known, heldRead } = await granted();
    const late = await heldRead();
    await record({ type: "permission.revoked", permission, reason: "ended" });
    assert.equal((await known()).state, "revoked");
    late.release();
    await late.arrived;
    assert.equal((await known()).state, "revoked");
  });

  it("are never older than what was read before, in whatever order reads arrive", async () => {
    const step = fc.oneof(
      fc.constant({ do: "act" } as const),
      fc.constant({ do: "ask" } as const),
      fc.record({ do: fc.constant("arrive" as const), which: fc.nat(5) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const { partner, permission, known, heldRead } = await granted();
        const amended = {
          type: "permission.amended",
          permission,
          record: recordWith({ partner }),
          reason: "x",
        } as const;
        const held: Held[] = [];
        let version = 1;
        for (const one of steps) {
          if (one.do === "act") {
            await record(amended);
            version++;
          } else if (one.do === "ask") held.push(await heldRead());
          else {
            const [late] = held.splice(one.which % Math.max(held.length, 1), 1);
            late?.release();
            await late?.arrived;
          }
          assert.equal((await known()).version, version);
        }
        for (const late of held) late.release();
        await Promise.all(held.map(({ arrived }) => arrived));
        assert.equal((await known()).version, version);
      }),
      { numRuns: 15 },
    );
  });
});
