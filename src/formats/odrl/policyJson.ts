/** A policy as JSON: no nulls, what is not said is absent. */
export interface PolicyJson {
  readonly [member: string]: PolicyValue;
}
export type PolicyValue = string | number | boolean | PolicyJson | readonly PolicyValue[];

/** The members that say something: null and undefined are left out, empty lists stay. */
export function stated(members: Readonly<Record<string, PolicyValue | null | undefined>>): PolicyJson {
  const said = Object.entries(members).filter((entry): entry is [string, PolicyValue] => {
    const [, value] = entry;
    return value !== null && value !== undefined;
  });
  return Object.fromEntries(said);
}

/** One constraint or refinement. */
export function compare(
  leftOperand: string,
  operator: string,
  rightOperand: PolicyValue,
  more: Readonly<Record<string, PolicyValue | null | undefined>> = {},
): PolicyJson {
  return stated({ leftOperand, operator, rightOperand, ...more });
}

/** An action narrowed by refinements, or the bare action where there are none. */
export function refinedAction(action: string, refinement: readonly PolicyJson[]): PolicyValue {
  const iri = action.includes(":") ? action : `odrl:${action}`;
  return refinement.length === 0 ? action : { "rdf:value": { "@id": iri }, refinement };
}

/** Texts, or numbers, of which one is enough. */
export function anyOf(leftOperand: string, values: readonly PolicyValue[]): PolicyJson {
  return compare(leftOperand, "isAnyOf", values);
}
