import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

/** DESIGN §2: what each folder of src/ may import of the others. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: ["domain"],
  formats: ["formats", "domain"],
  store: ["store", "domain"],
  ledger: ["ledger", "domain", "store"],
  services: ["services", "domain", "formats", "ledger", "store"],
  http: ["http", "services", "domain"],
  cli: ["cli", "http", "services", "domain", "closing.ts", "config.ts", "program.ts"],
  "closing.ts": [],
  "config.ts": [],
  "program.ts": ["closing.ts", "config.ts", "domain", "http", "ledger", "services", "store"],
  "main.ts": ["cli", "config.ts", "program.ts"],
};

/** In `domain/`, only `digest.ts` touches a module of Node's. */
const DOMAIN_MAY_USE_NODE = ["src/domain/digest.ts"];

/** Memories that no answer depends on: of a value that cannot change, what was worked out of it before. No more are added. */
const DOMAIN_MEMORIES = [
  "src/domain/channel.ts: const uses = new WeakMap",
  "src/domain/question.ts: const asked = new WeakMap",
  "src/domain/question.ts: const comparable = new WeakMap",
  "src/domain/works.ts: const kept = new Map",
];

/** What is due again, leases, rates, and whether the clock is to be trusted; the ledger and the program make the desk's instant of it. */
const MAY_READ_THE_CLOCK = [
  "src/http/rate.ts",
  "src/ledger/ledger.ts",
  "src/program.ts",
  "src/services/doubt.ts",
  "src/services/hub/push.ts",
  "src/services/hub/subscriptions.ts",
  "src/services/ingest/cacheHeaders.ts",
  "src/services/ingest/intake.ts",
  "src/services/ingest/lease.ts",
  "src/services/ingest/pollDocs.ts",
  "src/services/ingest/standing.ts",
  "src/services/ingest/websub/callback.ts",
  "src/services/ingest/websub/subscribe.ts",
  "src/services/notify/notifier.ts",
  "src/services/notify/queue.ts",
  "src/services/sources.ts",
];

const ROOT = resolve("src");
const IMPORT = /(?:import|export)\s+(?:type\s+)?(?:[^"';]*?\sfrom\s+)?"([^"]+)"|import\("([^"]+)"\)/gu;

interface Import {
  readonly file: string;
  readonly from: string;
  readonly target: string;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(path);
    return /\.tsx?$/u.test(entry.name) ? [path] : [];
  });
}

function placeOf(file: string): string {
  return relative(ROOT, file).split("/")[0] ?? "";
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(IMPORT)].map(([, named, dynamic]) => ({
    file: relative(process.cwd(), file),
    from: placeOf(file),
    target: named ?? dynamic ?? "",
  }));
}

const files = sourceFiles(ROOT);
const imports = files.flatMap(importsOf);

describe("the house plan", () => {
  it("finds the source files and their imports", () => {
    assert.ok(files.length > 50);
    assert.ok(imports.length > 200);
  });

  it("has no folder that the plan does not know", () => {
    const known = Object.keys(MAY_IMPORT);
    assert.deepEqual(
      [...new Set(files.map(placeOf))].filter((place) => !known.includes(place)),
      [],
    );
  });

  it("lets each folder import only what the table allows", () => {
    const wrong = imports
      .filter(({ target }) => target.startsWith("."))
      .map((found) => ({ ...found, to: placeOf(resolve(dirname(found.file), found.target).replace(/\.js$/u, ".ts")) }))
      .filter(({ from, to }) => !MAY_IMPORT[from]?.includes(to));
    assert.deepEqual(
      wrong.map(({ file, target }) => `${file} imports ${target}`),
      [],
    );
  });

  it("keeps the domain free of packages, and of Node but for the digest", () => {
    const wrong = imports.filter(
      ({ from, file, target }) => from === "domain" && !target.startsWith(".") && !DOMAIN_MAY_USE_NODE.includes(file),
    );
    assert.deepEqual(wrong, []);
  });

  it("keeps the network and the disk out of formats", () => {
    const wrong = imports.filter(
      ({ from, target }) => from === "formats" && /^(?:node:(?:fs|net|http|dns)|undici|mongoose)/u.test(target),
    );
    assert.deepEqual(wrong, []);
  });

  it("keeps what changes out of the modules of the domain, but for memories of what the same input always gives", () => {
    const mutable = /^(?:export )?(?:let|var) \w+|^(?:export )?const \w+ = new (?:Weak)?(?:Map|Set)\b/gmu;
    const found = files
      .filter((file) => placeOf(file) === "domain")
      .flatMap((file) =>
        [...readFileSync(file, "utf8").matchAll(mutable)].map(
          ([place]) => `${relative(process.cwd(), file)}: ${place}`,
        ),
      );
    assert.deepEqual(found.sort(), DOMAIN_MEMORIES);
  });

  it("lets the domain take nothing of Node's that is random", () => {
    const taken = /import \{([^}]*)\} from "node:/gu;
    const texts = DOMAIN_MAY_USE_NODE.map((file) => readFileSync(file, "utf8"));
    const names = texts.flatMap((text) =>
      [...text.matchAll(taken)].flatMap(([, list = ""]) => list.match(/\w+/gu) ?? []),
    );
    assert.deepEqual(names.sort(), ["createHmac", "hash", "timingSafeEqual"]);
  });

  it("reads the system's clock in one place, and once to answer the driver", () => {
    const readers = files.filter((file) => /\bDate\.now\b|\bnew Date\(\)|\bDate\(\)/u.test(readFileSync(file, "utf8")));
    assert.deepEqual(readers.map((file) => relative(process.cwd(), file)).sort(), [
      "src/program.ts",
      "src/store/embedded/commands.ts",
    ]);
  });

  it("keeps clocks and randomness out of domain and formats", () => {
    const impure = files
      .filter((file) => ["domain", "formats"].includes(placeOf(file)))
      .filter((file) =>
        /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\b/u.test(readFileSync(file, "utf8")),
      )
      .map((file) => relative(process.cwd(), file));
    assert.deepEqual(impure, []);
  });

  it("reads the machine's clock only for the pace of work: judgements are made at the desk's instant", () => {
    const readers = files
      .filter((file) => /\bclock\(\)|\.clock\b/u.test(readFileSync(file, "utf8")))
      .map((file) => relative(process.cwd(), file));
    assert.deepEqual(
      readers.filter((file) => !MAY_READ_THE_CLOCK.includes(file)),
      [],
    );
  });

  it("lets only the ledger write entries and projections", () => {
    const writes =
      /models\.(?:entry|projected)\b[^;]*?\.(?:insert\w*|replaceOne|update\w*|delete\w*|bulkWrite|findOneAnd\w*|create|drop)\(/su;
    const offenders = files
      .filter((file) => placeOf(file) !== "ledger")
      .filter((file) => writes.test(readFileSync(file, "utf8")))
      .map((file) => relative(process.cwd(), file));
    assert.deepEqual(offenders, []);
  });

  it("reads the environment in one place", () => {
    const readers = files
      .filter((file) => /\bprocess\.env\b/u.test(readFileSync(file, "utf8")))
      .map((file) => relative(process.cwd(), file));
    assert.deepEqual(readers, ["src/main.ts"]);
  });

  it("has no file named after nothing in particular", () => {
    const vague = files.filter((file) => /\/(?:utils?|helpers?|common|manager|types)\.tsx?$/u.test(file));
    assert.deepEqual(vague, []);
  });
});
