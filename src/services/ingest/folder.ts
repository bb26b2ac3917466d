import { isUtf8 } from "node:buffer";
import { constants } from "node:fs";
import { access, lstat, mkdir, open, readdir, rename, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { DomainError } from "../../domain/error.js";
import type { Partner } from "../../domain/partner.js";
import { type Actor, systemActor } from "../../domain/role.js";
import type { Desk } from "../desk.js";
import { allStates } from "../reads.js";
import { receiveBytes } from "./waysIn.js";

/** What is taken, by the end of the name; anything else fails. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".htm": "text/html",
  ".xml": "application/xml",
  ".rss": "application/rss+xml",
  ".atom": "application/atom+xml",
  ".json": "application/feed+json",
};
const PROBLEM = ".problem.txt";
const DONE = "done";
const FAILED = "failed";
/** What file systems allow. */
const MAX_NAME_BYTES = 255;

/** How large a file was when it was last looked at: it is complete once that is so twice. */
export type Seen = Map<string, string>;

export interface FileResult {
  readonly file: string;
  /** Null where it was taken. */
  readonly problem: string | null;
}

/**
 * Looks once at a watched folder: `<dir>/<partner>/<source>/<file>`. A file that is as large and as old as at the last
 * look is taken, then moved to `done/`; one that cannot be read goes to `failed/`, with a `.problem.txt` that says why.
 * Only plain files in the folders of known sources count: links are not followed, a file with a second name
 * elsewhere is refused, and names starting with a dot are not looked at. A file is moved after it was recorded; what is cut off
 * between is taken again, and recorded once. A file that the system does not let through holds up no other.
 */
export async function takeFolder(desk: Desk, dir: string, seen: Seen): Promise<readonly FileResult[]> {
  const partners = (await allStates<Partner>(desk, "partner")).filter(({ retiredAt }) => retiredAt === null);
  const results: FileResult[] = [];
  for (const { id } of partners.flatMap(({ sources }) => sources)) {
    const [partner = "", source = ""] = id.split("/");
    const folder = join(dir, partner, source);
    if (!(await isFolder(join(dir, partner))) || !(await isFolder(folder))) continue;
    for (const file of await completeFiles(folder, seen)) results.push(await takeFile(desk, id, folder, file));
  }
  forgetGone(seen, results);
  return results;
}

/** What was taken is not looked at again under that name. */
function forgetGone(seen: Seen, results: readonly FileResult[]): void {
  for (const { file } of results) seen.delete(file);
}

async function isFolder(path: string): Promise<boolean> {
  const stats = await lstat(path).catch(absent);
  return stats?.isDirectory() ?? false;
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
  throw error;
}

async function completeFiles(folder: string, seen: Seen): Promise<readonly string[]> {
  const complete: string[] = [];
  for (const name of await namesIn(folder)) {
    const path = join(folder, name);
    const stats = await lstat(path).catch(absent);
    if (stats === null || !stats.isFile()) continue;
    const look = `${stats.size} ${stats.mtimeMs}`;
    if (seen.get(path) === look) complete.push(name);
    else seen.set(path, look);
  }
  return complete;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const names: string[] = [];
  for (const written of await readdir(folder, { encoding: "buffer" })) {
    const name = isUtf8(written) ? written.toString("utf8") : await renamedAsText(folder, written);
    if (name !== null && !name.startsWith(".") && !name.endsWith(PROBLEM)) names.push(name);
  }
  return names.sort();
}

/** A name that is no text gets one that is, so that the file can be taken, and named to people; null where it cannot. */
async function renamedAsText(folder: string, written: Buffer): Promise<string | null> {
  const path = Buffer.concat([Buffer.from(join(folder, "/")), written]);
  const name = written.toString("latin1").replace(/[^ -~\u00A0-\u00FF]/gu, "_");
  const free = await freeName(folder, name);
  return rename(path, free).then(
    () => basename(free),
    () => null,
  );
}

/** A file that the system refuses stays where it is, is said in the log, and is tried again at the next look but one. */
async function takeFile(desk: Desk, source: string, folder: string, name: string): Promise<FileResult> {
  const file = join(folder, name);
  try {
    return await taken(desk, source, folder, name);
  } catch (error) {
    const problem = refusalOf(error);
    if (problem === null) throw error;
    desk.log.warn({ source, file, problem }, "file not taken");
    return { file, problem };
  }
}

function refusalOf(error: unknown): string | null {
  if (error instanceof DomainError) return error.message;
  const { code, syscall } = error as NodeJS.ErrnoException;
  return code === undefined || syscall === undefined ? null : `The system refuses this file (${syscall}: ${code}).`;
}

async function taken(desk: Desk, source: string, folder: string, name: string): Promise<FileResult> {
  const file = join(folder, name);
  try {
    const bytes = await bytesOf(file, desk.settings.fetch.maxBodyBytes, 1);
    await receiveBytes(desk, systemActor("folder"), source, bytes, typeOf(name));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const moved = await move(folder, name, FAILED);
    await writeFile(await problemFile(moved), `${error.message}\n`, { flag: "wx" });
    desk.log.warn({ source, file, problem: error.message }, "file not taken");
    return { file, problem: error.message };
  }
  await move(folder, name, DONE);
  return { file, problem: null };
}

function typeOf(name: string): string {
  const type = CONTENT_TYPES[extname(name).toLowerCase()];
  if (type !== undefined) return type;
  throw new DomainError("feed.unreadable", `Files end in ${Object.keys(CONTENT_TYPES).join(", ")}; this one does not.`);
}

/**
 * A link, pipe or device that was put in the file's place since is neither followed nor waited for, and a file that grows
 * while it is read is read no further than it may be long.
 *
 * @param maxNames names the file may have: a second one may be that of a file which is not meant for the desk.
 */
async function bytesOf(file: string, maxBytes: number, maxNames: number): Promise<Uint8Array> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw new DomainError("feed.unreadable", "This is no plain file.");
    if (stats.nlink > maxNames)
      throw new DomainError("feed.unreadable", "This file has a second name elsewhere (a hard link); copy it instead.");
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of handle.createReadStream({ end: maxBytes, autoClose: false })) {
      chunks.push(chunk as Buffer);
      size += (chunk as Buffer).byteLength;
    }
    if (size > maxBytes) throw new DomainError("feed.unreadable", `The file is larger than ${maxBytes} bytes.`);
    return Buffer.concat(chunks);
  } finally {
    await handle.close();
  }
}

/** Moves a file out of the way under a name that nothing there has. */
async function move(folder: string, name: string, to: typeof DONE | typeof FAILED): Promise<string> {
  const target = join(folder, to);
  await mkdir(target, { recursive: true });
  if (!(await isFolder(target)))
    throw new DomainError("act.conflict", `${to} is no folder of its own; nothing is moved through a link.`);
  const free = await freeName(target, name);
  await rename(join(folder, name), free);
  return free;
}

async function freeName(folder: string, name: string): Promise<string> {
  let free = join(folder, name);
  for (let number = 2; await exists(free); number++) free = join(folder, `${number}-${name}`);
  return free;
}

/** Beside the file that failed, under its name as far as names go. */
async function problemFile(failed: string): Promise<string> {
  const name = `${basename(failed)}${PROBLEM}`;
  if (Buffer.byteLength(name) <= MAX_NAME_BYTES) return join(dirname(failed), name);
  const [start] = /^.{0,50}/su.exec(name) ?? [""];
  return freeName(dirname(failed), `${start}${PROBLEM}`);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => absent(error) !== null,
  );
}

/** Sends one file in by hand. @throws DomainError */
export async function takeNamedFile(desk: Desk, actor: Actor, source: string, file: string) {
  const bytes = await bytesOf(file, desk.settings.fetch.maxBodyBytes, Number.POSITIVE_INFINITY).catch(
    (error: NodeJS.ErrnoException) => {
      if (error instanceof DomainError) throw error;
      throw new DomainError("input.invalid", `${file} cannot be read: ${error.message}`);
    },
  );
  return receiveBytes(desk, actor, source, bytes, typeOf(file));
}
