import { plain, type TermDefinition, typed } from "./terms.js";

/** The address under which policies name the context of ODRL 2.2. */
export const ODRL_CONTEXT_URL = "http://www.w3.org/ns/odrl.jsonld";

const CLASSES =
  "Policy Rule ConflictTerm Agreement Assertion Offer Privacy Request Set Ticket Asset AssetCollection Party " +
  "PartyCollection PartyFunction Action Permission Prohibition Duty Constraint LogicalConstraint LeftOperand Operator " +
  "RightOperand";

const ACTIONS =
  "use transfer acceptTracking aggregate annotate anonymize archive attribute compensate concurrentUse delete derive " +
  "digitize display distribute ensureExclusivity execute extract give grantUse include index inform install modify " +
  "move nextPolicy obtainConsent play present print read reproduce reviewPolicy sell stream synchronize textToSpeech " +
  "transform translate uninstall watermark";

const LEFT_OPERANDS =
  "absolutePosition absoluteSize absoluteSpatialPosition absoluteTemporalPosition count dateTime delayPeriod " +
  "deliveryChannel elapsedTime event fileFormat industry language media meteredTime payAmount percentage product " +
  "purpose recipient relativePosition relativeSize relativeSpatialPosition relativeTemporalPosition resolution spatial " +
  "spatialCoordinates systemDevice timeInterval unitOfCount version virtualLocation";

const OPERATORS = "eq gt gteq hasPart isA isAllOf isAnyOf isNoneOf isPartOf lt lteq neq";
const OTHER_VALUES = "perm prohibit invalid policyUsage undefined core";

const PARTIES =
  "assigner assignee assignerOf assigneeOf attributedParty attributingParty compensatedParty compensatingParty " +
  "consentedParty consentingParty contractedParty contractingParty informedParty informingParty trackedParty trackingParty";

const RELATIONS =
  "profile inheritFrom relation hasPolicy target output partOf source permission prohibition obligation duty " +
  "consequence remedy failure includedIn implies constraint refinement unit";

/** The terms of the ODRL 2.2 vocabulary, `uid` and `type` being the keywords of JSON-LD. */
export const ODRL_CONTEXT: Readonly<Record<string, TermDefinition>> = {
  odrl: "http://www.w3.org/ns/odrl/2/",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  owl: "http://www.w3.org/2002/07/owl#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  dct: "http://purl.org/dc/terms/",
  xsd: "http://www.w3.org/2001/XMLSchema#",
  vcard: "http://www.w3.org/2006/vcard/ns#",
  foaf: "http://xmlns.com/foaf/0.1/",
  schema: "http://schema.org/",
  cc: "http://creativecommons.org/ns#",
  uid: "@id",
  type: "@type",
  ...plain("odrl", CLASSES),
  ...plain("odrl", ACTIONS),
  ...plain("odrl", LEFT_OPERANDS),
  ...plain("odrl", OPERATORS),
  ...plain("odrl", OTHER_VALUES),
  ...typed("odrl", "@id", PARTIES),
  ...typed("odrl", "@id", RELATIONS),
  ...typed("odrl", "@id", "and or xone andSequence"),
  ...typed("odrl", "@vocab", "conflict action leftOperand operator function"),
  ...typed("odrl", "xsd:anyURI", "rightOperandReference dataType"),
  ...plain("odrl", "rightOperand status"),
};
