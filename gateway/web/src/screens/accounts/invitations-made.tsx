import { useMemo } from "preact/hooks";
import { Copy, Download, Share2 } from "lucide-preact";
import { QrImage } from "../../components/qr";
import type { Slip, Slips } from "../../http/types";
import { notify } from "../../resources/notices";
import { common } from "../../text/vi";
import { slips as text } from "../administration/vi";

/** The slips, shown once: a sheet to print, and each link to hand on. */
export function InvitationSlips({ made }: { made: Slips }) {
  const file = useMemo(() => (made.pdf ? pdfOf(made.pdf, text.file(made.unit.name)) : null), [made]);
  const address = useMemo(() => (file ? URL.createObjectURL(file) : ""), [file]);
  const mayShareFile = !!file && "canShare" in navigator && navigator.canShare({ files: [file] });
  return (
    <div class="stack">
      <h2>{text.made(made.items.length)}</h2>
      <p class="box box-gold">{text.once}</p>
      {file ? (
        <p class="buttons">
          <a class="button button-primary" href={address} download={file.name}>
            <Download size={20} aria-hidden="true" /> {text.download}
          </a>
          {mayShareFile && (
            <button type="button" class="button" onClick={() => void share({ files: [file], title: text.title })}>
              <Share2 size={20} aria-hidden="true" /> {text.share}
            </button>
          )}
        </p>
      ) : (
        <p class="box">{text.noPdf}</p>
      )}
      <ul class="card rows">
        {made.items.map((slip) => (
          <li key={slip.id} class="row-plain slip-row">
            <SlipRow slip={slip} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function SlipRow({ slip }: { slip: Slip }) {
  const link = `${location.origin}${new URL(slip.link).pathname}`;
  const message = text.message(slip.full_name, link);
  return (
    <>
      <QrImage text={link} alt={text.qr(slip.full_name)} />
      <span class="row-main">
        <span class="row-title">{slip.full_name}</span>
        {slip.login && <span class="caption">{text.login(slip.login)}</span>}
      </span>
      {"share" in navigator && (
        <button
          type="button"
          class="icon-button"
          aria-label={text.shareOne(slip.full_name)}
          onClick={() => void share({ title: text.title, text: message })}
        >
          <Share2 size={20} aria-hidden="true" />
        </button>
      )}
      <button
        type="button"
        class="icon-button"
        aria-label={text.copyOne(slip.full_name)}
        onClick={() => void navigator.clipboard?.writeText(message).then(() => notify(common.copied))}
      >
        <Copy size={20} aria-hidden="true" />
      </button>
    </>
  );
}

/** The device's own sheet for sharing; closing it is no fault. */
async function share(what: ShareData): Promise<void> {
  try {
    await navigator.share(what);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

function pdfOf(base64: string, name: string): File {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  return new File([bytes], name, { type: "application/pdf" });
}
