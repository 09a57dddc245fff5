import { useRoute } from "preact-iso";
import { useEffect, useState } from "preact/hooks";
import type { ComponentChildren, ComponentType } from "preact";
import { FileText, Lock } from "lucide-preact";
import { Card, Page } from "../../components/page";
import { Lazy } from "../../components/lazy";
import { KeptNotice } from "../../components/kept-notice";
import { Breadcrumb, Chip, Warnings, type Tone } from "../../components/parts";
import { Await, Loading, RefusalList } from "../../components/states";
import { ago, capital, day, moment } from "../../format";
import { FilesAt, filesOf } from "../../forms/spoken";
import { Problem } from "../../http/client";
import type { Action, Case, CaseDocument, HistoryLine, ProcessDefinition } from "../../http/types";
import { useCaseId } from "../../resources/cases";
import { useResource, type Resource } from "../../resources/resource";
import { common, http, kept } from "../../text/vi";
import { casePage as text } from "../../text/vi-cases";
import { CaseAct } from "./case-act";
import { CaseActions } from "./case-actions";
import { CaseContent, type DossierProps } from "./case-content";
import { Rail } from "./case-rail";
import { SaidGroups, saidAt } from "./case-said";

const SYSTEM_MS = 1_500;

export default function CaseScreen() {
  const key = useRoute().params["so"]!;
  const { id, problem } = useCaseId(key);
  const found = useResource<Case>(id ? `/cases/${id}` : null);
  // The system issues and registers by itself, in a moment: what comes of it is worth waiting for.
  const isBySystem = found.data?.holder.role === "SYSTEM";
  useEffect(() => {
    if (!isBySystem || found.busy) return;
    const timer = setTimeout(found.reload, SYSTEM_MS);
    return () => clearTimeout(timer);
  }, [isBySystem, found.busy]);
  if (!found.data) {
    const error = told(problem ?? found.error);
    return (
      <Page title={text.content} failed={!!error}>
        <Await of={{ ...found, error }}>{() => null}</Await>
      </Page>
    );
  }
  return (
    <CaseView
      key={found.data.id}
      found={found.data}
      etag={found.etag}
      keptAt={found.keptAt}
      onChange={found.put}
      onReload={found.reload}
    />
  );
}

/** Without a network only what this device kept can be read, and that is said. */
function told(problem: Problem | null): Problem | null {
  return problem?.isOffline
    ? new Problem({ title: http.offlineTitle, detail: kept.notHere, code: problem.code }, 0)
    : problem;
}

interface CaseViewProps {
  found: Case;
  etag: string | null;
  keptAt: string | null;
  onChange: (data: Case, etag?: string | null) => void;
  onReload: () => void;
}

function CaseView({ found, etag, keptAt, onChange, onReload }: CaseViewProps) {
  const process = useResource<ProcessDefinition>(`/processes/${found.process}`);
  const [chosen, setChosen] = useState<{ action: Action; known?: Record<string, unknown>; field?: string } | null>(
    null,
  );
  const definition = process.data;
  return (
    <Page
      title={found.process_title ?? ""}
      number={found.number}
      above={<Breadcrumb path={[found.unit]} />}
      below={
        <p class="page-facts">
          <strong>{found.subject?.full_name ?? found.title}</strong>
          <Chip tone="blue">{found.state_title}</Chip>
        </p>
      }
    >
      <KeptNotice
        at={keptAt}
        limits={found.dossier?.training?.logs_by ? kept.caseLogs : kept.case}
        onRetry={onReload}
      />
      {found.readers && <Confidential readers={found.readers} />}
      <div class="case">
        <Rail found={found} />
        <div class="case-side">
          <CaseActions
            found={found}
            isKept={keptAt !== null}
            onAct={(action, field) => setChosen({ action, ...(field && { field }) })}
          />
        </div>
        <div class="case-main stack">
          <Warnings title={text.warnings} items={found.warnings} />
          <FilesAt.Provider value={filesOf(found.id)}>
            <Content found={found} process={process} onAct={(action, known) => setChosen({ action, known })}>
              <Documents documents={found.documents} />
              <History lines={found.history} definition={definition} />
            </Content>
          </FilesAt.Provider>
        </div>
      </div>
      {chosen && (
        <CaseAct
          found={found}
          {...chosen}
          etag={etag}
          onClose={() => setChosen(null)}
          onReload={onReload}
          onDone={(data, tag) => {
            setChosen(null);
            onChange(data, tag);
          }}
        />
      )}
    </Page>
  );
}

function Confidential({ readers }: { readers: string[] }) {
  return (
    <aside class="box box-gold confidential" aria-label={text.confidential}>
      <Lock size={20} aria-hidden="true" />
      <div>
        <strong>{text.confidential}</strong>
        <p>{text.readers(readers.join("; "))}</p>
      </div>
    </aside>
  );
}

/** Screens of processes' own, by the word that the server gives them. */
const DOSSIERS: Record<string, () => Promise<{ default: ComponentType<DossierProps> }>> = {
  discipline: () => import("../dossiers/discipline"),
  training: () => import("../dossiers/training"),
};

interface ContentProps {
  found: Case;
  process: Resource<ProcessDefinition>;
  onAct: DossierProps["onAct"];
  children: ComponentChildren;
}

/**
 * What the case says: on the screen that the server names, where this client has it. What stands below comes with it,
 * so that nothing moves down.
 */
function Content({ found, process, onAct, children }: ContentProps) {
  const load = found.dossier ? DOSSIERS[found.dossier.name] : undefined;
  if (load && !process.error) {
    return (
      <Await of={process} rows={8} part>
        {(definition) => (
          <Lazy load={load} props={{ found, definition, onAct }} rows={8}>
            {children}
          </Lazy>
        )}
      </Await>
    );
  }
  if (!process.data && !process.error) return <Loading rows={8} />;
  return (
    <>
      {load ? (
        <Await of={process} part>
          {() => null}
        </Await>
      ) : (
        <CaseContent found={found} definition={process.data} />
      )}
      {children}
    </>
  );
}

const DOCUMENT_TONES: Record<string, Tone> = { in_force: "green", issued: "blue", cancelled: "red", revoked: "red" };

export function Documents({ documents }: { documents: CaseDocument[] }) {
  return (
    <Card title={text.documents}>
      {documents.length === 0 && <p class="muted">{text.noDocuments}</p>}
      <ul class="rows">
        {documents.map((document) => (
          <li key={document.id}>
            <a class="row-link" href={`/van-ban/${document.id}`}>
              <FileText size={20} aria-hidden="true" />
              <span class="row-main">
                <span>{document.title}</span>
                <span class="caption">{[document.number, day(document.on)].filter(Boolean).join(" · ")}</span>
              </span>
              {document.state_title && (
                <Chip tone={DOCUMENT_TONES[document.state] ?? "plain"}>{document.state_title}</Chip>
              )}
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/**
 * Every step with its actor, position, time, words and what was filled in; why another service refused; newest first.
 */
export function History({ lines, definition }: { lines: HistoryLine[]; definition: ProcessDefinition | null }) {
  const newest = [...lines].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <Card title={text.history}>
      <ol class="timeline">
        {newest.map((line, index) => (
          <li key={index}>
            <p class="timeline-when" title={moment(line.at)}>
              {capital(ago(line.at))}
            </p>
            <div>
              <p class="row-title">{line.label}</p>
              <p class="caption">
                {[line.actor ? text.by(line.actor.full_name, line.position ?? "") : text.system, line.unit?.name]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
              <p class="caption">
                {moment(line.at)} → {line.to_title}
              </p>
              {line.note && <p class="quote">{line.note}</p>}
              {!!line.changed?.length && <p class="caption">{text.changed(line.changed.join(", "))}</p>}
              {line.refusals && line.refusals.length > 0 && <RefusalList refusals={line.refusals} />}
              <LineForm line={line} definition={definition} />
            </div>
          </li>
        ))}
      </ol>
      {lines.length === 0 && <p class="muted">{common.none}</p>}
    </Card>
  );
}

function LineForm({ line, definition }: { line: HistoryLine; definition: ProcessDefinition | null }) {
  const said = saidAt(line, definition);
  if (!said) return null;
  return (
    <details class="line-form">
      <summary>{text.details}</summary>
      <SaidGroups said={said} />
    </details>
  );
}
