import { useEffect } from "preact/hooks";
import { Download, X } from "lucide-preact";
import { Page } from "../components/page";
import { Chip, Progress } from "../components/parts";
import { Empty } from "../components/states";
import { ago } from "../format";
import type { ImportView } from "../http/types";
import { faultOf, forgetJob, isOver, ownJobs, useJob } from "../resources/jobs";
import { usePages } from "../resources/resource";
import { jobs as text } from "../text/vi";
import { ImportRow } from "./import-upload";

/** Imports, exports and batches that go on by themselves, and what came of them. */
export default function Jobs() {
  const imports = usePages<ImportView>("/imports", 20);
  const nothing = ownJobs.value.length === 0 && imports.items.length === 0 && !imports.busy;
  return (
    <Page title={text.title} narrow>
      {nothing && <Empty drawing="board" title={text.empty} text={text.emptyText} />}
      {ownJobs.value.length > 0 && (
        <section class="work-group">
          <h2>{text.exports}</h2>
          <ul class="card rows">
            {ownJobs.value.map((id) => (
              <li key={id}>
                <JobRow id={id} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {imports.items.length > 0 && (
        <section class="work-group">
          <h2>{text.imports}</h2>
          <ul class="card rows">
            {imports.items.map((item) => (
              <li key={item.id}>
                <ImportRow item={item} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}

export function JobRow({ id }: { id: string }) {
  const found = useJob(id);
  const job = found.data;
  useEffect(() => {
    if (found.error?.status === 404) forgetJob(id);
  }, [found.error]);
  if (!job) return null;
  const title = text.kinds[job.kind.split(".").at(-1)!] ?? text.other;
  const failed = job.results.filter((result) => !result.ok);
  return (
    <div class="row-plain job">
      <span class="row-main">
        <span class="row-title">{title}</span>
        <span class="caption">{[job.started_at && text.started(ago(job.started_at)), job.results.length > 0 && text.results(job.results.length - failed.length, failed.length)].filter(Boolean).join(" · ")}</span>
        {faultOf(job) && <span class="mend">{faultOf(job)}</span>}
        {!isOver(job) && <Progress label={title} done={job.done} total={job.total} />}
        {!isOver(job) && job.total !== null && <span class="caption number">{text.progress(job.done, job.total)}</span>}
      </span>
      <Chip tone={job.state === "done" ? "green" : job.state === "failed" ? "red" : "blue"}>{text.states[job.state]}</Chip>
      {job.state === "done" && job.file && (
        <a class="button button-small" href={`/api/v1/exports/${job.id}/file`} download>
          <Download size={18} aria-hidden="true" /> {text.file}
        </a>
      )}
      {job.kind.endsWith("open_cases") && (
        <a class="button button-small" href={`/ho-so/hang-loat?viec=${id}`}>
          {text.open}
        </a>
      )}
      {isOver(job) && (
        <button type="button" class="icon-button" aria-label={text.forget} onClick={() => forgetJob(id)}>
          <X size={18} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
