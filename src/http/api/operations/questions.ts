import { parseAssessBatch, parseAssessment, parseWhatIf } from "../../../services/input.js";
import { answer, answerAll } from "../../../services/questions.js";
import { whatIf } from "../../../services/whatIf.js";
import { actorIn } from "../../context.js";
import { bodyOf, type Operation, pageIn } from "../operation.js";

/** Questions that change nothing. */
export const questionOperations: readonly Operation[] = [
  {
    method: "post",
    path: "/assess",
    summary: "May this be used so, there, at that instant? One use of one item, or of a work by its facts",
    request: parseAssessment,
    status: 200,
    run: ({ desk }, ctx) => answer(desk, actorIn(ctx), parseAssessment(bodyOf(ctx), "The question")),
  },
  {
    method: "post",
    path: "/assess/batch",
    summary: "Many such questions at once; one that cannot be asked does not stop the others",
    request: parseAssessBatch,
    status: 200,
    run: async ({ desk }, ctx) => {
      const { questions } = parseAssessBatch(bodyOf(ctx), "The batch");
      return { answers: await answerAll(desk, actorIn(ctx), questions) };
    },
  },
  {
    method: "post",
    path: "/what-if",
    summary:
      "Suppose a revocation, an amendment or a grant: how many answers would differ, and the first of them; `more` lists on, `next` counts on",
    request: parseWhatIf,
    isPaged: true,
    status: 200,
    run: ({ desk }, ctx) => whatIf(desk, actorIn(ctx), parseWhatIf(bodyOf(ctx), "The supposition"), pageIn(ctx)),
  },
];
