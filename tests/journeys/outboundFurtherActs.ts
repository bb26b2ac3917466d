import fc from "fast-check";
import { currentRevision, type Item } from "../../src/domain/item.js";
import { latestVersion, type Permission } from "../../src/domain/permission.js";
import type { Takedown } from "../../src/domain/takedown.js";
import { plusDays } from "../../src/domain/window.js";
import { requestOf } from "../../src/services/agreement.js";
import { instruct } from "../../src/services/instructions.js";
import { merge, split } from "../../src/services/merging.js";
import { endOverride } from "../../src/services/overrides.js";
import { allStates, getRevision } from "../../src/services/reads.js";
import { amend } from "../../src/services/rights.js";
import { sweep } from "../../src/services/sweep.js";
import { liftTakedown, takeDown } from "../../src/services/takedowns.js";
import type { RunningDesk } from "../program.js";
import { ACTOR, act, anItem, channel, chosen, days, forget, index, polled } from "./outboundActs.js";

const REASON = "A test";

async function aPermission({ program: { desk } }: RunningDesk, which: number): Promise<Permission | undefined> {
  return chosen(await allStates<Permission>(desk, "permission"), which);
}

/** The partner's tombstone for one of its columns. */
function tombstoneOf(guid: string, when: string): string {
  return (
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"><id>urn:x</id>' +
    `<title>The Lantern</title><updated>${when}</updated><at:deleted-entry ref="${guid}" when="${when}"/></feed>`
  );
}

async function guidOf({ program: { desk } }: RunningDesk, item: Item): Promise<string> {
  const { content } = await getRevision(desk, currentRevision(item).digest);
  return content.title.replace("Column ", "");
}

/** What happens to a desk less often: to a column as a whole, to what a permission says, and by itself. */
export const furtherActs = [
  index.map((which) =>
    act(`the partner withdraws ${which}`, async (believed, desk) => {
      const item = await anItem(desk, which);
      const guid = await guidOf(desk, item);
      believed.columns.delete(guid);
      desk.partner.serve(tombstoneOf(guid, desk.clock()), "application/atom+xml");
      await polled(believed, desk);
      forget(believed, item.id);
    }),
  ),
  index.map((which) =>
    act(`take down ${which}`, async (believed, desk) => {
      const { id } = await anItem(desk, which);
      await takeDown(desk.program.desk, ACTOR, id, REASON);
      forget(believed, id);
    }),
  ),
  index.map((which) =>
    act(`lift takedown ${which}`, async (_believed, desk) => {
      const found = chosen(await allStates<Takedown>(desk.program.desk, "takedown"), which);
      if (found !== undefined) await liftTakedown(desk.program.desk, ACTOR, found.id, REASON);
    }),
  ),
  fc.tuple(index, index).map(([one, other]) =>
    act(`merge ${other} into ${one}`, async (believed, desk) => {
      const [{ id }, merged] = [await anItem(desk, one), await anItem(desk, other)];
      await merge(desk.program.desk, ACTOR, id, merged.id, REASON);
      forget(believed, merged.id);
    }),
  ),
  index.map((which) =>
    act(`split ${which}`, async (_believed, desk) => {
      const items = await allStates<Item>(desk.program.desk, "item");
      const found = chosen(
        items.filter(({ merged }) => merged !== undefined),
        which,
      );
      const into = items.find(({ absorbed }) => absorbed?.some(({ item }) => item === found?.id));
      if (found === undefined || into === undefined) return;
      await split(desk.program.desk, ACTOR, into.id, { item: found.id, source: null }, REASON);
    }),
  ),
  fc.tuple(channel, days).map(([into, until]) =>
    act(`instruct ${into} for ${until} days`, async (believed, desk) => {
      const end = plusDays(desk.clock(), until);
      await instruct(desk.program.desk, ACTOR, { source: "lantern/columns", channel: into, until: end });
      believed.instructed.push({ channel: into, until: end });
    }),
  ),
  fc.tuple(index, fc.boolean()).map(([which, isEmpty]) =>
    act(`amend ${which} so that its notice is ${isEmpty ? "empty" : "whole"}`, async (_believed, desk) => {
      const permission = await aPermission(desk, which);
      if (permission === undefined) return;
      const request = requestOf(latestVersion(permission).record);
      // The house license has no address.
      const notice = isEmpty ? "{licenseUrl}" : null;
      await amend(desk.program.desk, ACTOR, permission.id, {
        ...request,
        notice,
        reason: REASON,
        version: latestVersion(permission).version,
      });
    }),
  ),
  index.map((which) =>
    act(`end override ${which}`, async (_believed, desk) => {
      const found = chosen(await allStates<{ readonly id: string }>(desk.program.desk, "override"), which);
      if (found !== undefined) await endOverride(desk.program.desk, ACTOR, found.id);
    }),
  ),
  fc.constant(
    act("sweep", async (_believed, { program: { desk } }) => {
      await sweep(desk, null);
    }),
  ),
];
