/** An error as MongoDB reports it: a number, its name, and words. */
export class Fault extends Error {
  readonly code: number;
  readonly codeName: string;

  constructor(code: number, codeName: string, message: string) {
    super(message);
    this.code = code;
    this.codeName = codeName;
  }
}

/** What the store does not do is refused by its name, never approximated. */
export function unsupported(name: string): Fault {
  return badValue(`not supported by the embedded store: ${name}`);
}

export function badValue(message: string): Fault {
  return new Fault(2, "BadValue", message);
}

/** A violated unique key, with what clashed, in the form that the driver and its users read. */
export class DuplicateKey extends Fault {
  readonly keyPattern: Readonly<Record<string, number>>;
  readonly keyValue: Readonly<Record<string, unknown>>;

  constructor(
    namespace: string,
    index: string,
    pattern: Readonly<Record<string, number>>,
    value: Readonly<Record<string, unknown>>,
  ) {
    const shown = Object.entries(value).map(([path, part]) => `${path}: ${show(part)}`);
    super(
      11000,
      "DuplicateKey",
      `E11000 duplicate key error collection: ${namespace} index: ${index} dup key: { ${shown.join(", ")} }`,
    );
    this.keyPattern = pattern;
    this.keyValue = value;
  }
}

function show(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  if ("toHexString" in value) return `ObjectId('${String(value)}')`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  return "_bsontype" in value ? String(value) : JSON.stringify(value);
}
