import { DomainError, type ErrorCode, type Problem, StoreUnavailable } from "../domain/error.js";

/** The one table from codes to statuses. */
export const STATUSES: Readonly<Record<ErrorCode, number>> = {
  "act.conflict": 409,
  "act.too-large": 413,
  "auth.forbidden": 403,
  "auth.required": 401,
  "catalog.invalid": 422,
  "channel.unknown": 404,
  "contact.stale": 409,
  "desk.unsure": 503,
  "feed.refused": 500,
  "feed.unreadable": 422,
  "feed.unreachable": 502,
  "input.invalid": 422,
  "item.refused": 409,
  "item.stale": 409,
  "item.unknown": 404,
  "item.unwritable": 409,
  "key.reused": 422,
  "license.unknown": 422,
  "notification.unknown": 404,
  "outlet.unknown": 404,
  "override.unknown": 404,
  "partner.unknown": 422,
  "permission.conflict": 409,
  "permission.stale": 409,
  "permission.state": 409,
  "permission.unknown": 404,
  "policy.refused": 422,
  "rate.exceeded": 429,
  "receipt.unreadable": 422,
  "source.unknown": 422,
  "store.unavailable": 503,
  "takedown.unknown": 404,
  "token.unknown": 404,
  "version.missing": 428,
};

/** RFC 9457, with a stable `code`. `type` is `about:blank`: the code says which problem it is. */
export interface ProblemDocument {
  readonly type: "about:blank";
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode | "internal" | "not-found" | "body.unreadable" | "body.too-large" | "method.not-allowed";
  readonly detail: string;
  readonly errors?: readonly Problem[];
}

const TITLES: Readonly<Record<number, string>> = {
  400: "The request cannot be read",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  405: "Not possible here",
  409: "It cannot be done as things stand",
  413: "Too large",
  422: "The input is not valid",
  428: "A version has to be named",
  429: "Too many requests",
  500: "Something went wrong here",
  502: "A partner's server could not be reached",
  503: "Not at the moment",
};

export function titleOf(status: number): string {
  return TITLES[status] ?? "Error";
}

/** Describes any failure without telling what is nobody's business; `isOurs` asks for the log. */
export function problemOf(error: unknown): { readonly document: ProblemDocument; readonly isOurs: boolean } {
  if (error instanceof DomainError) {
    const status = STATUSES[error.code];
    const document = {
      ...base(status, error.code, error.message),
      ...(error.problems.length > 0 ? { errors: error.problems } : {}),
    };
    return { document, isOurs: status >= 500 && error.code !== "feed.unreachable" };
  }
  if (error instanceof StoreUnavailable)
    return { document: base(STATUSES[error.code], error.code, error.message), isOurs: true };
  const { status, message } = error as { status?: number; message?: string };
  if (status === 413)
    return {
      document: {
        ...base(413, "body.too-large", "The body is larger than is taken here; send less."),
        errors: [{ pointer: "", detail: "is larger than a request may be" }],
      },
      isOurs: false,
    };
  if (status !== undefined && status >= 400 && status < 500) {
    return {
      document: base(
        status,
        status === 404 ? "not-found" : "body.unreadable",
        message ?? "The request cannot be read.",
      ),
      isOurs: false,
    };
  }
  return {
    document: base(500, "internal", "Something went wrong here; it was logged. Nothing is known to be lost."),
    isOurs: true,
  };
}

function base(status: number, code: ProblemDocument["code"], detail: string): ProblemDocument {
  return { type: "about:blank", title: titleOf(status), status, code, detail };
}

/** When whoever was told 503 is to ask again. */
const RETRY_AFTER_SECONDS = 30;

/** What a problem's answer says besides the document: when to come again, where that is known. */
export function headersOf({ status }: Pick<ProblemDocument, "status">): Readonly<Record<string, string>> {
  return status === 503 ? { "Retry-After": String(RETRY_AFTER_SECONDS) } : {};
}

export function notFound(what: string): ProblemDocument {
  return base(404, "not-found", what);
}
