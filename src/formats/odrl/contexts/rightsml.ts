import type { TermDefinition } from "./terms.js";

/** The address under which policies name the context of RightsML 2.0. */
export const RIGHTSML_CONTEXT_URL = "https://iptc.org/std/RightsML/odrl-profile/rightsml.jsonld";

/** RightsML 2.0 takes its terms from ODRL 2.2 and adds a name for itself. */
export const RIGHTSML_CONTEXT: Readonly<Record<string, TermDefinition>> = {
  rightsml: "https://iptc.org/std/RightsML/odrl-profile/",
  odrl: "http://www.w3.org/ns/odrl/2/",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};
