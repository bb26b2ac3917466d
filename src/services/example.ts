import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Channel } from "../domain/channel.js";
import type { Actor } from "../domain/role.js";
import { systemActor } from "../domain/role.js";
import { type Instant, plusDays } from "../domain/window.js";
import { type ExampleNewsroom, parseExampleNewsroom } from "../formats/shapes/requests.js";
import { addAccount, issueOutletToken } from "./accounts.js";
import { parseJson } from "./catalog/files.js";
import { markSeeded, wasSeeded } from "./catalog/storeMarks.js";
import type { Desk } from "./desk.js";
import { instruct } from "./instructions.js";
import { allStates } from "./reads.js";
import { grant } from "./rights.js";

export interface Example {
  readonly newsroom: ExampleNewsroom;
  /** The partners' hosts; each is a folder under `feeds/example/`. */
  readonly hosts: ReadonlySet<string>;
  readonly dir: string;
}

export function hasExample(feedsDir: string): boolean {
  return existsSync(newsroomFile(feedsDir));
}

function newsroomFile(feedsDir: string): string {
  return join(feedsDir, "example", "newsroom.json");
}

/** The example newsroom as `feeds/example/` has it, or null where there is none. */
export async function readExample(feedsDir: string): Promise<Example | null> {
  const file = newsroomFile(feedsDir);
  const dir = dirname(file);
  try {
    const newsroom = parseExampleNewsroom(parseJson(await readFile(file, "utf8"), file), file, "catalog.invalid");
    const folders = (await readdir(dir, { withFileTypes: true })).filter((entry) => entry.isDirectory());
    return { newsroom, hosts: new Set(folders.map(({ name }) => name)), dir };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

export interface Seeded {
  /** Secrets of outlet tokens, shown this once. */
  readonly tokens: readonly { readonly channel: string; readonly secret: string }[];
}

/**
 * Records, once, what the example's rights desk and editor did before the first start: people, permissions, a standing
 * instruction, outlet tokens. Days in the file count from now. Returns null where it was done before.
 */
export async function seedExample(desk: Desk, { newsroom }: Example): Promise<Seeded | null> {
  if (await wasSeeded(desk.models)) return null;
  const now = desk.now();
  const setup = systemActor("example");
  const rights = await addAccount(desk, setup, "Example rights desk", "rights");
  for (const permission of newsroom.permissions) await grant(desk, rights, grantFrom(permission, now));
  await giveInstructions(desk, setup, newsroom, now);
  const tokens = await issueTokens(desk, setup);
  await markSeeded(desk.models);
  return { tokens };
}

function grantFrom(permission: ExampleNewsroom["permissions"][number], now: Instant) {
  const { validFromDays, validForDays, ...agreed } = permission;
  const until = validForDays === null ? null : plusDays(now, validForDays);
  return { ...agreed, from: plusDays(now, validFromDays), until, openEnded: until === null };
}

async function giveInstructions(desk: Desk, setup: Actor, newsroom: ExampleNewsroom, now: Instant): Promise<void> {
  const editors = new Map<string, Actor>();
  for (const { source, channel, byName, validForDays } of newsroom.standingInstructions) {
    const editor = editors.get(byName) ?? (await addAccount(desk, setup, byName, "editor"));
    editors.set(byName, editor);
    await instruct(desk, editor, { source, channel, until: plusDays(now, validForDays) });
  }
}

async function issueTokens(desk: Desk, setup: Actor): Promise<Seeded["tokens"]> {
  const channels = (await allStates<Channel>(desk, "channel")).filter(
    ({ outlet, retiredAt }) => outlet !== null && retiredAt === null,
  );
  const tokens: { channel: string; secret: string }[] = [];
  for (const { id } of channels) {
    const { secret } = await issueOutletToken(desk, setup, id, "example token");
    tokens.push({ channel: id, secret });
  }
  return tokens;
}
