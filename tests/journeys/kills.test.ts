import assert from "node:assert/strict";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import pino from "pino";
import { readConfig } from "../../src/config.js";
import { currentRevision, type Item } from "../../src/domain/item.js";
import { openProgram, type Program, systemClock } from "../../src/program.js";
import { verifyLedger } from "../../src/services/evidence.js";
import { allStates, releasesOfItem } from "../../src/services/reads.js";
import { closing, started } from "../opened.js";
import { type PartnerServer, partnerServer, rssOf, temporaryFolder, writeNewsroom } from "../program.js";
import { rounds, runs } from "../runs.js";

const KILLS = runs(3);
const COLUMNS_PER_ROUND = 8;
/** The line after which each of the rounds is killed, in turn: 1 is ready, 2 is received, the others are approvals. */
const LAST_LINES = [3, 1, 6, 2, 5, 4];
const MAX_MOMENT_MILLISECONDS = 40;
const VICTIM = fileURLToPath(new URL("./victim.js", import.meta.url));

/** Runs the desk, kills it a random moment after one of its lines, and returns what it had acknowledged. */
async function runAndKill(
  folder: string,
  lastLine: number,
): Promise<{ readonly approved: readonly string[]; readonly received: number }> {
  const { child, exited, errors } = started(process.execPath, [VICTIM, folder]);
  const approved: string[] = [];
  let received = 0;
  let lines = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (++lines === lastLine) setTimeout(() => child.kill("SIGKILL"), Math.random() * MAX_MOMENT_MILLISECONDS);
    if (line.startsWith("approved ")) approved.push(line.slice("approved ".length));
    if (line.startsWith("received ")) received += Number(line.slice("received ".length));
  }
  assert.equal(await exited, null, errors());
  return { approved, received };
}

/** Opens the desk that was killed, as a new start would. */
async function reopen(folder: string): Promise<Program> {
  const environment = {
    DATA_DIR: join(folder, "data"),
    FEEDS_DIR: join(folder, "feeds"),
    LICENSES_DIR: join(folder, "licenses"),
    ALLOW_PRIVATE_NETWORKS: "true",
  };
  const program = await openProgram({
    config: readConfig(environment),
    withExample: false,
    clock: systemClock,
    log: pino({ level: "silent" }),
  });
  closing(() => program.close());
  return program;
}

describe("a desk that is killed while it polls and approves", () => {
  const folder = temporaryFolder();
  let partner: PartnerServer;

  before(async () => {
    partner = await partnerServer();
    writeNewsroom(folder.path, partner.url);
  });
  after(async () => {
    await partner.close();
    folder.remove();
  });

  it(`has everything it acknowledged after ${KILLS} kills, nothing doubled, and a ledger that verifies`, async () => {
    const guids: string[] = [];
    const acknowledged = new Set<string>();
    let received = 0;
    for (const round of rounds(KILLS, "kills")) {
      guids.push(...Array.from({ length: COLUMNS_PER_ROUND }, (_, index) => `r${round}-${index}`));
      partner.serve(rssOf(guids.map((guid) => ({ guid }))));
      const said = await runAndKill(folder.path, LAST_LINES[round % LAST_LINES.length] ?? 1);
      for (const item of said.approved) acknowledged.add(item);
      received += said.received;
    }

    const { desk } = await reopen(folder.path);
    assert.deepEqual((await verifyLedger(desk, null)).faults, []);
    const items = await allStates<Item>(desk, "item");
    const byId = new Map(items.map((item) => [item.id, item]));
    assert.ok(acknowledged.size > 0, `${acknowledged.size} approvals were acknowledged`);
    for (const id of acknowledged) {
      assert.equal(byId.get(id)?.review.decision, "approved", `${id} was acknowledged`);
      const open = (await releasesOfItem(desk, id)).filter(({ state }) => state === "open");
      assert.equal(open.length, 1, `${id} is released once`);
    }
    assert.ok(items.length >= received, "every column that was acknowledged is there");
    const keys = items.flatMap((item) => item.keys);
    assert.equal(new Set(keys).size, keys.length, "no column is there twice");
    assert.equal(new Set(items.map((item) => currentRevision(item).digest)).size, items.length);
  });
});
