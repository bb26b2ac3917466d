import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../../src/store/store.js";
import { contract } from "./contract.js";

contract("the embedded store", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "imprimatur-contract-"));
  const store = await openStore({ mongodbUri: null, dataDir });
  return {
    connection: store.connection,
    close: async () => {
      await store.close();
      rmSync(dataDir, { recursive: true });
    },
  };
});
