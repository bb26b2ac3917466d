/** The parsers of requests, for those who receive them; what comes out is what the acts take. */
export {
  type AmendRequest,
  type ApproveRequest,
  type GrantRequest,
  parseAccount,
  parseAmendment,
  parseApproval,
  parseGrant,
  parseInstruction,
  parseReason,
  parseRejection,
  parseTokenName,
} from "../formats/shapes/requests.js";
export type { Parse } from "../formats/shapes/shape.js";
