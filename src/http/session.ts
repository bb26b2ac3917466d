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

/** Leaves a message for the next page. */
export function leaveFlash(ctx: Context, flash: Flash): void {
  const value = Buffer.from(JSON.stringify(flash), "utf8").toString("base64url");
  ctx.cookies.set(FLASH, value, { httpOnly: true, sameSite: "lax", secure: ctx.secure, overwrite: true });
}

/** Takes the message that the last act left; one that cannot be read is none. */
export function takeFlash(ctx: Context): Flash | null {
  const value = ctx.cookies.get(FLASH);
  if (value === undefined) return null;
  ctx.cookies.set(FLASH, null);
  try {
    const flash = JSON.parse(Buffer.from(value, "base64url").toString("utf8")) as Partial<Flash>;
    if (flash.kind !== "done" && flash.kind !== "refused") return null;
    return { kind: flash.kind, text: String(flash.text ?? ""), details: (flash.details ?? []).map(String) };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
