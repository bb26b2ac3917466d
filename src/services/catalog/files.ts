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
  const partners = await readJsonFolder(join(place.feedsDir, "inbound"), problems, (id, input, file) => {
    const { example, ...facts } = parsePartnerFile(input, file, "catalog.invalid");
    requireNoUser(facts.sources, file);
    const sources = facts.sources.map((source) => ({ ...source, id: `${id}/${source.id}` }));
    return counts(example, file) ? { id, ...facts, sources } : null;
  });
  const channels = await readJsonFolder(join(place.feedsDir, "outbound"), problems, (id, input, file) => {
    const { example, ...facts } = parseChannelFile(input, file, "catalog.invalid");
    requireCountries(facts.territories === "worldwide" ? [] : facts.territories, file);
    return counts(example, file) ? { id, ...facts } : null;
  });
  const licenses = await readLicenses(place.licensesDir, problems);
  if (problems.length > 0) {
    const first = problems.map(({ pointer, detail }) => `${pointer}: ${detail}`).join("\n");
    throw new DomainError(
      "catalog.invalid",
      `The files were not applied; mend these and apply again.\n${first}`,
      problems,
    );
  }
  return { partners, channels, licenses, passedOver };
}

async function readJsonFolder<T>(
  folder: string,
  problems: Problem[],
  read: (id: string, input: unknown, file: string) => T | null,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (const name of (await listed(folder)).filter((entry) => entry.endsWith(".json"))) {
    const file = join(folder, name);
    const value = await collecting(file, problems, async () => {
      return read(idOf(basename(name, ".json"), file), parseJson(await readFile(file, "utf8"), file), file);
    });
    if (value !== null) found.push(value);
  }
  return found;
}

async function readLicenses(folder: string, problems: Problem[]): Promise<Catalog["licenses"]> {
  const found: Catalog["licenses"][number][] = [];
  for (const name of await folders(folder)) {
    const license = await collecting(join(folder, name), problems, () => readLicense(join(folder, name), name));
    if (license !== null) found.push(license);
  }
  return found;
}

async function readLicense(folder: string, name: string): Promise<Catalog["licenses"][number]> {
  const file = join(folder, "terms.json");
  const input = parseJson(await readFile(file, "utf8"), file);
  const { name: title, spdx, url, ...terms } = parseLicenseFile(input, file, "catalog.invalid");
  const { include, exclude } = terms.territories;
  requireCountries([...(include === "worldwide" ? [] : include), ...exclude], file);
  const notice = (await readFile(join(folder, "notice.txt"), "utf8")).trim();
  const unknown = unknownPlaceholders(notice);
  if (unknown.length > 0)
    throw new DomainError("catalog.invalid", `notice.txt names what no notice has: ${unknown.join(", ")}`);
  const text = (await readFile(join(folder, "text.md"), "utf8")).trim();
  const version = { name: title, spdx, url, terms, notice, text };
  return { id: idOf(name, folder), digest: digestOf(version), ...version };
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
    if (error instanceof DomainError) {
      const places = error.problems.map((p) => ({ pointer: `${file}#${p.pointer}`, detail: p.detail }));
      problems.push(...(places.length > 0 ? places : [{ pointer: file, detail: error.message }]));
      return null;
    }
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    problems.push({ pointer: file, detail: `is not complete: ${(error as Error).message}` });
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

function idOf(name: string, file: string): string {
  if (/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/u.test(name)) return name;
  throw new DomainError(
    "catalog.invalid",
    `${file} must be named in lower case letters, digits, single hyphens and dots`,
  );
}

/** What stands in an address would become evidence. */
function requireNoUser(sources: PartnerFacts["sources"], file: string): void {
  const named = sources.find(({ url }) => new URL(url).username !== "" || new URL(url).password !== "");
  if (named === undefined) return;
  throw new DomainError(
    "catalog.invalid",
    `${file} has a user name or password in the address of ${named.id}; put them into credentials.json in the data folder and name them with "credentials".`,
  );
}

function requireCountries(codes: readonly string[], file: string): void {
  const unknown = codes.filter((code) => !isCountry(code));
  if (unknown.length === 0) return;
  throw new DomainError("catalog.invalid", `${file} names unknown ISO 3166-1 codes: ${unknown.join(", ")}`);
}

/** True where the facts on record say the same. */
export function saysTheSame(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
