import { timingSafeEqual } from "node:crypto";
import type { Context, Middleware } from "koa";
import { shortDigest } from "../domain/digest.js";
import { DomainError } from "../domain/error.js";
import { authenticate } from "../services/accounts.js";
import type { Desk } from "../services/desk.js";

const SESSION = "imprimatur_session";
const FLASH = "imprimatur_flash";

export interface Flash {
  readonly kind: "done" | "refused";
  readonly text: string;
  readonly details: readonly string[];
}

/** Lets signed-in people through; sends everybody else to the sign-in page, and forms without their own token nowhere. */
export function signedIn(desk: Desk): Middleware {
  return async (ctx, next) => {
    const secret = ctx.cookies.get(SESSION) ?? "";
    const actor = await authenticate(desk, secret, "session");
    if (actor === null) {
      if (ctx.method !== "GET")
        throw new DomainError("auth.required", "You are signed out; sign in and send the form again.");
      ctx.redirect("/sign-in");
      return;
    }
    if (ctx.method !== "GET" && ctx.method !== "HEAD") requireOwnForm(ctx, secret);
    ctx.state.actor = actor;
    ctx.state.csrf = csrfOf(secret);
    await next();
  };
}

/** A form's proof that it came from our own page: derived from the session, so nothing is stored. */
function csrfOf(secret: string): string {
  return shortDigest(`imprimatur form ${secret}`);
}

function requireOwnForm(ctx: Context, secret: string): void {
  const sent = Buffer.from(String(formOf(ctx).csrf ?? ""));
  const expected = Buffer.from(csrfOf(secret));
  if (sent.length === expected.length && timingSafeEqual(sent, expected)) return;
  throw new DomainError(
    "auth.forbidden",
    "This form did not come from the desk's own page; open the page again and send it from there.",
  );
}

/** @param baseUrl where people reach the desk: behind a proxy, the connection itself does not tell whether it is https. */
export function startSession(ctx: Context, secret: string, hours: number, baseUrl: string): void {
  const isHttps = ctx.secure || baseUrl.startsWith("https:");
  ctx.cookies.secure = isHttps;
  ctx.cookies.set(SESSION, secret, {
    httpOnly: true,
    sameSite: "lax",
    secure: isHttps,
    maxAge: hours * 3_600_000,
    overwrite: true,
  });
}

export function endSession(ctx: Context): string {
  const secret = ctx.cookies.get(SESSION) ?? "";
  ctx.cookies.set(SESSION, null);
  return secret;
}

/** The fields of a form, as sent. */
export function formOf(ctx: Context): Readonly<Record<string, unknown>> {
  const { body } = ctx.request as { body?: unknown };
  return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
}

/**
 * Bytes of JSON that a message may have. Browsers drop a cookie of more than 4,096 bytes, name and attributes included;
 * base64 makes four of three.
 */
const MAX_FLASH_BYTES = 2_700;
const MAX_TEXT_BYTES = 900;
const MAX_DETAIL_BYTES = 300;

/** Leaves a message for the next page: as many details as a cookie carries, and how many more there are. */
export function leaveFlash(ctx: Context, { kind, text, details }: Flash): void {
  const carried: string[] = [];
  let left = MAX_FLASH_BYTES - bytesOf(within(text, MAX_TEXT_BYTES));
  for (const detail of details) {
    const short = within(detail, MAX_DETAIL_BYTES);
    left -= bytesOf(short);
    if (left < 0) break;
    carried.push(short);
  }
  const more = details.length - carried.length;
  if (more > 0) carried.push(`… and ${more} more.`);
  const flash: Flash = { kind, text: within(text, MAX_TEXT_BYTES), details: carried };
  const value = Buffer.from(JSON.stringify(flash), "utf8").toString("base64url");
  ctx.cookies.set(FLASH, value, { httpOnly: true, sameSite: "lax", secure: ctx.secure, overwrite: true });
}

function bytesOf(text: string): number {
  return Buffer.byteLength(JSON.stringify(text), "utf8") + 1;
}

function within(text: string, maxBytes: number): string {
  let length = Math.min(text.length, maxBytes);
  while (bytesOf(text.slice(0, length)) > maxBytes) length = Math.floor(length * 0.9);
  return length === text.length ? text : `${text.slice(0, length)}…`;
}

/** Takes the message that the last act left; anything else that a browser sends in its place is none. */
export function takeFlash(ctx: Context): Flash | null {
  const value = ctx.cookies.get(FLASH);
  if (value === undefined) return null;
  ctx.cookies.set(FLASH, null);
  try {
    const flash: unknown = JSON.parse(Buffer.from(value, "base64url").toString("utf8"));
    return isFlash(flash) ? flash : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isFlash(found: unknown): found is Flash {
  const { kind, text, details } = (found ?? {}) as Partial<Record<keyof Flash, unknown>>;
  return (
    (kind === "done" || kind === "refused") &&
    typeof text === "string" &&
    Array.isArray(details) &&
    details.every((detail) => typeof detail === "string")
  );
}
