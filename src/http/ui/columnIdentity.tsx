import type { ColumnView } from "../../services/views.js";
import type { Chrome } from "./chrome.js";
import { ActForm, TextField } from "./forms.js";

interface Props {
  readonly chrome: Chrome;
  readonly view: ColumnView;
}

/** Where the desk took two columns for one, or one for two: an editor says so, and can take it back. */
export function Identity({ chrome, view }: Props) {
  if (!chrome.may("review")) return null;
  const { item } = view;
  const others = item.sightings.slice(1).map(({ source }) => ({ name: "source", value: source, shown: source }));
  const merged = (item.absorbed ?? []).map(({ item: id }) => ({ name: "item", value: id, shown: id }));
  return (
    <details class="new" id="identity">
      <summary>Not one column, or one of two?</summary>
      {[...others, ...merged].map(({ name, value, shown }) => (
        <ActForm
          key={value}
          action={`/desk/items/${encodeURIComponent(item.id)}/split`}
          csrf={chrome.csrf}
          label={`Split off ${shown}`}
        >
          <input type="hidden" name={name} value={value} />
          <TextField name="reason" id={`split-${plain(value)}`} label={`Why ${shown} is another column`} required />
          <button type="submit">Split it off</button>
        </ActForm>
      ))}
      <ActForm
        action={`/desk/items/${encodeURIComponent(item.id)}/merge`}
        csrf={chrome.csrf}
        label="Merge another column into this one"
      >
        <TextField
          name="item"
          id="merge-item"
          label="The other column"
          hint="Its id, as in its page’s address: item_… It has to be held where it is in a feed."
          required
        />
        <TextField name="reason" id="merge-reason" label="Why it is this column" required />
        <button type="submit">Merge it into this one</button>
      </ActForm>
    </details>
  );
}

function plain(value: string): string {
  return value.replace(/[^a-z0-9]/giu, "-");
}
