import type { RecipientStanding } from "../../domain/takedown.js";
import { plainPage } from "./document.js";
import { Facts } from "./parts.js";
import { Time } from "./time.js";

export interface AcknowledgeProps {
  readonly newsroom: string;
  /** Where the answer is sent: this very address, with its code. */
  readonly action: string;
  /** Null where the text was erased. */
  readonly title: string | null;
  readonly address: string;
  readonly reason: string;
  readonly isLifted: boolean;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly dueAt: string;
  readonly standing: RecipientStanding;
}

const STANDING: Readonly<Record<RecipientStanding, string>> = {
  requested: "You have not answered yet.",
  acknowledged: "You have taken note. Tell us once your copies are gone.",
  overdue: "Your copies were to be gone by now.",
  removed: "You have removed it. Thank you; there is nothing left to do.",
};

/** What an outlet is asked to remove, and two buttons to answer with. */
export function acknowledgePage(props: AcknowledgeProps): string {
  const { newsroom, title, standing } = props;
  return plainPage(
    newsroom,
    "Please remove a column",
    <>
      <p class="kicker">A request to your outlet</p>
      <h1>Please remove {title === null ? "this column" : `“${title}”`}</h1>
      <p class="standing-line">
        {props.isLifted ? "This request was lifted; nothing is to be removed." : STANDING[standing]}
      </p>
      <Facts
        pairs={[
          ["Reason", props.reason],
          ["Its address here", props.address],
          ["You were sent it first", <Time key="first" at={props.firstAt} />],
          ["and last", <Time key="last" at={props.lastAt} />],
          ["To be removed by", <Time key="due" at={props.dueAt} />],
        ]}
      />
      {standing === "removed" || props.isLifted ? null : (
        <form method="post" action={props.action}>
          <button type="submit" name="answer" value="removed" class="primary">
            Our copies are gone
          </button>{" "}
          <button type="submit" name="answer" value="noted">
            We have taken note
          </button>
        </form>
      )}
    </>,
  );
}
