import { useLocation } from "preact-iso";
import { useRef, useState } from "preact/hooks";
import { FileSpreadsheet, UploadCloud } from "lucide-preact";
import { Combobox, type Option } from "../../components/combobox";
import { Field } from "../../components/field";
import { Failure } from "../../components/states";
import { searchUnits, unitOption } from "../../forms/things";
import { post, Problem } from "../../http/client";
import type { ImportView, Unit } from "../../http/types";
import { usePages, useResource } from "../../resources/resource";
import { acting } from "../../resources/session";
import { ago } from "../../format";
import { imports as text } from "./vi";

/** Step 1: a file is dropped or chosen, for a unit. */
export function Upload() {
  const { query, route } = useLocation();
  const startId = query["don_vi"] ?? acting.value?.unit.id;
  const start = useResource<Unit>(startId ? `/units/${startId}` : null).data;
  const [picked, setPicked] = useState<Option | null>(null);
  const [kind, setKind] = useState("members");
  const [file, setFile] = useState<File | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const unit = picked ?? (start ? { id: start.id, label: start.name } : null);

  const send = async (event: Event) => {
    event.preventDefault();
    if (!file || !unit || busy) return;
    setBusy(true);
    setProblem(null);
    const body = new FormData();
    body.append("unit_id", unit.id);
    body.append("kind", kind);
    body.append("file", file);
    try {
      const { data } = await post<ImportView>("/imports", { body });
      route(`/nhap-excel/${data.id}`);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <>
      <form class="card form" onSubmit={send}>
        <div class="form-about-fields">
          <Field id="unit" label={text.unit}>
            <Combobox id="unit" value={unit} onChange={setPicked} search={searchUnits} read={unitOption as never} />
          </Field>
          <Field id="kind" label={text.kind}>
            <select id="kind" class="input" value={kind} onChange={(event) => setKind(event.currentTarget.value)}>
              {Object.entries(text.kinds).map(([code, title]) => (
                <option key={code} value={code}>
                  {title}
                </option>
              ))}
            </select>
          </Field>
        </div>
        <DropZone file={file} onFile={setFile} />
        {problem && <Failure problem={problem} />}
        <button type="submit" class="button button-primary button-wide" aria-disabled={!file || !unit || busy}>
          {busy ? text.uploading : text.check}
        </button>
      </form>
      <Recent />
    </>
  );
}

export function DropZone({ file, onFile }: { file: File | null; onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null | undefined) => files?.[0] && onFile(files[0]);
  return (
    <div
      class={over ? "drop drop-over" : "drop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      {file ? <FileSpreadsheet size={32} aria-hidden="true" /> : <UploadCloud size={32} aria-hidden="true" />}
      <label for="file" class="drop-label">
        {file ? file.name : text.drop}
      </label>
      <input
        ref={input}
        id="file"
        type="file"
        class="drop-input"
        accept=".xlsx,.xls,.xlsm,.ods"
        aria-describedby="file-hint"
        onChange={(event) => take(event.currentTarget.files)}
      />
      <p class="caption" id="file-hint">
        {text.accept}
      </p>
    </div>
  );
}

function Recent() {
  const list = usePages<ImportView>("/imports", 5);
  if (list.items.length === 0) return null;
  return (
    <section class="work-group">
      <h2>{text.recent}</h2>
      <ul class="card rows">
        {list.items.slice(0, 5).map((item) => (
          <li key={item.id}>
            <ImportRow item={item} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export function ImportRow({ item }: { item: ImportView }) {
  return (
    <a class="row-link" href={`/nhap-excel/${item.id}`}>
      <FileSpreadsheet size={20} aria-hidden="true" />
      <span class="row-main">
        <span class="row-title">{item.file_name ?? text.file}</span>
        <span class="caption">
          {[item.unit.name, item.created_at && ago(item.created_at)].filter(Boolean).join(" · ")}
        </span>
      </span>
      <span class={`chip chip-${item.state === "applied" ? "green" : item.state === "failed" ? "red" : "blue"}`}>
        {text.states[item.state]}
      </span>
    </a>
  );
}
