import type { Digest } from "./digest.js";
import { completeTerms, type Terms, type TermsGiven } from "./terms.js";
import type { Instant } from "./window.js";

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
  /** In the order recorded; new permissions cite the last. A stored license holds the newest; the others are in its history. */
  readonly versions: readonly LicenseVersion[];
}

export interface LicenseRecorded {
  readonly type: "license.recorded";
  readonly license: string;
  readonly version: Omit<LicenseVersion, "recordedAt" | "terms"> & { readonly terms: TermsGiven };
}

export type LicenseEvent = LicenseRecorded;

export function currentVersion(license: License): LicenseVersion | undefined {
  return license.versions.at(-1);
}

export function versionCited(license: License, digest: Digest): LicenseVersion | undefined {
  return license.versions.findLast((version) => version.digest === digest);
}

/** An entry of the ledger says what was recorded; what it does not state is completed here, and only here. */
export function foldLicense(license: License | null, event: LicenseEvent, at: Instant): License {
  const version: LicenseVersion = { ...event.version, terms: completeTerms(event.version.terms), recordedAt: at };
  return { id: event.license, versions: [...(license?.versions ?? []), version] };
}
