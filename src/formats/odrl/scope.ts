import type { Embargo } from "../../domain/embargo.js";
import { PERIODS, type Period, QUOTA_UNITS, type QuotaUnit } from "../../domain/quota.js";
import type { OutletSet, Terms } from "../../domain/terms.js";
import type { Country, NamedGroup } from "../../domain/territory.js";
import type { Audience, Medium } from "../../domain/use.js";
import type { Instant } from "../../domain/window.js";
import { impr, odrl } from "./vocabulary.js";

/** What the constraints of a rule say, before it is put into a record; null where they say nothing. */
export interface Scope {
  readonly state: string | null;
  readonly from: Instant | null;
  readonly until: Instant | null;
  readonly include: readonly Country[] | null;
  readonly exclude: readonly Country[];
  readonly named: readonly NamedGroup[] | null;
  readonly media: readonly Medium[] | null;
  readonly languages: readonly string[] | null;
  readonly audience: readonly Audience[] | null;
  readonly outlets: OutletSet | null;
  readonly purpose: Terms["purpose"];
  readonly embargo: Embargo | null;
  readonly withinDays: number | null;
  readonly count: number | null;
  readonly unit: QuotaUnit | null;
  readonly period: Period | null;
  readonly per: "outlet" | "all" | null;
}

export const EMPTY_SCOPE: Scope = {
  state: null,
  from: null,
  until: null,
  include: null,
  exclude: [],
  named: null,
  media: null,
  languages: null,
  audience: null,
  outlets: null,
  purpose: "any",
  embargo: null,
  withinDays: null,
  count: null,
  unit: null,
  period: null,
  per: null,
};

const TIME = [odrl("dateTime")];
export const REGION_OPERANDS = [odrl("spatial"), odrl("deliveryChannel"), ...TIME];
/** What says how far a permission or a prohibition reaches. */
export const REACH_OPERANDS = [...REGION_OPERANDS, odrl("language"), odrl("recipient"), impr("state")];
/** A prohibition names whom it keeps the work from; a permission says so where it grants use to others. */
export const PROHIBITION_OPERANDS = [...REACH_OPERANDS, impr("outlet"), impr("outletGroup")];
/** What limits a permission further. */
export const LIMIT_OPERANDS = [
  ...["purpose", "event", "delayPeriod", "elapsedTime", "count", "unitOfCount", "timeInterval"].map(odrl),
  ...TIME,
];
export const PERMISSION_OPERANDS = [...REACH_OPERANDS, ...LIMIT_OPERANDS];

/** The countries of a scope; worldwide where no list of them was given. */
export function territoriesOf({ include, exclude, named }: Scope): Terms["territories"] {
  if (include === null) return { include: "worldwide", exclude };
  return named === null ? { include, exclude } : { include, exclude, named };
}

/** The quota of a scope: of releases, for all together and in total, where nothing else is said. */
export function quotaOf({ count, unit, period, per }: Scope): Terms["maxUses"] {
  if (count === null) return null;
  return { count, unit: unit ?? "downloads", period: period ?? "total", per: per ?? "all" };
}

export const isPeriod = (text: string): text is Period => PERIODS.some((known) => known === text);
export const isQuotaUnit = (text: string): text is QuotaUnit => QUOTA_UNITS.some((known) => known === text);
