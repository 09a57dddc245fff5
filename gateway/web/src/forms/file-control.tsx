import { createContext } from "preact";
import { useContext, useState } from "preact/hooks";
import { Paperclip, X } from "lucide-preact";
import { post, Problem } from "../http/client";
import { fields as text } from "../text/vi";
import { FilePick } from "../components/file-pick";
import { lighter } from "./pictures";

interface StoredFile {
  digest: string;
  name: string;
  size: number;
  /** It is on this device alone so far. */
  waiting?: File;
}

/** Files of this form may wait on the device for the network. */
export const MayWait = createContext(false);

interface FileControlProps {
  id: string;
  value: unknown;
  describedBy: string | undefined;
  accept?: string[] | undefined;
  onChange: (value: unknown) => void;
}

/**
 * The file goes to the store at once; the form keeps what the store answered. One that did not arrive is kept to be
 * sent again.
 */
export function FileControl({ id, value, describedBy, accept, onChange }: FileControlProps) {
  const mayWait = useContext(MayWait);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<{ text: string; left: File | null } | null>(null);
  const stored = value as StoredFile | undefined;
  const send = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    setWrong(null);
    const body = new FormData();
    const light = await lighter(file);
    body.append("file", light);
    try {
      const { data } = await post<StoredFile>("/files", { body });
      onChange({ ...data, name: data.name ?? file.name });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.isOffline && mayWait) onChange({ name: light.name, waiting: light });
      else
        setWrong({
          text: [error.message, error.mend].filter(Boolean).join(" "),
          left: error.isOffline || error.status >= 500 ? file : null,
        });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="file">
      {stored?.name ? (
        <p class="file-name">
          <Paperclip size={18} aria-hidden="true" /> {stored.name}
          <button type="button" class="icon-button" aria-label={text.fileRemove} onClick={() => onChange(undefined)}>
            <X size={18} aria-hidden="true" />
          </button>
        </p>
      ) : (
        <FilePick
          id={id}
          title={text.filePick}
          accept={accept?.join(",")}
          describedBy={describedBy}
          disabled={busy}
          onPick={(file) => void send(file)}
        />
      )}
      <p role="status" class={wrong ? "field-error" : "caption"}>
        {busy ? text.uploading : stored?.waiting ? text.fileWaits : wrong?.text}
      </p>
      {wrong?.left && !stored?.name && (
        <button type="button" class="button" onClick={() => void send(wrong.left!)}>
          {text.fileAgain(wrong.left.name)}
        </button>
      )}
    </div>
  );
}
