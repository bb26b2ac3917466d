import assert from "node:assert/strict";
import { cpSync, writeFileSync } from "node:fs";
import type { AddressInfo, Server } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "../program.js";
import { endRunning, MAIN, run, running } from "./commands.js";
import type { StartTold } from "./startVictim.js";

const VICTIM = fileURLToPath(new URL("./startVictim.js", import.meta.url));
const STOP_ASKED = new URL("../../src/cli/stopAsked.js", import.meta.url).href;

/** A server on a port of its own that takes connections and says nothing. */
async function silentServer(connected: () => void = () => undefined): Promise<Server> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    connected();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

afterEach(endRunning);

describe("a start that fails", () => {
  const folder = temporaryFolder();
  after(() => folder.remove());

  it("closes in reverse what it had opened, whichever step fails, and leaves nothing that keeps the process", async () => {
    const { code, signal, out, err } = await run([VICTIM]);
    assert.deepEqual({ code, signal }, { code: 0, signal: null }, `${out}\n${err}`);
    const starts = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as StartTold);
    const steps = starts[0]?.opened ?? [];
    for (const step of ["store", "indexes", "ledger", "example server", "reading processes", "port", "files", "pages"])
      assert.ok(steps.includes(step), `${step} is one of ${steps.join(", ")}`);
    assert.deepEqual(
      starts.map(({ failed }) => failed),
      [null, ...steps],
    );
    for (const { failed, code: own, said, opened, closed } of starts) {
      assert.equal(own, failed === null ? 0 : null, said);
      assert.match(
        said,
        failed === null ? /^$/u : new RegExp(`^(?:The store cannot be opened: )?${failed} was made to fail$`, "u"),
      );
      assert.deepEqual(opened, steps.slice(0, failed === null ? undefined : steps.indexOf(failed)), `before ${failed}`);
      assert.deepEqual(closed, opened.toReversed(), `after ${failed} had failed`);
    }
  });

  it("ends with 1 and one sentence where another program has the port", async () => {
    const other = await silentServer();
    const { port } = other.address() as AddressInfo;
    const ended = await run([MAIN], { DATA_DIR: join(folder.path, "taken"), PORT: String(port) });
    other.close();
    assert.equal(ended.code, 1);
    assert.equal(
      ended.err,
      `imprimatur: Another program listens on 127.0.0.1, port ${port}; set PORT to a free one, or stop that program.\n`,
    );
  });

  it("ends with 1 and one sentence where newsroom.json is broken, with its name and the place", async () => {
    const feeds = join(folder.path, "feeds");
    const file = join(feeds, "example", "newsroom.json");
    cpSync("feeds", feeds, { recursive: true });
    writeFileSync(file, '{\n  "newsroom": {},\n  permissions: []\n}');
    const ended = await run([MAIN], { DATA_DIR: join(folder.path, "broken"), FEEDS_DIR: feeds, PORT: "0" });
    assert.equal(ended.code, 1);
    assert.equal(ended.err.trim().split("\n").length, 1, ended.err);
    assert.ok(ended.err.startsWith(`imprimatur: ${file} is not JSON: `), ended.err);
    assert.match(ended.err, /in line 3, column 3/u);
  });

  it("ends with 1 where the data folder is no folder, and with 2 where a setting cannot be meant", async () => {
    const file = join(folder.path, "file");
    writeFileSync(file, "");
    const noFolder = await run([MAIN], { DATA_DIR: file, PORT: "0" });
    assert.equal(noFolder.code, 1);
    assert.match(noFolder.err, /^imprimatur: The store cannot be opened: .+\n$/u);
    const settings: readonly Record<string, string>[] = [
      { PORT: "no" },
      { PORT: "0", HOST: "192.0.2.1" },
      { ADMIN_TOKEN: "short" },
    ];
    for (const setting of settings) {
      const ended = await run([MAIN], { DATA_DIR: join(folder.path, "wrong"), ...setting });
      assert.equal(ended.code, 2, ended.err);
      assert.match(ended.err, /^imprimatur: .+\n$/u);
    }
  });
});

describe("a process that is asked to stop", () => {
  it("ends while it is still opening", async () => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      let connected: () => void = () => undefined;
      const connection = new Promise<void>((resolve) => {
        connected = resolve;
      });
      const silent = await silentServer(connected);
      const { port } = silent.address() as AddressInfo;
      const ended = run([MAIN], { MONGODB_URI: `mongodb://127.0.0.1:${port}/none`, PORT: "0" });
      await connection;
      const [child] = running;
      child?.kill(signal);
      assert.equal((await ended).code, 0);
      silent.close();
    }
  });

  it("ends at once at a second signal, whatever it is doing", async () => {
    const waits = `import { stopAsked } from "${STOP_ASKED}";
      setInterval(() => undefined, 1_000); const { asked } = stopAsked(); console.log("ready"); await asked; console.log("asked");`;
    for (const [first, second] of [
      ["SIGTERM", "SIGTERM"],
      ["SIGINT", "SIGINT"],
      ["SIGINT", "SIGTERM"],
    ] as const) {
      const ended = await run(["--input-type=module", "-e", waits], {}, (child, printed) => {
        if (!printed.includes("asked")) child.kill(first);
        else setInterval(() => child.kill(second), 100).unref();
      });
      assert.equal(ended.signal, second);
      assert.match(ended.out, /asked/u);
    }
  });

  it("takes a signal that npm or a service manager hands on once more for the same wish", async () => {
    const tidies = `import { stopAsked } from "${STOP_ASKED}";
      const kept = setInterval(() => undefined, 1_000); const { asked } = stopAsked(); console.log("ready");
      await asked; console.log("asked"); clearInterval(kept);`;
    const ended = await run(["--input-type=module", "-e", tidies], {}, (child, printed) => {
      if (printed.includes("asked")) return;
      child.kill("SIGTERM");
      child.kill("SIGTERM");
    });
    assert.deepEqual({ code: ended.code, signal: ended.signal }, { code: 0, signal: null });
  });
});
