import type { PermissionRecord, PermissionVersion } from "../../domain/permission.js";
import { policyHead } from "./policyHead.js";
import { type PolicyJson, stated } from "./policyJson.js";
import { iriOf } from "./vocabulary.js";
import { writeDuty } from "./writeDuties.js";
import { assignee, assigner, recordProperties, stateConstraint, target } from "./writeRecord.js";
import {
  allowedActions,
  besides,
  forbiddenActions,
  limitConstraints,
  reachConstraints,
  ruleProperties,
  windowConstraints,
} from "./writeTerms.js";

export type { PolicyJson } from "./policyJson.js";
export { writeClearance } from "./writeClearance.js";

/**
 * One version of a permission as an ODRL 2.2 policy under the RightsML 2.0 profile and this desk’s own.
 *
 * An Agreement; an Offer where it is for anyone, since it then names no assignee. Never a bare `use`: each action is
 * named. Every member stands in one place; `readPolicy` gives the same record back.
 */
export function writePermission(permission: { readonly id: string; readonly version: PermissionVersion }): PolicyJson {
  const { record, state, version } = permission.version;
  const uid = iriOf("permission", permission.id);
  const type = record.licensees === "anyone" ? "Offer" : "Agreement";
  return {
    ...policyHead(type, `${uid}:${version}`),
    ...recordProperties(record),
    ...(record.terms.effect === "allow"
      ? { permission: [permissionRule(record, state, `${uid}:${version}`)] }
      : { prohibition: [prohibitionRule(record, state)] }),
  };
}

function permissionRule(record: PermissionRecord, state: PermissionVersion["state"], uid: string): PolicyJson {
  const { terms } = record;
  const handedOn = terms.onward === "none" ? [] : [sameTermsOnward(uid)];
  return stated({
    ...parties(record),
    action: allowedActions(terms),
    constraint: [
      stateConstraint(state),
      ...windowConstraints(record.window),
      ...reachConstraints(terms),
      ...limitConstraints(terms),
    ],
    duty: [...handedOn, ...terms.duties.map(writeDuty)],
    ...ruleProperties(terms),
  });
}

function prohibitionRule(record: PermissionRecord, state: PermissionVersion["state"]): PolicyJson {
  const { terms } = record;
  return stated({
    ...parties(record),
    action: forbiddenActions(terms),
    constraint: [stateConstraint(state), ...windowConstraints(record.window), ...reachConstraints(terms)],
    "impr:beside": besides(terms, terms.duties.map(writeDuty)),
    ...ruleProperties(terms),
  });
}

/** Whoever the use is granted to gets it under this policy and no other. */
function sameTermsOnward(uid: string): PolicyJson {
  return { action: ["nextPolicy"], target: uid };
}

function parties(record: PermissionRecord) {
  return {
    target: target(record.partner, record.works),
    assigner: assigner(record.grantor),
    assignee: assignee(record.licensees),
  };
}
