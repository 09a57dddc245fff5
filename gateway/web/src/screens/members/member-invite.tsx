import { useEffect, useState } from "preact/hooks";
import { Copy } from "lucide-preact";
import { Dialog } from "../../components/dialog";
import { Failure, Loading } from "../../components/states";
import { post, Problem } from "../../http/client";
import { notify } from "../../resources/notices";
import { common } from "../../text/vi";
import { member as text } from "../../text/vi-members";

interface Issued {
  url?: string;
  token?: string;
}

/** A one-time link to a first password, shown this once. */
export function InviteDialog({ personId, name, onClose }: { personId: string; name: string; onClose: () => void }) {
  const [issued, setIssued] = useState<Issued | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    post<Issued>(`/members/${personId}/invitation`)
      .then(({ data }) => setIssued(data))
      .catch((error: unknown) => error instanceof Problem && setProblem(error));
  }, []);
  const link = issued ? `${location.origin}/moi/${issued.token ?? issued.url?.split("/").at(-1) ?? ""}` : "";
  return (
    <Dialog title={text.inviteTitle} onClose={onClose}>
      <p class="lead">{name}</p>
      <p class="muted">{text.inviteText}</p>
      {problem && <Failure problem={problem} />}
      {!issued && !problem && <Loading rows={1} />}
      {issued && (
        <div class="input-with-button">
          <input
            class="input"
            readOnly
            aria-label={text.inviteTitle}
            value={link}
            onFocus={(event) => event.currentTarget.select()}
          />
          <button
            type="button"
            class="icon-button"
            aria-label={common.copy}
            onClick={() => void navigator.clipboard?.writeText(link).then(() => notify(common.copied))}
          >
            <Copy size={20} aria-hidden="true" />
          </button>
        </div>
      )}
      <div class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>
          {common.close}
        </button>
      </div>
    </Dialog>
  );
}
