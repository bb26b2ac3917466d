import { parseReceipt } from "../../../services/input.js";
import { checkReceipt } from "../../../services/receiptCheck.js";
import { rotateReceiptKey } from "../../../services/receiptKeys.js";
import { actorIn } from "../../context.js";
import { onceIn } from "../../once.js";
import { requireWithin } from "../../rate.js";
import { bodyOf, type Operation } from "../operation.js";

export const receiptOperations: readonly Operation[] = [
  {
    method: "post",
    path: "/receipts/verify",
    summary: "Whether a receipt is genuine, and whether it still holds; anyone who has one may ask",
    request: parseReceipt,
    access: "anyone",
    status: 200,
    run: (web, ctx) => {
      requireWithin(web.limits.receipts, ctx.ip, ctx);
      return checkReceipt(web.desk, parseReceipt(bodyOf(ctx), "The request").receipt);
    },
  },
  {
    method: "post",
    path: "/receipts/keys/rotate",
    summary: "Sign receipts with a new key from now on; the old public keys stay published",
    takesKey: true,
    status: 201,
    run: ({ desk }, ctx) => rotateReceiptKey(desk, actorIn(ctx), onceIn(ctx)),
  },
];
