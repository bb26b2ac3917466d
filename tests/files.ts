import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Which compiled tests there are, and which of them do what; printed for mocha, the ones that take longest first. */

const TESTS = fileURLToPath(new URL(".", import.meta.url));
const IMPORT = /from "(\.[^"]+)"/gu;
/** Whoever starts a program or a process beside the test, a browser included, imports one of these. */
const STARTS =
  /import \{[^}]*\b(?:started|spawned)\b[^}]*\} from|from "\.[^"]*(?:requireProgram|commands)\.js"|from "node:child_process"/u;
/** These start nothing, and are too long for a quick run all the same; the longest of all is first. */
const LONG = ["outboundModel", "hostileFeeds", "agreement", "readingPool", "batchesAtOnce"];

/** Every file of tests but those of the torture. */
export function testFiles(): readonly string[] {
  return filesIn(TESTS).filter((file) => !relative(TESTS, file).startsWith("torture"));
}

export function tortureFiles(): readonly string[] {
  const own = filesIn(TESTS).filter((file) => relative(TESTS, file).startsWith("torture"));
  return [...own, ...testFiles().filter((file) => reached(file).has(join(TESTS, "runs.js")))];
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.js"))
    .map((name) => join(folder, name))
    .sort();
}

/** A compiled test and what it imports of the tests, directly or not. */
function reached(file: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(file)) return known;
  known.add(file);
  for (const [, target = ""] of readFileSync(file, "utf8").matchAll(IMPORT)) {
    const path = resolve(dirname(file), target);
    if (path.startsWith(TESTS)) reached(path, known);
  }
  return known;
}

/** Starts programs beside itself, or takes long: not part of a quick run, and begun before the others in a whole one. */
function isLong(file: string): boolean {
  return LONG.includes(basename(file, ".test.js")) || STARTS.test(readFileSync(file, "utf8"));
}

/** The files of `npm test`, those that take longest first, or those of `npm run test:quick`. */
export function filesOf(which: "all" | "quick"): readonly string[] {
  const files = testFiles();
  const long = files.filter(isLong);
  const quick = files.filter((file) => !long.includes(file));
  const rank = (file: string) => (LONG.indexOf(basename(file, ".test.js")) + LONG.length + 1) % (LONG.length + 1);
  return which === "quick" ? quick : [...long.sort((a, b) => rank(a) - rank(b)), ...quick];
}
