/**
 * What reading a column made noticeable. A `note` informs; a `doubt` sends the column to an editor
 * even where a standing instruction would approve it.
 */
export type Severity = "note" | "doubt";

export interface Finding {
  readonly code: FindingCode;
  /** The words it is about, verbatim; kept with the revision, never in the ledger. */
  readonly quote: string | null;
  /** `block 7` of the cleaned body, from 1; absent where it is about no place. */
  readonly place?: string;
}

interface FindingRule {
  readonly severity: Severity;
  readonly sentence: string;
  readonly curedBy: "editor" | "rights" | "partner";
}

export const FINDINGS = {
  "body.missing": { severity: "doubt", sentence: "The feed carries no body for this column.", curedBy: "partner" },
  "body.cut": {
    severity: "doubt",
    sentence: "The feed ends in the middle of this column, or it is too long; its text may lack its end.",
    curedBy: "partner",
  },
  "title.missing": { severity: "doubt", sentence: "The feed carries no title for this column.", curedBy: "partner" },
  "link.missing": { severity: "doubt", sentence: "The feed carries no link to the original.", curedBy: "partner" },
  "date.unreadable": { severity: "note", sentence: "The date of this column could not be read.", curedBy: "partner" },
  "markup.unsafe": { severity: "note", sentence: "Active or unsafe markup was removed.", curedBy: "partner" },
  "furniture.cut": { severity: "note", sentence: "Page furniture was removed from the text.", curedBy: "editor" },
  "furniture.doubt": { severity: "doubt", sentence: "The text may contain page furniture.", curedBy: "editor" },
  "mailing.greeting": { severity: "doubt", sentence: "The text greets a reader as a mailing does.", curedBy: "editor" },
  "mailing.merge-field": {
    severity: "doubt",
    sentence: "The text contains an unfilled merge field.",
    curedBy: "editor",
  },
  "appeal.donation": { severity: "doubt", sentence: "The text asks readers for money.", curedBy: "editor" },
  "mailing.unsubscribe": { severity: "note", sentence: "A mailing's unsubscribe line was removed.", curedBy: "editor" },
  "rights.permission-claimed": {
    severity: "note",
    sentence: "The column claims to be republished with permission: a claim, not a permission.",
    curedBy: "rights",
  },
  "rights.other-holder": {
    severity: "doubt",
    sentence: "The column names another rights holder than the partner.",
    curedBy: "rights",
  },
  "rights.reserved": { severity: "note", sentence: "The column says that all rights are reserved.", curedBy: "rights" },
} as const satisfies Record<string, FindingRule>;

export type FindingCode = keyof typeof FINDINGS;

/** What cleaning a body finds, again each time that it is cleaned. */
export const CLEANING_FINDINGS: ReadonlySet<FindingCode> = new Set([
  "markup.unsafe",
  "furniture.cut",
  "furniture.doubt",
  "mailing.greeting",
  "mailing.merge-field",
  "mailing.unsubscribe",
  "appeal.donation",
  "rights.permission-claimed",
  "rights.reserved",
]);

export function isFindingCode(text: string): text is FindingCode {
  return Object.hasOwn(FINDINGS, text);
}

/** True where any finding asks for an editor's eyes. */
export function hasDoubt(codes: readonly FindingCode[]): boolean {
  return codes.some((code) => FINDINGS[code].severity === "doubt");
}
