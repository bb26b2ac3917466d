import type { Duty } from "../../domain/duty.js";
import { nameQuota } from "../../domain/excess.js";
import type { ExcerptLimit, Terms } from "../../domain/terms.js";
import { AI_USES, COMPONENTS } from "../../domain/use.js";

type Line = readonly [term: string, words: string];

/** What terms say beyond where and what: each line only where it limits, or says more than usual. */
export function constraintsInWords(terms: Terms): readonly Line[] {
  const lines: readonly (Line | false)[] = [
    terms.ask.length > 0 && ["To be asked for", terms.ask.join(", ")],
    asked(terms) !== "" && ["Parts to be asked for", asked(terms)],
    terms.languages !== "any" && ["Languages", terms.languages.join(", ")],
    terms.creditMatch.length > 0 && ["Pictures", `only those credited to ${terms.creditMatch.join(" or ")}`],
    terms.editsWithConsent !== null && ["Edits with consent", terms.editsWithConsent],
    terms.headline !== "keep" && ["Headline", `may be ${HEADLINES[terms.headline]}`],
    terms.excerpt !== null && ["Excerpts", excerptInWords(terms.excerpt)],
    terms.purpose !== "any" && ["Purpose", terms.purpose],
    !terms.paywall && ["Paywall", "not behind one"],
    terms.ads !== "around" && ["Advertisements", terms.ads],
    terms.audience !== "any" && ["Audience", terms.audience.join(", ")],
    aiInWords(terms) !== "" && ["Machines", aiInWords(terms)],
    terms.embargo !== null && ["Embargo", embargoInWords(terms.embargo)],
    terms.useWithinDays !== null && ["First use", `within ${terms.useWithinDays} days of publication`],
    terms.maxUses !== null && ["At most", nameQuota(terms.maxUses)],
    terms.afterEnd !== "remove" && [
      "After the end",
      terms.afterEnd === "reduce" ? "excerpt and link only" : "may stay up",
    ],
    terms.searchWish !== "none" && ["Search engines", terms.searchWish],
    !terms.revocable && ["Revocation", "irrevocable"],
    terms.noticeDays > 0 && ["Notice", `${terms.noticeDays} days`],
  ];
  return lines.filter((line): line is Line => line !== false);
}

const HEADLINES = { keep: "kept", shorten: "shortened", adapt: "adapted", rewrite: "rewritten" } as const;

function asked({ components }: Terms): string {
  return COMPONENTS.filter((component) => components[component] === "ask").join(", ");
}

function excerptInWords(limit: ExcerptLimit): string {
  const units = (["words", "characters", "paragraphs", "percent"] as const).filter((unit) => limit[unit] !== null);
  return units.length === 0 ? "of any length" : `at most ${units.map((unit) => `${limit[unit]} ${unit}`).join(", ")}`;
}

function aiInWords({ ai }: Terms): string {
  return AI_USES.filter((use) => ai[use] !== "unknown")
    .map((use) => `${use}: ${ai[use]}`)
    .join(", ");
}

function embargoInWords(embargo: NonNullable<Terms["embargo"]>): string {
  if ("until" in embargo) return `until ${embargo.until}`;
  return "open" in embargo ? `open: ${embargo.open}` : `${embargo.hoursAfterPublication} hours after publication`;
}

/** `credit at the top`, `notify within 168 hours (please)`. */
export function dutyInWords({ class: name, placement, strength, due, media }: Duty): string {
  const where = placement === null ? "" : ` at the ${placement}`;
  const when = due.hours === 0 ? "" : ` within ${due.hours} hours of ${due.after}`;
  const only = media === "any" ? "" : ` in ${media.join(", ")}`;
  return `${name}${where}${when}${only}${strength === "please" ? " (please)" : ""}`;
}
