import { useState } from "preact/hooks";
import { Dialog } from "../../components/dialog";
import { FormProblem, SchemaForm } from "../../forms/schema-form";
import { outgoing } from "../../forms/schema";
import { patch } from "../../http/client";
import type { Member, MemberField, MemberGroup, Schema } from "../../http/types";
import { notify } from "../../resources/notices";
import { useSeen, useSending } from "../../resources/sending";
import { common } from "../../text/vi";
import { member as text } from "../../text/vi-members";

const WIDGETS: Record<string, string> = { day: "date", long: "textarea", photo: "file" };
const PICTURES = ["image/jpeg", "image/png", "image/webp"];

/** A field of the file as one of a form. */
export function propertyOf({ title, kind = "", choices }: Pick<MemberField, "title" | "kind" | "choices">): Schema {
  if (choices)
    return {
      type: "string",
      title,
      enum: choices.map((one) => one.code),
      "x-labels": choices.map((one) => one.label),
      default: "",
    };
  if (kind === "yes_no")
    return { type: "string", title, enum: ["true", "false"], "x-labels": [common.yes, common.no], default: "" };
  const widget = WIDGETS[kind];
  return {
    type: "string",
    title,
    default: "",
    ...(widget && { "x-widget": widget, "x-past": true }),
    ...(widget === "file" && { "x-accept": PICTURES }),
  };
}

/** The fields of one group of the file as a form. */
const schemaOf = (fields: MemberField[]): Schema => ({
  type: "object",
  properties: Object.fromEntries(fields.map((field) => [field.code, propertyOf(field)])),
});

/** A birth date may be a year alone: it is edited as people read it. A picture is known by what it is called. */
export function startOf(field: MemberField): unknown {
  if (field.kind === "photo") return field.value ? { digest: field.value, name: field.display } : "";
  if (field.kind === "yes_no") return field.value === null || field.value === undefined ? "" : String(field.value);
  return field.kind === "birth" || typeof field.value === "object" ? (field.display ?? "") : (field.value ?? "");
}

interface EditProps {
  member: Member;
  group: MemberGroup;
  onClose: () => void;
  onSaved: () => void;
}

/** A group of the file is mended; only what was changed is sent. */
export function EditDialog({ member, group, onClose, onSaved }: EditProps) {
  const seen = useSeen(member.version);
  const fields = group.fields.filter((field) => field.editable);
  const schema = schemaOf(fields);
  const start = useSeen<Record<string, unknown>>(
    Object.fromEntries(fields.map((field) => [field.code, startOf(field)])),
  );
  const [form, setForm] = useState(start);
  const { problem, busy, carry } = useSending();

  const save = (event: Event) => {
    event.preventDefault();
    const given = outgoing(schema, form);
    const changed = Object.fromEntries(Object.entries(given).filter(([code]) => form[code] !== start[code]));
    void carry(async (key) => {
      if (Object.keys(changed).length > 0)
        await patch(`/members/${member.id}`, { body: { fields: changed }, ifMatch: `"${seen}"`, key });
      notify(text.saved);
      onSaved();
      onClose();
    });
  };
  return (
    <Dialog title={text.editGroup(group.title)} onClose={onClose} wide holds>
      <form class="form" noValidate onSubmit={save}>
        {problem && <FormProblem schema={schema} problem={problem} />}
        <SchemaForm schema={schema} form={form} errors={problem?.errors ?? {}} onChange={setForm} />
        <div class="dialog-actions">
          <button type="button" class="button" onClick={onClose}>
            {common.cancel}
          </button>
          <button type="submit" class="button button-primary" aria-disabled={busy}>
            {common.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
