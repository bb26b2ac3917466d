import { systemActor } from "../../src/domain/role.js";
import { openLedger } from "../../src/ledger/ledger.js";
import { systemClock } from "../../src/program.js";
import { defineModels, ensureIndexes } from "../../src/store/models/models.js";
import { openStore } from "../../src/store/store.js";

/** A process that does acts on a store shared with others, as many at once as it can. */
const [dataDir = "", dbName = "", name = "", acts = "0"] = process.argv.slice(2);
const store = await openStore({ mongodbUri: process.env.MONGODB_URI ?? null, dataDir, dbName });
const models = defineModels(store.connection);
await ensureIndexes(models);
const ledger = await openLedger(models, systemClock);
const act = (account: string) =>
  ledger.act(systemActor("test"), "give-role", async () => ({
    events: [{ type: "account.role-given", account, role: "editor" }],
    result: account,
  }));
await Promise.all(Array.from({ length: Number(acts) }, (_, index) => act(`acct_${name}${index}`)));
await ledger.close();
await store.close();
