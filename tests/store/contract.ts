import type mongoose from "mongoose";
import { cursorContract } from "./contractCursors.js";
import { generatedContract } from "./contractGenerated.js";
import { indexContract } from "./contractIndexes.js";
import { sequenceContract } from "./contractSequences.js";
import { valueContract } from "./contractValues.js";
import { writeContract } from "./contractWrites.js";

/** An open way to the store under test, with a database that the suite may fill and empty. */
export interface Opened {
  readonly connection: mongoose.Connection;
  close(): Promise<void>;
}

/** The connection of a running suite. */
export type Connected = () => mongoose.Connection;

/** What the program relies on, of whichever store it runs on. */
export function contract(name: string, open: () => Promise<Opened>): void {
  describe(`the store contract, on ${name}`, () => {
    let opened: Opened | undefined;
    let database: mongoose.Connection | undefined;
    let tests = 0;
    const connected: Connected = () => {
      if (database === undefined) throw new Error("the store is not open");
      return database;
    };

    before(async () => {
      opened = await open();
    });

    // A database for each test: one that was given up while it still writes does not meet the next.
    beforeEach(() => {
      database = opened?.connection.useDb(`${opened.connection.name}_${++tests}`);
    });

    afterEach(() => database?.dropDatabase());

    after(() => opened?.close());

    generatedContract(connected);
    sequenceContract(connected);
    valueContract(connected);
    writeContract(connected);
    indexContract(connected);
    cursorContract(connected);
  });
}
