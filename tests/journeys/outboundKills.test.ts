import assert from "node:assert/strict";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import pino from "pino";
import { Agent, request } from "undici";
import { readConfig } from "../../src/config.js";
import { openProgram, systemClock } from "../../src/program.js";
import { closing, started } from "../opened.js";
import { partnerServer, rssOf, temporaryFolder, writeNewsroom } from "../program.js";
import { rounds, runs } from "../runs.js";

const KILLS = runs(2);
const CONNECTIONS = 32;
const MIN_MILLISECONDS = 100;
const MAX_MILLISECONDS = 500;
const VICTIM = fileURLToPath(new URL("./outboundVictim.js", import.meta.url));

interface Said {
  readonly port: number;
  readonly token: string;
  readonly secret: string;
}

/** Runs a desk, fetches from it as fast as it answers, kills it meanwhile; returns what arrived, by rendering and status. */
async function fetchAndKill(
  folder: string,
): Promise<{ readonly token: string; readonly arrived: Map<string, number> }> {
  const { child, exited, errors } = started(process.execPath, [VICTIM, folder]);
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const { port, token, secret } = JSON.parse(line) as Said;
  const arrived = new Map<string, number>();
  const agent = new Agent({ connections: CONNECTIONS });
  let alive = true;
  let isDoomed = false;
  const doom = () => {
    if (isDoomed) return;
    isDoomed = true;
    setTimeout(() => child.kill("SIGKILL"), MIN_MILLISECONDS + Math.random() * (MAX_MILLISECONDS - MIN_MILLISECONDS));
  };
  const reader = async (tag: string | null): Promise<void> => {
    while (alive) {
      try {
        const headers = { authorization: `Bearer ${secret}`, ...(tag === null ? {} : { "if-none-match": tag }) };
        const url = `http://127.0.0.1:${port}/feeds/post.rss`;
        const { statusCode, headers: answered, body } = await request(url, { dispatcher: agent, headers });
        const key = `sha256:${String(answered.etag).slice(1, 65)} ${statusCode}`;
        arrived.set(key, (arrived.get(key) ?? 0) + 1);
        doom();
        tag = tag === null ? null : String(answered.etag);
        await body.dump();
      } catch {
        alive = false;
      }
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, (_, index) => reader(index % 2 === 0 ? null : '"none"')));
  assert.equal(await exited, null, errors());
  await agent.close();
  return { token, arrived };
}

describe("a desk that is killed while it serves", () => {
  const folder = temporaryFolder();
  after(() => folder.remove());

  it(`has evidence of every response that arrived, after ${KILLS} kills`, async () => {
    const partner = await partnerServer();
    partner.serve(rssOf(Array.from({ length: 5 }, (_, index) => ({ guid: `c${index}` }))));
    writeNewsroom(folder.path, partner.url);
    const killed: Awaited<ReturnType<typeof fetchAndKill>>[] = [];
    for (const _ of rounds(KILLS, "kills")) killed.push(await fetchAndKill(folder.path));
    await partner.close();
    const config = readConfig({
      DATA_DIR: join(folder.path, "data"),
      FEEDS_DIR: join(folder.path, "feeds"),
      LICENSES_DIR: join(folder.path, "licenses"),
    });
    const log = pino({ level: "silent" });
    const program = await openProgram({ config, withExample: false, clock: systemClock, log });
    closing(() => program.close());
    const { delivery, rendering } = program.desk.models;
    let all = 0;
    for (const { token, arrived } of killed) {
      for (const [key, times] of arrived) {
        const [digest = "", status] = key.split(" ");
        const rows = await delivery.find({ rendering: digest, token, status: Number(status) }).lean();
        const counted = rows.reduce((sum, { fetches = 1 }) => sum + fetches, 0);
        assert.ok(counted >= times, `${times} responses ${key} arrived, ${counted} are on record`);
        assert.ok((await rendering.findOne({ _id: digest }).lean()) !== null, `${digest} is on record`);
        all += times;
      }
    }
    assert.ok(all > killed.length, `${all} responses arrived`);
  });
});
