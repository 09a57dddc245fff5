import { useEffect, useMemo } from "preact/hooks";
import { KeptNotice } from "../../components/kept-notice";
import { Page } from "../../components/page";
import { Facts } from "../../components/parts";
import { QrImage } from "../../components/qr";
import { Await } from "../../components/states";
import type { Card } from "../../http/types";
import { useResource } from "../../resources/resource";
import { home as text, kept } from "../../text/vi";
import { MemberCard } from "./member-card";

/** The card with its QR code as large as the screen allows; the screen stays awake while it is shown. */
export default function CardScreen() {
  const card = useResource<Card>("/me/card");
  useWakeLock();
  return (
    <Page title={text.card} narrow>
      <KeptNotice at={card.keptAt} limits={kept.card} onRetry={card.reload} />
      <Await of={card}>
        {(found) => (
          <div class="stack">
            <MemberCard card={found} />
            <div class="qr-box">
              <QrImage text={found.qr} alt={text.qrAlt} />
            </div>
            <Facts
              items={[
                [text.code, found.code],
                [text.cardNo, found.card_no],
              ]}
            />
          </div>
        )}
      </Await>
    </Page>
  );
}

function useWakeLock(): void {
  const lock = useMemo(() => navigator.wakeLock?.request("screen").catch(() => null), []);
  useEffect(() => () => void lock?.then((held) => held?.release()), []);
}
