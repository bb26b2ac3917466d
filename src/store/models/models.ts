import type { Connection } from "mongoose";
import { inboundSubscriptionModel, markModel, personModel, pollModel, tokenModel } from "./desk.js";
import { deliveryModel, entryModel, renderingModel, revisionModel } from "./evidence.js";
import { subscriptionModel } from "./hub.js";
import { intakeModel } from "./intake.js";
import { historyModel, projectionModels } from "./projections.js";
import { contactModel, notificationModel, secretModel } from "./proof.js";
import { unwrittenModel } from "./unwritten.js";

/** Every collection of the program. */
export function defineModels(connection: Connection) {
  return {
    entry: entryModel(connection),
    revision: revisionModel(connection),
    rendering: renderingModel(connection),
    delivery: deliveryModel(connection),
    poll: pollModel(connection),
    inboundSubscription: inboundSubscriptionModel(connection),
    intake: intakeModel(connection),
    token: tokenModel(connection),
    person: personModel(connection),
    mark: markModel(connection),
    subscription: subscriptionModel(connection),
    secret: secretModel(connection),
    contact: contactModel(connection),
    notification: notificationModel(connection),
    unwritten: unwrittenModel(connection),
    history: historyModel(connection),
    projected: projectionModels(connection),
  };
}

export type Models = ReturnType<typeof defineModels>;

/** Creates the collections' indexes where they are missing; safe to repeat and from several processes. */
export async function ensureIndexes(models: Models): Promise<void> {
  const { projected, ...rest } = models;
  for (const model of [...Object.values(rest), ...Object.values(projected)]) await model.createIndexes();
}
