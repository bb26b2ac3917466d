import type { ComponentChild, ComponentChildren } from "preact";
import type { Clearance } from "../../domain/clearance.js";
import type { PermissionFacts } from "../../services/audit.js";
import { brief } from "./phrases.js";

/** A heading with what belongs to it; the heading names the landmark. */
export function Section(props: {
  readonly id: string;
  readonly title: string;
  readonly aside?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  return (
    <section id={props.id} aria-labelledby={`${props.id}-title`} class="section">
      <div class="section-head">
        <h2 id={`${props.id}-title`}>{props.title}</h2>
        {props.aside}
      </div>
      {props.children}
    </section>
  );
}

export type Row = readonly ComponentChild[];

/** A table whose first cell names its row. On a narrow screen each row becomes a block that repeats the column names. */
export function Table(props: {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}) {
  return (
    <table class="table">
      <caption class="unseen">{props.caption}</caption>
      <thead>
        <tr>
          {props.columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map(([first, ...rest], at) => (
          <tr key={String(at)}>
            <th scope="row" data-label={props.columns[0]}>
              {first}
            </th>
            {rest.map((cell, place) => (
              <td key={props.columns[place + 1]} data-label={props.columns[place + 1]}>
                <div>{cell}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Names and values. A value that is null is left out. */
export function Facts({ pairs }: { readonly pairs: readonly (readonly [string, ComponentChild | null])[] }) {
  const known = pairs.filter(([, value]) => value !== null && value !== "");
  return (
    <dl class="facts">
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Verdict({ verdict }: { readonly verdict: Clearance["verdict"] }) {
  return <span class={`mark ${verdict}`}>{verdict === "cleared" ? "Cleared" : "Refused"}</span>;
}

const STANDINGS: Readonly<Record<PermissionFacts["standing"], string>> = {
  "in force": "cleared",
  "not begun": "quiet",
  ended: "quiet",
  draft: "quiet",
  pending: "quiet",
  rejected: "quiet",
  superseded: "quiet",
  suspended: "refused",
  revoked: "refused",
};

export function Standing({ standing }: { readonly standing: PermissionFacts["standing"] }) {
  return <span class={`mark ${STANDINGS[standing]}`}>{standing.charAt(0).toUpperCase() + standing.slice(1)}</span>;
}

/** An id or a digest, shortened for the eye, whole for the pointer and for copying from the title. */
export function Id({ id }: { readonly id: string }) {
  return (
    <code class="id" title={id}>
      {brief(id)}
    </code>
  );
}

export function PermissionLink({ id }: { readonly id: string }) {
  return (
    <a href={`/desk/permissions/${encodeURIComponent(id)}`}>
      <Id id={id} />
    </a>
  );
}

/** Leads to the next page of a list, where there is one. @param href of the list itself, `after` its parameter's name */
export function Further(props: {
  readonly href: string;
  readonly next: string | null;
  readonly what: string;
  readonly after?: string;
}) {
  const { href, next, what, after = "after" } = props;
  if (next === null) return null;
  return (
    <p class="paging">
      <a rel="next" href={`${href}${href.includes("?") ? "&" : "?"}${after}=${next}`}>
        Further {what}
      </a>
    </p>
  );
}

export function Nothing({ children }: { readonly children: ComponentChildren }) {
  return <p class="nothing">{children}</p>;
}
