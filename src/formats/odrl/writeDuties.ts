import type { Duty, DutyParameter } from "../../domain/duty.js";
import { compare, type PolicyJson, type PolicyValue, refinedAction, stated } from "./policyJson.js";
import { CURRENCY_IRIS, dutyAction, ODRL } from "./vocabulary.js";

/** The duty class `consent` is about changes only; a bare `obtainConsent` would be about every use. */
export const CHANGE_BEYOND_STYLE = compare("impr:change", "eq", "beyond-house-style");

/** A duty as ODRL says it where it can, with the rest in terms of the profile. */
export function writeDuty(duty: Duty): PolicyJson {
  const [refinement, parameters] = refinements(duty);
  const action = dutyAction(duty.class);
  const named = action.startsWith(ODRL) ? action.slice(ODRL.length) : `impr:duty-${duty.class}`;
  return stated({
    action: [refinedAction(named, refinement)],
    "impr:strength": duty.strength,
    "impr:placement": duty.placement,
    "impr:medium": duty.media === "any" ? null : duty.media,
    "impr:dueAfter": duty.due.after,
    "impr:dueHours": duty.due.hours,
    "impr:check": duty.check,
    ...Object.fromEntries(parameters.map(([name, value]) => [parameterTerm(name), parameterValue(value)])),
  });
}

/** Each parameter is a term of its own: `impr:with-target`. */
function parameterTerm(name: string): string {
  return `impr:with-${encodeURIComponent(name.toWellFormed())}`;
}

/** A list of one is told from a text by being an ordered list. */
function parameterValue(value: DutyParameter): PolicyValue {
  return typeof value === "object" ? { "@list": value } : value;
}

type Parameters = readonly (readonly [string, DutyParameter])[];

/** What refines the duty’s action, and the parameters that are not said by it. */
function refinements(duty: Duty): readonly [readonly PolicyJson[], Parameters] {
  const parameters = Object.entries(duty.parameters);
  if (duty.class === "consent") return [[CHANGE_BEYOND_STYLE], parameters];
  const { amount, currency } = duty.parameters;
  if (duty.class !== "pay" || typeof amount !== "number") return [[], parameters];
  const isCode = typeof currency === "string" && /^[A-Z]{3}$/u.test(currency);
  const unit = isCode ? { unit: `${CURRENCY_IRIS}${currency}` } : {};
  const rest = parameters.filter(([name]) => name !== "amount" && (name !== "currency" || !isCode));
  return [[compare("payAmount", "eq", amount, unit)], rest];
}
