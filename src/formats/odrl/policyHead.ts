import { WRITTEN_CONTEXT } from "./contexts.js";
import type { PolicyJson } from "./policyJson.js";
import { PROFILE, RIGHTSML_PROFILE } from "./vocabulary.js";

/** What every policy of this desk begins with. */
export function policyHead(type: string | readonly string[], uid: string): PolicyJson {
  return {
    "@context": WRITTEN_CONTEXT,
    "@type": type,
    uid,
    profile: [RIGHTSML_PROFILE, PROFILE],
    conflict: "prohibit",
  };
}
