import { spawn } from "node:child_process";
import { createRequire } from "node:module";

export const CONNECTIONS = 64;

/** Requests per second that a server answers over 64 kept connections, and which program asked. */
export interface Load {
  readonly perSecond: number;
  readonly by: "wrk" | "autocannon";
}

/**
 * Asks from another process: `wrk` where it is installed (Debian package of that name), which is several times quicker
 * than what it measures; else `autocannon`, which is not, and so flatters the slower side.
 *
 * @throws where any answer was an error
 */
export async function load(url: string, headers: Readonly<Record<string, string>>, seconds: number): Promise<Load> {
  const given = Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
  const byWrk = await run("wrk", ["-t", "1", "-c", String(CONNECTIONS), "-d", `${seconds}s`, ...given, url]);
  if (byWrk !== null) {
    if (/Non-2xx|Socket errors/u.test(byWrk)) throw new Error(`${url} answered with errors:\n${byWrk}`);
    return { perSecond: Number(/Requests\/sec:\s+([\d.]+)/u.exec(byWrk)?.[1]), by: "wrk" };
  }
  const autocannon = createRequire(import.meta.url).resolve("autocannon/autocannon.js");
  const args = [autocannon, "-j", "-c", String(CONNECTIONS), "-d", String(seconds), ...given, url];
  const said = JSON.parse((await run(process.execPath, args)) ?? "") as {
    readonly requests: { readonly average: number };
    readonly errors: number;
    readonly "4xx": number;
    readonly "5xx": number;
  };
  if (said.errors + said["4xx"] + said["5xx"] > 0) throw new Error(`${url} answered with errors`);
  return { perSecond: said.requests.average, by: "autocannon" };
}

/** What a program wrote, or null where there is no such program. */
function run(program: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "ignore"] });
    let written = "";
    child.stdout.on("data", (chunk: Buffer) => {
      written += chunk.toString("utf8");
    });
    child.on("error", (error: NodeJS.ErrnoException) => (error.code === "ENOENT" ? resolve(null) : reject(error)));
    child.on("close", (code) => (code === 0 ? resolve(written) : reject(new Error(`${program} ended with ${code}`))));
  });
}
