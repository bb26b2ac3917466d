import type { Digest } from "./digest.js";
import { isWithinTerritories, nameTerritories, type Territories } from "./territory.js";
import type { Instant } from "./window.js";

export const ACTIONS = ["republish", "excerpt", "translate", "archive"] as const;
export type Action = (typeof ACTIONS)[number];

export const MEDIA = ["web", "print", "newsletter", "app", "broadcast", "social", "archive", "syndication"] as const;
export type Medium = (typeof MEDIA)[number];

export const COMPONENTS = ["text", "headline", "images", "embeds"] as const;
export type Component = (typeof COMPONENTS)[number];
export type ComponentAnswers = Readonly<Record<Component, "allow" | "deny">>;

/** From the narrowest to the widest: each allows what stands before it. */
export const EDITS = ["verbatim", "style", "cuts", "free"] as const;
export type Edits = (typeof EDITS)[number];

/** To whom the work may be passed on; a channel of another outlet is sublicensing. */
export type Onward = "none" | "anyone" | { readonly outlets: readonly string[] };

export const DUTY_CLASSES = ["credit", "notice", "link"] as const;
export type DutyClass = (typeof DUTY_CLASSES)[number];

export interface Duty {
  readonly class: DutyClass;
  readonly strength: "must" | "please";
  readonly placement: "top" | "bottom";
}

/**
 * What may be done, where, by whom, and under which duties. With `effect` `deny` it is a prohibition:
 * `actions`, `media`, `territories` and `onward` say what it reaches, `components` with `deny` what it forbids.
 */
export interface Terms {
  readonly effect: "allow" | "deny";
  readonly actions: readonly Action[];
  readonly media: "any" | readonly Medium[];
  readonly territories: Territories;
  readonly components: ComponentAnswers;
  readonly onward: Onward;
  readonly edits: Edits;
  readonly duties: readonly Duty[];
}

/** Reusable terms as one folder under `licenses/` had them at one time; permissions cite the digest. */
export interface LicenseVersion {
  readonly digest: Digest;
  readonly recordedAt: Instant;
  readonly name: string;
  /** SPDX identifier, or null for house terms. */
  readonly spdx: string | null;
  readonly url: string | null;
  readonly terms: Terms;
  /** Template of the copyright notice; placeholders as `notice.ts` lists them. */
  readonly notice: string;
  /** The terms in words, Markdown. */
  readonly text: string;
}

export interface License {
  readonly id: string;
  /** In the order recorded; the last one is what new permissions cite. */
  readonly versions: readonly LicenseVersion[];
}

export interface LicenseRecorded {
  readonly type: "license.recorded";
  readonly license: string;
  readonly version: Omit<LicenseVersion, "recordedAt">;
}

export type LicenseEvent = LicenseRecorded;

export function currentVersion(license: License): LicenseVersion | undefined {
  return license.versions.at(-1);
}

export function versionCited(license: License, digest: Digest): LicenseVersion | undefined {
  return license.versions.findLast((version) => version.digest === digest);
}

export function allowsMedium(terms: Terms, medium: Medium): boolean {
  return terms.media === "any" || terms.media.includes(medium);
}

/** Our own channels (no outlet) need no onward right. */
export function allowsOutlet(terms: Terms, outlet: string | null): boolean {
  if (outlet === null || terms.onward === "anyone") return true;
  return terms.onward !== "none" && terms.onward.outlets.includes(outlet);
}

export function allowsEdits(terms: Terms, asked: Edits): boolean {
  return EDITS.indexOf(asked) <= EDITS.indexOf(terms.edits);
}

/** Where `narrow` would allow more than `license` does: one sentence each, with the member concerned. */
export function excessOver(narrow: Terms, license: Terms): readonly { member: string; detail: string }[] {
  if (license.effect !== narrow.effect) {
    return [
      {
        member: "effect",
        detail: `The license's effect is ${license.effect}; a permission under it cannot ${narrow.effect}.`,
      },
    ];
  }
  if (license.effect === "deny") return [];
  const excess: { member: string; detail: string }[] = [];
  const actions = narrow.actions.filter((action) => !license.actions.includes(action));
  if (actions.length > 0)
    excess.push({ member: "actions", detail: `The license does not allow: ${actions.join(", ")}.` });
  if (license.media !== "any" && (narrow.media === "any" || !narrow.media.every((m) => allowsMedium(license, m)))) {
    excess.push({ member: "media", detail: `The license allows ${license.media.join(", ")} only.` });
  }
  if (!isWithinTerritories(narrow.territories, license.territories)) {
    excess.push({ member: "territories", detail: `The license covers ${nameTerritories(license.territories)} only.` });
  }
  const components = COMPONENTS.filter((c) => narrow.components[c] === "allow" && license.components[c] === "deny");
  if (components.length > 0)
    excess.push({ member: "components", detail: `The license does not cover: ${components.join(", ")}.` });
  if (!isOnwardWithin(narrow.onward, license.onward)) {
    excess.push({ member: "onward", detail: "The license does not allow passing the work on so far." });
  }
  if (!allowsEdits(license, narrow.edits))
    excess.push({ member: "edits", detail: `The license allows ${license.edits} only.` });
  return excess;
}

function isOnwardWithin(narrow: Onward, license: Onward): boolean {
  if (license === "anyone" || narrow === "none") return true;
  if (license === "none" || narrow === "anyone") return false;
  return narrow.outlets.every((outlet) => license.outlets.includes(outlet));
}

export function foldLicense(license: License | null, event: LicenseEvent, at: Instant): License {
  const version: LicenseVersion = { ...event.version, recordedAt: at };
  return { id: event.license, versions: [...(license?.versions ?? []), version] };
}
