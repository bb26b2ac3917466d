import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import pino from "pino";
import { readConfig } from "../../src/config.js";
import { systemActor } from "../../src/domain/role.js";
import { createListener } from "../../src/http/listener.js";
import { openProgram, systemClock } from "../../src/program.js";
import { issueOutletToken } from "../../src/services/accounts.js";
import { parseGrant } from "../../src/services/input.js";
import { FIRST_PAGE } from "../../src/services/lists/page.js";
import { listPermissions } from "../../src/services/lists/permissions.js";
import { queue } from "../../src/services/lists/queue.js";
import { approve } from "../../src/services/review.js";
import { grant } from "../../src/services/rights.js";
import { grantOf } from "../program.js";

/** A desk that serves its feeds, says where and for which token, and waits to be killed. */
const [folder = ""] = process.argv.slice(2);
/** It does not outlive the test. */
process.stdin.resume().once("end", () => process.exit());
const actor = systemActor("test");
const config = readConfig({
  DATA_DIR: join(folder, "data"),
  FEEDS_DIR: join(folder, "feeds"),
  LICENSES_DIR: join(folder, "licenses"),
  ALLOW_PRIVATE_NETWORKS: "true",
  FEED_REQUESTS_PER_MINUTE: "0",
});
const program = await openProgram({ config, withExample: false, clock: systemClock, log: pino({ level: "silent" }) });
const { desk } = program;
await program.apply(actor);
if ((await listPermissions(desk, actor, null, FIRST_PAGE)).rows.length === 0)
  await grant(desk, actor, parseGrant(grantOf(), "The permission"));
await program.poll(actor, ["lantern/columns"]);
for (const { item, revision } of (await queue(desk, actor, "waiting", FIRST_PAGE)).rows)
  await approve(desk, actor, item.id, { revision: revision as `sha256:${string}`, channels: ["post"] });
const { token, secret } = await issueOutletToken(desk, actor, "post", "a test");
const server = createServer(createListener(program.web));
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port, token, secret })}\n`);
