import type { Context } from "koa";
import { DomainError } from "../domain/error.js";
import { type Asked, askedOnce } from "../services/once.js";
import { actorIn } from "./context.js";
import { field } from "./forms.js";
import { formOf } from "./session.js";

export const MAX_KEY_CHARACTERS = 200;

/** A request of the API that its header `Idempotency-Key` names; null where there is none. @throws DomainError `input.invalid` */
export function onceIn(ctx: Context): Asked | null {
  const { body } = ctx.request as { body?: unknown };
  return asked(ctx, ctx.get("Idempotency-Key").trim(), body);
}

/** The sending of a form of ours that carries the name of its page; null where it carries none. */
export function onceOfForm(ctx: Context): Asked | null {
  const { csrf: _, once: __, ...sent } = formOf(ctx);
  return asked(ctx, field(ctx, "once"), sent);
}

function asked(ctx: Context, key: string, sent: unknown): Asked | null {
  if (key === "") return null;
  if (key.length > MAX_KEY_CHARACTERS)
    throw new DomainError(
      "input.invalid",
      `An Idempotency-Key has at most ${MAX_KEY_CHARACTERS} characters; nothing was recorded.`,
    );
  return askedOnce(actorIn(ctx), `${ctx.method} ${ctx.path}`, key, sent);
}
