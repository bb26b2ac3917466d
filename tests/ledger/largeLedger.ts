import { digestOfText } from "../../src/domain/digest.js";
import type { DomainEvent } from "../../src/domain/event.js";
import { systemActor } from "../../src/domain/role.js";
import { MAX_EVENTS_PER_ENTRY, openLedger } from "../../src/ledger/ledger.js";
import { defineModels, ensureIndexes } from "../../src/store/models/models.js";
import { openStore } from "../../src/store/store.js";
import { testClock } from "../program.js";

/** Run as a process of its own: makes a ledger of so many columns in a folder, a tenth of them revised and released. */
const [path, size] = process.argv.slice(2) as [string, string];
const columns = Number(size);
const store = await openStore({ mongodbUri: null, dataDir: path });
const models = defineModels(store.connection);
await ensureIndexes(models);
const ledger = await openLedger(models, testClock());

const body = (name: string) => {
  const content = Buffer.from(JSON.stringify({ title: name, html: `<p>${"The tide came in. ".repeat(20)}</p>` }));
  return { _id: digestOfText(content), content, reading: Buffer.from("{}") };
};
const key = (text: string) => digestOfText(text);
for (let from = 0; from < columns; from += MAX_EVENTS_PER_ENTRY / 2) {
  const numbers = Array.from(
    { length: Math.min(columns - from, MAX_EVENTS_PER_ENTRY / 2) },
    (_, index) => from + index,
  );
  const bodies = numbers.map((number) => body(`column ${number}`));
  const again = numbers.filter((number) => number % 10 === 0).map((number) => body(`column ${number}, revised`));
  await models.revision.collection.insertMany([...bodies, ...again] as never[], { ordered: false });
  const at = { partner: "lantern", source: "lantern/columns" };
  const received = numbers.map(
    (number, index): DomainEvent => ({
      type: "item.received",
      item: `item_${String(number).padStart(9, "0")}`,
      ...at,
      keys: [key(`id ${number}`), key(`url ${number}`), key(`text ${number}`)],
      revision: bodies[index]?._id ?? key(""),
      findings: [],
    }),
  );
  const revised = again.flatMap(({ _id: revision }, index): readonly DomainEvent[] => {
    const item = `item_${String(from + index * 10).padStart(9, "0")}`;
    const opened = { item, partner: "lantern", channel: "web", revision, permission: "perm_a", permissionVersion: 1 };
    return [
      { type: "item.revised", item, source: at.source, revision, findings: [] },
      { type: "release.opened", release: `rel_${key(item).slice(7, 31)}`, ...opened },
    ];
  });
  await ledger.act(systemActor("test"), "poll", async () => ({ events: received, result: null }));
  await ledger.act(systemActor("test"), "poll", async () => ({ events: revised, result: null }));
}
await ledger.close();
await store.close();
