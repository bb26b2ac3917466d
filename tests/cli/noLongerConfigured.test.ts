import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pino from "pino";
import { start } from "../../src/cli/start.js";
import { closingStack } from "../../src/closing.js";
import { readConfig } from "../../src/config.js";
import { digestOfText } from "../../src/domain/digest.js";
import { systemActor } from "../../src/domain/role.js";
import { openProgram, type Program } from "../../src/program.js";
import {
  BOOTSTRAP_ACCOUNT,
  issueApiToken,
  issueOutletToken,
  issueToken,
  signInLink,
} from "../../src/services/accounts.js";
import { rotateOutletToken } from "../../src/services/outletTokens.js";
import { sharedReader, temporaryFolder, testClock, writeNewsroom } from "../program.js";

const ACTOR = systemActor("test");
const FIRST = "the-first-token-of-this-administrator";
const SECOND = "the-second-token-of-this-administrator";

describe("what is not configured any more", () => {
  const folder = temporaryFolder();
  before(() => writeNewsroom(folder.path, "http://lantern.example/feed"));
  after(() => folder.remove());

  /** A start of the same desk with this configuration, as after a restart. */
  async function restarted<T>(
    environment: Record<string, string>,
    work: (origin: string, program: Program) => Promise<T>,
  ): Promise<T> {
    const config = readConfig({
      DATA_DIR: join(folder.path, "data"),
      FEEDS_DIR: join(folder.path, "feeds"),
      LICENSES_DIR: join(folder.path, "licenses"),
      PORT: "0",
      ...environment,
    });
    const log = pino({ level: "silent" });
    const closing = closingStack();
    const options = { config, withExample: false, clock: testClock(), log, reader: sharedReader, closing };
    const program = await openProgram(options);
    try {
      const { port } = await start(program, closing);
      return await work(`http://127.0.0.1:${port}`, program);
    } finally {
      await program.close();
    }
  }

  const status = async (origin: string, token: string) =>
    (await fetch(`${origin}/api/v1/items`, { headers: { authorization: `Bearer ${token}` } })).status;
  const signedIn = async (origin: string, secret: string) => {
    const sent = { method: "POST", redirect: "manual", body: new URLSearchParams({ token: secret }) } as const;
    const response = await fetch(`${origin}/sign-in`, sent);
    return { status: response.status, cookie: String(response.headers.get("set-cookie")).split(";")[0] ?? "" };
  };
  /** 200 for a session that is open, 302 to the sign-in page for any other. */
  const desk = async (origin: string, cookie: string) =>
    (await fetch(`${origin}/desk`, { headers: { cookie }, redirect: "manual" })).status;

  it("opens nothing: ADMIN_TOKEN taken out or changed, and the sessions that it opened", async () => {
    const session = await restarted({ ADMIN_TOKEN: FIRST }, async (origin) => {
      assert.equal(await status(origin, FIRST), 200);
      assert.equal(await status(origin, SECOND), 401);
      const { cookie } = await signedIn(origin, FIRST);
      assert.equal(await desk(origin, cookie), 200);
      return cookie;
    });
    for (const environment of [{}, { ADMIN_TOKEN: SECOND }]) {
      await restarted(environment, async (origin) => {
        assert.equal(await status(origin, FIRST), 401);
        assert.equal(await status(origin, SECOND), "ADMIN_TOKEN" in environment ? 200 : 401);
        assert.equal((await signedIn(origin, FIRST)).status, 401);
        assert.equal(await desk(origin, session), 302);
      });
    }
  });

  it("is not in the store, nor opens what an earlier version stored of it", async () => {
    await restarted({ ADMIN_TOKEN: FIRST }, async (_origin, { desk: { models } }) => {
      assert.equal(await models.token.findOne({ _id: digestOfText(FIRST) }).lean(), null);
    });
    const stored = { holder: BOOTSTRAP_ACCOUNT, expiresAt: null } as const;
    const session = await restarted({}, async (_origin, program) => {
      await issueToken(program.desk, { ...stored, kind: "api", name: "ADMIN_TOKEN" }, FIRST);
      return issueToken(program.desk, { ...stored, kind: "session", name: "session" });
    });
    for (const environment of [{}, { ADMIN_TOKEN: SECOND }]) {
      await restarted(environment, async (origin) => {
        assert.equal(await status(origin, FIRST), 401);
        assert.equal((await signedIn(origin, FIRST)).status, 401);
        assert.equal(await desk(origin, `imprimatur_session=${session}`), 302);
      });
    }
  });

  it("leaves alone what a person was given: links, tokens and their sessions", async () => {
    const cookies = await restarted({ ADMIN_TOKEN: FIRST }, async (origin, program) => {
      const token = await issueApiToken(program.desk, ACTOR, BOOTSTRAP_ACCOUNT, "first token");
      const link = new URL(await signInLink(program.desk, BOOTSTRAP_ACCOUNT)).searchParams.get("token") ?? "";
      return [(await signedIn(origin, token)).cookie, (await signedIn(origin, link)).cookie];
    });
    await restarted({}, async (origin) => {
      for (const cookie of cookies) assert.equal(await desk(origin, cookie), 200);
    });
  });

  it("ends a session with the API token that opened it", async () => {
    await restarted({}, async (origin, program) => {
      const token = await issueApiToken(program.desk, ACTOR, BOOTSTRAP_ACCOUNT, "first token");
      const { cookie } = await signedIn(origin, token);
      assert.equal(await desk(origin, cookie), 200);
      const revoked = { $set: { revokedAt: program.desk.now() } };
      await program.desk.models.token.updateOne({ _id: digestOfText(token) }, revoked);
      assert.equal(await desk(origin, cookie), 302);
    });
  });

  it("opens nothing: the tokens of an outlet whose channel its file gives to another", async () => {
    const file = join(folder.path, "feeds", "outbound", "post.json");
    const channel = JSON.parse(readFileSync(file, "utf8")) as object;
    await restarted({}, async (origin, program) => {
      const feed = async (secret: string) => (await fetch(`${origin}/feeds/post.rss?token=${secret}`)).status;
      const takedowns = async (secret: string) =>
        (await fetch(`${origin}/api/v1/outlet/takedowns`, { headers: { authorization: `Bearer ${secret}` } })).status;
      const { token, secret } = await issueOutletToken(program.desk, ACTOR, "post", "cms");
      const { secret: successor } = await rotateOutletToken(program.desk, ACTOR, "post", token, 5);
      for (const each of [secret, successor]) assert.equal(await feed(each), 200);
      writeFileSync(file, JSON.stringify({ ...channel, outlet: { id: "other", name: "The Other" } }));
      await program.apply(ACTOR);
      for (const each of [secret, successor]) {
        assert.equal(await feed(each), 401);
        assert.equal(await takedowns(each), 401);
      }
      const own = await issueOutletToken(program.desk, ACTOR, "post", "cms");
      assert.equal(await feed(own.secret), 200);
    });
  });
});
