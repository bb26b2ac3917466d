import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { DomainError } from "../domain/error.js";
import type { Models } from "../store/models/models.js";
import type { Head } from "./chain.js";
import { entryAt } from "./entries.js";

/** What a desk knew last of the ledger that it works on. */
export interface KnownHead extends Head {
  /** The ledger's id. */
  readonly ledger: string;
}

/** Characters of the first entry's hash in a ledger's id. */
const ID_CHARACTERS = 32;

/** What is known is kept so often where it has changed; a killed run has known somewhat more. */
const KEEP_SECONDS = 5;

/** A ledger is named by its first entry, which no other ledger has: `ldg_` and the beginning of its hash. */
export function ledgerId(firstHash: string): string {
  return `ldg_${firstHash.slice("sha256:".length).slice(0, ID_CHARACTERS)}`;
}

/** Null where nothing was kept yet. @throws DomainError `input.invalid` where the file cannot be read. */
export async function readKnownHead(file: string): Promise<KnownHead | null> {
  try {
    const { ledger, seq, hash, at } = JSON.parse(await readFile(file, "utf8")) as KnownHead;
    if (typeof ledger === "string" && typeof hash === "string" && Number.isInteger(seq))
      return { ledger, seq, hash, at };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new DomainError(
    "input.invalid",
    `${file} does not say which ledger this desk knew; put a copy of it back, or take it away if the store is the right one.`,
  );
}

/** Written beside and moved into place, so that a killed run leaves the one before. */
async function keepKnownHead(file: string, known: KnownHead): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const written = `${file}.${randomUUID()}`;
  const handle = await open(written, "wx", 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(known)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(written, file);
}

/** Keeps what is known of a ledger now and then, and when it is closed; never while it is in doubt. */
export async function headKeeper(
  file: string,
  ledger: { id(): string | null; head(): Head; doubt(): string | null },
  failed: (error: unknown) => void,
): Promise<{ close(): Promise<void> }> {
  let kept: string | null = null;
  const keep = async (): Promise<void> => {
    const [id, head] = [ledger.id(), ledger.head()];
    if (id === null || head.hash === kept || ledger.doubt() !== null) return;
    try {
      await keepKnownHead(file, { ledger: id, ...head });
      kept = head.hash;
    } catch (error) {
      failed(error);
    }
  };
  await keep();
  const timer = setInterval(keep, KEEP_SECONDS * 1_000).unref();
  return {
    close: () => {
      clearInterval(timer);
      return keep();
    },
  };
}

/** One sentence on why the store does not hold the ledger that was known, or null where it does. */
export async function strangeness(models: Models, known: KnownHead): Promise<string | null> {
  const knew = `this desk knew the ledger ${known.ledger} up to entry ${known.seq} of ${known.at}`;
  const first = await entryAt(models, 1);
  if (first === null) return `The store holds no ledger, and ${knew}.`;
  const found = ledgerId(first.hash);
  if (found !== known.ledger) return `The store holds another ledger, ${found}, and ${knew}.`;
  const entry = await entryAt(models, known.seq);
  if (entry === null) return `The store is older than what was known: it ends before, and ${knew}.`;
  return entry.hash === known.hash ? null : `The store's entry ${known.seq} is another than was known, and ${knew}.`;
}
