import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { ChannelFacts } from "../../domain/channel.js";
import { canonicalJson, digestOf } from "../../domain/digest.js";
import { DomainError, type Problem } from "../../domain/error.js";
import type { LicenseRecorded } from "../../domain/license.js";
import { unknownPlaceholders } from "../../domain/notice.js";
import type { PartnerFacts } from "../../domain/partner.js";
import { isCountry } from "../../domain/territory.js";
import { parseChannelFile, parseLicenseFile, parsePartnerFile } from "../../formats/shapes/files.js";
import type { StoreKind } from "./storeMarks.js";

/** What `feeds/` and `licenses/` say, whole and valid. */
export interface Catalog {
  readonly partners: readonly PartnerFacts[];
  readonly channels: readonly ChannelFacts[];
  readonly licenses: readonly (LicenseRecorded["version"] & { readonly id: string })[];
  /** Files marked `"example": true` that do not count for this store. */
  readonly passedOver: readonly string[];
}

export interface CatalogPlace {
  readonly feedsDir: string;
  readonly licensesDir: string;
  /** Files marked `"example": true` count for an example only. */
  readonly store: StoreKind;
}

/** @throws DomainError `catalog.invalid` with every problem of every file; nothing is applied by halves. */
export async function readCatalog(place: CatalogPlace): Promise<Catalog> {
  const problems: Problem[] = [];
  const passedOver: string[] = [];
  const counts = (isExample: boolean, file: string) => {
    const isCounted = !isExample || place.store === "example";
    if (!isCounted) passedOver.push(file);
    return isCounted;
  };
  const partners = await readJsonFolder(join(place.feedsDir, "inbound"), problems, requireNoUser, (id, input, file) => {
    const { example, ...facts } = parsePartnerFile(input, file, "catalog.invalid");
    const sources = facts.sources.map((source) => ({ ...source, id: `${id}/${source.id}` }));
    return counts(example, file) ? { id, ...facts, sources } : null;
  });
  const channels = await readJsonFolder(
    join(place.feedsDir, "outbound"),
    problems,
    requireCountries,
    (id, input, file) => {
      const { example, ...facts } = parseChannelFile(input, file, "catalog.invalid");
      return counts(example, file) ? { id, ...facts } : null;
    },
  );
  const licenses = await readLicenses(place.licensesDir, problems);
  if (problems.length > 0)
    throw new DomainError("catalog.invalid", "The files were not applied; mend these and apply again.", problems);
  return { partners, channels, licenses, passedOver };
}

type Check = (input: unknown, file: string) => void;

/** @param check what is wrong beside the shape; it is asked whatever the shape, so that all mistakes show at once. */
async function readJsonFolder<T>(
  folder: string,
  problems: Problem[],
  check: Check,
  read: (id: string, input: unknown, file: string) => T | null,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (const name of (await listed(folder)).filter((entry) => entry.endsWith(".json"))) {
    const file = join(folder, name);
    const id = basename(name, ".json");
    await collecting(file, problems, async () => requireId(id, file));
    const value = await readJson(file, problems, check, (input) => read(id, input, file));
    if (value !== null) found.push(value);
  }
  return found;
}

async function readJson<T>(
  file: string,
  problems: Problem[],
  check: Check,
  read: (input: unknown) => T | null,
): Promise<T | null> {
  return collecting(file, problems, async () => {
    const input = parseJson(await readText(file, "it names what the license says"), file);
    await collecting(file, problems, async () => check(input, file));
    return read(input);
  });
}

async function readLicenses(folder: string, problems: Problem[]): Promise<Catalog["licenses"]> {
  const found: Catalog["licenses"][number][] = [];
  for (const name of await folders(folder)) {
    const license = await readLicense(join(folder, name), name, problems);
    if (license !== null) found.push(license);
  }
  return found;
}

async function readLicense(
  folder: string,
  id: string,
  problems: Problem[],
): Promise<Catalog["licenses"][number] | null> {
  const part = (name: string) => join(folder, name);
  await collecting(folder, problems, async () => requireId(id, folder));
  const file = part("terms.json");
  const terms = await readJson(file, problems, requireCountries, (input) => {
    return parseLicenseFile(input, file, "catalog.invalid");
  });
  const notice = await collecting(part("notice.txt"), problems, async () => {
    const words = await readText(part("notice.txt"), "it is printed with each column, e.g. “© {year} {rightsHolder}”");
    requirePlaceholders(words);
    return words;
  });
  const text = await collecting(part("text.md"), problems, () =>
    readText(part("text.md"), "it says in words what the license allows"),
  );
  if (terms === null || notice === null || text === null) return null;
  const { name, spdx, url, ...agreed } = terms;
  const version = { name, spdx, url, terms: agreed, notice: notice.trim(), text: text.trim() };
  return { id, digest: digestOf(version), ...version };
}

function requirePlaceholders(notice: string): void {
  const unknown = unknownPlaceholders(notice);
  if (unknown.length > 0) throw new DomainError("catalog.invalid", `names what no notice has: ${unknown.join(", ")}`);
}

/** @throws DomainError `catalog.invalid` where the file is missing, with what it is for */
async function readText(file: string, purpose: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new DomainError("catalog.invalid", `is missing; add it: ${purpose}.`);
    if (code === "EACCES" || code === "EISDIR")
      throw new DomainError("catalog.invalid", "cannot be read; make it a file that this user may read.");
    throw error;
  }
}

async function folders(folder: string): Promise<readonly string[]> {
  const names = await listed(folder);
  const kinds = await Promise.all(names.map((name) => stat(join(folder, name))));
  return names.filter((_name, index) => kinds[index]?.isDirectory());
}

async function listed(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** Turns what is wrong with one file into problems that name the file, and goes on with the next. */
async function collecting<T>(file: string, problems: Problem[], read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const places = error.problems.map((p) => ({ pointer: `${file}#${p.pointer}`, detail: p.detail }));
    problems.push(...(places.length > 0 ? places : [{ pointer: file, detail: error.message }]));
    return null;
  }
}

/** @throws DomainError `catalog.invalid` with the file and the place in it */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DomainError("catalog.invalid", `${file} is not JSON: ${placed((error as Error).message, text)}.`);
  }
}

/** An editor shows lines and columns, and V8 of Node 20 counts characters. */
function placed(message: string, text: string): string {
  return message.replace(/ at position (\d+)$/u, (_, position: string) => {
    const before = text.slice(0, Number(position)).split("\n");
    return ` in line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
  });
}

function requireId(name: string, file: string): void {
  if (/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/u.test(name)) return;
  throw new DomainError(
    "catalog.invalid",
    `${file} must be named in lower case letters, digits, single hyphens and dots`,
  );
}

/** A member of what may be anything. */
function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What stands in an address would become evidence. */
function requireNoUser(partner: unknown, file: string): void {
  const named = listOf(memberOf(partner, "sources")).find((source) => {
    const url = memberOf(source, "url");
    if (typeof url !== "string" || !URL.canParse(url)) return false;
    return new URL(url).username !== "" || new URL(url).password !== "";
  });
  if (named === undefined) return;
  throw new DomainError(
    "catalog.invalid",
    `${file} has a user name or password in the address of ${String(memberOf(named, "id"))}; put them into credentials.json in the data folder and name them with "credentials".`,
  );
}

/** Codes of the right form that no country has; those of a wrong form are named by the shape. */
function requireCountries(facts: unknown, file: string): void {
  const territories = memberOf(facts, "territories");
  const codes = [territories, memberOf(territories, "include"), memberOf(territories, "exclude")].flatMap(listOf);
  const unknown = codes.filter((code) => typeof code === "string" && /^[A-Z]{2,8}$/u.test(code) && !isCountry(code));
  if (unknown.length === 0) return;
  throw new DomainError("catalog.invalid", `${file} names unknown ISO 3166-1 codes: ${unknown.join(", ")}`);
}

/** True where the facts on record say the same. */
export function saysTheSame(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
