/** The parsers of requests, for those who receive them; what comes out is what the acts take. */
export {
  type AmendRequest,
  type GrantRequest,
  parseAmendment,
  parseGrant,
  parseMove,
  parseRevocation,
} from "../formats/shapes/grants.js";
export { parseAssessBatch, parseAssessment, parseWhatIf } from "../formats/shapes/questions.js";
export {
  type ApproveRequest,
  parseAccount,
  parseAcknowledgement,
  parseApproval,
  parseContact,
  parseImport,
  parseInstruction,
  parseMerge,
  parseOutletAnswer,
  parseOverride,
  parsePutBack,
  parseReason,
  parseReceipt,
  parseRejection,
  parseRotation,
  parseSplit,
  parseTokenName,
} from "../formats/shapes/requests.js";
export type { Parse } from "../formats/shapes/shape.js";
