import { readFile, stat } from "node:fs/promises";
import { DomainError } from "../../domain/error.js";
import { type Credential, parseCredentials } from "../../formats/shapes/credentials.js";

/** Finds a credential by the name that a partner's file uses. @throws DomainError `feed.unreachable`, saying what to mend. */
export type FindCredential = (name: string) => Promise<Credential>;

/** Permission bits of a file that let group and others in. */
const OPEN_TO_OTHERS = 0o077;
const SHOWN_NAME = "credentials.json in the data folder";

/**
 * Credentials lie in a file of their own that only its owner may read: not in the partners' files, which become evidence,
 * and not in the store. It is read anew for each poll that needs it. What is in it is never repeated, not even a mistake.
 */
export function credentialsIn(file: string): FindCredential {
  return async (name) => {
    const known = await readCredentials(file);
    const found = Object.hasOwn(known, name) ? known[name] : undefined;
    if (found === undefined) throw refused(`${SHOWN_NAME} has no credentials “${name}”; add them there.`);
    return found;
  };
}

async function readCredentials(file: string): Promise<Readonly<Record<string, Credential>>> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") throw refused(`There is no ${SHOWN_NAME}; make one that only its owner may read.`);
    throw error;
  });
  if (process.platform !== "win32" && (found.mode & OPEN_TO_OTHERS) !== 0)
    throw refused(`Others may read ${SHOWN_NAME}; close it with chmod 600.`);
  return parsed(await readFile(file, "utf8"));
}

/** The parsers' own words repeat what they stumble over; these do not. */
function parsed(text: string): Readonly<Record<string, Credential>> {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    throw refused(`${SHOWN_NAME} is not JSON.`);
  }
  try {
    return parseCredentials(input, SHOWN_NAME, "feed.unreachable");
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const places = [...new Set(error.problems.map(({ pointer }) => pointer || "the whole"))].slice(0, 5).join(", ");
    throw refused(`${SHOWN_NAME} is not valid at ${places}.`);
  }
}

function refused(detail: string): DomainError {
  return new DomainError("feed.unreachable", detail);
}

/** What a credential adds to a request for one address. */
export interface Admission {
  readonly href: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Adds a credential to requests of the origin that the partner's file names, and of no other: what is sent after a
 * redirect to another host, port or scheme has none.
 */
export function admission(source: URL, credential: Credential | null): (url: URL) => Admission {
  return (url) => {
    const plain = { href: url.href, headers: {} };
    if (credential === null || url.origin !== source.origin) return plain;
    switch (credential.kind) {
      case "basic": {
        const pair = Buffer.from(`${credential.user}:${credential.password}`, "utf8").toString("base64");
        return { href: url.href, headers: { authorization: `Basic ${pair}` } };
      }
      case "header":
        return { href: url.href, headers: { [credential.name.toLowerCase()]: credential.value } };
      case "query":
        return { href: withParameter(url, credential.name, credential.value), headers: {} };
      case "address":
        return url.href === source.href ? { href: secretAddress(source, credential.url), headers: {} } : plain;
    }
  };
}

function withParameter(url: URL, name: string, value: string): string {
  const joined = new URL(url.href);
  joined.searchParams.set(name, value);
  return joined.href;
}

function secretAddress(source: URL, address: string): string {
  if (URL.canParse(address) && new URL(address).origin === source.origin) return new URL(address).href;
  throw refused("The address among the credentials is not on the host that the partner's file names.");
}

/** Everything about a credential that no message may repeat. */
export function secretsOf(credential: Credential | null): readonly string[] {
  if (credential === null) return [];
  switch (credential.kind) {
    case "basic":
      return [credential.password, Buffer.from(`${credential.user}:${credential.password}`, "utf8").toString("base64")];
    case "header":
    case "query":
      return [credential.value, new URLSearchParams({ "": credential.value }).toString().slice(1)];
    case "address":
      return addressSecrets(credential.url);
  }
}

/** An address is secret as a whole, and so is its path where it has one. */
function addressSecrets(address: string): readonly string[] {
  if (!URL.canParse(address)) return [address];
  const { href, pathname, search, searchParams } = new URL(address);
  return [address, href, ...(pathname === "/" ? [] : [pathname + search, pathname]), ...searchParams.values()];
}
