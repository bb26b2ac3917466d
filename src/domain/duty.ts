import type { Medium } from "./use.js";

/** When a duty falls due, in hours after an event; `hours` 0 is with the event itself. */
export interface Due {
  readonly after: "asking" | "publication" | "correction" | "request" | "notice" | "end";
  readonly hours: number;
}

/**
 * How it is seen that a duty is met: `rendered` by the desk in what it sends, `reported` by who received it, `inspected`
 * by a person who looks, `counted` from what is on record.
 */
export const CHECKS = ["rendered", "reported", "inspected", "counted"] as const;
export type DutyCheck = (typeof CHECKS)[number];

type ParameterKind = "text" | "url" | "https url" | "number" | "flag" | "list";
export type DutyParameter = string | number | boolean | readonly string[];

interface DutyRule {
  /** What is to be done, in words for a person. */
  readonly says: string;
  readonly due: Due;
  readonly check: DutyCheck;
  readonly parameters: Readonly<Record<string, ParameterKind>>;
  /** Parameters without which it cannot be met. */
  readonly needs?: readonly string[];
}

const WITH_PUBLICATION: Due = { after: "publication", hours: 0 };
const rule = (
  says: string,
  check: DutyCheck,
  parameters: DutyRule["parameters"] = {},
  due: Due = WITH_PUBLICATION,
): DutyRule => ({ says, due, check, parameters });

const DAY_HOURS = 24;

/** Every class of duty that republication terms were found to contain, with what is usual where nothing else was agreed. */
export const DUTIES = {
  credit: rule("Print the credit line", "rendered"),
  notice: rule("Print the copyright notice", "rendered"),
  link: rule("Link to the original", "rendered", { target: "text", follow: "flag" }),
  byline: rule("Name the authors in the given order", "rendered", { institutions: "flag", partners: "list" }),
  logo: rule("Show the partner’s logo", "reported", { url: "url" }),
  "image-credit": rule("Print each picture’s credit beside it", "rendered"),
  "clear-third-party": rule("Clear pictures of others with their owners", "reported"),
  "include-graphics": rule("Include the graphics", "inspected"),
  "keep-links": rule("Keep every link in the text", "inspected"),
  "keep-tagline": rule("Keep the line about author and funder", "inspected", { text: "text" }),
  "mission-line": rule("Print the partner’s mission line", "inspected", { text: "text" }),
  whole: rule("Publish the whole column", "rendered"),
  "read-on": rule("Say where the rest can be read, with a link", "inspected"),
  "label-changes": rule("Say what was changed or added", "inspected", { words: "text" }),
  consent: rule(
    "Ask the grantor before any change beyond house style",
    "reported",
    { address: "text" },
    {
      after: "asking",
      hours: 0,
    },
  ),
  "accurate-translation": rule("Translate in full and accurately", "inspected"),
  "share-alike": rule("Publish adaptations under the same license", "inspected", { license: "url" }),
  canonical: rule("Name the original as the canonical page", "rendered"),
  noindex: rule("Keep the page out of search engines", "reported"),
  pixel: { ...rule("Load the partner’s counting pixel", "rendered", { url: "https url" }), needs: ["url"] },
  notify: rule(
    "Tell the partner where it was published",
    "reported",
    { address: "text", form: "text" },
    {
      after: "publication",
      hours: 7 * DAY_HOURS,
    },
  ),
  "social-tags": rule("Name the partner’s accounts in social media", "reported", { accounts: "list" }),
  correct: rule(
    "Apply the partner’s corrections",
    "inspected",
    { showNote: "flag" },
    { after: "correction", hours: DAY_HOURS },
  ),
  "take-down": rule("Take it down when asked to", "reported", {}, { after: "request", hours: DAY_HOURS }),
  cure: rule("Mend a breach or unpublish", "reported", {}, { after: "notice", hours: 0 }),
  remove: rule("Remove it when the permission ends", "reported", {}, { after: "end", hours: DAY_HOURS }),
  "show-contact": rule("Show readers how to reach the site", "inspected"),
  "no-fundraising-claim": rule("Do not imply that gifts support the partner", "inspected"),
  "no-sale": rule("Do not sell the column by itself", "inspected"),
  "no-endorsement": rule("Do not suggest that the author endorses the use", "inspected"),
  "not-systematic": rule("Do not take the output systematically", "counted", { percent: "number" }),
  contribute: rule("Give as many columns as you take", "counted"),
  pay: rule(
    "Pay the agreed fee",
    "reported",
    { amount: "number", currency: "text", reference: "text" },
    {
      after: "publication",
      hours: 30 * DAY_HOURS,
    },
  ),
} as const satisfies Readonly<Record<string, DutyRule>>;

export type DutyClass = keyof typeof DUTIES;
export const DUTY_CLASSES = Object.keys(DUTIES) as readonly DutyClass[];

/** One duty as data: what, how strongly, in which media, by when, and how it is checked. */
export interface Duty {
  readonly class: DutyClass;
  readonly strength: "must" | "please";
  /** Where in the column it stands, for what is printed; null elsewhere. */
  readonly placement: "top" | "bottom" | null;
  readonly media: "any" | readonly Medium[];
  readonly due: Due;
  readonly check: DutyCheck;
  readonly parameters: Readonly<Record<string, DutyParameter>>;
}

export type DutyGiven = Pick<Duty, "class"> & Partial<Duty>;

/** A duty with everything that was left to what is usual for its class. */
export function dutyOf(given: DutyGiven): Duty {
  const { due, check } = DUTIES[given.class];
  return { strength: "must", placement: null, media: "any", due, check, parameters: {}, ...given };
}

/** Parameters that the class does not know, of another kind, or wanting although it cannot be met without: one sentence each. */
export function parameterProblems(duty: Duty): readonly { readonly name: string; readonly detail: string }[] {
  const { parameters: known, needs = [] }: DutyRule = DUTIES[duty.class];
  const wanting = needs.filter((name) => !Object.hasOwn(duty.parameters, name));
  const missing = wanting.map((name) => ({
    name,
    detail: `The duty ${duty.class} cannot be met without its ${name}.`,
  }));
  const given = Object.entries(duty.parameters).flatMap(([name, value]) => {
    const kind = Object.hasOwn(known, name) ? known[name] : undefined;
    if (kind === undefined) {
      const wanted = Object.keys(known).join(", ") || "none";
      return [{ name, detail: `The duty ${duty.class} has no parameter ${name}; it has ${wanted}.` }];
    }
    return isOfKind(value, kind)
      ? []
      : [{ name, detail: `${name} of the duty ${duty.class} must be ${kind === "https url" ? "an" : "a"} ${kind}.` }];
  });
  return [...missing, ...given];
}

function isOfKind(value: DutyParameter, kind: ParameterKind): boolean {
  if (kind === "url") return typeof value === "string" && /^https?:\/\/\S+$/u.test(value);
  if (kind === "https url") return typeof value === "string" && /^https:\/\/\S+$/u.test(value) && URL.canParse(value);
  if (kind === "number") return typeof value === "number" && value >= 0;
  if (kind === "flag") return typeof value === "boolean";
  return kind === "list" ? Array.isArray(value) : typeof value === "string";
}

export function concernsMedium({ media }: Duty, medium: Medium): boolean {
  return media === "any" || media.includes(medium);
}

/** Each duty once, in the order in which they first stand. */
export function distinct(duties: readonly Duty[]): readonly Duty[] {
  return [...new Map(duties.map((duty) => [JSON.stringify(duty), duty])).values()];
}
