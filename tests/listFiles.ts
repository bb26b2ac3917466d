import { relative } from "node:path";
import { filesOf } from "./files.js";

/** Prints the files that mocha runs: `all`, or `quick` without those that start programs, kill or take long. */
const [which = "all"] = process.argv.slice(2);
console.log(
  filesOf(which === "quick" ? "quick" : "all")
    .map((file) => relative(process.cwd(), file))
    .join("\n"),
);
