import { DomainError } from "../domain/error.js";
import type { Entry, Once } from "../domain/event.js";
import { type Instant, instantOf } from "../domain/window.js";
import type { Models } from "../store/models/models.js";
import { findEntries } from "./entries.js";

/** For so long a request that is sent again is known by its key; afterwards it is another one. */
export const KEY_LIFE_HOURS = 24;
const HOUR_MILLISECONDS = 3_600_000;

/** How an act that makes a new thing is told from the same request sent again. */
export interface Repeat<Result> {
  readonly once: Once;
  /** What was answered the first time, told from the entry of then. */
  readonly recall: (entry: Entry) => Result | Promise<Result>;
}

/**
 * The entry that this request made before; null where it is the first of its key, or the key's time is over. Asked at the
 * head, by the act that would append: so of two processes at once, one makes the entry and the other finds it.
 *
 * @throws DomainError `key.reused` where the key came with another request.
 */
export async function entryOfKey(models: Models, once: Once, at: Instant): Promise<Entry | null> {
  const [entry] = await findEntries(models, { subject: `once:${once.key}`, limit: 1 });
  const since = instantOf(Date.parse(at) - KEY_LIFE_HOURS * HOUR_MILLISECONDS);
  if (entry === undefined || entry.at <= since) return null;
  if (entry.once?.sent === once.sent) return entry;
  throw new DomainError(
    "key.reused",
    "This Idempotency-Key, or this form, was sent before with something else; nothing was recorded. Send what is meant as " +
      "another act with a key of its own, or from the page opened anew.",
  );
}
