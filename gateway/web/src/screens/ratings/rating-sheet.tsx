import { useState } from "preact/hooks";
import { Dialog } from "../../components/dialog";
import { FilePick } from "../../components/file-pick";
import { Failure } from "../../components/states";
import { post, Problem } from "../../http/client";
import type { Drafts } from "../../resources/campaigns";
import { notify } from "../../resources/notices";
import type { Sheet } from "../../resources/rating";
import { common, fields } from "../../text/vi";
import { rating as text } from "../../text/vi-rating";

interface SheetUploadProps {
  path: string;
  unitId: string;
  onRead: (drafts: Drafts) => void;
  onClose: () => void;
}

/** The filled-in workbook is read into the grid; nothing is kept before the grid is. */
export function SheetUpload({ path, unitId, onRead, onClose }: SheetUploadProps) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (file: File | undefined) => {
    if (!file) return;
    const body = new FormData();
    body.append("file", file);
    body.append("unit_id", unitId);
    setBusy(true);
    setProblem(null);
    try {
      setSheet((await post<Sheet>(path, { body })).data);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const take = (read: Sheet) => {
    const filled = read.items.filter((item) => Object.keys(item.form).length > 0);
    notify(text.read(filled.length), "info");
    onRead(Object.fromEntries(filled.map((item) => [item.case_id, item.form])));
  };
  const unread = sheet ? [...sheet.problems, ...sheet.items.flatMap((item) => item.problems)] : [];
  return (
    <Dialog title={text.upload} onClose={onClose}>
      <div class="form">
        {problem && <Failure problem={problem} />}
        <FilePick title={fields.filePick} accept=".xlsx,.xls" disabled={busy} onPick={(file) => void send(file)} />
        {unread.length > 0 && (
          <section class="box box-gold" role="alert">
            <h3>{text.unread}</h3>
            <ul>
              {unread.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </section>
        )}
        <div class="dialog-actions">
          <button type="button" class="button" onClick={onClose}>
            {common.cancel}
          </button>
          {sheet && (
            <button type="button" class="button button-primary" onClick={() => take(sheet)}>
              {text.apply}
            </button>
          )}
        </div>
      </div>
    </Dialog>
  );
}
