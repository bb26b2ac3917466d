import type { Problem } from "../../domain/error.js";
import { currentVersion, type License } from "../../domain/license.js";
import type { Partner } from "../../domain/partner.js";
import { type Chrome, deskPage } from "./chrome.js";
import { ActForm, TextField } from "./forms.js";
import { TermFields, WhoFields, WindowFields, WorkFields } from "./grantFields.js";
import { type Fields, fieldOf, fieldsOf } from "./grantValues.js";
import { Facts, Section } from "./parts.js";
import { termsInWords } from "./phrases.js";

/** A new permission, or with `amends` a new version of one. */
export interface GrantForm {
  readonly partners: readonly Partner[];
  readonly licenses: readonly License[];
  /** By field name, as they were sent or as they are on record. */
  readonly values: Readonly<Record<string, string | readonly string[]>>;
  readonly problems: readonly Problem[];
  readonly amends: string | null;
}

/** The form by which the rights desk records a permission. What is left empty holds as the license says. */
export function grantPage(chrome: Chrome, form: GrantForm): string {
  const title = form.amends === null ? "Record a permission" : "Amend a permission";
  return deskPage(
    chrome,
    title,
    <>
      <h1>{title}</h1>
      <p class="standing-line">
        {form.amends === null
          ? "What somebody with the right to do so allowed, or forbade, in their words and with the evidence."
          : "An amendment is a new version in full; the earlier versions stay on record."}
      </p>
      <Problems problems={form.problems} />
      <div class="two grant">
        {chrome.may("grant") ? (
          <Form chrome={chrome} form={form} fields={fieldsOf(form)} />
        ) : (
          <p class="hint">Your role, {chrome.role}, reads here; the rights desk records permissions.</p>
        )}
        <Licenses licenses={form.licenses} chosen={form.values.license} />
      </div>
    </>,
  );
}

function Problems({ problems }: { readonly problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <div class="flash refused" role="alert">
      <p>
        <strong>Nothing was recorded.</strong> Please look at:
      </p>
      <ul class="tight">
        {problems.map(({ pointer, detail }) => {
          const field = fieldOf(pointer);
          return (
            <li key={`${pointer} ${detail}`}>{field === null ? detail : <a href={`#field-${field}`}>{detail}</a>}</li>
          );
        })}
      </ul>
    </div>
  );
}

function Form(props: { readonly chrome: Chrome; readonly form: GrantForm; readonly fields: Fields }) {
  const { chrome, form, fields } = props;
  const action =
    form.amends === null ? "/desk/permissions" : `/desk/permissions/${encodeURIComponent(form.amends)}/amend`;
  return (
    <ActForm action={action} csrf={chrome.csrf} {...(form.amends === null ? { once: chrome.once } : {})}>
      <input type="hidden" name="version" value={fields.value("version")} />
      {form.amends === null ? null : (
        <TextField {...fields.text("reason")} label="Why it is amended" required rows={2} />
      )}
      <WhoFields form={form} fields={fields} />
      <WorkFields fields={fields} />
      <TermFields fields={fields} />
      <WindowFields fields={fields} />
      <button type="submit" class="primary">
        {form.amends === null ? "Record this permission" : "Record the new version"}
      </button>
    </ActForm>
  );
}

/** What “as the license says” means, beside the form. */
function Licenses(props: {
  readonly licenses: readonly License[];
  readonly chosen: string | readonly string[] | undefined;
}) {
  return (
    <Section id="licenses" title="What the licenses say">
      {props.licenses.map((license) => {
        const version = currentVersion(license);
        if (version === undefined) return null;
        return (
          <details key={license.id} open={license.id === props.chosen}>
            <summary>
              {version.name} <span class="away">({license.id})</span>
            </summary>
            <Facts pairs={[...termsInWords(version.terms), ["Notice", version.notice]]} />
          </details>
        );
      })}
    </Section>
  );
}
