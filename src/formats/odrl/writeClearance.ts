import type { Clearance } from "../../domain/clearance.js";
import { canonicalJson, shortDigest } from "../../domain/digest.js";
import type { Use } from "../../domain/use.js";
import type { Instant } from "../../domain/window.js";
import type { WorkFacts } from "../../domain/works.js";
import { policyHead } from "./policyHead.js";
import { anyOf, compare, type PolicyJson, type PolicyValue, refinedAction, stated } from "./policyJson.js";
import { ACTION_NAMES, iriOf } from "./vocabulary.js";
import { writeDuty } from "./writeDuties.js";
import { excerptRefinement, outletConstraint, territoryConstraints, windowConstraints } from "./writeTerms.js";

interface Answered {
  readonly clearance: Clearance;
  readonly use: Use;
  readonly work: WorkFacts;
  readonly at: Instant;
}

/**
 * An answer as an ODRL Set: a permission for exactly the use asked about, or a prohibition of it, from the instant of the
 * answer until it next changes. The reasons, and what the answer relies on, stand in terms of the profile. It is typed
 * `impr:Clearance` too: an answer is no agreement, and `readPolicy` refuses it as one.
 */
export function writeClearance(given: Answered): PolicyJson {
  const { clearance } = given;
  const answer = {
    ...answerProperties(clearance),
    ...(clearance.verdict === "cleared" ? { permission: [cleared(given)] } : { prohibition: [refused(given)] }),
  };
  const uid = iriOf("clearance", shortDigest(canonicalJson(answer)));
  return { ...policyHead(["Set", "impr:Clearance"], uid), ...answer };
}

function cleared({ clearance, use, work, at }: Answered): PolicyJson {
  return stated({
    ...whatAndWho(use, work),
    action: [askedAction(use), ...(use.edits === "verbatim" ? [] : [edited(use)])],
    constraint: [...windowConstraints({ from: at, until: clearance.changesAt }), ...asked(use, work)],
    duty: clearance.duties.map(writeDuty),
    ...useProperties(use),
    "impr:clearedPart": use.components.filter((part) => clearance.components[part] === "cleared"),
    "impr:refusedPart": use.components.filter((part) => clearance.components[part] === "refused"),
    "impr:afterEnd": clearance.afterEnd,
    "impr:searchWish": clearance.searchWish,
  });
}

function refused({ clearance, use, work, at }: Answered): PolicyJson {
  return stated({
    ...whatAndWho(use, work),
    action: [ACTION_NAMES[use.action]],
    constraint: [...windowConstraints({ from: at, until: clearance.changesAt }), ...asked(use, work)],
    ...useProperties(use),
    "impr:edits": use.edits,
    "impr:refusedPart": use.components,
  });
}

function whatAndWho(use: Use, work: WorkFacts) {
  const outlets = { "@type": "PartyCollection", source: iriOf("outlets") };
  const assignee =
    use.outlet === null ? iriOf("house") : { ...outlets, refinement: [outletConstraint({ outlets: [use.outlet] })] };
  return { target: iriOf("item", work.id), assignee };
}

/** The action as it was asked about: of an excerpt, at most as much as was asked for. */
function askedAction({ action, excerpt }: Use): PolicyValue {
  const isSized = action === "excerpt" && excerpt !== null;
  return refinedAction(ACTION_NAMES[action], isSized ? excerptRefinement({ ...excerpt, percent: null }) : []);
}

function edited({ edits }: Use): PolicyValue {
  return refinedAction("modify", [compare("impr:edits", "lteq", edits)]);
}

function asked(use: Use, work: WorkFacts): readonly PolicyJson[] {
  const language = use.language ?? work.language;
  return [
    compare("impr:channel", "eq", use.channel),
    anyOf("deliveryChannel", [use.medium]),
    ...territoryConstraints({ include: use.territories, exclude: [] }),
    ...(language === null ? [] : [anyOf("language", [language])]),
    anyOf("recipient", [use.audience]),
    compare("purpose", "eq", use.purpose),
  ];
}

function useProperties(use: Use): PolicyJson {
  return stated({
    "impr:headline": use.headline,
    "impr:paywall": use.paywall,
    "impr:ads": use.ads,
    "impr:aiUse": use.ai,
  });
}

function answerProperties({ verdict, reasons, reliedOn, under, overrides, changesAt }: Clearance): PolicyJson {
  return stated({
    "impr:verdict": verdict,
    "impr:reason": reasons.map(({ code, sentence, curedBy, permission }) =>
      stated({ "impr:code": code, "impr:sentence": sentence, "impr:curedBy": curedBy, "impr:permission": permission }),
    ),
    "impr:reliedOn": reliedOn === null ? null : versionNode(reliedOn),
    "impr:under": under.map(versionNode),
    "impr:override": overrides.map((given) => ({
      "impr:id": given.override,
      "impr:by": given.by,
      "impr:role": given.role,
      "impr:sentence": given.reason,
      "impr:until": given.until,
      "impr:lifts": given.lifts,
    })),
    "impr:changesAt": changesAt,
  });
}

function versionNode({ permission, version }: { readonly permission: string; readonly version: number }): PolicyJson {
  return { "impr:permission": permission, "impr:version": version };
}
