import { ChevronRight } from "lucide-preact";
import { Card } from "../../components/page";
import { DueChip, Progress } from "../../components/parts";
import type { Case } from "../../http/types";
import { useResource } from "../../resources/resource";
import { training as text } from "../../text/vi-cases";

/** How far a member's own programme of the year is, and what comes next in it; nothing once it is over. */
export function OwnLog({ id }: { id: string }) {
  const log = useResource<Case>(`/cases/${id}`).data?.dossier?.training;
  const next = log?.left[0];
  if (!log || !next) return null;
  const far =
    log.registered_groups > 0
      ? text.done(log.done_groups, log.registered_groups)
      : text.registeredOf(0, log.needed_groups);
  return (
    <Card title={text.own}>
      <p class="number">{far}</p>
      <Progress label={far} done={log.done_groups} total={log.registered_groups || log.needed_groups} />
      <p class="chips">
        <span>{[next.by, next.text].join(": ")}</span>
        {next.until && <DueChip at={`${next.until}T23:59:59+07:00`} beside />}
      </p>
      <a class="button button-wide" href={`/ho-so/${id}`}>
        {text.openLog} <ChevronRight size={20} aria-hidden="true" />
      </a>
    </Card>
  );
}
