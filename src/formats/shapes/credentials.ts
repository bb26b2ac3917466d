import { text } from "./schemas.js";
import { type Parse, shape } from "./shape.js";

/** How the desk shows a partner's server who it is. */
export type Credential =
  | { readonly kind: "basic"; readonly user: string; readonly password: string }
  | { readonly kind: "header"; readonly name: string; readonly value: string }
  /** A parameter of the query. */
  | { readonly kind: "query"; readonly name: string; readonly value: string }
  /** The whole address, where the secret is part of its path; on the host that the partner's file names. */
  | { readonly kind: "address"; readonly url: string };

/** What is shorter can be guessed, and could not be told from other words when it is taken out of a message. */
const MIN_SECRET_CHARACTERS = 4;
const secret = { ...text, minLength: MIN_SECRET_CHARACTERS, pattern: "^[ -~\\u00A0-\\uFFFF]*$" } as const;
const headerText = { ...secret, pattern: "^[!-~](?:[ -~]*[!-~])?$" } as const;
const token = { type: "string", pattern: "^[A-Za-z0-9_.~-]+$", maxLength: 100 } as const;

function kind(name: string, members: Readonly<Record<string, object>>) {
  return {
    type: "object",
    required: ["kind", ...Object.keys(members)],
    additionalProperties: false,
    properties: { kind: { const: name }, ...members },
  } as const;
}

/** `credentials.json` in the data folder: a name, as the partners' files use it, and what it stands for. */
export const parseCredentials: Parse<Readonly<Record<string, Credential>>> = shape({
  type: "object",
  additionalProperties: {
    oneOf: [
      kind("basic", { user: { ...text, pattern: "^[^:]*$" }, password: secret }),
      kind("header", { name: token, value: headerText }),
      kind("query", { name: token, value: secret }),
      kind("address", { url: { type: "string", pattern: "^https?://[^@]+$", maxLength: 2_000 } }),
    ],
  },
});
