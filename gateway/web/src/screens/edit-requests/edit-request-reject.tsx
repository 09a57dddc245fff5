import { useState } from "preact/hooks";
import { Dialog } from "../../components/dialog";
import { FormProblem, SchemaForm } from "../../forms/schema-form";
import { Problem } from "../../http/client";
import type { EditRequest, Schema } from "../../http/types";
import { reject } from "../../resources/edit-requests";
import { editRequests as text } from "../../text/vi-edit-requests";
import { ActButtons } from "../acts/act-buttons";

const SCHEMA: Schema = {
  type: "object",
  properties: {
    reason: {
      type: "string",
      title: text.rejectReason,
      description: text.rejectHint,
      maxLength: 500,
      "x-widget": "textarea",
    },
  },
  required: ["reason"],
};

/** Why the file stays as it is: one reason for all of the requests. */
export function RejectDialog({
  items,
  onClose,
  onDone,
}: {
  items: EditRequest[];
  onClose: () => void;
  onDone: () => void;
}) {
  const [form, setForm] = useState<Record<string, unknown>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [only] = items;

  const send = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    try {
      await reject(items, String(form["reason"] ?? ""));
      onDone();
      onClose();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={
        items.length === 1 && only
          ? text.of(text.reject, only.title, only.person.full_name)
          : text.rejectTitle(items.length)
      }
      onClose={onClose}
      holds
    >
      <form class="form" noValidate onSubmit={send}>
        {problem && <FormProblem schema={SCHEMA} problem={problem} />}
        <SchemaForm schema={SCHEMA} form={form} errors={problem?.errors ?? {}} onChange={setForm} />
        <ActButtons label={text.reject} destructive disabled={busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}
