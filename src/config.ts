import { resolve } from "node:path";

/** Limits and names that the environment may set; `main.ts` and the command line hand them on. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Public address, without a trailing slash; null: where it listens. */
  readonly baseUrl: string | null;
  readonly dataDir: string;
  readonly mongodbUri: string | null;
  /** The id of the ledger that the store must hold; null: whichever it holds. */
  readonly ledger: string | null;
  readonly adminToken: string | null;
  readonly allowPrivateNetworks: boolean;
  readonly logLevel: string;
  readonly feedsDir: string;
  readonly licensesDir: string;
  readonly fetchMaxBodyBytes: number;
  readonly fetchTimeoutSeconds: number;
  readonly fetchMaxRedirects: number;
  /** Whom a partner may ask about our requests; null where the desk has no address that others can open. */
  readonly contactUrl: string | null;
  /** Whether hubs are asked to send what is new; null: where `baseUrl` is a public address. */
  readonly webSub: boolean | null;
  readonly tombstoneDays: number;
  readonly sessionHours: number;
  /** Per outlet token; 0 does not limit. */
  readonly feedRequestsPerMinute: number;
  /** Null: no e-mail is sent. */
  readonly mail: { readonly smtpUrl: string; readonly from: string } | null;
  /** Files are taken from here; null: from nowhere. */
  readonly watchDir: string | null;
}

/** Something in the environment that cannot be meant; says which variable and what it takes. */
export class ConfigError extends Error {}

const LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"];
/** A token that can be guessed is no token. */
const MIN_ADMIN_TOKEN_CHARACTERS = 16;

/** Reads the environment once; the only reader of it. @throws ConfigError */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const text = (name: string) => environment[name]?.trim() || null;
  const host = text("HOST") ?? "127.0.0.1";
  const port = whole(text("PORT"), "PORT", 0, 65_535) ?? 3_000;
  const address = baseUrl(text("BASE_URL"));
  return {
    host,
    port,
    baseUrl: address,
    dataDir: resolve(text("DATA_DIR") ?? "data"),
    mongodbUri: mongodbUri(text("MONGODB_URI")),
    ledger: ledgerId(text("LEDGER")),
    adminToken: adminToken(text("ADMIN_TOKEN")),
    allowPrivateNetworks: flag(text("ALLOW_PRIVATE_NETWORKS"), "ALLOW_PRIVATE_NETWORKS"),
    logLevel: level(text("LOG_LEVEL")) ?? "warn",
    feedsDir: resolve(text("FEEDS_DIR") ?? "feeds"),
    licensesDir: resolve(text("LICENSES_DIR") ?? "licenses"),
    fetchMaxBodyBytes: whole(text("FETCH_MAX_BODY_BYTES"), "FETCH_MAX_BODY_BYTES", 1, 2 ** 30) ?? 20 * 2 ** 20,
    fetchTimeoutSeconds: whole(text("FETCH_TIMEOUT_SECONDS"), "FETCH_TIMEOUT_SECONDS", 1, 600) ?? 30,
    fetchMaxRedirects: whole(text("FETCH_MAX_REDIRECTS"), "FETCH_MAX_REDIRECTS", 0, 20) ?? 5,
    contactUrl: webAddress(text("CONTACT_URL"), "CONTACT_URL") ?? address,
    webSub: text("WEBSUB") === null ? null : flag(text("WEBSUB"), "WEBSUB"),
    tombstoneDays: whole(text("TOMBSTONE_DAYS"), "TOMBSTONE_DAYS", 1, 3_650) ?? 90,
    sessionHours: whole(text("SESSION_HOURS"), "SESSION_HOURS", 1, 720) ?? 12,
    feedRequestsPerMinute: whole(text("FEED_REQUESTS_PER_MINUTE"), "FEED_REQUESTS_PER_MINUTE", 0, 1_000_000) ?? 120,
    mail: mail(
      text("SMTP_URL"),
      text("MAIL_FROM") ?? `imprimatur@${new URL(address ?? localAddress(host, port)).hostname}`,
    ),
    watchDir: text("WATCH_DIR") === null ? null : resolve(text("WATCH_DIR") ?? ""),
  };
}

/** Where a desk is found from its own machine. */
export function localAddress(host: string, port: number): string {
  return `http://${host === "0.0.0.0" || host === "::" ? "127.0.0.1" : bracketed(host)}:${port}`;
}

/** What the desk itself asks of MongoDB, by the names in an address, in lower case; null: what it never asks for. */
const ASKED_OF_MONGODB: Readonly<Record<string, string | null>> = {
  w: "majority",
  j: "true",
  journal: "true",
  wtimeout: "0",
  wtimeoutms: "0",
  readpreference: "primary",
  readpreferencetags: null,
  maxstalenessseconds: null,
  readconcern: "majority",
  readconcernlevel: "majority",
};

/** What is acknowledged must be kept, and what is read must be the latest: an address may not ask for less. */
function mongodbUri(text: string | null): string | null {
  const options = new URLSearchParams(text?.split("?").slice(1).join("?"));
  for (const [name, value] of options) {
    const asked = ASKED_OF_MONGODB[name.toLowerCase()];
    if (asked === undefined || asked === value.toLowerCase()) continue;
    throw new ConfigError(
      `MONGODB_URI asks for ${name}=${value}, with which an act could be lost or an old state be read; leave ${name} out of it: the desk itself sees to that.`,
    );
  }
  return text;
}

function whole(text: string | null, name: string, min: number, max: number): number | null {
  if (text === null) return null;
  const number = Number(text);
  if (Number.isInteger(number) && number >= min && number <= max) return number;
  throw new ConfigError(`${name} must be a whole number from ${min} to ${max}, not “${text}”.`);
}

function flag(text: string | null, name: string): boolean {
  if (text === null || ["false", "0", "no"].includes(text.toLowerCase())) return false;
  if (["true", "1", "yes"].includes(text.toLowerCase())) return true;
  throw new ConfigError(`${name} must be true or false, not “${text}”.`);
}

function level(text: string | null): string | null {
  if (text === null || LEVELS.includes(text)) return text;
  throw new ConfigError(`LOG_LEVEL must be one of ${LEVELS.join(", ")}, not “${text}”.`);
}

function ledgerId(text: string | null): string | null {
  if (text === null || /^ldg_[0-9a-f]{32}$/u.test(text)) return text;
  throw new ConfigError(
    `LEDGER must be a ledger's id as it is printed at the start, ldg_ and 32 digits, not “${text}”.`,
  );
}

function baseUrl(text: string | null): string | null {
  if (text === null) return null;
  if (URL.canParse(text) && /^https?:\/\//u.test(text)) return text.replace(/\/+$/u, "");
  throw new ConfigError(`BASE_URL must be the public http(s) address of the desk, not “${text}”.`);
}

function webAddress(text: string | null, name: string): string | null {
  if (text === null || (URL.canParse(text) && /^https?:\/\/[!-~]+$/u.test(text))) return text;
  throw new ConfigError(`${name} must be an http(s) address, not “${text}”.`);
}

function mail(smtpUrl: string | null, from: string): Config["mail"] {
  if (smtpUrl === null) return null;
  if (URL.canParse(smtpUrl) && /^smtps?:\/\//u.test(smtpUrl)) return { smtpUrl, from };
  throw new ConfigError("SMTP_URL must be an address that begins with smtp:// or smtps://.");
}

function adminToken(text: string | null): string | null {
  if (text === null || text.length >= MIN_ADMIN_TOKEN_CHARACTERS) return text;
  throw new ConfigError(
    `ADMIN_TOKEN must have at least ${MIN_ADMIN_TOKEN_CHARACTERS} characters; make one with: openssl rand -hex 32`,
  );
}

function bracketed(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
