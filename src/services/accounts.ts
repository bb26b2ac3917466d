import { digestOfText, isSameText } from "../domain/digest.js";
import { DomainError } from "../domain/error.js";
import type { Entry } from "../domain/event.js";
import { type Account, type Actor, type Role, requireCapability, systemActor } from "../domain/role.js";
import { type Instant, instantOf } from "../domain/window.js";
import { isDuplicateOnly } from "../ledger/duplicate.js";
import type { TokenDoc } from "../store/models/desk.js";
import type { Desk } from "./desk.js";
import { BY_ID, type Order, type Page, type PageQuery, pageOf, told } from "./lists/page.js";
import { newSecret } from "./newId.js";
import { type Asked, eventsIn, repeated, secretFor } from "./once.js";
import { getChannel, stateOf } from "./reads.js";
import { ENTRIES_LOOKED_AT } from "./sentAgain.js";

/** `2026-03-01T09:00` */
const MINUTE_CHARACTERS = 16;
const SIGN_IN_MINUTES = 24 * 60;

export interface Person extends Account {
  readonly name: string;
}

/** The account that `ADMIN_TOKEN` and the sign-in link of a start belong to. */
export const BOOTSTRAP_ACCOUNT = "acct_administrator";

/** Makes the administrator's account where it is missing. */
export async function ensureAdministrator(desk: Desk): Promise<void> {
  await desk.ledger.act(systemActor("start"), "give-role", async () => {
    if ((await accountOf(desk, BOOTSTRAP_ACCOUNT)) !== null) return { events: [], result: undefined };
    const event = { type: "account.role-given", account: BOOTSTRAP_ACCOUNT, role: "admin" } as const;
    return { events: [event], result: undefined };
  });
  await namePerson(desk, BOOTSTRAP_ACCOUNT, "Administrator");
}

/** Gives a person an account with a role. The name stays out of the ledger. */
export async function addAccount(
  desk: Desk,
  actor: Actor,
  name: string,
  role: Role,
  asked: Asked | null = null,
): Promise<Actor> {
  requireCapability(actor, "manage-accounts");
  const fresh = desk.newId("acct");
  const decide = async () => {
    return { events: [{ type: "account.role-given", account: fresh, role } as const], result: fresh };
  };
  const repeat = repeated(asked, (entry) => eventsIn(entry, "account.role-given")[0].account);
  const account = await desk.ledger.act<string>(actor, "give-role", decide, repeat);
  await namePerson(desk, account, name);
  return { id: account, role };
}

/** An API token for an account; the secret is returned once and never again. */
export async function issueApiToken(
  desk: Desk,
  actor: Actor,
  account: string,
  name: string,
  asked: Asked | null = null,
): Promise<string> {
  requireCapability(actor, "manage-accounts");
  await actorOf(desk, account);
  const secret = await secretFor(desk, asked, "api token");
  return issueToken(desk, { kind: "api", holder: account, name, expiresAt: null }, secret);
}

async function namePerson(desk: Desk, account: string, name: string): Promise<void> {
  await desk.models.person.updateOne({ _id: account }, { $set: { name } }, { upsert: true });
}

/** People and their roles, by account id. */
export async function listAccounts(desk: Desk, actor: Actor, query: PageQuery): Promise<Page<Person>> {
  requireCapability(actor, "read");
  const page = await pageOf(desk.models.projected.account, {}, BY_ID, query);
  const names = await namesOfPeople(
    desk,
    page.rows.map(({ _id }) => _id),
  );
  return told(page, (doc) => ({ ...stateOf<Account>(doc), name: names.get(doc._id) ?? doc._id }));
}

/** Names by account id, of those of the accounts that have one. */
export async function namesOfPeople(desk: Desk, accounts: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const docs = await desk.models.person.find({ _id: { $in: [...new Set(accounts)] } }).lean();
  return new Map(docs.map(({ _id, name }) => [_id, name]));
}

/** The account itself acts with its role; who it is, is the account's id. */
export async function actorOf(desk: Desk, account: string): Promise<Actor> {
  const found = await accountOf(desk, account);
  if (found === null || found.closedAt !== null)
    throw new DomainError("auth.required", "This account is closed; ask an administrator.");
  return { id: found.id, role: found.role };
}

async function accountOf(desk: Desk, id: string): Promise<Account | null> {
  const doc = await desk.models.projected.account.findOne({ _id: id }).lean();
  return doc === null ? null : stateOf<Account>(doc);
}

export type NewToken = Pick<TokenDoc, "kind" | "holder" | "name" | "expiresAt" | "openedBy" | "outlet">;

/** Returns the secret, once: only its digest is stored. A secret that was issued before stays what it was. */
export async function issueToken(
  desk: Desk,
  token: NewToken,
  secret = newSecret(),
  id = desk.newId("tok"),
): Promise<string> {
  const { _id, ...facts } = { _id: digestOfText(secret), id, ...token, createdAt: desk.now(), revokedAt: null };
  try {
    await desk.models.token.collection.insertOne({ _id: _id as never, ...facts });
  } catch (error) {
    if (!isDuplicateOnly(error)) throw error;
  }
  return secret;
}

/** A link that signs in once, within a day. */
export async function signInLink(desk: Desk, account: string, asked: Asked | null = null): Promise<string> {
  const expiresAt = later(desk.now(), SIGN_IN_MINUTES);
  const link = { kind: "sign-in", holder: account, name: "sign-in link", expiresAt } as const;
  const secret = await issueToken(desk, link, await secretFor(desk, asked, "sign-in link"));
  return `${desk.settings.baseUrl}/sign-in?token=${secret}`;
}

/**
 * Opens a session for a sign-in link or an API token. A link works once.
 *
 * @returns the session's secret.
 * @throws DomainError `auth.required`
 */
export async function signIn(desk: Desk, secret: string): Promise<string> {
  const expiresAt = later(desk.now(), desk.settings.sessionHours * 60);
  const session = (holder: string, openedBy: string | null) =>
    issueToken(desk, { kind: "session", holder, name: "session", expiresAt, openedBy });
  if (isAdminToken(desk, secret)) return session(BOOTSTRAP_ACCOUNT, digestOfText(secret));
  const token = (await validToken(desk, secret, "sign-in")) ?? (await validToken(desk, secret, "api"));
  if (token === null)
    throw new DomainError(
      "auth.required",
      "This sign-in link or token is unknown, used or out of date; ask for a new one.",
    );
  if (token.kind === "sign-in" && !(await spend(desk, token))) {
    throw new DomainError("auth.required", "This sign-in link has been used already; ask for a new one.");
  }
  return session(token.holder, token.kind === "api" ? token._id : null);
}

/** `ADMIN_TOKEN` opens by being configured, and is not in the store: taken out or changed, it opens nothing. */
function isAdminToken(desk: Desk, secret: string): boolean {
  const { adminTokenDigest } = desk.settings;
  return adminTokenDigest !== null && isSameText(digestOfText(secret), adminTokenDigest);
}

async function spend(desk: Desk, token: TokenDoc): Promise<boolean> {
  const { modifiedCount } = await desk.models.token.updateOne(
    { _id: token._id, revokedAt: null },
    { $set: { revokedAt: desk.now() } },
  );
  return modifiedCount === 1;
}

export async function signOut(desk: Desk, secret: string): Promise<void> {
  await desk.models.token.updateOne({ _id: digestOfText(secret) }, { $set: { revokedAt: desk.now() } });
}

/** The actor behind an API token or a session, or null. */
export async function authenticate(desk: Desk, secret: string, kind: "api" | "session"): Promise<Actor | null> {
  if (kind === "api" && isAdminToken(desk, secret)) return actorOf(desk, BOOTSTRAP_ACCOUNT);
  const token = await validToken(desk, secret, kind);
  return token === null ? null : actorOf(desk, token.holder);
}

/** The id of the outlet token that opens a channel, or null. */
export async function outletToken(
  desk: Desk,
  secret: string,
  channel: string,
  outlet: string | null,
): Promise<string | null> {
  const token = await validToken(desk, secret, "outlet");
  if (token === null || token.holder !== channel || !isTokenOf(token, outlet)) return null;
  await noteUse(desk, token);
  return token.id;
}

/** A channel that its file gives to another outlet is not open to the one before. */
export function isTokenOf({ outlet }: TokenDoc, current: string | null): boolean {
  return outlet === undefined || outlet === current;
}

/** When a token was last used, to the minute: one small write a minute for each. */
async function noteUse(desk: Desk, { _id, lastUsedAt }: TokenDoc): Promise<void> {
  const now = desk.now();
  if (lastUsedAt?.slice(0, MINUTE_CHARACTERS) === now.slice(0, MINUTE_CHARACTERS)) return;
  await desk.models.token.updateOne({ _id }, { $set: { lastUsedAt: now } });
}

/**
 * The live token of a secret, or null. It is found by its digest, and the digests are compared in constant time: nothing
 * about a wrong secret shows in the time it takes.
 */
export async function validToken(desk: Desk, secret: string, kind: TokenDoc["kind"]): Promise<TokenDoc | null> {
  const digest = digestOfText(secret);
  const token = await desk.models.token.findOne({ _id: digest }).lean();
  if (token === null || !isSameText(token._id, digest) || token.kind !== kind || !isLive(desk, token)) return null;
  return kind !== "session" || (await isStillOpen(desk, token)) ? token : null;
}

function isLive(desk: Desk, { kind, holder, name, revokedAt, expiresAt }: TokenDoc): boolean {
  // Earlier versions kept `ADMIN_TOKEN` like this.
  if (kind === "api" && holder === BOOTSTRAP_ACCOUNT && name === "ADMIN_TOKEN") return false;
  return revokedAt === null && (expiresAt === null || expiresAt > desk.now());
}

/** A session ends with the token that opened it. One of an earlier version may have been the administrator token's. */
async function isStillOpen(desk: Desk, { openedBy, holder }: TokenDoc): Promise<boolean> {
  if (openedBy === undefined) return holder !== BOOTSTRAP_ACCOUNT;
  if (openedBy === null || openedBy === desk.settings.adminTokenDigest) return true;
  const opener = await desk.models.token.findOne({ _id: openedBy }).lean();
  return opener !== null && isLive(desk, opener);
}

/** A token for an outlet's channel; the secret is returned once and never again. */
export async function issueOutletToken(
  desk: Desk,
  actor: Actor,
  channel: string,
  name: string,
  asked: Asked | null = null,
): Promise<{ readonly token: string; readonly secret: string }> {
  requireCapability(actor, "issue-tokens");
  const fresh = desk.newId("tok");
  const decide = async () => {
    const { outlet } = await getChannel(desk, channel);
    if (outlet === null) throw new DomainError("act.conflict", `${channel} is a public channel; it needs no token.`);
    const event = { type: "channel.token-issued", channel, token: fresh } as const;
    return { events: [event], result: { token: fresh, outlet: outlet.id } };
  };
  const recall = async (entry: Entry) => ({
    token: eventsIn(entry, "channel.token-issued")[0].token,
    outlet: (await getChannel(desk, channel)).outlet?.id ?? "",
  });
  const { token, outlet } = await desk.ledger.act(actor, "issue-token", decide, repeated(asked, recall));
  const facts = { kind: "outlet", holder: channel, name, expiresAt: null, outlet } as const;
  const secret = await issueToken(desk, facts, await secretFor(desk, asked, "outlet token"), token);
  return { token, secret };
}

/** A token that opens nothing any more stays so: revoked again, nothing is recorded. */
export async function revokeOutletToken(desk: Desk, actor: Actor, channel: string, token: string): Promise<void> {
  requireCapability(actor, "issue-tokens");
  const known = await desk.models.token.findOne({ id: token }).lean();
  if (known === null || known.kind !== "outlet" || known.holder !== channel) {
    throw new DomainError("token.unknown", `The channel ${channel} has no token ${token}.`);
  }
  const { revokedAt } = known;
  await desk.models.token.updateOne({ _id: known._id, revokedAt: null }, { $set: { revokedAt: desk.now() } });
  await desk.ledger.act(actor, "revoke-token", async () => {
    // It is shut before that is recorded; a process that ended in between is made up for when this is sent again.
    const entries = await desk.ledger.entries({ subject: `channel:${channel}`, limit: ENTRIES_LOOKED_AT });
    const isRecorded = entries.some(({ events }) =>
      events.some((event) => event.type === "channel.token-revoked" && event.token === token),
    );
    const isLongShut = revokedAt !== null && entries.every(({ at }) => at > revokedAt);
    const event = { type: "channel.token-revoked", channel, token } as const;
    return { events: isRecorded || isLongShut ? [] : [event], result: undefined };
  });
}

export interface TokenFacts {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Instant;
  readonly revokedAt: Instant | null;
  /** Where it was replaced: until when the old secret still opens the channel. */
  readonly expiresAt: Instant | null;
  /** To the minute; null where it was never used. */
  readonly lastUsedAt: Instant | null;
}

/** The tokens of a channel, latest first; when one was issued never changes. */
const TOKEN_ORDER: Order = [
  ["createdAt", -1],
  ["id", -1],
];

export async function outletTokens(
  desk: Desk,
  actor: Actor,
  channel: string,
  query: PageQuery,
): Promise<Page<TokenFacts>> {
  requireCapability(actor, "read");
  const page = await pageOf(desk.models.token, { holder: channel, kind: "outlet" }, TOKEN_ORDER, query);
  return told(page, ({ id, name, createdAt, revokedAt, expiresAt, lastUsedAt = null }) => {
    return { id, name, createdAt, revokedAt, expiresAt, lastUsedAt };
  });
}

function later(at: Instant, minutes: number): Instant {
  return instantOf(Date.parse(at) + minutes * 60_000);
}
