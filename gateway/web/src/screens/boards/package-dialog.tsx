import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { Combobox } from "../../components/combobox";
import { Dialog } from "../../components/dialog";
import { Field } from "../../components/field";
import { FilePick } from "../../components/file-pick";
import { Facts } from "../../components/parts";
import { Failure } from "../../components/states";
import { day } from "../../format";
import { memberOption, searchMembers, searchUnits, unitOption } from "../../forms/things";
import { post } from "../../http/client";
import type { Case, Unit } from "../../http/types";
import { notify } from "../../resources/notices";
import { usePicked } from "../../resources/picked-option";
import { invalidate } from "../../resources/resource";
import { useSending } from "../../resources/sending";
import { common, fields } from "../../text/vi";
import { packages as text } from "./vi";

interface Package {
  content: {
    person?: { full_name?: string };
    issuer?: { name?: string; chapter?: string };
    introduction?: { number?: string | null };
    expires_on?: string;
  };
  key: string;
  signature: string;
}

/** What a chosen file says, or null where it is no package. */
export function packageIn(written: string): Package | null {
  try {
    const read = JSON.parse(written) as Partial<Package> | null;
    return read &&
      typeof read.content === "object" &&
      typeof read.key === "string" &&
      typeof read.signature === "string"
      ? (read as Package)
      : null;
  } catch {
    return null;
  }
}

/** A package from another installation becomes an arrival at the unit; the server looks whether it may be believed. */
export function PackageDialog({ unitId, onClose }: { unitId: string | undefined; onClose: () => void }) {
  const { route } = useLocation();
  const unit = usePicked<Unit>("/units", unitId, (found) => ({ id: found.id, label: found.name }));
  const subject = usePicked<never>("/members", undefined, memberOption as never);
  const [read, setRead] = useState<Package | null>(null);
  const [name, setName] = useState("");
  const [wrong, setWrong] = useState<string[] | undefined>(undefined);
  const { problem, busy, carry, renew } = useSending();

  const choose = async (file: File | undefined) => {
    const found = file ? packageIn(await file.text()) : null;
    setName(file?.name ?? "");
    setRead(found);
    renew();
    setWrong(file && !found ? [text.notOne] : undefined);
  };
  const send = (event: Event) => {
    event.preventDefault();
    if (!read || !unit.value) return;
    const body = { unit_id: unit.value.id, package: read, ...(subject.value && { subject_id: subject.value.id }) };
    void carry(async (key) => {
      const { data } = await post<Case>("/cases/from-package", { body, key });
      invalidate("/cases", "/me/inbox");
      notify(text.taken(data.title));
      route(`/ho-so/${data.id}`);
    });
  };
  return (
    <Dialog title={text.title} onClose={onClose} wide holds>
      <form class="form" noValidate onSubmit={send}>
        <p>{text.lead}</p>
        {problem && <Failure problem={problem} />}
        <Field id="goi" label={text.file} hint={text.fileHint} errors={wrong}>
          <FilePick
            id="goi"
            title={fields.filePick}
            accept=".json,application/json"
            describedBy="goi-hint"
            onPick={(file) => void choose(file)}
          />
        </Field>
        {name && <p class="caption">{name}</p>}
        {read && <Told read={read} />}
        <Field id="unit" label={text.unit} errors={problem?.errors["unit_id"]}>
          <Combobox id="unit" value={unit.value} onChange={unit.pick} search={searchUnits} read={unitOption as never} />
        </Field>
        <Field id="subject" label={text.subject} hint={text.subjectHint} errors={problem?.errors["subject_id"]}>
          <Combobox
            id="subject"
            value={subject.value}
            onChange={subject.pick}
            search={searchMembers}
            read={memberOption as never}
            describedBy="subject-hint"
          />
        </Field>
        <div class="dialog-actions">
          <button type="button" class="button" onClick={onClose}>
            {common.cancel}
          </button>
          <button type="submit" class="button button-primary" aria-disabled={busy || !read || !unit.value}>
            {text.take}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function Told({ read: { content, key } }: { read: Package }) {
  return (
    <div class="box">
      <Facts
        items={[
          [text.who, content.person?.full_name],
          [text.from, [content.issuer?.chapter, content.issuer?.name].filter(Boolean).join(", ")],
          [text.introduction, content.introduction?.number],
          [text.expires, day(content.expires_on ?? null)],
          [text.key, <code class="fingerprint">{key}</code>],
        ]}
      />
    </div>
  );
}
