import { digestOf, hmacOf } from "../domain/digest.js";
import type { DomainEvent, Entry, Once } from "../domain/event.js";
import type { Actor } from "../domain/role.js";
import type { Repeat } from "../ledger/repeats.js";
import type { Desk } from "./desk.js";
import { newSecret } from "./newId.js";
import { serverSecret } from "./serverSecret.js";

export { KEY_LIFE_HOURS } from "../ledger/repeats.js";

/** A request with a key, by which it is known when it is sent again. */
export interface Asked extends Once {
  /** What the secrets of the act are made from: only who has the key can name it, and it is never recorded. */
  readonly seed: string;
}

/**
 * @param route what is asked for, with the ids in it: the same key elsewhere is another one.
 * @param key any text, chosen by who asks; one of another person is another key.
 * @param sent the request itself: another one with the same key is refused.
 */
export function askedOnce(actor: Actor, route: string, key: string, sent: unknown): Asked {
  const whole = { actor: actor.id, route, key };
  // With the key in it, what was sent cannot be guessed from its digest: a name in it stays out of the ledger.
  return {
    key: digestOf(whole),
    sent: digestOf({ ...whole, sent: sent ?? null }),
    seed: digestOf({ ...whole, for: "secrets" }),
  };
}

/** How the ledger tells a request from the same one sent again; null where it carries no key. */
export function repeated<Result>(asked: Asked | null, recall: Repeat<Result>["recall"]): Repeat<Result> | null {
  return asked === null ? null : { once: asked, recall };
}

/**
 * A secret that the same request, sent again, is told again, although only its digest is kept: made from the key of the
 * request and a secret of the desk. Without a key it is random.
 */
export async function secretFor(desk: Desk, asked: Asked | null, what: string): Promise<string> {
  if (asked === null) return newSecret();
  return hmacOf(await serverSecret(desk, "repeats"), `${what}\n${asked.seed}`);
}

/** The events of one type in an entry that is recalled; there is one at least. */
export function eventsIn<Type extends DomainEvent["type"]>(
  { seq, events }: Entry,
  type: Type,
): readonly [Extract<DomainEvent, { type: Type }>, ...Extract<DomainEvent, { type: Type }>[]] {
  const [first, ...others] = events.filter(
    (event): event is Extract<DomainEvent, { type: Type }> => event.type === type,
  );
  if (first === undefined) throw new TypeError(`entry ${seq} holds no ${type}`);
  return [first, ...others];
}
