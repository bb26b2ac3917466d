/** Stable codes of everything that an act may refuse; one table in `http/` turns them into statuses. */
export type ErrorCode =
  | "act.conflict"
  | "act.too-large"
  | "auth.forbidden"
  | "auth.required"
  | "catalog.invalid"
  | "channel.unknown"
  | "contact.stale"
  | "desk.unsure"
  | "feed.refused"
  | "feed.unreadable"
  | "feed.unreachable"
  | "input.invalid"
  | "item.refused"
  | "item.stale"
  | "item.unknown"
  | "item.unwritable"
  | "key.reused"
  | "license.unknown"
  | "notification.unknown"
  | "outlet.unknown"
  | "override.unknown"
  | "partner.unknown"
  | "permission.conflict"
  | "permission.stale"
  | "permission.state"
  | "permission.unknown"
  | "policy.refused"
  | "rate.exceeded"
  | "receipt.unreadable"
  | "source.unknown"
  | "store.unavailable"
  | "takedown.unknown"
  | "token.unknown"
  | "version.missing";

/** A place in rejected input: `pointer` is an RFC 6901 JSON pointer. */
export interface Problem {
  readonly pointer: string;
  readonly detail: string;
}

/**
 * An act that may not happen. `detail` is one sentence for a person and says what to do;
 * `problems` name each place of rejected input.
 */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly problems: readonly Problem[];

  constructor(code: ErrorCode, detail: string, problems: readonly Problem[] = []) {
    super(detail);
    this.name = "DomainError";
    this.code = code;
    this.problems = problems;
  }
}

/** The store was away, or stood still, for longer than is waited: nothing is wrong with what was asked. */
export class StoreUnavailable extends Error {
  readonly code = "store.unavailable";

  constructor(options?: ErrorOptions) {
    super(
      "The store does not answer. Try again shortly; where something was to be changed, look first whether it was.",
      options,
    );
    this.name = "StoreUnavailable";
  }
}
