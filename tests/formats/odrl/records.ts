import { DUTIES, DUTY_CLASSES, type Duty, type DutyParameter, dutyOf } from "../../../src/domain/duty.js";
import {
  EVIDENCE_KINDS,
  KINDS_OF_PERMISSION,
  type PermissionRecord,
  type PermissionVersion,
  REFERENCE_KINDS,
} from "../../../src/domain/permission.js";
import { STATES } from "../../../src/domain/permissionState.js";
import { AFTER_ENDS, SEARCH_WISHES } from "../../../src/domain/terms.js";
import { MEDIA } from "../../../src/domain/use.js";
import { recordOf } from "../../domain/rights/generated.js";
import { type Dice, instant, pick, some } from "../../domain/rights/pools.js";

/** Texts that a JSON-LD reader might take for something else. */
const TEXTS = [
  "Lantern Press",
  "odrl:use",
  "https://lantern.example/terms?a=1&b=2#c",
  "@id",
  "",
  " Zoë “said” so \u2013 \u{1F41D} ",
  "true",
  "1",
  "2026-05-01",
  "_:b0",
  "<b>&amp;</b>",
] as const;

const text = (dice: Dice): string => pick(dice, TEXTS);
const maybe = <T>(dice: Dice, make: () => T): T | null => (dice(2) === 0 ? make() : null);

/** A record with any value in any member, duties of every class among them. */
export function versionOf(dice: Dice): PermissionVersion {
  const versions = recordOf(dice).permissions.flatMap((permission) => permission.versions);
  const version = pick(dice, versions);
  return { ...version, state: pick(dice, STATES), record: filled(dice, version.record) };
}

function filled(dice: Dice, record: PermissionRecord): PermissionRecord {
  return {
    ...record,
    partner: pick(dice, [record.partner, "a b/c%", "zoë"]),
    direction: pick(dice, ["inbound", "outbound"]),
    kind: pick(dice, KINDS_OF_PERMISSION),
    license: { id: pick(dice, ["house", "cc-by-4.0"]), digest: `sha256:${dice(100)}` },
    grantor: { name: text(dice), basis: pick(dice, ["owner", "agent", "license-text"]) },
    rightsHolder: text(dice),
    creditLine: maybe(dice, () => text(dice)),
    notice: maybe(dice, () => text(dice)),
    references: Array.from({ length: dice(3) }, () => ({ kind: pick(dice, REFERENCE_KINDS), number: text(dice) })),
    evidence: Array.from({ length: dice(3) }, () => ({
      kind: pick(dice, EVIDENCE_KINDS),
      note: text(dice),
      digest: maybe(dice, () => `sha256:${dice(100)}` as const),
      url: maybe(dice, () => text(dice)),
      capturedAt: maybe(dice, () => instant(dice)),
      capturedBy: maybe(dice, () => "acct_1"),
    })),
    fee: maybe(dice, () => ({
      amount: pick(dice, [0, 12.5, 1e9]),
      currency: "EUR",
      basis: text(dice),
      invoice: maybe(dice, () => text(dice)),
    })),
    contributorPayment: dice(2) === 0,
    reviewBy: maybe(dice, () => instant(dice)),
    terms: {
      ...record.terms,
      duties: Array.from({ length: dice(4) }, () => duty(dice)),
      maxDays: maybe(dice, () => dice(400)),
      afterEnd: pick(dice, AFTER_ENDS),
      searchWish: pick(dice, SEARCH_WISHES),
      revocable: dice(2) === 0,
      noticeDays: dice(3),
    },
  };
}

function duty(dice: Dice): Duty {
  const name = pick(dice, DUTY_CLASSES);
  const rule: { parameters: Readonly<Record<string, string>>; needs?: readonly string[] } = DUTIES[name];
  const { parameters: known, needs = [] } = rule;
  const usual = dutyOf({ class: name });
  return {
    class: name,
    strength: pick(dice, ["must", "please"]),
    placement: pick(dice, [null, "top", "bottom"]),
    media: dice(2) === 0 ? "any" : some(dice, MEDIA),
    due: dice(2) === 0 ? usual.due : { after: pick(dice, ["asking", "publication", "end"]), hours: dice(100) },
    check: pick(dice, ["rendered", "reported", "inspected", "counted"]),
    parameters: Object.fromEntries(
      Object.entries(known)
        .filter(([parameter]) => dice(2) === 0 || needs.includes(parameter))
        .map(([parameter, kind]) => [parameter, value(dice, kind)]),
    ),
  };
}

function value(dice: Dice, kind: string): DutyParameter {
  if (kind === "number") return pick(dice, [0, 0.5, 10]);
  if (kind === "https url") return pick(dice, ["https://lantern.example/p.gif", "https://lantern.example/p?c=1"]);
  if (kind === "flag") return dice(2) === 0;
  if (kind === "url") return "https://lantern.example/a?b=c";
  return kind === "list" ? Array.from({ length: dice(3) }, () => text(dice)) : text(dice);
}
