import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pino from "pino";
import { imprimatur } from "../../src/cli/imprimatur.js";
import type { Closing } from "../../src/closing.js";
import { readConfig } from "../../src/config.js";
import { openProgram } from "../../src/program.js";
import { temporaryFolder } from "../program.js";

/**
 * Starts the whole desk once and stops it with a signal, and then once more for each of its steps, which is made to fail.
 * Prints one line of JSON for each start. It ends nothing by force: what is left open keeps this process alive.
 */
export interface StartTold {
  /** The step that was made to fail; null for the start that was whole. */
  readonly failed: string | null;
  readonly code: number | null;
  readonly said: string;
  /** In the order in which they were opened, and in which they were closed. */
  readonly opened: readonly string[];
  readonly closed: readonly string[];
}

/** On a busy machine what is under way takes its time; here it is waited for. */
const CLOSING_MILLISECONDS = 120_000;

const folder = temporaryFolder();
const feeds = join(folder.path, "feeds");
const partner = join(feeds, "inbound", "harbour-lantern.json");
for (const path of ["inbound/harbour-lantern.json", "example/harbour-lantern.example"])
  cpSync(join("feeds", path), join(feeds, path), { recursive: true });
const newsroom = {
  newsroom: { name: "The Gazette", url: "http://gazette.example/" },
  permissions: [],
  standingInstructions: [],
};
writeFileSync(join(feeds, "example", "newsroom.json"), JSON.stringify(newsroom));

async function startFailingAt(failed: string | null, number: number): Promise<StartTold> {
  const opened: string[] = [];
  const closed: string[] = [];
  const said: string[] = [];
  const watched = (closing: Closing): Closing => {
    const open: Closing["open"] = async (step, doOpen, close) => {
      if (step === failed) throw new Error(`${step} was made to fail`);
      const result = await opening(step, doOpen, (part) => {
        closed.push(step);
        return close?.(part);
      });
      opened.push(step);
      return result;
    };
    const { open: opening, closeAll } = closing;
    return Object.assign(closing, { open, closeAll: () => closeAll(CLOSING_MILLISECONDS) });
  };
  const code = await imprimatur(
    ["serve", "--json"],
    async (withExample, closing) => {
      const config = readConfig({ FEEDS_DIR: feeds, PORT: "0", DATA_DIR: join(folder.path, `data-${number}`) });
      const log = pino({ level: "silent" });
      if (closing === undefined) throw new Error("serve keeps what it opens");
      return openProgram({ config, withExample, log, closing: watched(closing) });
    },
    { out: () => process.kill(process.pid, "SIGTERM"), err: (text) => said.push(text) },
  ).catch((error: unknown) => {
    said.push((error as Error).message);
    return null;
  });
  return { failed, code, said: said.join("\n"), opened, closed };
}

const whole = await startFailingAt(null, 0);
console.log(JSON.stringify(whole));
// One start has had processes that read; the others need none.
rmSync(partner);
for (const [index, step] of whole.opened.entries()) {
  console.log(JSON.stringify(await startFailingAt(step, index + 1)));
}
folder.remove();
