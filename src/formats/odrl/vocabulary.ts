import type { DutyClass } from "../../domain/duty.js";
import type { Action } from "../../domain/use.js";

/** The namespace of ODRL 2.2 (W3C Recommendation, 15 February 2018). */
export const ODRL = "http://www.w3.org/ns/odrl/2/";
/** The namespace of this desk’s profile; docs/odrl.md says what each term means. */
export const IMPR = "urn:x-imprimatur:odrl:1#";
export const PROFILE = "urn:x-imprimatur:odrl:1";
/** The profile of RightsML 2.0 (IPTC). */
export const RIGHTSML_PROFILE = "https://iptc.org/std/RightsML/odrl-profile/";
export const RDF_VALUE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#value";

/** Controlled vocabularies of the IPTC that name countries by alpha-3 and currencies by their code. */
export const COUNTRY_IRIS = "http://cvx.iptc.org/iso3166-1a3/";
export const CURRENCY_IRIS = "http://cvx.iptc.org/iso4217a/";

export const odrl = (name: string): string => `${ODRL}${name}`;
export const impr = (name: string): string => `${IMPR}${name}`;

/** Names of things of this desk as IRIs: `urn:x-imprimatur:item:item_1`. */
export const NAMED = ["anyone", "house", "outlets", "works", "item", "permission", "clearance"] as const;
export type Named = (typeof NAMED)[number];

export function iriOf(kind: Named, name?: string): string {
  const start = `urn:x-imprimatur:${kind}`;
  return name === undefined ? start : `${start}:${encodeURIComponent(name.toWellFormed())}`;
}

/** The name in an IRI of the kind, or null where it is another IRI. */
export function nameIn(iri: string, kind: Named): string | null {
  const start = `${iriOf(kind)}:`;
  if (!iri.startsWith(start)) return null;
  try {
    return decodeURIComponent(iri.slice(start.length));
  } catch {
    return null;
  }
}

/** What the record calls its actions, in ODRL’s words. */
export const ACTION_NAMES: Readonly<Record<Action, string>> = {
  republish: "distribute",
  excerpt: "extract",
  translate: "translate",
  archive: "archive",
};

/** What distributing a column implies: beside `distribute` they add nothing to it. */
export const IMPLIED_BY_DISTRIBUTE = ["reproduce", "present", "display"] as const;

/** The actions that ODRL 2.2 includes in `use`, directly or through another: what a bare `use` would grant. */
export const INCLUDED_IN_USE = [
  "acceptTracking",
  "aggregate",
  "annotate",
  "anonymize",
  "archive",
  "attribute",
  "compensate",
  "concurrentUse",
  "delete",
  "derive",
  "digitize",
  "display",
  "distribute",
  "ensureExclusivity",
  "execute",
  "extract",
  "grantUse",
  "include",
  "index",
  "inform",
  "install",
  "modify",
  "move",
  "nextPolicy",
  "obtainConsent",
  "play",
  "present",
  "print",
  "read",
  "reproduce",
  "reviewPolicy",
  "stream",
  "synchronize",
  "textToSpeech",
  "transform",
  "translate",
  "uninstall",
  "watermark",
] as const;

/** Duties that ODRL has an action for; every other class is an action of the profile, `impr:duty-` and its name. */
const DUTY_NAMES: Partial<Readonly<Record<DutyClass, string>>> = {
  credit: "attribute",
  notice: "include",
  consent: "obtainConsent",
  notify: "inform",
  remove: "delete",
  pay: "compensate",
};

/** The action that says a duty of the class, in full. */
export function dutyAction(duty: DutyClass): string {
  const known = DUTY_NAMES[duty];
  return known === undefined ? impr(`duty-${duty}`) : odrl(known);
}

/** How a term reads in a sentence: `odrl:use`, `impr:words`, or the whole IRI. */
export function shortName(iri: string): string {
  if (iri.startsWith(ODRL)) return `odrl:${iri.slice(ODRL.length)}`;
  return iri.startsWith(IMPR) ? `impr:${iri.slice(IMPR.length)}` : iri;
}
