import { currentVersion, type License } from "../../domain/license.js";
import { PLACEHOLDERS } from "../../domain/notice.js";
import type { Partner } from "../../domain/partner.js";
import { COMPONENTS, EDITS, MEDIA } from "../../domain/use.js";
import { Choices, type Option, SelectField, TextField } from "./forms.js";
import type { Fields } from "./grantValues.js";
import { capitalised, listed } from "./phrases.js";

/** A box of its own is ticked by any value but none and `false`. */
function ticked(fields: Fields, name: string): readonly string[] {
  return ["", "false"].includes(fields.value(name)) ? [] : ["1"];
}

interface Props {
  readonly fields: Fields;
}

interface WhoProps extends Props {
  readonly form: {
    readonly partners: readonly Partner[];
    readonly licenses: readonly License[];
    readonly amends: string | null;
  };
}

export function WhoFields({ form, fields }: WhoProps) {
  const amended =
    form.amends === null ? form.partners : form.partners.filter(({ id }) => id === fields.value("partner"));
  return (
    <fieldset class="group">
      <legend>Who allows it, under which words</legend>
      <SelectField
        {...fields.text("license")}
        label="License"
        options={[{ value: "", label: "Choose a license" }, ...form.licenses.map(licenseOption)]}
        required
      />
      <SelectField
        {...fields.text("partner")}
        label="Partner"
        hint={form.amends === null ? undefined : "A permission stays with its partner."}
        options={[
          ...(form.amends === null ? [{ value: "", label: "Choose a partner" }] : []),
          ...amended.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        required
      />
      <TextField {...fields.text("grantorName")} label="Grantor" hint="The person or body that grants it." required />
      <Choices
        legend="The grantor"
        name="grantorBasis"
        type="radio"
        options={[
          { value: "owner", label: "owns the rights" },
          { value: "agent", label: "acts for the owner" },
          { value: "license-text", label: "is bound by the words of a public license" },
        ]}
        chosen={[fields.value("grantorBasis") || "owner"]}
        problem={fields.problem("grantorBasis")}
      />
      <TextField {...fields.text("rightsHolder")} label="Rights holder" hint="Left empty: the partner’s." />
      <TextField {...fields.text("reference")} label="Reference" hint="Contract number or letter that it joins to." />
      <TextField
        {...fields.text("evidence")}
        label="Evidence"
        hint="What was said or signed, by whom, when, and where it is kept."
        rows={4}
        required
      />
    </fieldset>
  );
}

function licenseOption(license: License): Option {
  const version = currentVersion(license);
  const forbids = version?.terms.effect === "deny" ? ", forbids" : "";
  return { value: license.id, label: `${version?.name ?? license.id}${forbids}` };
}

export function WorkFields({ fields }: Props) {
  return (
    <fieldset class="group">
      <legend>Which columns</legend>
      <p class="hint">Everything left empty: every column of the partner. Separate several by commas or lines.</p>
      <TextField {...fields.text("authors")} label="By these authors" rows={2} />
      <TextField
        {...fields.text("sources")}
        label="From these sources"
        hint="Ids such as harbour-lantern/columns."
        rows={2}
      />
      <TextField {...fields.text("tags")} label="With these tags" rows={2} />
      <TextField {...fields.text("items")} label="Only these columns" hint="Ids that begin with item_." rows={2} />
    </fieldset>
  );
}

export function TermFields({ fields }: Props) {
  return (
    <fieldset class="group">
      <legend>What was agreed beyond the license</legend>
      <p class="hint">
        A permission may narrow its license, never widen it. Everything left empty: as the license says.
      </p>
      <TextField
        {...fields.text("territoriesInclude")}
        label="Territories"
        hint="“worldwide”, or country codes such as GB, IE."
      />
      <TextField {...fields.text("territoriesExclude")} label="Except" hint="Country codes." />
      <Choices
        legend="Media"
        name="media"
        type="checkbox"
        hint="None ticked: as the license says."
        options={MEDIA.map((medium) => ({ value: medium, label: medium }))}
        chosen={fields.chosen("media")}
        problem={fields.problem("media")}
      />
      <ComponentFields fields={fields} />
      <OnwardFields fields={fields} />
      <SelectField
        {...fields.text("edits")}
        label="Edits"
        hint="Each allows what stands before it."
        options={[
          { value: "as-license", label: "As the license says" },
          ...EDITS.map((edits) => ({ value: edits, label: capitalised(edits) })),
        ]}
      />
    </fieldset>
  );
}

function ComponentFields({ fields }: Props) {
  return (
    <div class="narrowing">
      <Choices
        legend="Parts"
        name="componentsGiven"
        type="checkbox"
        options={[{ value: "1", label: "Narrow the parts: only those ticked below are cleared" }]}
        chosen={ticked(fields, "componentsGiven")}
      />
      <Choices
        legend="Cleared parts, where narrowed"
        name="components"
        type="checkbox"
        options={COMPONENTS.map((component) => ({ value: component, label: component }))}
        chosen={fields.chosen("components")}
        problem={fields.problem("components")}
      />
    </div>
  );
}

function OnwardFields({ fields }: Props) {
  return (
    <div class="narrowing">
      <Choices
        legend="Onward to outlets"
        name="onward"
        type="radio"
        options={[
          { value: "as-license", label: "as the license says" },
          { value: "none", label: "to none" },
          { value: "anyone", label: "to any outlet" },
          { value: "outlets", label: "to these outlets:" },
        ]}
        chosen={[fields.value("onward") || "as-license"]}
        problem={fields.problem("onward")}
      />
      <TextField {...fields.text("outlets")} label="Outlets" hint="Ids such as tidewater-post." />
    </div>
  );
}

export function WindowFields({ fields }: Props) {
  return (
    <fieldset class="group">
      <legend>How long, and what is printed</legend>
      <TextField
        {...fields.text("from")}
        label="From"
        type="date"
        hint="Left empty: from now. Days begin at 00:00 UTC."
      />
      <TextField
        {...fields.text("until")}
        label="Until"
        type="date"
        hint="The first day on which it no longer holds."
      />
      <Choices
        legend="Or"
        name="openEnded"
        type="checkbox"
        options={[{ value: "1", label: "it has no end, by agreement" }]}
        chosen={ticked(fields, "openEnded")}
        problem={fields.problem("openEnded")}
      />
      <TextField {...fields.text("creditLine")} label="Credit line" hint="Left empty: the partner’s." />
      <TextField
        {...fields.text("notice")}
        label="Notice"
        hint={`Left empty: the license’s. It may name ${listed(PLACEHOLDERS.map((name) => `{${name}}`))}.`}
        rows={3}
      />
    </fieldset>
  );
}
