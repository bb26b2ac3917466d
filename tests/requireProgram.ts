import { spawnSync } from "node:child_process";

/**
 * The path of a program that a test needs. It is never passed over: where it is missing, the test fails and says what to
 * install.
 */
export function requireProgram(name: string, debianPackage: string): string {
  const { stdout, status } = spawnSync("sh", ["-c", 'command -v "$1"', "sh", name], { encoding: "utf8" });
  if (status === 0 && stdout.trim() !== "") return stdout.trim();
  throw new Error(`The program ${name} is missing; install it with: apt-get install -y ${debianPackage}`);
}
