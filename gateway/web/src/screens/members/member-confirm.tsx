import { useState } from "preact/hooks";
import { Dialog } from "../../components/dialog";
import { Progress } from "../../components/parts";
import { Failure } from "../../components/states";
import { get, post, Problem } from "../../http/client";
import type { MemberItem, Page } from "../../http/types";
import { memberListPath } from "../../resources/members";
import { notify } from "../../resources/notices";
import { invalidate } from "../../resources/resource";
import { common } from "../../text/vi";
import { members as text } from "../../text/vi-members";

const PAGE = 100;

interface ConfirmProps {
  /** The list's own query: whoever it finds is confirmed. */
  query: Record<string, string>;
  total: number;
  onClose: () => void;
}

/** Members whom chapters entered themselves are confirmed page by page; what is confirmed leaves the list. */
export function ConfirmDialog({ query, total, onClose }: ConfirmProps) {
  const [done, setDone] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const confirm = async () => {
    if (done !== null && !problem) return;
    setProblem(null);
    let confirmed = 0;
    setDone(0);
    try {
      for (let rounds = Math.ceil(total / PAGE) + 1; rounds > 0; rounds -= 1) {
        const { data } = await get<Page<MemberItem>>(memberListPath(query), { limit: PAGE });
        if (data.items.length === 0) break;
        await post("/members/confirmations", { body: { member_ids: data.items.map((item) => item.id) } });
        confirmed += data.items.length;
        setDone(confirmed);
      }
      notify(text.confirmedMany(confirmed));
      invalidate("/members", "/units", "/me/inbox");
      onClose();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      if (confirmed > 0) invalidate("/members");
    }
  };
  return (
    <Dialog title={text.confirmTitle(total)} onClose={onClose}>
      <p>{text.confirmText}</p>
      {problem && <Failure problem={problem} />}
      {done !== null && !problem && <Progress label={text.confirmTitle(total)} done={done} total={total} />}
      <div class="dialog-actions">
        <button type="button" class="button" autofocus onClick={onClose}>
          {common.back}
        </button>
        <button
          type="button"
          class="button button-primary"
          aria-disabled={done !== null && !problem}
          onClick={() => void confirm()}
        >
          {text.confirmAct(total)}
        </button>
      </div>
    </Dialog>
  );
}
