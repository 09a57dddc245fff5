import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { Download, ExternalLink, ZoomIn, ZoomOut } from "lucide-preact";
import { Card, Page } from "../components/page";
import { Breadcrumb, Chip, Facts } from "../components/parts";
import { QrImage } from "../components/qr";
import { Await } from "../components/states";
import { day, moment } from "../format";
import type { Document } from "../http/types";
import { useResource } from "../resources/resource";
import { documents as text } from "../text/vi";
import { DOCUMENT_TONES } from "./documents";

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
  return <DocumentPage document={found.data} />;
}

function DocumentPage({ document }: { document: Document }) {
  const file = `/api/v1/documents/${document.id}/file.pdf`;
  return (
    <Page
      title={document.number}
      above={<Breadcrumb path={[document.unit]} />}
      actions={
        <>
          <a class="button" href={file} target="_blank" rel="noopener">
            <ExternalLink size={20} aria-hidden="true" /> {text.openPdf}
          </a>
          <a class="button button-primary" href={file} download={`${document.number.replaceAll("/", "-")}.pdf`}>
            <Download size={20} aria-hidden="true" /> {text.pdf}
          </a>
        </>
      }
      below={
        <p class="page-facts">
          <span>{document.title}</span>
          <Chip tone={DOCUMENT_TONES[document.state] ?? "plain"}>{document.state_title}</Chip>
        </p>
      }
    >
      {document.cancelled_reason && <p class="box box-red">{text.cancelled(document.cancelled_reason)}</p>}
      <div class="document">
        <Sheet text_={document.text} />
        <Facts_ document={document} />
      </div>
    </Page>
  );
}

/** The page as text on paper: what the PDF says, readable on a phone and by a screen reader. */
function Sheet({ text_ }: { text_: string }) {
  const [zoom, setZoom] = useState(1);
  const step = (by: number) => setZoom(Math.min(Math.max(zoom + by, 0), ZOOMS.length - 1));
  return (
    <section class="sheet-frame" aria-label={text.page}>
      <div class="sheet-tools">
        <button type="button" class="icon-button" aria-label={text.zoomOut} disabled={zoom === 0} onClick={() => step(-1)}>
          <ZoomOut size={20} aria-hidden="true" />
        </button>
        <span class="number">{ZOOMS[zoom]}%</span>
        <button type="button" class="icon-button" aria-label={text.zoomIn} disabled={zoom === ZOOMS.length - 1} onClick={() => step(1)}>
          <ZoomIn size={20} aria-hidden="true" />
        </button>
      </div>
      <div class="sheet-scroll" tabIndex={0} role="region" aria-label={text.page}>
        <article class="sheet" style={{ fontSize: `${ZOOMS[zoom]}%` }}>
          {text_.split(/\n{2,}/).map((paragraph, index) => (
            <p key={index}>{paragraph}</p>
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
        <a href={path}>{text.verify}</a>
      </Card>
      {document.case_ids.length > 0 && (
        <Card title={text.linked}>
          <ul class="rows">
            {document.case_ids.slice(0, 10).map((id) => (
              <li key={id}>
                <a class="row-link" href={`/ho-so/${id}`}>
                  {text.openCase}
                </a>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  );
}
