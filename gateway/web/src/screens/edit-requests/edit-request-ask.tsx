import { useMemo, useState } from "preact/hooks";
import { Dialog } from "../../components/dialog";
import { outgoing } from "../../forms/schema";
import { FormProblem, SchemaForm } from "../../forms/schema-form";
import { post } from "../../http/client";
import type { EditableField, MemberEditRequests, MemberField, Schema } from "../../http/types";
import { notify } from "../../resources/notices";
import { useSeen, useSending } from "../../resources/sending";
import { editRequests as text } from "../../text/vi-edit-requests";
import { ActButtons } from "../acts/act-buttons";
import { propertyOf, startOf } from "../members/member-edit";

const PAPERS = ["image/jpeg", "image/png", "image/webp", "application/pdf"];

/** The field, why, and the document that proves it. */
function schemaOf(offered: EditableField): Schema {
  const paper = offered.paper && {
    paper: {
      type: "string",
      title: text.paper,
      description: offered.paper,
      "x-widget": "file",
      "x-accept": PAPERS,
    } as Schema,
  };
  return {
    type: "object",
    properties: {
      [offered.code]: { ...propertyOf(offered), title: text.newValue },
      reason: {
        type: "string",
        title: text.reason,
        description: text.reasonHint,
        maxLength: 500,
        "x-widget": "textarea",
      },
      ...paper,
    },
    required: offered.needs_reason ? ["reason"] : [],
  };
}

interface AskProps {
  memberId: string;
  version: number;
  offered: EditableField;
  field: MemberField;
  onClose: () => void;
  onSent: (answer: MemberEditRequests) => void;
}

/** A member says what a field of the file should read; officers answer. */
export function AskDialog({ memberId, version, offered, field, onClose, onSent }: AskProps) {
  const seen = useSeen(version);
  const schema = useMemo(() => schemaOf(offered), [offered]);
  const [form, setForm] = useState<Record<string, unknown>>(() => ({
    [offered.code]: offered.kind === "photo" ? "" : startOf(field),
  }));
  const { problem, busy, carry } = useSending();

  const send = (event: Event) => {
    event.preventDefault();
    const { reason = null, paper = null, ...fields } = outgoing(schema, form);
    const body = { fields: { [offered.code]: null, ...fields }, reason, paper };
    void carry(async (key) => {
      const { data } = await post<MemberEditRequests>(`/members/${memberId}/edit-requests`, {
        body,
        ifMatch: `"${seen}"`,
        key,
      });
      notify(text.sent);
      onSent(data);
      onClose();
    });
  };
  return (
    <Dialog title={(field.display ? text.askOf : text.addOf)(offered.title)} onClose={onClose} holds>
      <form class="form" noValidate onSubmit={send}>
        {problem && <FormProblem schema={schema} problem={problem} />}
        {field.display && (
          <p class="box">
            {text.now}: <strong>{field.display}</strong>
          </p>
        )}
        <SchemaForm schema={schema} form={form} errors={problem?.errors ?? {}} onChange={setForm} />
        <ActButtons label={text.send} destructive={false} disabled={busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}
