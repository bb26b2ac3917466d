import type { ComponentChildren } from "preact";

/** A form that acts: a POST with the token that proves it came from our own page. */
export function ActForm(props: {
  readonly action: string;
  readonly csrf: string;
  /** Of forms that make something new: the page's name. */
  readonly once?: string;
  /** For buttons that stand elsewhere on the page. */
  readonly id?: string;
  readonly label?: string;
  readonly quiet?: boolean;
  readonly children: ComponentChildren;
}) {
  return (
    <form
      method="post"
      action={props.action}
      id={props.id}
      aria-label={props.label}
      class={props.quiet === true ? "inline" : "form"}
    >
      <input type="hidden" name="csrf" value={props.csrf} />
      {props.once === undefined ? null : <input type="hidden" name="once" value={props.once} />}
      {props.children}
    </form>
  );
}

interface FieldProps {
  readonly name: string;
  /** Prefix that keeps ids apart where a page has several forms with the same field. */
  readonly id?: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value?: string | undefined;
  readonly problem?: string | undefined;
  readonly required?: boolean;
}

/** A labelled line of text, or several lines with `rows`. Its hint and its problem are read out with it. */
export function TextField(
  props: FieldProps & { readonly type?: "text" | "date" | "password"; readonly rows?: number },
) {
  const id = props.id ?? `field-${props.name}`;
  const { name, type = "text", rows, value = "" } = props;
  const shared = { id, name, required: props.required === true, ...described(id, props) };
  const line = { ...shared, value, autocomplete: "off" as const };
  return (
    <Labelled {...props} id={id}>
      {rows !== undefined ? <textarea {...shared} rows={rows} value={value} /> : null}
      {rows === undefined && type === "text" ? <input {...line} type="text" /> : null}
      {rows === undefined && type === "date" ? <input {...line} type="date" /> : null}
      {rows === undefined && type === "password" ? <input {...line} type="password" /> : null}
    </Labelled>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

export function SelectField(props: FieldProps & { readonly options: readonly Option[] }) {
  const id = props.id ?? `field-${props.name}`;
  return (
    <Labelled {...props} id={id}>
      <select id={id} name={props.name} required={props.required === true} {...described(id, props)}>
        {props.options.map(({ value, label }) => (
          <option key={value} value={value} selected={value === props.value}>
            {label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

function Labelled(props: FieldProps & { readonly id: string; readonly children: ComponentChildren }) {
  return (
    <div class={props.problem === undefined ? "field" : "field wrong"}>
      <label for={props.id}>
        {props.label}
        {props.required === true ? <span class="away"> (required)</span> : null}
      </label>
      {props.children}
      {props.hint === undefined ? null : (
        <p id={`${props.id}-hint`} class="hint">
          {props.hint}
        </p>
      )}
      {props.problem === undefined ? null : (
        <p id={`${props.id}-problem`} class="problem">
          {props.problem}
        </p>
      )}
    </div>
  );
}

function described(id: string, { hint, problem }: FieldProps) {
  const by = [hint === undefined ? "" : `${id}-hint`, problem === undefined ? "" : `${id}-problem`].filter(Boolean);
  return {
    ...(by.length === 0 ? {} : { "aria-describedby": by.join(" ") }),
    ...(problem === undefined ? {} : { "aria-invalid": true as const }),
  };
}

/** Several that may be ticked, or with `type` radio the one that holds. */
export function Choices(props: {
  readonly legend: string;
  readonly name: string;
  readonly type: "checkbox" | "radio";
  readonly options: readonly Option[];
  readonly chosen: readonly string[];
  readonly hint?: string;
  readonly problem?: string | undefined;
}) {
  return (
    <fieldset class={props.problem === undefined ? "choices" : "choices wrong"} id={`field-${props.name}`}>
      <legend>{props.legend}</legend>
      {props.hint === undefined ? null : <p class="hint">{props.hint}</p>}
      <div class="options">
        {props.options.map(({ value, label }) => (
          <label key={value}>
            <input type={props.type} name={props.name} value={value} checked={props.chosen.includes(value)} /> {label}
          </label>
        ))}
      </div>
      {props.problem === undefined ? null : <p class="problem">{props.problem}</p>}
    </fieldset>
  );
}
