import { join } from "node:path";
import pino from "pino";
import { readConfig } from "../../src/config.js";
import { systemActor } from "../../src/domain/role.js";
import { openProgram, systemClock } from "../../src/program.js";
import { parseGrant } from "../../src/services/input.js";
import { FIRST_PAGE } from "../../src/services/lists/page.js";
import { listPermissions } from "../../src/services/lists/permissions.js";
import { queue } from "../../src/services/lists/queue.js";
import { approve } from "../../src/services/review.js";
import { grant } from "../../src/services/rights.js";
import { grantOf } from "../program.js";

/** A desk that polls and approves as fast as it can, says what was acknowledged, and waits to be killed. */
const [folder = ""] = process.argv.slice(2);
/** It does not outlive the test. */
process.stdin.resume().once("end", () => process.exit());
const actor = systemActor("test");
const config = readConfig({
  DATA_DIR: join(folder, "data"),
  FEEDS_DIR: join(folder, "feeds"),
  LICENSES_DIR: join(folder, "licenses"),
  ALLOW_PRIVATE_NETWORKS: "true",
});
const program = await openProgram({ config, withExample: false, clock: systemClock, log: pino({ level: "silent" }) });
const { desk } = program;
const say = (line: string) => process.stdout.write(`${line}\n`);

await program.apply(actor);
if ((await listPermissions(desk, actor, null, FIRST_PAGE)).rows.length === 0)
  await grant(desk, actor, parseGrant(grantOf(), "The permission"));
say("ready");
for (;;) {
  const [polled] = await program.poll(actor, ["lantern/columns"]);
  if (polled !== undefined && polled.changes.received > 0) say(`received ${polled.changes.received}`);
  for (const { item, revision } of (await queue(desk, actor, "waiting", FIRST_PAGE)).rows) {
    await approve(desk, actor, item.id, { revision: revision as `sha256:${string}`, channels: ["web"] });
    say(`approved ${item.id}`);
  }
}
