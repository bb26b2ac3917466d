import { spawnSync } from "node:child_process";

/** Programs beside Node that tests run, and the Debian package of each. */
const PROGRAMS: Readonly<Record<string, string>> = {
  chromium: "chromium",
  curl: "curl",
  newsboat: "newsboat",
  sfeed_update: "sfeed",
  xmllint: "libxml2-utils",
};

/** Before the tests: installs what is missing where that can be done without asking, and says what to do where it cannot. */
function ready(): void {
  const missing = Object.entries(PROGRAMS).filter(([name]) => !isHere(name));
  if (missing.length === 0) return;
  const packages = missing.map(([, name]) => name);
  const remedy = `apt-get install -y --no-install-recommends ${packages.join(" ")}`;
  if (process.getuid?.() === 0 && isHere("apt-get")) {
    console.error(`The tests need ${missing.map(([name]) => name).join(", ")}; installing: ${remedy}`);
    run("apt-get", ["update"]);
    run("apt-get", ["install", "-y", "--no-install-recommends", ...packages]);
  }
  const still = missing.filter(([name]) => !isHere(name)).map(([name]) => name);
  if (still.length === 0) return;
  console.error(`The tests need ${still.join(", ")}. Install them and start again:\n  sudo ${remedy}`);
  process.exitCode = 1;
}

function isHere(name: string): boolean {
  return spawnSync("sh", ["-c", 'command -v "$1"', "sh", name]).status === 0;
}

function run(command: string, parameters: readonly string[]): void {
  const quiet = { DEBIAN_FRONTEND: "noninteractive", PATH: "/usr/sbin:/usr/bin:/sbin:/bin" };
  const { status, stderr } = spawnSync(command, parameters, { encoding: "utf8", env: quiet });
  if (status !== 0) console.error(`${command} ${parameters[0]} failed:\n${stderr}`);
}

ready();
