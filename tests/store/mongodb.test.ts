import { randomUUID } from "node:crypto";
import { openStore } from "../../src/store/store.js";
import { contract } from "./contract.js";

const { MONGODB_URI } = process.env;

// No tests at all without a MongoDB to run them on, rather than pending ones.
if (MONGODB_URI !== undefined && MONGODB_URI !== "") {
  contract("MongoDB", () =>
    openStore({ mongodbUri: MONGODB_URI, dataDir: "data", dbName: `imprimatur_contract_${randomUUID().slice(0, 8)}` }),
  );
}
