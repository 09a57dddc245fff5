import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { Page } from "../../components/page";
import { Breadcrumb, Progress } from "../../components/parts";
import { Await, Failure } from "../../components/states";
import type { ImportView } from "../../http/types";
import { isMappingReady, useImport, usePace } from "../../resources/imports";
import { imports as text } from "./vi";
import { DryRun } from "./import-check";
import { Mapping } from "./import-mapping";
import { ImportResult } from "./import-result";
import { Upload } from "./import-upload";

/** From a workbook as it is to members in the roll: file, columns, check, entry, result. */
export default function ImportScreen() {
  const id = useRoute().params["id"];
  return id ? (
    <Running key={id} id={id} />
  ) : (
    <Page title={text.title} narrow below={<Steps now={1} />}>
      <Upload />
    </Page>
  );
}

function Running({ id }: { id: string }) {
  const found = useImport(id);
  const [mapping, setMapping] = useState<boolean | null>(null);
  const view = found.data;
  if (!view) {
    return (
      <Page title={text.title} failed={!!found.error}>
        <Await of={found}>{() => null}</Await>
      </Page>
    );
  }
  const asksMapping = view.state === "checked" && (mapping ?? !isMappingReady(view));
  return (
    <Page
      title={view.kind === "units" ? text.unitsTitle : text.title}
      above={<Breadcrumb path={[view.unit]} />}
      below={<Steps now={stepOf(view, asksMapping)} />}
    >
      {found.error && <Failure problem={found.error} onRetry={found.reload} part />}
      {asksMapping ? (
        <Mapping
          view={view}
          onSeen={() => setMapping(false)}
          onChanged={(next) => {
            found.put(next);
            setMapping(false);
          }}
        />
      ) : (
        <Step view={view} onChange={found.put} onReload={found.reload} onMapping={() => setMapping(true)} />
      )}
    </Page>
  );
}

interface StepProps {
  view: ImportView;
  onChange: (view: ImportView) => void;
  onReload: () => void;
  onMapping: () => void;
}

function Step({ view, onChange, onReload, onMapping }: StepProps) {
  switch (view.state) {
    case "checking":
      return <Working label={text.checking} view={view} />;
    case "applying":
      return <Working label={text.applying} view={view} />;
    case "undoing":
      return <Working label={text.undoing} view={view} />;
    case "checked":
      return <DryRun view={view} onChange={onChange} onReload={onReload} onMapping={onMapping} />;
    default:
      return <ImportResult view={view} onChange={onChange} />;
  }
}

function stepOf(view: ImportView, asksMapping: boolean): number {
  if (asksMapping) return 2;
  if (view.state === "checking" || view.state === "checked") return 3;
  return view.state === "applying" ? 4 : 5;
}

function Steps({ now }: { now: number }) {
  return (
    <ol class="steps">
      {text.steps.map((step, index) => (
        <li
          key={step}
          class={index + 1 < now ? "step-done" : index + 1 === now ? "step-now" : ""}
          aria-current={index + 1 === now ? "step" : undefined}
        >
          <span class="step-number">{index + 1}</span> <span>{step}</span>
        </li>
      ))}
    </ol>
  );
}

function Working({ label, view }: { label: string; view: ImportView }) {
  const left = usePace(view.done, view.total);
  const parts = [
    view.total ? text.progress(view.done, view.total) : "",
    left === null ? "" : text.remaining(left < 90 ? text.seconds(left) : text.minutes(Math.ceil(left / 60))),
  ];
  return (
    <section class="card working">
      <h2>{label}</h2>
      {view.file_name && <p class="muted">{view.file_name}</p>}
      <Progress label={label} done={view.done} total={view.total} />
      <p class="number" role="status">
        {parts.filter(Boolean).join(", ")}
      </p>
      <p class="caption">{text.leave}</p>
    </section>
  );
}
