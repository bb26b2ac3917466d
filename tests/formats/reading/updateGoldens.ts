import { writeFileSync } from "node:fs";
import { fixtures, readFixture } from "./goldens.js";

/** `UPDATE_GOLDEN=1 node dist/tests/formats/reading/updateGoldens.js` writes what is read now; every change is to be reviewed. */
if (process.env.UPDATE_GOLDEN === "1") {
  for (const fixture of fixtures()) {
    writeFileSync(fixture.golden, `${JSON.stringify(await readFixture(fixture), null, 2)}\n`);
  }
}
