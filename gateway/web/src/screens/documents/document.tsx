import { useLocation, useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { Download, ExternalLink, FileText, PencilLine, ZoomIn, ZoomOut } from "lucide-preact";
import { FileButton } from "../../components/file-button";
import { Card, Page } from "../../components/page";
import { Breadcrumb, Chip, Facts } from "../../components/parts";
import { QrImage } from "../../components/qr";
import { useMedia } from "../../components/virtual";
import { Await } from "../../components/states";
import { day, moment } from "../../format";
import { post } from "../../http/client";
import type { Document, DocumentRef } from "../../http/types";
import { notify } from "../../resources/notices";
import { invalidate, useResource } from "../../resources/resource";
import { documents as text } from "./vi";
import { ActDialog, type Given } from "../acts/act-dialog";
import { DOCUMENT_TONES, endedBecause } from "./document-list";

/** So many names stand open. */
const LINKED = 10;
const ZOOMS = [75, 100, 125, 150, 200];

/** The page as it was frozen, with its number, its state and the code to check it by. */
export default function DocumentScreen() {
  const found = useResource<Document>(`/documents/${useRoute().params["id"]}`);
  if (!found.data) {
    return (
      <Page title={text.title} failed={!!found.error}>
        <Await of={found}>{() => null}</Await>
      </Page>
    );
  }
  return <DocumentPage document={found.data} onReload={found.reload} />;
}

interface DocumentPageProps {
  document: Document;
  onReload: () => void;
}

function DocumentPage({ document, onReload }: DocumentPageProps) {
  const path = `/documents/${document.id}/file`;
  return (
    <Page
      title={document.ordinal ? document.number : document.title}
      above={<Breadcrumb path={[document.unit]} />}
      actions={
        <>
          <Correct document={document} onReload={onReload} />
          <a class="button" href={`/api/v1${path}.pdf`} target="_blank" rel="noopener">
            <ExternalLink size={20} aria-hidden="true" /> {text.openPdf}
          </a>
          <FileButton path={`${path}.docx`}>
            <FileText size={20} aria-hidden="true" /> {text.word}
          </FileButton>
          <FileButton path={`${path}.pdf`} name={`${document.number.replaceAll("/", "-")}.pdf`} primary>
            <Download size={20} aria-hidden="true" /> {text.pdf}
          </FileButton>
        </>
      }
      below={
        <p class="page-facts">
          <span>{document.ordinal ? document.title : document.number}</span>
          <Chip tone={DOCUMENT_TONES[document.state] ?? "plain"}>{document.state_title}</Chip>
        </p>
      }
    >
      {endedBecause(document) && <p class="box box-red">{endedBecause(document)}</p>}
      <Ties document={document} />
      {!!document.struck?.length && (
        <div class="box box-gold">
          <h2>{text.struck}</h2>
          <ul>
            {document.struck.map((one) => (
              <li key={`${one.full_name}${one.at}`}>
                {one.full_name ?? text.someone}, {day(one.at)}
                {one.reason && `: ${one.reason}`}
                {one.by && (
                  <>
                    {" "}
                    <a href={`/van-ban/${one.by.id}`}>{text.struckBy(one.by.number)}</a>
                  </>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div class="document">
        <Preview file={`/api/v1${path}.pdf`} words={document.text} />
        <Facts_ document={document} />
      </div>
    </Page>
  );
}

/** The unit whose paper it is puts it right; what that issued is opened. */
function Correct({ document, onReload }: DocumentPageProps) {
  const { route } = useLocation();
  const [open, setOpen] = useState(false);
  const action = document.allowed_actions?.find((one) => one.action === "correct_document");
  if (!action) return null;
  const send = async ({ form, key }: Given) => {
    const { data } = await post<Document>(`/documents/${document.id}/corrections`, { body: form, key });
    notify(text.corrected(data.number));
    setOpen(false);
    invalidate("/documents");
    route(`/van-ban/${data.id}`);
  };
  return (
    <>
      <button type="button" class="button" onClick={() => setOpen(true)}>
        <PencilLine size={20} aria-hidden="true" /> {action.label}
      </button>
      {open && (
        <ActDialog
          title={text.act(action.label, document.number)}
          action={action}
          send={send}
          onClose={() => setOpen(false)}
          onReload={onReload}
        />
      )}
    </>
  );
}

/** The papers that this one puts right or was put right or ended by. */
function Ties({ document }: { document: Document }) {
  const ties: [DocumentRef, string][] = [
    ...(document.corrected_by ?? []).map((one): [DocumentRef, string] => [
      one,
      text.correctedBy(one.number, day(one.on)),
    ]),
    ...(document.ended_by
      ? [
          [document.ended_by, text.endedBy(document.ended_by.number, day(document.ended_by.on))] as [
            DocumentRef,
            string,
          ],
        ]
      : []),
    ...(document.corrects
      ? [[document.corrects, text.corrects(document.corrects.number)] as [DocumentRef, string]]
      : []),
  ];
  if (!ties.length) return null;
  return (
    <ul class="box box-gold">
      {ties.map(([one, said]) => (
        <li key={one.id}>
          <a href={`/van-ban/${one.id}`}>{said}</a>
        </li>
      ))}
    </ul>
  );
}

/** The page itself where the browser can show it beside everything else; its words everywhere. */
function Preview({ file, words }: { file: string; words: string }) {
  const canShow = useMedia("(min-width: 1000px)") && navigator.pdfViewerEnabled;
  const [asWords, setAsWords] = useState(false);
  if (!canShow) return <Sheet words={words} />;
  return (
    <div class="stack">
      <div class="segments" role="group" aria-label={text.page}>
        {[false, true].map((isWords) => (
          <button
            key={String(isWords)}
            type="button"
            class={asWords === isWords ? "segment segment-on" : "segment"}
            aria-pressed={asWords === isWords}
            onClick={() => setAsWords(isWords)}
          >
            {isWords ? text.words : text.page}
          </button>
        ))}
      </div>
      {asWords ? (
        <Sheet words={words} />
      ) : (
        <iframe class="pdf" src={`${file}#navpanes=0&view=FitH`} title={text.page} />
      )}
    </div>
  );
}

/** How a line of a document stands on paper: headings in the middle, the signature to the right. */
function lineKind(line: string, isAfterRecipients: boolean): string {
  const letters = line.replace(/[^\p{L}]/gu, "");
  const isCapital = letters.length > 2 && letters === letters.toLocaleUpperCase("vi");
  if (/^\p{L}+ \d+\. /u.test(line)) return "sheet-article";
  if (isAfterRecipients && !/^[-–]/.test(line)) return "sheet-sign";
  return isCapital ? "sheet-head" : "";
}

const SIGNED = /^(TM|TL|T\/M|KT)\. /;

/** The page as text on paper: what the PDF says, readable on a phone and by a screen reader. */
function Sheet({ words }: { words: string }) {
  const lines = words.split(/\n+/);
  const signedAt = lines.findIndex((line) => SIGNED.test(line));
  const [zoom, setZoom] = useState(1);
  const step = (by: number) => setZoom(Math.min(Math.max(zoom + by, 0), ZOOMS.length - 1));
  return (
    <section class="sheet-frame" aria-label={text.page}>
      <div class="sheet-tools">
        <button
          type="button"
          class="icon-button"
          aria-label={text.zoomOut}
          disabled={zoom === 0}
          onClick={() => step(-1)}
        >
          <ZoomOut size={20} aria-hidden="true" />
        </button>
        <span class="number">{ZOOMS[zoom]}%</span>
        <button
          type="button"
          class="icon-button"
          aria-label={text.zoomIn}
          disabled={zoom === ZOOMS.length - 1}
          onClick={() => step(1)}
        >
          <ZoomIn size={20} aria-hidden="true" />
        </button>
      </div>
      <div class="sheet-scroll" tabIndex={0} role="region" aria-label={text.page}>
        <article class="sheet" style={{ fontSize: `${ZOOMS[zoom]}%` }}>
          {lines.map((line, index) => (
            <p key={index} class={lineKind(line, signedAt >= 0 && index >= signedAt)}>
              {line}
            </p>
          ))}
        </article>
      </div>
    </section>
  );
}

function Facts_({ document }: { document: Document }) {
  const path = document.verify_url.replace(/^https?:\/\/[^/]+/, "");
  return (
    <div class="stack">
      <Card>
        <Facts
          items={[
            [text.issuer, document.unit.name],
            [text.on, day(document.on)],
            [text.signer, document.signer],
            [text.term, document.term],
            [text.issued, moment(document.issued_at)],
          ]}
        />
      </Card>
      <Card title={text.verify}>
        <div class="qr-small">
          <QrImage text={new URL(path, location.origin).href} alt={text.qrAlt} />
        </div>
        <a class="button" href={path}>
          {text.verify}
        </a>
      </Card>
      {document.case_ids.length > 0 && <Linked document={document} />}
    </div>
  );
}

/** The document's cases, by the names that it lists; the first few at once, all others one press away. */
function Linked({ document }: { document: Document }) {
  const people = (document.content["people"] ?? []) as { full_name?: string }[];
  const isNamed = people.length === document.case_ids.length;
  const cases = document.case_ids.map((id, place) => ({
    id,
    name: (isNamed && people[place]!.full_name) || text.openCase,
  }));
  const row = ({ id, name }: { id: string; name: string }) => (
    <li key={id}>
      <a class="row-link" href={`/ho-so/${id}`}>
        {name}
      </a>
    </li>
  );
  const more = cases.slice(LINKED);
  return (
    <Card title={cases.length > 1 ? text.linkedMany(cases.length) : text.linked}>
      <ul class="rows">{cases.slice(0, LINKED).map(row)}</ul>
      {more.length > 0 && (
        <details>
          <summary>{text.linkedMore(more.length)}</summary>
          <ul class="rows">{more.map(row)}</ul>
        </details>
      )}
    </Card>
  );
}
