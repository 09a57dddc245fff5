import { Chip } from "../../components/parts";
import { ago } from "../../format";
import { giveUp, sendAgain, type Waiting } from "../../resources/waiting";
import { queue as text } from "../../text/vi";

/** Acts that wait on this device: what each says, and why it was not taken where it was not. */
export function WaitingList({ items }: { items: Waiting[] }) {
  return (
    <ul class="rows" aria-label={text.title}>
      {items.map((item) => (
        <li key={item.key} class="row-plain waiting">
          <span class="row-main">
            <span class="row-title">{item.said || item.title}</span>
            <span class="caption">{[item.title, text.since(ago(item.at))].join(" · ")}</span>
            <Chip tone={item.refused ? "red" : "gold"}>{item.refused ? text.refused : text.waits}</Chip>
            {item.refused && <span class="red-text">{item.refused}</span>}
          </span>
          <span class="buttons">
            {item.refused && (
              <button
                type="button"
                class="button button-small"
                aria-label={text.againOf(item.said)}
                onClick={() => void sendAgain(item)}
              >
                {text.again}
              </button>
            )}
            <button
              type="button"
              class="button button-small"
              aria-label={text.dropOf(item.said)}
              onClick={() => void giveUp(item)}
            >
              {text.drop}
            </button>
          </span>
        </li>
      ))}
    </ul>
  );
}
