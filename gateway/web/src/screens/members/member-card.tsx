import { Emblem } from "../../components/drawings";
import type { Card } from "../../http/types";
import { app, home as text } from "../../text/vi";

/** The face of the e-card. */
export function MemberCard({ card }: { card: Card }) {
  return (
    <div class="member-card">
      <div class="member-card-head">
        <Emblem size={36} />
        <span>
          {text.card}
          <span class="member-card-brand">{app.name}</span>
        </span>
      </div>
      {card.has_photo && <img class="member-card-photo" src={`/api/v1/members/${card.id}/photo`} alt="" />}
      <p class="member-card-name">{card.full_name}</p>
      <p>{card.unit?.name}</p>
      <p class="member-card-code">{(card.card_no ?? card.code ?? "").replace(/(\d{4})(?=\d)/g, "$1 ")}</p>
    </div>
  );
}
