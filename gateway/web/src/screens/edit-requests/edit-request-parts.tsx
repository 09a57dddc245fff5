import { ArrowRight, Paperclip, TriangleAlert } from "lucide-preact";
import { Chip, type Tone } from "../../components/parts";
import { RefusalList } from "../../components/states";
import { ago, moment } from "../../format";
import type { EditRequest } from "../../http/types";
import { approve, may, reasonsOf } from "../../resources/edit-requests";
import { editRequests as text } from "../../text/vi-edit-requests";

const TONES: Record<EditRequest["state"], Tone> = {
  WAITING: "gold",
  APPROVED: "green",
  REJECTED: "red",
  WITHDRAWN: "plain",
};

/** What the file says beside what it is to say. */
export function OldAndNew({ item }: { item: EditRequest }) {
  const picture = item.kind === "photo" && item.state === "WAITING" && item.new;
  return (
    <div class="change">
      <div>
        <span class="caption">{text.now}</span>
        {picture && item.old ? (
          <img class="change-photo" src={`/api/v1/members/${item.person.id}/photo`} alt={item.old} />
        ) : (
          <span class={item.old ? "change-old" : "muted"}>{item.old || text.empty}</span>
        )}
      </div>
      <ArrowRight size={18} aria-hidden="true" />
      <div>
        <span class="caption">{text.wanted}</span>
        {picture ? (
          <img class="change-photo" src={`/api/v1/edit-requests/${item.id}/file?part=picture`} alt={item.new} />
        ) : (
          <strong class={item.new ? "" : "muted"}>{item.new || text.empty}</strong>
        )}
      </div>
    </div>
  );
}

/** Why it is asked for, what proves it, and what about it asks for a second look. */
export function Grounds({ item }: { item: EditRequest }) {
  return (
    <>
      {item.reason && <p class="quote">{item.reason}</p>}
      {item.paper_name && (
        <a
          class="link"
          href={`/api/v1/edit-requests/${item.id}/file`}
          target="_blank"
          rel="noopener"
          aria-label={text.paperOf(item.title)}
        >
          <Paperclip size={16} aria-hidden="true" /> {item.paper_name}
        </a>
      )}
      {item.warnings.map((warning) => (
        <p key={warning} class="warn">
          <TriangleAlert size={16} aria-hidden="true" /> {warning}
        </p>
      ))}
      {item.current !== null && (
        <p class="warn">
          <TriangleAlert size={16} aria-hidden="true" /> {text.currently(item.current || text.empty)}
        </p>
      )}
      <RefusalList refusals={reasonsOf(item)} />
      {item.reopened_at && item.reopened_by && (
        <p class="caption">{text.reopenedBy(item.reopened_by, ago(item.reopened_at))}</p>
      )}
    </>
  );
}

/** What was answered, by whom, when and why. */
export function Answer({ item }: { item: EditRequest }) {
  return (
    <>
      <p class="chips">
        <Chip tone={TONES[item.state]}>{item.state_title}</Chip>
        <span class="caption" title={item.decided_at ? moment(item.decided_at) : undefined}>
          {[item.state === "WITHDRAWN" ? null : item.decided_by, item.decided_at && ago(item.decided_at)]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </p>
      {item.decision_reason && <p class="quote">{item.decision_reason}</p>}
    </>
  );
}

/** Both answers to one request. */
export function Acts({ item, onReject }: { item: EditRequest; onReject: () => void }) {
  const name = item.person.full_name;
  return (
    <p class="buttons">
      {may(item, "reject") && (
        <button
          type="button"
          class="button button-small"
          aria-label={text.of(text.reject, item.title, name)}
          onClick={onReject}
        >
          {text.reject}
        </button>
      )}
      {may(item, "approve") && (
        <button
          type="button"
          class="button button-small button-primary"
          aria-label={text.of(text.approve, item.title, name)}
          onClick={() => void approve([item])}
        >
          {text.approve}
        </button>
      )}
    </p>
  );
}
